package warningedit

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/warning"
	"loa/themes"
)

// now is the moment of the tests, in the afternoon of the site's zone.
var now = time.Date(2026, 6, 15, 8, 30, 0, 0, time.UTC)

func desk(t *testing.T) (*Desk, string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "site.toml", "title = \"Vì trẻ em\"\nbase_url = \"https://vi.example/\"\ntimezone = \"Asia/Ho_Chi_Minh\"\n")
	write(t, dir, "content/a.md", "+++\ntitle = \"A\"\n+++\n")
	d, err := Open(build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: now}, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func until(t *testing.T, text string) tomlfile.Moment {
	t.Helper()
	m, ok := tomlfile.ParseMoment(text)
	if !ok {
		t.Fatal(text)
	}
	return m
}

func flood(t *testing.T, end string) Draft {
	return Draft{Level: "emergency", Until: until(t, end), Words: []warning.Words{{Language: "vi", Title: "Lũ \"lớn\"\n", Do: []string{"Về."}}}}
}

// A warning that nobody would see is not written; the hour counts.
func TestOver(t *testing.T) {
	d, dir := desk(t)
	for end, up := range map[string]bool{"2026-06-14": false, "2026-06-15 15:29": false, "2026-06-15 15:31": true, "2026-06-30": false} {
		c, err := d.Put("", "", flood(t, end))
		if err != nil || c.Written != up || up != (len(c.Problems) == 0) {
			t.Errorf("%s: %v %v %v", end, c.Written, c.Problems, err)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "warnings", "*")); len(files) != 1 {
		t.Errorf("there are %v", files)
	}
}

