package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"loa/internal/generator/relay"
	"loa/themes"
)

// same is the script command "same DIR DIR": both hold the same files with the same bytes.
func same(ts *testscript.TestScript, _ bool, args []string) {
	a, b := tree(ts, args[0]), tree(ts, args[1])
	if len(a) != len(b) || len(a) == 0 {
		ts.Fatalf("%d files, and %d", len(a), len(b))
	}
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			ts.Fatalf("%s differs", name)
		}
	}
}

func tree(ts *testscript.TestScript, dir string) map[string][]byte {
	all := map[string][]byte{}
	root := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[name], err = fs.ReadFile(root, name)
		return err
	}))
	return all
}

// cut is the script command "cut DIR": of each file in it only the first half is left.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	for name, data := range tree(ts, args[0]) {
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), filepath.FromSlash(name)), data[:len(data)/2], 0o666))
	}
}

// spoil is the script command "spoil BLOBS FILE": the file in the folder BLOBS that has the
// bytes of FILE gets others of the same length.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	want, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	for name, data := range tree(ts, args[0]) {
		if bytes.Equal(data, want) {
			ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), name), bytes.Repeat([]byte("x"), len(data)), 0o666))
			return
		}
	}
	ts.Fatalf("%s has no such bytes", args[0])
}

// onlyFile is the script command "onlyfile VAR DIR [OTHER]": VAR becomes the path of the one
// file in DIR beside OTHER, and VARNAME its name.
func onlyFile(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[1]))
	ts.Check(err)
	var found []string
	for _, e := range entries {
		if path := filepath.Join(ts.MkAbs(args[1]), e.Name()); !slices.Contains(args[2:], path) {
			found = append(found, path)
		}
	}
	if len(found) != 1 {
		ts.Fatalf("%s has %d such files", args[1], len(found))
	}
	ts.Setenv(args[0], found[0])
	ts.Setenv(args[0]+"NAME", filepath.Base(found[0]))
}

// The words of a shard that cannot be are there in every language.
func TestShardFaultsHaveWords(t *testing.T) {
	for _, tag := range []string{"vi", "en"} {
		for _, fault := range []string{"form", "too-high", "none", "missing", "disagree", "steps"} {
			if !wordsIn(t, tag).Has("shard-" + fault) {
				t.Errorf("%s: no words for %s", tag, fault)
			}
		}
	}
}

// A network fetches a list once for all its sites, when that is allowed for the network, and
// keeps it in the store: the report, the deploy and the next day without an answer have it.
// What the sites' own folders hold of it counts for nothing.
func TestWarningsOfOthersInNetworks(t *testing.T) {
	const from = "https://tinh.example/warnings.json"
	place, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := newMachine(t)
	m.put("network.toml", "units = \"units.csv\"\nfolder = \"xa/{key}\"\nbase_url = \"https://{key}.example/\"\ntarget = \"web\"\n[deploy.web]\npath = \""+filepath.ToSlash(place)+"/{key}\"\n")
	m.put("units.csv", "key,name\nmot,Một\nhai,Hai\nba,Ba\n")
	for _, key := range []string{"mot", "hai", "ba"} {
		m.put("xa/"+key+"/content/a.md", "+++\ntitle = \"A\"\n+++\n\nChữ.\n")
		m.put("xa/"+key+"/site.toml", "title = \"Xã\"\n[warnings]\nfrom = [\""+from+"\"]\n")
	}
	m.put("xa/ba/site.toml", "title = \"Xã\"\n")
	now := time.Now() // by which the command goes; the day of the sites stays
	day := now.Format(time.DateOnly)
	run := func(of string, web http.RoundTripper, want int, args ...string) string {
		t.Helper()
		out := &bytes.Buffer{}
		e := Env{Args: append(args, "--source", m.site, "--now", day), Out: out, Err: out, Environ: func(string) string { return "en" }, Config: m.config, Now: now, Themes: themes.FS, Public: web, Program: func() string { return "program" }}
		if code := Run(context.Background(), e); code != want {
			t.Fatalf("%s: status %d\n%s", of, code, out)
		}
		return out.String()
	}
	says := func(of, said string, words ...string) {
		t.Helper()
		for _, word := range words {
			if !strings.Contains(said, word) {
				t.Errorf("%s: no %q in\n%s", of, word, said)
			}
		}
	}
	list := func(key string) string {
		data, err := os.ReadFile(filepath.Join(place, key, "warnings.json"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	dam := fmt.Sprintf(`{"warnings":[{"warning":"a.1","level":"emergency","until":%d,"html":{},"words":{"vi":{"title":"Vỡ đập"}}}]}`, time.Now().Add(24*time.Hour).Unix())

	web := &asking{}
	said := run("not allowed", web, fine, "network", "build")
	says("not allowed", said, "loa network build --allow "+from, "3 built")
	if len(web.urls) != 0 || strings.Count(said, "from-not-allowed") != 1 {
		t.Errorf("asked %v:\n%s", web.urls, said)
	}
	dammed := &counting{saying: saying(dam)}
	says("allowed", run("allowed", dammed, fine, "network", "build", "--allow", from), "2 built", "1 known already")
	if dammed.asked != 1 {
		t.Errorf("asked %d times", dammed.asked)
	}
	says("report", run("report", nil, fine, "network", "report"), "3 ready")
	run("deploy", nil, fine, "network", "deploy", "--yes", "--allow", place+"/{key}")
	if !strings.Contains(list("mot"), "Vỡ đập") || !strings.Contains(list("hai"), "Vỡ đập") || strings.Contains(list("ba"), "Vỡ đập") {
		t.Error(list("mot"), list("hai"), list("ba"))
	}
	says("away", run("away", saying("<html>"), fine, "network", "build"), "0 built", "3 known", "tinh.example")
	m.put("xa/mot/.loa/warnings/"+relay.FileName(from), `{"warnings":[]}`)
	says("own list", run("own list", nil, fine, "network", "build"), "0 built", "3 known")
	now = time.Now()
	says("taken back", run("taken back", saying(`{"warnings":[]}`), fine, "network", "build"), "2 built", "1 known already")
	run("deploy again", nil, fine, "network", "deploy", "--yes")
	if strings.Contains(list("mot"), "Vỡ đập") {
		t.Error("taken back there, it stays: ", list("mot"))
	}

	// The place shows an emergency that this store knows nothing of: its list is older.
	run("again", saying(dam), fine, "network", "build")
	run("deploy dam", nil, fine, "network", "deploy", "--yes")
	if err := os.RemoveAll(filepath.Join(m.site, ".loa", "store")); err != nil {
		t.Fatal(err)
	}
	now = now.Add(-time.Minute)
	run("older", saying(`{"warnings":[]}`), fine, "network", "build")
	now = time.Now()
	run("host away", saying("<html>"), fine, "network", "build")
	says("deploy older", run("deploy older", nil, fine, "network", "deploy", "--yes"), "1 warning of tinh.example stays up", "did not fetch tinh.example")
	if !strings.Contains(list("mot"), "Vỡ đập") {
		t.Error("an older list takes an emergency down: ", list("mot"))
	}
	now = time.Now()
	run("heard again", saying(`{"warnings":[]}`), fine, "network", "build")
	run("deploy heard", nil, fine, "network", "deploy", "--yes")
	if strings.Contains(list("mot"), "Vỡ đập") {
		t.Error("heard again, it stays: ", list("mot"))
	}
}

// counting counts how often it is asked.
type counting struct {
	saying
	asked int
}

func (c *counting) RoundTrip(r *http.Request) (*http.Response, error) {
	c.asked++
	return c.saying.RoundTrip(r)
}
