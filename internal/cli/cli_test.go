package cli

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"loa/themes"
)

// A script that runs loa runs this binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chromium": printer, "sayer": sayer, "loa": func() {
		os.Exit(Run(context.Background(), Env{
			Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Environ: os.Getenv, Config: os.Getenv("LOA_CONFIG"), Now: time.Now(), Themes: themes.FS, Web: unplugged{},
			Program: func() string { return "test" }, Look: exec.LookPath,
			Terminal: os.Getenv("TERMINAL") != "", // a script sets it to answer questions
		}))
	}})
}

// sayer stands in for a program that speaks: it says nothing, and notes what it was to say
// in the folder of the script, which is that of its settings.
func sayer() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		os.Exit(1)
	}
	wave := "RIFF\x26\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x02\x00\x00\x00\x80\x80"
	log := filepath.Join(os.Getenv("HOME"), "spoken.log")
	if os.WriteFile(os.Args[2], []byte(wave), 0o666) != nil || os.WriteFile(log, text, 0o666) != nil {
		os.Exit(1)
	}
}

// printer stands in for a browser: what it prints is the page that it was given.
func printer() {
	file, page := "", os.Args[len(os.Args)-1]
	for _, flag := range os.Args[1:] {
		if name, ok := strings.CutPrefix(flag, "--print-to-pdf="); ok {
			file = name
		}
	}
	if os.Getenv("PRINTER") == "broken" {
		fmt.Fprintln(os.Stderr, "cannot open display")
		os.Exit(1)
	}
	answer, err := http.Get(page)
	if err != nil {
		os.Exit(2)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if err := os.WriteFile(file, fmt.Appendf(nil, "%%PDF-1.4 %s\n%s", page, text), 0o666); err != nil {
		os.Exit(2)
	}
}

// Each file of testdata is a script with its files: what a person types, and
// what comes of it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": exitStatus, "photo": photo, "sound": sound, "traceless": traceless, "traces": traces, "unzip": unzip, "prepend": prepend, "same": same, "cut": cut, "spoil": spoil, "onlyfile": onlyFile},
		Setup: func(e *testscript.Env) error {
			e.Setenv("LOA_LANG", "vi")
			e.Setenv("LOA_CONFIG", filepath.Join(e.WorkDir, "settings"))
			e.Setenv("BESIDE", filepath.Dir(e.WorkDir))
			return nil
		},
	})
}

// exitStatus is the script command "status N PROGRAM …": the program must end
// with that status.
func exitStatus(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("ended with status %d, not %d", got, want)
	}
}

// unplugged is a machine without a network.
type unplugged struct{}

func (unplugged) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.DNSError{Err: "unplugged", IsTemporary: true}
}

// prepend puts a line above a file.
func prepend(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(file, []byte(args[1]+"\n"+ts.ReadFile(args[0])), 0o666))
}

// unzip is the script command "unzip FILE.zip DIR".
func unzip(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), z))
}
