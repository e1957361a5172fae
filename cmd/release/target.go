package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/semver"
)

// target is a system that Loa is built for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

var targets = []target{
	{"windows", "amd64"}, {"windows", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"linux", "amd64"}, {"linux", "arm64"},
}

// build makes the program for a target and returns its file, in a folder named
// after the target.
func (t target) build(ctx context.Context, e edition, into string) (string, error) {
	program := filepath.Join(into, t.os+"-"+t.arch, "loa")
	if t.os == "windows" {
		program += ".exe"
	}
	// -trimpath and -buildvcs=false keep this machine's folders and the state of
	// the working copy out of the bytes; the variables, its settings.
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid= -X loa/internal/cli.Version="+e.version, "-o", program, "./cmd/loa")
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch,
		"GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOWORK=off")
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("building for %s: %w", t, err)
	}
	return program, nil
}

// editionOf finds the version: the tag of the sources, else the file VERSION;
// and their time: SOURCE_DATE_EPOCH, else that of the last commit.
func editionOf(ctx context.Context, out string) (edition, error) {
	e := edition{out: out, made: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)} // the earliest that a ZIP knows
	version, err := os.ReadFile("VERSION")
	if err != nil {
		return e, err
	}
	e.version = strings.TrimSpace(string(version))
	if tag, ok := git(ctx, "describe", "--tags", "--exact-match", "--match", "v[0-9]*"); ok {
		e.version = strings.TrimPrefix(tag, "v")
	}
	if !semver.IsValid("v" + e.version) {
		return e, fmt.Errorf("%q is no version", e.version)
	}
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		seconds, _ = git(ctx, "log", "-1", "--format=%ct")
	}
	if n, err := strconv.ParseInt(seconds, 10, 64); err == nil {
		e.made = time.Unix(n, 0).UTC()
	}
	return e, nil
}

// git asks git; false if it has no answer, as in sources that were downloaded.
func git(ctx context.Context, args ...string) (string, bool) {
	said, err := exec.CommandContext(ctx, "git", args...).Output()
	return string(bytes.TrimSpace(said)), err == nil
}
