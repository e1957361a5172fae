package build

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/themes"
)

var today = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)

func load(t *testing.T, dir string) *Project {
	t.Helper()
	p, err := Load(Options{Dir: dir, Builtin: themes.FS, Now: today, Fixed: true, Readable: func(string) (bool, error) { return true, nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// TestWithIsLoad makes changes at random and holds each project that With makes
// against one that is loaded from the start: the same files, the same problems.
func TestWithIsLoad(t *testing.T) {
	dir := begun(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 6 {
		put(t, dir, page(i, ""), text(r, i))
	}
	p := load(t, dir)
	for range 60 {
		p = step(t, r, dir, p)
		want := load(t, dir)
		compare(t, p, want)
		if t.Failed() {
			return
		}
	}
}

// TestWithIsLoadOfLayers is TestWithIsLoad of a site with a shared folder, of which texts are
// changed, copied, hidden and removed in either.
func TestWithIsLoadOfLayers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "xa")
	put(t, dir, "themes/own/theme.toml", "extends = \"loa\"\n")
	put(t, dir, "content/_index.md", "+++\ntitle = \"Xã\"\n+++\n")
	put(t, dir, "site.toml", "content = [\"../chung/content\", \"content\"]\n"+settings("Tên"))
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 6 {
		put(t, dir, "../chung/"+page(i, ""), text(r, i))
	}
	p := load(t, dir)
	for range 30 {
		name := editLayered(t, r, dir, p)
		next, err := p.With(p.Joined([]string{name}))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("changed %s; placed again: %v", name, next != p)
		p = next
		if compare(t, p, load(t, dir)); t.Failed() {
			return
		}
	}
}

// editLayered changes a text in one of two folders.
func editLayered(t *testing.T, r *rand.Rand, dir string, p *Project) string {
	t.Helper()
	i := r.IntN(6)
	own := page(i, []string{"", ".en"}[r.IntN(2)])
	name := []string{own, "../chung/" + own}[r.IntN(2)]
	switch r.IntN(6) {
	case 0:
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	case 1:
		name = own
		put(t, dir, name, "+++\nhidden = true\n+++\n")
	case 2: // as loa copy does, now and then of another text
		name = own
		raw, err := os.ReadFile(filepath.Join(dir, "../chung", name))
		if err != nil {
			raw = []byte(text(r, i))
		}
		mark := uint32(1)
		if at := p.entry(name); at >= 0 && r.IntN(4) > 0 {
			if original, err := p.Original(p.Entries[at]); err == nil && original != nil {
				mark = original.Sum
			}
		}
		put(t, dir, name, fmt.Sprintf("+++\ncopy_of = \"%08x\"", mark)+strings.TrimPrefix(string(raw), "+++"))
	case 3:
		old, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			old = []byte(text(r, i))
		}
		put(t, dir, name, string(old)+"\nThêm chữ.\n")
	default:
		put(t, dir, name, text(r, i))
	}
	return name
}

// step changes something and takes the change in.
func step(t *testing.T, r *rand.Rand, dir string, p *Project) *Project {
	t.Helper()
	var name string
	if i := r.IntN(6); r.IntN(14) > 10 {
		name = page(i, ".en")
		put(t, dir, name, stamped(t, p, page(i, ""), text(r, i)))
	} else {
		name = edit(t, r, dir)
	}
	next, err := p.With([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("changed %s; placed again: %v", name, next != p)
	return next
}

// edit changes a file of the site.
func edit(t *testing.T, r *rand.Rand, dir string) (name string) {
	t.Helper()
	i := r.IntN(6)
	name = page(i, []string{"", ".en"}[r.IntN(2)])
	switch r.IntN(11) {
	case 0:
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	case 1:
		name = "site.toml"
		put(t, dir, name, settings(fmt.Sprint("Tên ", i)))
	case 2:
		name = "static/a.txt"
		put(t, dir, name, fmt.Sprint(i))
	case 3:
		name = "data/bang.csv"
		put(t, dir, name, fmt.Sprintf("a,b\n1,%d\n", i))
	case 4:
		name = "themes/own/parts/brand.html"
		put(t, dir, name, fmt.Sprintf("<p>Biểu trưng %d</p>", i))
	case 5, 6:
		old, _ := os.ReadFile(filepath.Join(dir, name)) // may not be there
		put(t, dir, name, string(old)+"\nThêm [một chữ](/a/bai-0.md).\n")
	default:
		put(t, dir, name, text(r, i))
	}
	return name
}

func compare(t *testing.T, got, want *Project) {
	t.Helper()
	if g, w := made(t, got), made(t, want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// made is every output with its bytes, and all problems.
func made(t *testing.T, p *Project) string {
	t.Helper()
	var all bytes.Buffer
	problems := slices.Clone(p.Problems)
	for _, o := range p.Outputs() {
		fmt.Fprintf(&all, "== %s\n", o.Path)
		if o.Open != nil {
			f, err := o.Open()
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(&all, f)
			f.Close()
			continue
		}
		out, err := p.Make(o)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(out.Data)
		problems = append(problems, out.Problems...)
	}
	problem.WriteText(&all, p.Weigh(problems), problem.WordsFor("en"))
	return all.String()
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// begun is a folder with settings and a theme of its own.
func begun(t *testing.T) string {
	dir := t.TempDir()
	put(t, dir, "site.toml", settings("Tên"))
	put(t, dir, "themes/own/theme.toml", "extends = \"loa\"\n")
	return dir
}

func settings(title string) string {
	return fmt.Sprintf("title = %q\ntheme = \"own\"\nbase_url = \"https://example.org/\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"vi\"\n[topics.nuoc]\nname = \"Nước\"\n", title)
}

func page(i int, suffix string) string {
	return fmt.Sprintf("content/%s/bai-%d%s.md", []string{"a", "b"}[i%2], i, suffix)
}

// text is an article whose title, date, slug and links are drawn at random; some
// links are dead.
func text(r *rand.Rand, i int) string {
	extra := []string{"", "topics = [\"nuoc\"]\n", fmt.Sprintf("slug = \"ten-%d\"\n", i), "publish = 2026-06-02\n", "review_by = 2026-05-01\n", "# ghi chú\n"}[r.IntN(6)]
	return fmt.Sprintf("+++\ntitle = \"Bài %d\"\ndate = 2026-05-%02d\nsummary = \"Tóm tắt.\"\n%s+++\n\nChữ %d, [xem](/%s/bai-%d.md).\n",
		r.IntN(3), 1+r.IntN(3), extra, r.IntN(5), []string{"a", "b"}[r.IntN(2)], r.IntN(6))
}

// stamped is a translation's text with the stamp of its source as it is, or of
// none if there is no source.
func stamped(t *testing.T, p *Project, source, text string) string {
	mark := "00000001"
	if i := p.entry(source); i >= 0 {
		stamp, _, err := p.reader.Stamp(p.Entries[i].File)
		if err != nil {
			t.Fatal(err)
		}
		mark = stamp.String()
	}
	return "+++\ntranslated_from = \"" + mark + "\"" + strings.TrimPrefix(text, "+++")
}

// TestTextMakesStale: a changed source alone makes its translation stale, and
// its old text current again; a second change changes nothing more.
func TestTextMakesStale(t *testing.T) {
	dir := begun(t)
	source := func(text string) {
		put(t, dir, "content/ao.md", "+++\ntitle = \"Ao\"\nsummary = \"S\"\n+++\n\n"+text+"\n")
	}
	source("Gọi 111.")
	p := load(t, dir)
	translation := "+++\ntitle = \"Pond\"\n+++\n\nCall 111.\n"
	with := func(file string) bool {
		next, err := p.With([]string{file})
		if err != nil {
			t.Fatal(err)
		}
		again := next != p
		p = next
		return again
	}
	stamp := func() {
		put(t, dir, "content/ao.en.md", stamped(t, p, "content/ao.md", translation))
		with("content/ao.en.md")
	}
	for i, step := range []struct {
		text         string
		stamp        bool
		stale, again bool
	}{
		{text: "Gọi 111.", stamp: true},
		{text: "Gọi  111. "},
		{text: "Gọi 112.", stale: true, again: true},
		{text: "Gọi 113.", stale: true},
		{text: "Gọi 111.", again: true},
		{text: "Gọi 114.", stale: true, again: true},
		{text: "Gọi 115.", stale: true},
		{text: "Gọi 115.", stamp: true},
		{text: "Gọi 111.", stale: true, again: true},
	} {
		if source(step.text); with("content/ao.md") != step.again {
			t.Errorf("step %d: placed again: %v", i, !step.again)
		}
		if step.stamp {
			stamp()
		}
		if _, stale := p.Site.Editions[1].Page("ao").Outdated(); stale != step.stale {
			t.Errorf("step %d: stale: %v", i, stale)
		}
		if t.Failed() {
			return
		}
	}
}

// TestBrokenFrontIsKept: what With leaves as it was while front matter is
// broken.
func TestBrokenFrontIsKept(t *testing.T) {
	dir := begun(t)
	good := "+++\ntitle = \"Ao\"\nslug = \"cai-ao\"\n+++\n\nChữ cũ.\n"
	put(t, dir, "content/ao.md", good)
	p := load(t, dir)
	put(t, dir, "content/ao.md", "+++\ntitle = \"A\nslug = \"cai-a\"\n+++\n\nChữ mới.\n")
	broken, err := p.With([]string{"content/ao.md"})
	if err != nil {
		t.Fatal(err)
	}
	if !problem.Any(broken.Problems, problem.Error) {
		t.Error("the fault is not told")
	}
	e := broken.Entries[0]
	if body, start, err := broken.reader.Body(e, new([]byte)); err != nil || e.Title != "Ao" || e.Slug != "cai-ao" || !bytes.Contains(body.Bytes[start:], []byte("Chữ mới")) || bytes.Contains(body.Bytes[start:], []byte("+++")) {
		t.Errorf("title %q, slug %q, body %q, %v", e.Title, e.Slug, body.Bytes[start:], err)
	}
	put(t, dir, "content/ao.md", good)
	mended, err := broken.With([]string{"content/ao.md"})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, mended, load(t, dir))
}

// TestBodyOfANewerFile: a page may be asked for between the writing of its file
// and With.
func TestBodyOfANewerFile(t *testing.T) {
	dir := begun(t)
	put(t, dir, "content/ao.md", "+++\ntitle = \"Ao\"\n+++\nMột.\n")
	p := load(t, dir)
	for front, want := range map[string]string{
		"+++\ntitle = \"Ao, hồ và sông\"\n+++\n": "Hai.\n", "+++\n+++\n": "Hai.\n", "+++\ntitle = \"Ao\"\n+++\n": "Hai.\n", "": "Hai.\n",
	} {
		put(t, dir, "content/ao.md", front+"Hai.\n")
		if text, start, err := p.reader.Body(p.Entries[0], new([]byte)); err != nil || string(text.Bytes[start:]) != want {
			t.Errorf("below %q: %q, %v", front, text.Bytes[start:], err)
		}
	}
}

// TestBodyAlone: what changes a text alone places nothing again, even when it is
// told together with what is no input.
func TestBodyAlone(t *testing.T) {
	dir := begun(t)
	front := "+++\ntitle = \"Ao\"\nsummary = \"Tóm tắt.\"\n+++\n\n"
	put(t, dir, "content/ao.md", front+"Chữ cũ.\n")
	p := load(t, dir)
	put(t, dir, "content/ao.md", front+"Chữ mới.\n")
	for _, changed := range [][]string{{"content/ao.md"}, {"README.md"}, {"content/.ao.md.swp"}, {"content/ao.md", "README.md"}, nil} {
		if next, err := p.With(changed); err != nil || next != p {
			t.Errorf("%q: another project, %v", changed, err)
		}
	}
}

// TestAt: a day begins in the site's zone, and a day that the user chose stays.
func TestAt(t *testing.T) {
	dir := begun(t)
	put(t, dir, "content/ao.md", "+++\ntitle = \"Ao\"\npublish = 2026-06-02\n+++\n\nChữ.\n")
	evening := time.Date(2026, 6, 1, 16, 59, 0, 0, time.UTC) // 23:59 in Vietnam
	for _, fixed := range []bool{false, true} {
		p, err := Load(Options{Dir: dir, Builtin: themes.FS, Now: evening, Fixed: fixed})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		if p.At(evening.Add(30*time.Second)) != p {
			t.Error("another project on the same day")
		}
		next := p.At(evening.Add(time.Minute))
		if got := len(next.Site.Editions[0].Entries); fixed != (got == 0) {
			t.Errorf("fixed %v: %d entries after midnight", fixed, got)
		}
	}
}

// TestRecordingOfNewFacts: what a recording says is held against the site's data as they are now.
func TestRecordingOfNewFacts(t *testing.T) {
	const file, table = "data/emergencies.toml", "[chay.vi]\nsay = \"Có cháy.\"\n"
	dir := begun(t)
	put(t, dir, "content/ao.md", "+++\ntitle = \"Ao\"\nsummary = \"Về ao.\"\n[recordings.mww]\nfrom = \"00000001\"\nnumbers = [\"114\"]\n+++\n\n::emergency{danger=\"chay\"}\n")
	put(t, dir, "content/ao.mww.mp3", "x")
	put(t, dir, file, table+"call = \"114\"\n")
	p := load(t, dir)
	for i, step := range []struct {
		number string
		gone   int
	}{{"114", 0}, {"113", 1}, {"114", 0}} {
		put(t, dir, file, table+"call = \""+step.number+"\"\n")
		next, err := p.With([]string{file})
		if err != nil {
			t.Fatal(err)
		}
		p = next
		for _, r := range p.Site.Editions[0].Page("ao").Recordings() {
			if told, err := r.Compare(); err != nil || len(told.Gone) != step.gone {
				t.Errorf("step %d: %+v %v", i, told, err)
			}
		}
	}
}

// TestRecordingOfANewText: what a recording says is held against the text as it is now.
func TestRecordingOfANewText(t *testing.T) {
	const file, front = "content/ao.md", "+++\ntitle = \"Ao\"\nsummary = \"Về ao.\"\n[recordings.mww]\nfrom = \"00000001\"\nnumbers = [\"115\"]\n+++\n\n"
	dir := begun(t)
	put(t, dir, file, front+"Gọi 115.\n")
	put(t, dir, "content/ao.mww.mp3", "x")
	p := load(t, dir)
	for i, step := range []struct {
		text string
		gone int
	}{{"Gọi 115.\n", 0}, {"Gọi 114.\n", 1}, {"Gọi ngay 115.\n", 0}} {
		put(t, dir, file, front+step.text)
		next, err := p.With([]string{file})
		if err != nil {
			t.Fatal(err)
		}
		p = next
		all := p.Site.Editions[0].Page("ao").Recordings()
		if len(all) != 1 {
			t.Fatal(all)
		}
		if told, err := all[0].Compare(); err != nil || len(told.Gone) != step.gone {
			t.Errorf("step %d: %+v %v", i, told, err)
		}
	}
}
