package layers

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// network is a folder with a shared one, a province's and a commune's site in xa/.
func network(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, dir, map[string]string{
		"chung/content/a.md": "chung", "chung/content/b/index.md": "chung", "chung/content/b/hinh.svg": "chung", "chung/content/ten/x.md": "chung",
		"tinh/content/a.md": "tinh", "tinh/content/c.md": "tinh",
		"xa/content/b/index.md": "xa", "xa/content/ten": "a file in place of a folder", "xa/site.toml": "",
	})
	return dir
}

func lists(folders ...string) []List {
	return []List{{At: "content", Folders: folders, Place: func(i int) problem.Place { return problem.Place{Line: i + 1} }}}
}

func openTree(t *testing.T, dir string, o Options, folders ...string) (*Tree, []problem.Problem) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Dir = dir
	tree, found, err := Open(root, o, lists(folders...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close(); root.Close() })
	return tree, found
}

func TestJoined(t *testing.T) {
	dir := network(t)
	tree, found := openTree(t, filepath.Join(dir, "xa"), Options{Roots: []string{dir}}, "../chung/content", "../tinh/content", "content")
	if len(found) > 0 {
		t.Fatal(found)
	}
	files, problems, err := source.Scan(tree.Disk, "content")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	var got []string
	for _, f := range files {
		text, err := fs.ReadFile(tree.Texts, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		same, err := fs.ReadFile(tree.Disk, f.Name)
		if err != nil || string(same) != string(text) {
			t.Error(f.Name, err, string(same))
		}
		got = append(got, tree.Origin(f.Name)+" "+string(text))
	}
	want := []string{"../tinh/content/a.md tinh", "../chung/content/b/hinh.svg chung", "content/b/index.md xa", "../tinh/content/c.md tinh", "content/ten a file in place of a folder"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if earlier, ok := tree.Replaced("content/b/index.md"); !ok || earlier.Origin("content/b/index.md") != "../chung/content/b/index.md" {
		t.Error("what the commune's file replaces is not found")
	}
	if _, ok := tree.Replaced("content/c.md"); ok {
		t.Error("a file that replaces nothing")
	}
	if name, ok := tree.Joined("../tinh/content/c.md"); name != "content/c.md" || !ok {
		t.Error(name, ok)
	}
}

// macOS spells names in NFD, other systems as they were typed.
func TestSpellings(t *testing.T) {
	dir := t.TempDir()
	nfc, nfd := norm.NFC.String("đuối/bé.md"), norm.NFD.String("đuối/bé.md")
	write(t, dir, map[string]string{"chung/" + nfd: "chung", "chung/" + norm.NFD.String("đuối/nước.md"): "chung", "content/" + nfc: "xa"})
	tree, found := openTree(t, dir, Options{}, "chung", "content")
	files, problems, err := source.Scan(tree.Disk, "content")
	if err != nil || len(problems)+len(found) > 0 || len(files) != 2 {
		t.Fatal(err, problems, found, files)
	}
	for i, want := range []string{"xa", "chung"} {
		for _, fsys := range []fs.FS{tree.Disk, tree.Texts} {
			if text, err := fs.ReadFile(fsys, files[i].Name); err != nil || string(text) != want {
				t.Errorf("%q: %q, %v", files[i].Name, text, err)
			}
		}
	}
	if origin := tree.Origin(files[1].Path); norm.NFC.String(origin) != norm.NFC.String("chung/đuối/nước.md") {
		t.Error(origin)
	}
}

// What leads out of a layer cannot be read, also what lies in the site's own folder.
func TestLinksStayInLayers(t *testing.T) {
	dir := network(t)
	write(t, dir, map[string]string{"ngoai.md": "ngoài"})
	site := filepath.Join(dir, "xa")
	for link, to := range map[string]string{"chung/content/ra.md": "../../ngoai.md", "chung/content/xa.md": "../../xa/site.toml"} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skip(err)
		}
	}
	tree, _ := openTree(t, site, Options{Roots: []string{dir}}, "../chung/content", "content")
	for _, name := range []string{"content/ra.md", "content/xa.md", "content/../site.toml"} {
		if text, err := fs.ReadFile(tree.Disk, name); err == nil {
			t.Errorf("%s: %q", name, text)
		}
	}
	_, problems, err := source.Scan(tree.Disk, "content")
	if err != nil || len(problems) != 2 {
		t.Error(problems, err)
	}
}

func TestAllowed(t *testing.T) {
	dir := network(t)
	site := filepath.Join(dir, "xa")
	asked := ""
	for name, c := range map[string]struct {
		o    Options
		want int
	}{
		"nobody was asked": {Options{}, 1},
		"not allowed":      {Options{Allowed: func(folder string) (bool, error) { asked = folder; return false, nil }}, 1},
		"allowed":          {Options{Allowed: func(string) (bool, error) { return true, nil }}, 0},
		"a network's":      {Options{Roots: []string{dir}}, 0},
		"another network":  {Options{Roots: []string{site, filepath.Join(dir, "chung")}}, 1},
	} {
		if _, found := openTree(t, site, c.o, "../chung/content", "content"); len(found) != c.want {
			t.Errorf("%s: %v", name, found)
		}
	}
	real, err := filepath.EvalSymlinks(filepath.Join(dir, "chung", "content"))
	if err != nil || asked != real {
		t.Errorf("asked for %q, not %q", asked, real)
	}
	// A link is asked for as the folder to which it leads.
	if err := os.Symlink(filepath.Join(dir, "chung"), filepath.Join(site, "day")); err != nil {
		t.Skip(err)
	}
	asked = ""
	o := Options{Dir: site, Disk: disk.System{}, Allowed: func(folder string) (bool, error) { asked = folder; return false, nil }}
	if folders, err := Look(o, lists("day/content", "content")); err != nil || len(folders) != 1 || asked != real {
		t.Error(folders, err, asked)
	}
}

func TestFolders(t *testing.T) {
	dir := network(t)
	site := filepath.Join(dir, "xa")
	write(t, dir, map[string]string{"tep": "x", "xa/static/x/a.txt": ""})
	for folder, want := range map[string]problem.Code{
		"../khong-co": problem.LayerMissing, "../tep": problem.LayerNoFolder, "../../" + filepath.Base(dir): problem.LayerNested,
		"static/x": problem.LayerNested, "../chung": problem.LayerNested, "../tinh/content": "",
	} {
		_, found := openTree(t, site, Options{Roots: []string{dir}}, "../chung/content", folder, "content")
		switch {
		case want == "" && len(found) > 0, want != "" && (len(found) != 1 || found[0].Code != want || found[0].Place.Line != 2):
			t.Errorf("%s: %v", folder, found)
		}
	}
}
