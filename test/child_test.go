//go:build linux || darwin

package test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"loa/internal/cli"
	"loa/themes"
)

// addressSpace is what "ulimit -v 2000000" leaves to a program, in bytes.
const addressSpace = 2_000_000 << 10

// childRole is the variable that makes this test binary another program.
const childRole = "LOA_TEST_ROLE"

// statusFile is the variable that names a file into which the program writes, at its end,
// what Linux says of it.
const statusFile = "LOA_TEST_STATUS"

func TestMain(m *testing.M) {
	switch os.Getenv(childRole) {
	case "":
		os.Exit(m.Run())
	case "dies":
		die(os.Args[1])
		os.Exit(0)
	case "builder":
		buildForEver(os.Args[1])
	case "keeper":
		editForEver(os.Args[1])
	case "nobody": // whom the permissions of files bind, unlike root
		if os.Getuid() == 0 {
			must(syscall.Setuid(65534))
		}
	case "little memory": // of address space, whose limit also counts what is only reserved
		must(syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: addressSpace, Max: addressSpace}))
	case "no space": // no file may become longer than a kilobyte
		signal.Ignore(syscall.SIGXFSZ)
		must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 10, Max: 1 << 10}))
	}
	status := cli.Run(context.Background(), cli.Env{
		Args: os.Args[1:], Out: os.Stdout, Err: os.Stderr, Environ: os.Getenv, Now: time.Now(), Themes: themes.FS,
	})
	if file := os.Getenv(statusFile); file != "" {
		text, err := os.ReadFile("/proc/self/status")
		must(err)
		must(os.WriteFile(file, text, 0o666))
	}
	os.Exit(status)
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
}

// child starts this binary in a role.
func child(role string, args ...string) *exec.Cmd {
	program := exec.Command(os.Args[0], args...)
	program.Env = append(os.Environ(), childRole+"="+role, "LOA_LANG=vi")
	return program
}

// What the disk refuses is an I/O error, and public stays as it was.
func TestRefusingDisk(t *testing.T) {
	t.Parallel()
	for _, role := range []string{"no space", "nobody"} {
		t.Run(role, func(t *testing.T) {
			o := own(t)
			run(t, o)
			before := read(t, o.Out)
			write(t, o.Dir, tree{"content/_index.md": "+++\ntitle = \"Trang mới\"\n+++\n"})
			openToAll(t, o.Dir)
			if role == "nobody" {
				readOnly(t, filepath.Join(o.Dir, ".loa"))
			}
			said, err := child(role, "build", "--source", o.Dir, "--now", "2026-06-15").CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 3 {
				t.Errorf("%v, and not status 3: %s", err, said)
			}
			t.Logf("%s", said)
			expectTree(t, before, read(t, o.Out), "after a build that failed")
		})
	}
}

// openToAll lets another user as far as a site's folder.
func openToAll(t *testing.T, dir string) {
	t.Helper()
	for up := dir; len(up) > len(os.TempDir()); up = filepath.Dir(up) {
		if err := os.Chmod(up, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// readOnly takes away the right to write in the folders of a tree, for the time
// of the test.
func readOnly(t *testing.T, folder string) {
	t.Helper()
	filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			must(os.Chmod(name, 0o555))
			t.Cleanup(func() { os.Chmod(name, 0o755) })
		}
		return err
	})
}
