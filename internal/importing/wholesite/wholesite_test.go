package wholesite_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/portal/portaltest"
	"loa/internal/importing/wholesite"
)

const settings = `title = "Thử"
base_url = "https://x.example/"
default_language = "vi"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[topics.duoi-nuoc]
name = "Đuối nước"
`

// bench is a site on the disk that takes others.
type bench struct {
	t   *testing.T
	dir string
}

func newBench(t *testing.T) bench {
	b := bench{t, t.TempDir()}
	b.write("site.toml", settings)
	b.write("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")
	return b
}

func (b bench) write(name, text string) {
	b.t.Helper()
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		b.t.Fatal(err)
	}
}

func (b bench) read(name string) string {
	b.t.Helper()
	text, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

// run brings a source in.
func (b bench) run(source fs.FS, change func(*wholesite.Options)) wholesite.Report {
	b.t.Helper()
	from, err := wholesite.Read(source, "")
	if err != nil {
		b.t.Fatal(err)
	}
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	defer root.Close()
	folder, err := sourceedit.Open(b.dir, disk.System{}, func() time.Time { return time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC) })
	if err != nil {
		b.t.Fatal(err)
	}
	defer folder.Close()
	declared, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(b.read("site.toml"))})
	o := wholesite.Options{Publish: true, Say: func(key string, _ problem.Args) string { return key }, Clean: func(f htmlimport.File) (htmlimport.File, bool) { return f, true }}
	if change != nil {
		change(&o)
	}
	report, err := wholesite.Run(from, wholesite.Site{Root: root, Folder: folder, Settings: declared}, o)
	if err != nil {
		b.t.Fatal(err)
	}
	return report
}

