// Command release makes what people download: the program for each system in an
// archive with a guide and the licences, their checksums, and a bill of
// materials. The same sources and the same Go give the same bytes, wherever and
// whenever it runs.
//
//	go run ./cmd/release -out dist
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	out := flag.String("out", "dist", "the folder to write, which must be empty or not there")
	only := flag.String("only", "", "one target alone, as linux/amd64: to try it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := release(ctx, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// edition is what all archives of a release have in common.
type edition struct {
	version string
	made    time.Time // of the sources, not of this run
	out     string
}

func release(ctx context.Context, out, only string) error {
	e, err := editionOf(ctx, out)
	if err != nil {
		return err
	}
	if there, err := os.ReadDir(out); err == nil && len(there) > 0 {
		return fmt.Errorf("%s is not empty", out)
	}
	programs, err := os.MkdirTemp("", "loa-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(programs)
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	var built []string
	for _, t := range targets {
		if only != "" && only != t.String() {
			continue
		}
		fmt.Fprintln(os.Stderr, "building", t)
		program, err := t.build(ctx, e, programs)
		if err != nil {
			return err
		}
		built = append(built, program)
	}
	if len(built) == 0 {
		return fmt.Errorf("no target is called %s", only)
	}
	modules, err := modulesOf(built)
	if err != nil {
		return err
	}
	if err := modules.describe(ctx, "docs/dependencies.md"); err != nil {
		return err
	}
	for _, program := range built {
		if err := e.pack(program, modules); err != nil {
			return err
		}
	}
	if err := e.writeBill(ctx, modules); err != nil {
		return err
	}
	return e.writeSums()
}

// writeSums lists the SHA-256 of all files, in the form of sha256sum.
func (e edition) writeSums() error {
	files, err := os.ReadDir(e.out)
	if err != nil {
		return err
	}
	var lines []string
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(e.out, f.Name()))
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(data), f.Name()))
	}
	slices.Sort(lines)
	return os.WriteFile(filepath.Join(e.out, "SHA256SUMS"), []byte(strings.Join(lines, "")), 0o666)
}
