package diskproblem

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

func TestOf(t *testing.T) {
	held := &disk.Refused{Path: "web/index.html", Why: disk.InUse, Programs: []string{"Word", "Excel"}, Err: errors.New("32")}
	for _, c := range []struct {
		err  error
		want string // file, message and hint; "" for no problem
	}{
		{fmt.Errorf("commit: %w", held), "web/index.html disk.in-use Word, Excel"},
		{&disk.Refused{Path: "a", Why: disk.InUse, Err: held.Err}, "a disk.in-use OneDrive"},
		{&fs.PathError{Op: "write", Path: "b", Err: disk.Full}, "b disk.full "},
		{&disk.Refused{Path: "c", Why: disk.Protected, Err: held.Err}, "c disk.write-protected "},
		{&disk.Refused{Path: "d", Why: disk.ReadOnly, Err: held.Err}, "d disk.read-only "},
		{&disk.Refused{Path: "e", Why: disk.BadName, Err: held.Err}, "e disk.bad-name "},
		{&disk.Refused{Path: "f", Why: disk.TooLarge, Err: held.Err}, "f disk.too-large "},
		{&disk.Refused{Path: "g", Why: disk.Away, Err: held.Err}, "g disk.in-cloud OneDrive"},
		{&disk.Refused{Path: "//may-chu/chung/h", Why: disk.Gone, Err: held.Err}, "//may-chu/chung/h disk.unreachable "},
		{&disk.Refused{Path: "goi/.loa-draft-ABCDEFGHIJKLMNOPQRSTUVWXYZ", Why: disk.Full, Err: held.Err}, "goi disk.full "},
		{fs.ErrPermission, ""},
		{disk.Denied, ""},
	} {
		p, ok := Of(c.err)
		if !ok {
			if c.want != "" {
				t.Errorf("%v is no problem", c.err)
			}
			continue
		}
		want := strings.SplitN(c.want, " ", 3)
		if p.Place.File != want[0] || string(p.Code) != want[1] {
			t.Errorf("%v: %+v", c.err, p)
		}
		for _, language := range problem.Languages() {
			words := problem.WordsFor(language)
			if hint := words.Hint(string(p.Code), p.Args); hint == "" || !strings.Contains(hint, want[2]) || strings.Contains(hint, "{") {
				t.Errorf("%v in %s: %q", c.err, language, hint)
			}
		}
	}
}
