// Command release makes what people download: the program for each system in an
// archive with a guide and the licences, their checksums, and a bill of
// materials. The same sources and the same Go give the same bytes, wherever and
// whenever it runs.
//
//	go run ./cmd/release -out dist
//	go run ./cmd/release -out dist -sign KEY
//
// docs/releasing.md tells how a release is made and signed.
package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aead.dev/minisign"
)

func main() {
	out := flag.String("out", "dist", "the folder to write, which must be empty or not there")
	only := flag.String("only", "", "one target alone, as linux/amd64: to try it")
	key := flag.String("sign", "", "the file of the private key to sign with; its password is in LOA_RELEASE_PASSWORD")
	var windows authenticode
	flag.StringVar(&windows.certificate, "authenticode", "", "the PKCS #12 file of a certificate to sign the programs for Windows with; its password is in LOA_SIGN_PASSWORD")
	flag.StringVar(&windows.timestamp, "timestamp", "", "with -authenticode: the address of a server that attests the time")
	made := flag.String("new-key", "", "instead: make a key in this file, and the public one beside it")
	check := flag.String("verify", "", "instead: check the downloads in this folder with "+publicFile)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	password := os.Getenv("LOA_RELEASE_PASSWORD")
	windows.password = os.Getenv("LOA_SIGN_PASSWORD")
	var err error
	switch {
	case *made != "":
		err = newKey(*made, password, rand.Reader)
	case *check != "":
		err = verify(*check, publicFile)
	default:
		err = release(ctx, *out, *only, *key, password, windows)
	}
	if err != nil {
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

// release makes everything. With the file of a key the checksums are signed; the key is
// read first, so that a wrong password costs no time.
func release(ctx context.Context, out, only, keyFile, password string, windows authenticode) error {
	var key minisign.PrivateKey
	if keyFile != "" {
		var err error
		if key, err = readKey(keyFile, password); err != nil {
			return err
		}
	}

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
	built, err := e.build(ctx, programs, only, windows)
	if err != nil {
		return err
	}
	modules, err := modulesOf(built)
	if err != nil {
		return err
	}
	if err := modules.describe(ctx, "docs/dependencies.md"); err != nil {
		return err
	}
	scripts, needs, err := scriptModules(".", "docs/dependencies.md")
	if err != nil {
		return err
	}
	modules = append(modules, scripts...)
	for _, program := range built {
		if err := e.pack(program, modules); err != nil {
			return err
		}
	}
	if err := e.install(ctx, built, modules, windows); err != nil {
		return err
	}
	if err := e.writeBill(ctx, modules, needs); err != nil {
		return err
	}
	if err := e.writeSums(); err != nil || keyFile == "" {
		return err
	}
	return e.sign(key, ".")
}

// build makes the programs, those for Windows signed.
func (e edition) build(ctx context.Context, into, only string, windows authenticode) ([]string, error) {
	var built []string
	for _, t := range targets {
		if only != "" && only != t.String() {
			continue
		}
		fmt.Fprintln(os.Stderr, "building", t)
		program, err := t.build(ctx, e, into)
		if err != nil {
			return nil, err
		}
		if isWindows(program) {
			if err := windows.sign(ctx, e, program); err != nil {
				return nil, err
			}
		}
		built = append(built, program)
	}
	if len(built) == 0 {
		return nil, fmt.Errorf("no target is called %s", only)
	}
	return built, nil
}

// install makes the installer of the program for Windows that most machines run; those
// with ARM run it too.
func (e edition) install(ctx context.Context, built []string, modules modules, windows authenticode) error {
	for _, program := range built {
		if filepath.Base(filepath.Dir(program)) != "windows-amd64" {
			continue
		}
		made, err := e.installer(ctx, program, modules, windows)
		if err != nil || made == "" {
			return err
		}
		return windows.sign(ctx, e, made)
	}
	return nil
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
	return os.WriteFile(filepath.Join(e.out, sumsFile), []byte(strings.Join(lines, "")), 0o666)
}