// files are those of the site, but for what Loa keeps of its own.
func (b bench) files() []string {
	var all []string
	err := filepath.WalkDir(b.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == ".loa" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(b.dir, name)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func source(files map[string][]byte) fstest.MapFS {
	folder := fstest.MapFS{}
	for name, data := range files {
		folder[name] = &fstest.MapFile{Data: data}
	}
	return folder
}

// Of a portal with 200 articles in three structures each comes in under its section, with
// every address that readers had, each sentence, its picture and its file.
func TestPortal(t *testing.T) {
	files, articles := portaltest.Make(200)
	b := newBench(t)
	report := b.run(source(files), nil)
	items := map[string]wholesite.Item{}
	for _, item := range report.Items {
		items[item.Address] = item
		if len(item.Missing) > 0 {
			t.Errorf("%s lacks %q", item.File, item.Missing)
		}
	}
	for _, a := range articles {
		item := items[a.Address]
		if item.State != wholesite.New || item.Section != a.Section {
			t.Errorf("%s: %+v", a.Address, item)
			continue
		}
		text := b.read(item.Entry)
		doc, ok := sourceedit.Parse([]byte(text))
		if !ok {
			t.Fatalf("no form can read %q", text)
		}
		aliases, _ := doc.Value("aliases").([]any)
		if !slices.Contains(aliases, any(a.Address)) {
			t.Errorf("%s has the addresses %q, not %s", item.Entry, aliases, a.Address)
		}
		for _, s := range a.Sentences {
			if !strings.Contains(text, s) {
				t.Errorf("%s lacks %q", item.Entry, s)
			}
		}
		if !slices.Contains(item.Pictures, a.Picture) || a.Attached != "" && !slices.Contains(item.Attached, a.Attached) {
			t.Errorf("%s has beside it %q and %q", item.Entry, item.Pictures, item.Attached)
		}
	}
	if a := report.Addresses; len(a.Lost)+len(a.Shared) > 0 {
		t.Errorf("addresses are lost: %+v", a)
	}
	if strings.Contains(strings.Join(b.files(), "\n"), "consent.toml") {
		t.Error("an answer about children was made up")
	}
}

// A dry run tells the same and writes nothing.
func TestDry(t *testing.T) {
	files, _ := portaltest.Make(30)
	b := newBench(t)
	before := b.files()
	dry := b.run(source(files), func(o *wholesite.Options) { o.Dry = true })
	if after := b.files(); !slices.Equal(before, after) {
		t.Errorf("a dry run wrote %q", after)
	}
	wet := b.run(source(files), nil)
	for i := range dry.Items {
		if dry.Items[i].Entry != wet.Items[i].Entry || dry.Items[i].State != wet.Items[i].State {
			t.Errorf("told %+v, did %+v", dry.Items[i], wet.Items[i])
		}
	}
	if dry.Addresses.Kept != wet.Addresses.Kept || dry.Addresses.Server != wet.Addresses.Server {
		t.Errorf("told %+v, did %+v", dry.Addresses, wet.Addresses)
	}
}

// Run again, only what is new there comes, what was changed here stays, and what was
// deleted here does not come back.
func TestAgain(t *testing.T) {
	files, articles := portaltest.Make(30)
	b := newBench(t)
	first := b.run(source(files), nil)
	entry := map[string]string{}
	for _, item := range first.Items {
		entry[item.Address] = item.Entry
	}
	again := b.run(source(files), nil)
	if n := again.Count(wholesite.Same); n+again.Count(wholesite.Joined) != len(again.Items) {
		t.Fatalf("%d of %d pages are the same", n, len(again.Items))
	}
	change := func(i int, more string) {
		a := articles[i]
		files[a.File] = []byte(strings.Replace(string(files[a.File]), a.Sentences[0], a.Sentences[0]+" "+more, 1))
	}
	change(0, "Câu thêm ở cổng cũ.")
	change(1, "Câu thêm ở cả hai nơi.")
	edited := entry[articles[1].Address]
	b.write(edited, b.read(edited)+"\nCán bộ xã sửa.\n")
	deleted := entry[articles[2].Address]
	if err := os.Remove(filepath.Join(b.dir, filepath.FromSlash(deleted))); err != nil {
		t.Fatal(err)
	}
	_, more := portaltest.Make(33)
	all, _ := portaltest.Make(33)
	for _, a := range more[30:] {
		files[a.File] = all[a.File]
	}
	states := map[string]wholesite.State{}
	for _, item := range b.run(source(files), nil).Items {
		states[item.Address] = item.State
	}
	for i, want := range map[int]wholesite.State{0: wholesite.Updated, 1: wholesite.Kept, 2: wholesite.Gone, 3: wholesite.Same, 30: wholesite.New, 31: wholesite.New} {
		if got := states[more[i].Address]; got != want {
			t.Errorf("%s is %s, not %s", more[i].Address, got, want)
		}
	}
	if text := b.read(entry[articles[0].Address]); !strings.Contains(text, "Câu thêm ở cổng cũ.") {
		t.Error("what changed there did not come")
	}
	if text := b.read(edited); !strings.Contains(text, "Cán bộ xã sửa.") || strings.Contains(text, "Câu thêm") {
		t.Errorf("what was changed here was written over: %s", text)
	}
	if _, err := os.Stat(filepath.Join(b.dir, filepath.FromSlash(deleted))); err == nil {
		t.Error("what was deleted here came again")
	}
}

// A run that was killed before it wrote its ledger goes on and makes nothing twice.
func TestKilled(t *testing.T) {
	files, _ := portaltest.Make(12)
	b := newBench(t)
	b.run(source(files), nil)
	before := b.files()
	if err := os.Remove(filepath.Join(b.dir, "data", "imported.toml")); err != nil {
		t.Fatal(err)
	}
	b.run(source(files), nil)
	if after := b.files(); !slices.Equal(before, after) {
		t.Errorf("before %q, after %q", before, after)
	}
}

// Nothing of a source leaves the site's folder or takes a name that a system refuses.
func TestHostileNames(t *testing.T) {
	folder := fstest.MapFS{
		"_config.yml":                     {Data: []byte("title: x\n")},
		"_posts/2020-01-01-a.md":          {Data: []byte("---\ntitle: A\npermalink: /../../../etc/passwd\nredirect_from: [\"/..%2f..%2fx\", \"/a\\nb\"]\n---\n![x](../../../../etc/passwd) [y](/../../site.toml)\n")},
		"CON/2020-01-01-aux.md":           {Data: []byte("---\ntitle: Con\n---\nChữ.\n")},
		"a\u202e/b\u200b.md":              {Data: []byte("---\ntitle: \"\"\n---\nChữ.\n")},
		strings.Repeat("d/", 60) + "x.md": {Data: []byte("Sâu.\n")},
	}
	b := newBench(t)
	report := b.run(folder, nil)
	for _, name := range b.files() {
		if strings.HasPrefix(name, "content/") && !sourceedit.Allowed(name) {
			t.Errorf("%q was written", name)
		}
	}
	if !slices.ContainsFunc(report.Left, func(l foreign.Left) bool { return l.Reason == "too-deep" }) {
		t.Errorf("the folder that lies too deep is not told: %+v", report.Left)
	}
}

// Two languages of the other site that this one would write as one do not take each other's place: the one that the
// site names comes, the other is told as a language to declare. Pages of the very same language have a place each.
func TestLanguagesAlike(t *testing.T) {
	page := func(title string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\n---\nChữ của " + title + ".\n")}
	}
	folder := fstest.MapFS{
		"hugo.toml":               {Data: []byte("defaultContentLanguage = 'vi'\n[languages.vi]\n[languages.en-GB]\n[languages.en]\n[languages.en-US]\n")},
		"content/a.vi.md":         page("A"),
		"content/a.en-gb.md":      page("A anh"),
		"content/a.en.md":         page("A en"),
		"content/a.en-us.md":      page("A my"),
		"content/b.vi.md":         page("B"),
		"content/b/index.vi.md":   page("B hai"),
		"content/c.en-us.md":      page("C my"),
		"content/posts/_index.md": page("Tin"),
	}
	b := newBench(t)
	report := b.run(folder, nil)
	states := map[string]wholesite.Item{}
	for _, item := range report.Items {
		states[item.File] = item
	}
	for file, want := range map[string]wholesite.State{
		"content/a.vi.md": wholesite.New, "content/a.en.md": wholesite.New, "content/a.en-gb.md": wholesite.Language, "content/a.en-us.md": wholesite.Language,
		"content/b.vi.md": wholesite.New, "content/b/index.vi.md": wholesite.New, "content/c.en-us.md": wholesite.New,
	} {
		if got := states[file]; got.State != want {
			t.Errorf("%s: %+v, want %s", file, got, want)
		}
	}
	if text := b.read(states["content/a.en.md"].Entry); !strings.Contains(text, "Chữ của A en.") {
		t.Error(text)
	}
	if one, two := states["content/b.vi.md"].Entry, states["content/b/index.vi.md"].Entry; one == two || !strings.Contains(b.read(two), "B hai") || !strings.Contains(b.read(one), "của B.") {
		t.Errorf("%s and %s", one, two)
	}
	if len(report.Languages) == 0 {
		t.Error("no language is proposed")
	}
}

// A page beside a folder of its name is the text of that section, as both would have one
// address; the first page of a language keeps its own.
func TestPageBesideItsFolder(t *testing.T) {
	page := func(title string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\n---\nChữ của " + title + ".\n")}
	}
	folder := fstest.MapFS{
		"hugo.toml":              {Data: []byte("defaultContentLanguage = 'vi'\n[languages.vi]\n[languages.en]\n")},
		"content/loc.md":         page("Lọc"),
		"content/loc.en.md":      {Data: []byte("---\ntitle: Filters\nurl: /en/\n---\nChữ của Filters.\n")},
		"content/loc/a.md":       page("A"),
		"content/xa/_index.md":   page("Xã"),
		"content/xa/b.md":        page("B"),
		"content/xa.md":          page("Xã hai"),
		"content/api/c.md":       page("C"),
		"content/api.en.md":      page("API"),
		"content/khong/d/e.md":   page("E"),
		"content/khong/rieng.md": page("Riêng"),
	}
	b := newBench(t)
	entries := map[string]string{}
	for _, item := range b.run(folder, nil).Items {
		entries[item.File] = item.Entry
		if text := b.read(item.Entry); !strings.Contains(text, "Chữ của "+item.Title+".") || strings.Contains(text, `"/en`) {
			t.Errorf("%s: %s", item.File, text)
		}
	}
	for file, want := range map[string]string{
		"content/loc.md": "content/loc/_index.md", "content/loc.en.md": "content/loc/_index.en.md", "content/loc/a.md": "content/loc/a.md",
		"content/xa/_index.md": "content/xa/_index.md", "content/xa.md": "content/xa-2.md", "content/api.en.md": "content/api/_index.en.md", "content/khong/rieng.md": "content/khong/rieng.md",
	} {
		if entries[file] != want {
			t.Errorf("%s came to %s, want %s", file, entries[file], want)
		}
	}
}

// A run that was killed between the files beside an entry and the entry goes on in the same folder. A file of that
// name that is another one stays, and is told.
func TestKilledBetweenFiles(t *testing.T) {
	folder := fstest.MapFS{
		"hugo.toml":                {Data: []byte("defaultContentLanguage = 'vi'\n")},
		"content/tin/_index.md":    {Data: []byte("---\ntitle: Tin\n---\n")},
		"content/tin/hai/index.md": {Data: []byte("---\ntitle: Hai\n---\n[Mẫu](mau.csv), [bảng](bang.csv).\n")},
		"content/tin/hai/mau.csv":  {Data: []byte("a,b\n")},
		"content/tin/hai/bang.csv": {Data: []byte("c,d\n")},
	}
	b := newBench(t)
	b.write("content/tin/hai/mau.csv", "a,b\n")
	b.write("content/tin/hai/bang.csv", "của người khác\n")
	report := b.run(folder, nil)
	if text := b.read("content/tin/hai/index.md"); !strings.Contains(text, "mau.csv") {
		t.Error(text)
	}
	if text := b.read("content/tin/hai/bang.csv"); text != "của người khác\n" {
		t.Errorf("a file was written over: %s", text)
	}
	if !slices.Equal(report.Left, []foreign.Left{{File: "content/tin/hai/bang.csv", Reason: "taken"}}) {
		t.Errorf("%+v", report.Left)
	}
}

// What a site shares with others keeps its place: a page of that name gets another one, a
// section of that name nothing, and old addresses that nothing leads on from are told.
func TestSharedNames(t *testing.T) {
	folder := source(map[string][]byte{
		"hugo.toml":               []byte("title = \"Cũ\"\n"),
		"content/nuoc/_index.md":  []byte("---\ntitle: Nước\naliases: [/cu/nuoc/]\n---\n\nChữ của mục.\n"),
		"content/nuoc/rao-ao.md":  []byte("---\ntitle: Rào ao\n---\n\nRào ao lại.\n"),
		"content/nuoc/gieng.md":   []byte("---\ntitle: Giếng\n---\n\nĐậy giếng.\n"),
		"content/nuoc/phao.md":    []byte("---\ntitle: Áo phao\n---\n\nMặc áo phao.\n"),
		"content/duong/_index.md": []byte("---\ntitle: Đường\n---\n\nChữ của mục đường.\n"),
	})
	shared := []string{"content/nuoc", "content/nuoc/_index", "content/nuoc/rao-ao"}
	b := newBench(t)
	b.write("content/nuoc/gieng.md", "+++\ntitle = \"Giếng\"\n+++\n")
	for i := range 2 { // and again
		report := b.run(folder, func(o *wholesite.Options) {
			o.Borrows = func(name string) bool { return slices.Contains(shared, name) }
		})
		if want := []string{"/cu/nuoc/"}; !slices.Equal(report.Addresses.Lost, want) {
			t.Errorf("lost are %q", report.Addresses.Lost)
		}
		if taken := report.Addresses.Shared; i == 0 && !slices.Equal(taken, []string{"/nuoc/gieng/", "/nuoc/rao-ao/"}) {
			t.Errorf("other pages have %q", taken)
		}
		want := []string{"content/_index.md", "content/duong/_index.md", "content/nuoc/gieng-2.md", "content/nuoc/gieng.md", "content/nuoc/phao.md", "content/nuoc/rao-ao-2.md"}
		if got := slices.DeleteFunc(b.files(), func(file string) bool { return !strings.HasPrefix(file, "content/") }); !slices.Equal(got, want) {
			t.Errorf("there are %q", got)
		}
	}
	if text := b.read("content/nuoc/rao-ao-2.md"); strings.Contains(text, "/nuoc/rao-ao/") || !strings.Contains(text, "Rào ao lại.") {
		t.Error(text)
	}
}
