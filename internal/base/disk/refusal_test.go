package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

func TestNumbersOfWindows(t *testing.T) {
	for number, want := range map[uint32]Refusal{
		2: 0, 3: 0, 5: Denied, 17: 0, 19: Protected, 32: InUse, 33: InUse, 39: Full, 80: 0, 112: Full, 123: BadName,
		145: 0, 183: 0, 223: TooLarge, 1200: BadName, 1224: InUse, 1295: Full,
		21: Gone, 53: Gone, 64: Gone, 1167: Gone, 1231: Gone, 362: Away, 388: Away, 391: InUse, 399: 0, 4350: Away,
	} {
		if got := onWindows(number); got != want {
			t.Errorf("%d is %v, not %v", number, got, want)
		}
	}
}

// What may pass is tried again; what a person must do something about is said at once.
func TestInsist(t *testing.T) {
	dir := t.TempDir()
	locked, free := filepath.Join(dir, "locked"), filepath.Join(dir, "free")
	if err := errors.Join(os.WriteFile(locked, nil, 0o444), os.WriteFile(free, nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err      error
		path     string
		programs []string
		want     Refusal // 0: the error as it is
		tries    int
	}{
		{InUse, free, []string{"Word"}, InUse, 5},
		{InUse, free, nil, InUse, 5},
		{Denied, free, []string{"Word"}, InUse, 5},
		{Denied, free, nil, 0, 5}, // a matter of rights
		{Denied, locked, nil, ReadOnly, 1},
		{&fs.PathError{Op: "write", Path: "x", Err: Full}, free, nil, Full, 1},
		{fmt.Errorf("no word of the above"), free, nil, 0, 1},
	} {
		tries, waited := 0, time.Duration(0)
		system := System{Pause: func(long time.Duration) { waited += long }, Holders: func([]string) []string { return c.programs }}
		err := system.Insist(func() error { tries++; return c.err }, c.path)
		var refused *Refused
		switch {
		case tries != c.tries || (waited > 0) != (tries > 1) || waited > time.Second:
			t.Errorf("%v: tried %d times, waited %v", c.err, tries, waited)
		case c.want == 0 && err != c.err:
			t.Errorf("%v became %v", c.err, err)
		case c.want != 0 && (!errors.As(err, &refused) || refused.Why != c.want || refused.Path != c.path || !errors.Is(err, c.err) || len(refused.Programs) != len(c.programs)):
			t.Errorf("%v on %s: %#v", c.err, c.path, err)
		}
	}
}

// What Windows says of a server that does not answer is, to package os, that of a file
// that does not exist. Nobody may take the one for the other.
func TestGoneIsNotMissing(t *testing.T) {
	said := &fs.PathError{Op: "open", Path: "content", Err: fmt.Errorf("%w: %w", Gone, fs.ErrNotExist)}
	if !errors.Is(said, fs.ErrNotExist) || Why(said) != Gone {
		t.Fatal("the error of this test is not what it must be")
	}
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	system := System{Before: func(Step) error { return said }, Pause: func(time.Duration) { t.Error("it waits") }}
	_, opened := system.FS(root).Open("content")
	_, read := system.ReadFile(root, "content")
	listed := reading{root.FS(), root, system}.gone("content", said)
	for name, err := range map[string]error{
		"open": opened, "read": read, "list": listed, "remove": system.Remove(root, "content"), "rename": system.Rename(root, "a", "b"),
	} {
		var refused *Refused
		if !errors.As(err, &refused) || refused.Why != Gone || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A line of the network fails with numbers that drives have, too.
func TestLinesAreNoDrives(t *testing.T) {
	number := errorOfServer()
	if number == nil {
		t.Skip("no number of this system says that a server is gone")
	}
	if why := Why(&net.OpError{Op: "read", Err: os.NewSyscallError("read", number)}); why != 0 {
		t.Errorf("a line is %v", why)
	}
	if why := Why(&fs.PathError{Op: "read", Err: number}); why != Gone {
		t.Errorf("a file is %v", why)
	}
}

// errorOfServer is a number that says that a server does not answer, nil where there
// is none.
func errorOfServer() error {
	switch runtime.GOOS {
	case "windows":
		return syscall.Errno(64) // ERROR_NETNAME_DELETED
	case "linux":
		return syscall.Errno(116) // ESTALE
	case "darwin":
		return syscall.Errno(70)
	}
	return nil
}
