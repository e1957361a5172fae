package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk/disktest"
	"loa/internal/base/problem"
)

func paths(files []File) (out []string) {
	for _, f := range files {
		out = append(out, f.Path)
	}
	return out
}

func codes(problems []problem.Problem) (out []string) {
	for _, p := range problems {
		out = append(out, fmt.Sprintf("%s %s", p.Code, p.Place.File))
	}
	slices.Sort(out)
	return out
}

func TestScan(t *testing.T) {
	day := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	fsys := fstest.MapFS{}
	for _, name := range []string{
		"site.toml", "content/_index.md", "content/b/x.md", "content/a.md", "content/a-b.md",
		"content/.git/config", "content/.DS_Store", "content/a.md~", "content/~$bao-cao.docx",
		"content/thumbs.db", "content/b/Desktop.ini", "content/~nháp.md",
		"content/" + norm.NFD.String("Đuối nước.md"),
	} {
		fsys[name] = &fstest.MapFile{Data: []byte("12345"), ModTime: day}
	}
	files, problems, err := Scan(fsys, "content")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := []string{"content/_index.md", "content/a-b.md", "content/a.md", "content/b/x.md", "content/~nháp.md", "content/Đuối nước.md"}
	if got := paths(files); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	last := files[len(files)-1]
	if last.Name != norm.NFD.String(last.Path) || last.Size != 5 {
		t.Errorf("%+v", last)
	}
	if text, _, err := Read(fsys, last); err != nil || string(text.Bytes) != "12345" || text.Path != last.Path {
		t.Errorf("%+v, %v", text, err)
	}
}

// A name with a character that turns the order of letters is refused; one with a mark that turns none is not.
func TestTurnedNames(t *testing.T) {
	fsys := fstest.MapFS{}
	var refused, read []string
	for _, turned := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" {
		name := "content/a" + string(turned) + "gpj.txt"
		fsys[name], refused = &fstest.MapFile{}, append(refused, "source.turned-name "+name)
	}
	for _, mark := range "\u061c\u200e\u200f" {
		name := "content/" + string(mark) + "anh.txt"
		fsys[name], read = &fstest.MapFile{}, append(read, name)
	}
	files, problems, err := Scan(fsys, "content")
	if err != nil || !slices.Equal(codes(problems), refused) || !slices.Equal(paths(files), read) {
		t.Errorf("refused %q, read %q, %v", codes(problems), paths(files), err)
	}
}

func TestScanWithoutFolder(t *testing.T) {
	files, problems, err := Scan(fstest.MapFS{"site.toml": {}}, "content")
	if len(files) > 0 || len(problems) > 0 || err != nil {
		t.Error(files, problems, err)
	}
}

func TestScanWholeSite(t *testing.T) {
	files, _, err := Scan(fstest.MapFS{"site.toml": {}, ".loa/x": {}}, ".")
	if got := paths(files); err != nil || !slices.Equal(got, []string{"site.toml"}) {
		t.Error(got, err)
	}
}

func TestScanSameNameTwice(t *testing.T) {
	fsys := fstest.MapFS{"content/hè.md": {}, "content/" + norm.NFD.String("hè.md"): {}}
	files, problems, err := Scan(fsys, "content")
	if len(files) != 1 || err != nil || !slices.Equal(codes(problems), []string{"source.same-name content/hè.md"}) {
		t.Error(files, problems, err)
	}
}

type brokenFS struct{ fs.FS }

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == "content/x" {
		return nil, fs.ErrPermission
	}
	return b.FS.Open(name)
}

func TestScanAndReadReportTheFileSystem(t *testing.T) {
	fsys := brokenFS{fstest.MapFS{"content/x/a.md": {}}}
	if _, _, err := Scan(fsys, "content"); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "content") {
		t.Error(err)
	}
	if _, _, err := Read(fsys, File{Path: "content/y", Name: "content/y"}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "content/y") {
		t.Error(err)
	}
}

// site makes a folder with a site in it and something private beside it.
func site(t *testing.T) (dir string, root fs.FS) {
	t.Helper()
	top := t.TempDir()
	dir = filepath.Join(top, "site")
	for name, text := range map[string]string{
		"private.txt": "secret", "private/x.md": "secret",
		"site/content/a.md": "a", "site/static/b.txt": "b",
	} {
		name = filepath.Join(top, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return dir, r.FS()
}

func link(t *testing.T, target, name string) {
	t.Helper()
	disktest.Link(t, target, name)
}

func TestScanLinks(t *testing.T) {
	dir, fsys := site(t)
	content := filepath.Join(dir, "content")
	link(t, "a.md", filepath.Join(content, "same.md"))
	link(t, "../static/b.txt", filepath.Join(content, "b.txt"))
	link(t, "..", filepath.Join(content, "loop"))
	link(t, "self.md", filepath.Join(content, "self.md"))
	link(t, "nowhere.md", filepath.Join(content, "broken.md"))
	link(t, "../../private.txt", filepath.Join(content, "private.txt"))
	link(t, "../../private", filepath.Join(content, "private"))
	files, problems, err := Scan(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := paths(files), []string{"content/a.md", "content/b.txt", "content/same.md"}; !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	want := []string{
		"source.link-broken content/broken.md", "source.link-broken content/self.md",
		"source.link-not-followed content/loop",
		"source.link-outside content/private", "source.link-outside content/private.txt",
	}
	if got := codes(problems); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if text, _, err := Read(fsys, files[1]); err != nil || string(text.Bytes) != "b" {
		t.Errorf("%q, %v", text.Bytes, err)
	}
}

func TestScanNameInAnOldEncoding(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("file names are Unicode here")
	}
	dir, fsys := site(t)
	name := filepath.Join(dir, "content", "tr\xce.md")
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		t.Skip(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "content", "\xce"), 0o777); err != nil {
		t.Skip(err)
	}
	files, problems, err := Scan(fsys, "content")
	if got := codes(problems); err != nil || len(files) != 1 || !slices.Equal(got, []string{"source.bad-name content/tr\ufffd.md", "source.bad-name content/\ufffd"}) {
		t.Error(paths(files), got, err)
	}
}

func TestPlace(t *testing.T) {
	text, _ := Normalize("a.md", []byte("\xef\xbb\xbfmột\r\nhai ba\r\n"))
	want := problem.Place{File: "a.md", Line: 2, Column: 5, Width: 2, Text: "hai ba"}
	if got := text.Place(strings.Index(string(text.Bytes), "ba"), 2); got != want {
		t.Errorf("%+v", got)
	}
}
