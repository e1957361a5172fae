package deploy

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"testing"
	"time"

	"loa/internal/publish/remote"
)

// TestRecovered: a line that was cut is told to work again by any answer of the place,
// also by one that says no, and by that alone.
func TestRecovered(t *testing.T) {
	cut := &remote.Broken{Err: errors.New("cut")}
	for _, c := range []struct {
		answers   []error
		recovered int
	}{
		{[]error{nil}, 0},
		{[]error{fs.ErrNotExist}, 0},
		{[]error{cut, nil}, 1},
		{[]error{cut, cut, fs.ErrNotExist}, 1},
		{[]error{cut, &remote.Refused{Reason: remote.WrongLogin}}, 1},
		{slices.Repeat([]error{cut}, len(pauses)+1), 0},
	} {
		recovered, tries := 0, 0
		r := &release{options: Options{Recovered: func() { recovered++ }, Wait: func(context.Context, time.Duration) error { return nil }}}
		err := r.insist(t.Context(), func() error { tries++; return c.answers[tries-1] })
		if last := c.answers[len(c.answers)-1]; recovered != c.recovered || err != last || tries != len(c.answers) {
			t.Errorf("%v: recovered %d times, %d tries, %v", c.answers, recovered, tries, err)
		}
	}
}
