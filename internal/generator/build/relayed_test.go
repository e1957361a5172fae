package build

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/relay"
	"loa/themes"
)

// province is a site that answers each request with a body, or not at all.
type province struct{ body string }

func (p *province) RoundTrip(*http.Request) (*http.Response, error) {
	if p.body == "" {
		return nil, errors.New("no network")
	}
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(p.body)), Header: http.Header{}}, nil
}

// relaying is a site that shows the warnings of a province.
func relaying(t *testing.T, p *province) Options {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "site.toml", "title = \"Xã Một\"\nbase_url = \"https://xa.example/\"\n[warnings]\nfrom = [\"https://tinh.example/warnings.json\"]\n")
	put(t, dir, "content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")
	put(t, dir, "content/a.md", "+++\ntitle = \"A\"\n+++\nBài.\n")
	put(t, dir, "warnings/cua-xa.toml", "level = \"notice\"\nuntil = 2026-06-03\n[vi]\ntitle = \"Nghỉ học\"\n")
	o := remembering(dir)
	o.Builtin = themes.FS
	o.Relay = &relay.Fetcher{Web: p, Allowed: func(string) (bool, error) { return true, nil }}
	return o
}

// ofProvince is the list that the site of the province publishes.
func ofProvince(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "site.toml", "title = \"Tỉnh\"\nbase_url = \"https://tinh.example/\"\n")
	put(t, dir, "content/lu.md", "+++\ntitle = \"Lũ\"\n+++\nLũ.\n")
	put(t, dir, "warnings/lu.toml", "level = \"emergency\"\nuntil = 2026-06-02T18:00:00\ncall = 114\npage = \"lu.md\"\n[vi]\ntitle = \"Lũ <b>lớn</b>\"\ndo = [\"Về nhà.\"]\n")
	made, err := MakeUrgent(Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)}, nil)
	if err != nil || made.Stopped {
		t.Fatal(made.Problems, err)
	}
	return string(made.Files[0].Data)
}

func publishedFile(t *testing.T, o Options, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func codesTold(found []problem.Problem) string {
	var all []string
	for _, p := range found {
		all = append(all, string(p.Code))
	}
	return strings.Join(all, " ")
}

// A warning of the province stands on each page and in the list, with its source, and
// goes when the province takes it down. While the province is away, what came last stays.
func TestRelayed(t *testing.T) {
	p := &province{ofProvince(t)}
	o := relaying(t, p)
	o.Strict = true
	run := func() string {
		t.Helper()
		result, err := Run(context.Background(), o)
		if err != nil || result.Stopped {
			t.Fatal(result.Problems, err)
		}
		return codesTold(result.Problems)
	}
	if found := run(); found != "" {
		t.Error(found)
	}
	first := publishedFile(t, o, "a/index.html")
	for _, want := range []string{"Lũ &lt;b", "https://tinh.example/lu/", "tel:114", ">tinh.example</a>", "Nghỉ học"} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in\n%s", want, first)
		}
	}
	if list := publishedFile(t, o, "warnings.json"); !strings.Contains(list, `"source":"tinh.example"`) || strings.Count(list, `"words"`) != 1 {
		t.Errorf("list: %s", list)
	}
	if feed := publishedFile(t, o, "warnings.xml"); strings.Contains(feed, "Lũ") || !strings.Contains(feed, "Nghỉ học") {
		t.Errorf("feed: %s", feed)
	}
	if files, _ := filepath.Glob(filepath.Join(o.Out, "warnings", "*")); len(files) != 1 {
		t.Errorf("CAP: %v", files)
	}

	list := p.body
	for _, away := range []string{"", "<html>"} {
		p.body = away
		if found := run(); found != "warning.from-away" || publishedFile(t, o, "a/index.html") != first {
			t.Errorf("away: %s", found)
		}
	}
	urgent, err := MakeUrgent(o, nil)
	if err != nil || urgent.Stopped || !bytes.Contains(urgent.Files[0].Data, []byte("tinh.example")) {
		t.Error("the list alone lacks the warning of the province, and would take it down", err, urgent.Problems)
	}

	p.body = list
	if _, known := builtAgain(t, o); !known {
		t.Error("the same list makes the pages again")
	}
	p.body = `{"warnings":[]}`
	if found := run(); found != "" || strings.Contains(publishedFile(t, o, "a/index.html"), "Lũ") {
		t.Errorf("taken down: %s", found)
	}
	p.body = strings.Replace(list, `"level":"emergency"`, `"level":"x"`, 1)
	if found := run(); found != "warning.from-refused" {
		t.Errorf("also a strict build goes on: %s", found)
	}
}

