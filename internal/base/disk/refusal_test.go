package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestNumbersOfWindows(t *testing.T) {
	for number, want := range map[uint32]Refusal{
		2: 0, 3: 0, 5: Denied, 17: 0, 19: Protected, 32: InUse, 33: InUse, 39: Full, 80: 0, 112: Full, 123: BadName,
		145: 0, 183: 0, 223: TooLarge, 1200: BadName, 1224: InUse, 1295: Full,
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