// Up, renewed, down, up again; comments and keys of others stay.
func TestUpAndDown(t *testing.T) {
	d, dir := desk(t)
	text := "# của xã\nlevel = \"warning\"\nfrom = 2026-06-02\nuntil = 2026-06-16 # tạm\n[vi]\ntitle = \"Nắng\"\n"
	write(t, dir, "warnings/nang.toml", text)
	c, err := d.Renew("warnings/nang.toml", "", until(t, "2026-06-28"))
	if err != nil || !c.Written || len(c.Urgent.Warnings) != 1 {
		t.Fatal(c.Problems, err)
	}
	if c, err = d.End("nang", ""); err != nil || !c.Written || len(c.Urgent.Warnings) != 0 || len(c.Problems) > 0 {
		t.Fatal(c.Problems, err)
	}
	got, _ := os.ReadFile(filepath.Join(dir, "warnings", "nang.toml"))
	for _, want := range []string{"# của xã\n", "from = 2026-06-02\n", "until = 2026-06-28", "# tạm\n", "renewed = 2026-06-15\n", "sent = 2026-06-15T15:30:00\n", "ended = 2026-06-15T15:30:00\n"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if c, err = d.Renew("nang", "", until(t, "2026-06-20")); err != nil || !c.Written || len(c.Urgent.Warnings) != 1 {
		t.Error(c.Problems, err)
	}
}

// A warning whose number has gone from the site can be taken down.
func TestEndWithoutNumber(t *testing.T) {
	d, dir := desk(t)
	write(t, dir, "warnings/lu.toml", "level = \"warning\"\nuntil = 2026-06-20\ncall = \"0912 000 000\"\n[vi]\ntitle = \"Lũ\"\n")
	if c, err := d.End("lu", ""); err != nil || !c.Written || c.Urgent.Stopped {
		t.Error(c.Problems, err)
	}
}

// Names that are not there, or lead out of the folder, change nothing.
func TestNames(t *testing.T) {
	d, dir := desk(t)
	write(t, dir, "warnings/lu-song.toml", "level = \"\n")
	var missing *Missing
	if _, err := d.End("lu-sonh", ""); !errors.As(err, &missing) || missing.Nearest != "lu-song" {
		t.Error(err)
	}
	for _, name := range []string{"../site", "/etc/passwd", "a/../../b", "con", ".an"} {
		if c, err := d.Put(name, "", flood(t, "2026-06-16")); !errors.Is(err, sourceedit.ErrPlace) || c.Written {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := d.Put("lu-song", "", flood(t, "2026-06-16")); !errors.Is(err, sourceedit.ErrThere) || c.Written {
		t.Error(err)
	}
	if c, err := d.End("lu-song", ""); c.Written || err == nil && !problem.Any(c.Problems, problem.Error) {
		t.Error("a file that is no TOML is no better with one more key")
	}
}

// A file and what people type of it have one name.
func TestNameOf(t *testing.T) {
	for _, typed := range []string{"2026/lu", "2026/lu.toml", "warnings/2026/lu.toml", `warnings\2026\lu`, " 2026/LU.TOML"} {
		if got := NameOf(typed); !strings.EqualFold(got, "2026/lu") {
			t.Errorf("%q is named %q", typed, got)
		}
	}
}

// A warning with an error, also without an end, can be taken down.
func TestEndBroken(t *testing.T) {
	d, dir := desk(t)
	for _, text := range []string{"level = 1\n", "level = \"warning\"\nuntil = \"mai\"\n[vi]\ntitle = \"Lũ\"\n", "level = \"warning\"\nuntil = 2026-12-01\n[vi]\ntitle = \"Lũ\"\n"} {
		write(t, dir, "warnings/lu.toml", text)
		all, err := d.List()
		if err != nil || len(all) != 1 || !all[0].Broken() {
			t.Fatal(all, err)
		}
		if c, err := d.End("lu", all[0].Sum); err != nil || !c.Written || c.Urgent.Stopped {
			t.Errorf("%s: %v %v", text, c.Problems, err)
		}
		if all, err = d.List(); err != nil || all[0].Broken() || all[0].Warning != nil {
			t.Errorf("%s: %+v %v", text, all, err)
		}
	}
}

// Mending a warning that was renewed looks at it again.
func TestMendRenewed(t *testing.T) {
	d, dir := desk(t)
	write(t, dir, "warnings/nang.toml", "level = \"warning\"\nfrom = 2026-06-02\nuntil = 2026-06-16\n[vi]\ntitle = \"Nắng\"\n")
	if c, err := d.Renew("nang", "", until(t, "2026-06-25 08:00")); err != nil || !c.Written {
		t.Fatal(c.Problems, err)
	}
	all, err := d.List()
	if err != nil || len(all) != 1 || all[0].Warning == nil {
		t.Fatal(all, err)
	}
	draft := DraftOf(all[0].Warning)
	draft.Words[0].Title = "Nắng nóng"
	c, err := d.Put("nang", all[0].Sum, draft)
	if err != nil || !c.Written || !strings.Contains(string(c.Text), "renewed = 2026-06-15\n") {
		t.Errorf("%s %v %v", c.Text, c.Problems, err)
	}
}

// Those that ended last stand first, by when they were taken down or else by their end; a
// file that cannot be opened is told and hides none of them.
func TestList(t *testing.T) {
	d, dir := desk(t)
	for name, end := range map[string]string{"a": "until = 2026-06-10", "b": "until = 2026-06-30\nended = 2026-06-14T09:00:00", "c": "until = 2026-06-12", "e": "until = 2026-06-12T23:00:00", "u": "until = 2026-06-20"} {
		write(t, dir, "warnings/"+name+".toml", "level = \"notice\"\n"+end+"\n[vi]\ntitle = \""+name+"\"\n")
	}
	const unseen = "lu\u200b"
	write(t, dir, "warnings/"+unseen+".toml", "level = \"notice\"\nuntil = 2026-06-01\n[vi]\ntitle = \"n\"\n")
	all, err := d.List()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
		if (one.Unread != nil) != (one.Name == unseen) || one.Broken() != (one.Name == unseen) {
			t.Errorf("%s: %v", one.Name, one.Unread)
		}
	}
	if got := strings.Join(names, " "); got != "u b c e a "+unseen {
		t.Error(got)
	}
}