// A preview takes in what a deploy fetched while it runs, and that all of it went away.
func TestRelayedWith(t *testing.T) {
	o := relaying(t, &province{ofProvince(t)})
	before, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { before.Close() })
	if _, err := FetchWarnings(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(o.Dir, filepath.FromSlash(relay.Folder), "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	fetched, err := before.With([]string{relay.Folder + "/" + filepath.Base(files[0])})
	if err != nil || len(before.warnings) != 1 || len(fetched.warnings) != 2 {
		t.Fatalf("%d warnings, then %d: %v", len(before.warnings), len(fetched.warnings), err)
	}
	if err := os.RemoveAll(filepath.Join(o.Dir, ".loa")); err != nil {
		t.Fatal(err)
	}
	if gone, err := fetched.With([]string{".loa"}); err != nil || len(gone.warnings) != 1 {
		t.Error("a folder that went away keeps its warnings", err)
	}
	if same, err := before.With([]string{".loa/outputs/x", ".loa/warnings-alt/x"}); err != nil || same != before {
		t.Error("what is remembered beside the lists places the site again", err)
	}
}

// Two builds of the same sources and the same list have the same bytes.
func TestRelayedSame(t *testing.T) {
	p := &province{ofProvince(t)}
	a, b := relaying(t, p), relaying(t, p)
	for _, o := range []Options{a, b} {
		if result, err := Run(context.Background(), o); err != nil || result.Stopped {
			t.Fatal(result.Problems, err)
		}
	}
	for _, name := range []string{"a/index.html", "warnings.json", "worker.js"} {
		if publishedFile(t, a, name) != publishedFile(t, b, name) {
			t.Errorf("%s differs", name)
		}
	}
}

// Nothing that another site writes stops a build, a check or a list of warnings, also not
// a strict one: neither that it is too much, nor that it cannot be shown.
func TestOthersStopNothing(t *testing.T) {
	for of, theme := range map[string]string{"a long list": "", "a theme without warnings": "theme = \"b\"\n"} {
		p := &province{ofProvince(t)}
		p.body = strings.Replace(p.body, "Về nhà.", random(300), 1)
		p.body = strings.Replace(p.body, `"title":"`, `"text":"`+random(1000)+`","title":"`, 1)
		o := relaying(t, p)
		put(t, o.Dir, "site.toml", theme+"title = \"Xã Một\"\nbase_url = \"https://xa.example/\"\n[warnings]\nfrom = [\"https://tinh.example/warnings.json\"]\n")
		if theme != "" {
			put(t, o.Dir, "themes/b/theme.toml", "")
			put(t, o.Dir, "themes/b/templates/page.html", "<!doctype html><html lang=\"vi\"><title>{{.Title}}</title>{{.Page.Content}}</html>")
			os.Remove(filepath.Join(o.Dir, "warnings", "cua-xa.toml"))
		}
		o.Strict = true
		if of == "a long list" {
			result, err := Run(context.Background(), o)
			if err != nil || result.Stopped {
				t.Fatal(of, result.Problems, err)
			}
			if list := publishedFile(t, o, "warnings.json"); !strings.Contains(list, "tinh.example") || len(list) < 2000 {
				t.Fatal(list)
			}
		}
		if _, err := FetchWarnings(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		result, err := Check(context.Background(), o)
		for _, found := range result.Problems {
			if strings.HasPrefix(string(found.Code), "warning.") || strings.HasPrefix(string(found.Code), "limit.") {
				t.Error(of, found, err)
			}
		}
		if urgent, err := MakeUrgent(o, nil); err != nil || urgent.Stopped || len(urgent.Problems) > 0 {
			t.Error(of, urgent.Problems, err)
		}
	}
	told := []problem.Problem{problem.New(problem.WarningFromRefused, problem.Place{}, nil)}
	if Stops(told, true) || !Stops(append(told, problem.New(problem.WarningLong, problem.Place{}, nil)), true) {
		t.Error("which problems stop a strict run")
	}
}

// random is a text that does not compress.
func random(length int) string {
	var b strings.Builder
	for i := uint32(7); b.Len() < length; i = i*1664525 + 1013904223 {
		b.WriteByte('a' + byte(i>>24)%26)
	}
	return b.String()[:length]
}
