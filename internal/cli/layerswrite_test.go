package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"loa/themes"
)

// ofLayers are command lines of a site with layers, each of which names or takes in what
// lies in a layer.
var ofLayers = []string{
	"build", "check", "new article --title Bài --section chung", "new article --title Ao --section chung", "new event --title Hội --section chung --start 2026-12-01", "new campaign --title Tháng --section chung --start 2026-12-01 --end 2026-12-02",
	"new document --title Số --section chung --number 1", "new translation content/chung/ao.md en", "new translation ../chung/content/chung/suoi.md en", "new theme xa",
	"translated content/chung/ao.en.md", "translated ../chung/content/chung/bien.en.md", "recorded content/chung/ao.md", "recorded ../chung/content/chung/suoi.md", "layers", "copy content/chung/ao.md", "copy ../chung/content/chung/suoi.md",
	"pack", "pdf", "fmt", "fmt ../chung/content/chung/ao.md", "fmt content/chung/ao.md", "fmt content/chung/khac.md", "fmt content/chung", "import nhap --section chung", "import site nhap", "spoken ../chung/content/chung/ao.md", "text content/chung/ao.md --for zalo",
	"warn content/chung/ao.md --title Lũ --text Nước --until 2026-12-02T10:00", "warn list", "warn renew lu --until 2026-12-02T10:00", "warn end lu", "explain copy.stale", "version", "reach add nhap", "reach report", "audio", "deploy usb --dry-run", "deploy usb",
}

// elsewhere are commands that have no site, or a network of them, a repository or a log.
var elsewhere = []string{"new site", "network", "office", "reach fetch", "warn say", "serve"}

// TestNoCommandWritesALayer runs every command on a site with layers: the files of the layer
// stay byte for byte, also those that fmt would mend, and no command says that it wrote one.
func TestNoCommandWritesALayer(t *testing.T) {
	top := t.TempDir()
	put := func(name, text string) {
		full := filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("xa/site.toml", "title = \"Xã\"\nbase_url = \"https://xa.example/\"\ncontent = [\"../chung/content\", \"content\"]\ndata = [\"../chung/data\", \"data\"]\n[warnings]\nfolders = [\"../chung/warnings\", \"warnings\"]\n[languages.vi]\n[languages.en]\n[deploy.usb]\ntype = \"folder\"\npath = \"../usb\"\n")
	put("xa/content/_index.md", "+++\ntitle = \"Xã\"\n+++\n")
	put("xa/nhap/ao.html", "<html><head><title>Ao</title></head><body><h1>Ao</h1><p>Rào ao lại.</p></body></html>")
	put("xa/nhap/index.html", "<html><head><title>Trang</title></head><body><p>Chữ.</p></body></html>")
	put("chung/content/chung/_index.md", "+++\ntitle = \"Chung\"\n+++\n")
	for _, name := range []string{"ao.md", "suoi.md", "bien.md", "bien.en.md"} {
		put("chung/content/chung/"+name, "+++\r\nsummary  =  \"Câu.\"\r\ntitle = \"Tên\"\r\n+++\r\n\r\nChữ.\r\n") // fmt would mend it
	}
	put("chung/content/chung/khac.md", "---\ntitle:   Tên\r\n---\r\n\r\nChữ.\r\n") // likewise
	put("chung/data/x.toml", "a  =  1\r\n")
	put("chung/warnings/lu.toml", "level = \"warning\"\nuntil = 2026-12-02T00:00:00\n[vi]\ntitle = \"Lũ\"\ntext = \"Nước lên.\"\n")
	layer := filepath.Join(top, "chung")
	before := bytesOf(t, layer)
	t.Chdir(filepath.Join(top, "xa"))
	run := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := Run(context.Background(), Env{
			Args: append(args, "--lang", "en"), In: strings.NewReader(""), Out: &out, Err: &out, Environ: func(string) string { return "" }, Config: filepath.Join(top, "settings"),
			Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS, Web: unplugged{}, Look: func(string) (string, error) { return "", os.ErrNotExist },
		})
		return code, out.String()
	}
	if code, said := run("layers", "--allow", filepath.Join(layer, "content"), "--allow", filepath.Join(layer, "data"), "--allow", filepath.Join(layer, "warnings")); code != 0 {
		t.Fatal(code, said)
	}
	tried := map[string]bool{}
	for _, line := range ofLayers {
		code, said := run(strings.Fields(line)...)
		t.Log(line, code, said)
		if after := bytesOf(t, layer); after != before {
			t.Fatalf("loa %s wrote the layer (%d): %s", line, code, said)
		}
		for _, command := range leaves(model(t).Node) {
			if strings.HasPrefix(line+" ", command+" ") {
				tried[command] = true
			}
		}
	}
	for _, command := range leaves(model(t).Node) {
		there := tried[command]
		for _, other := range elsewhere {
			there = there || command == other || strings.HasPrefix(command, other+" ")
		}
		if !there && !strings.HasSuffix(command, " files") && !strings.HasSuffix(command, " up") {
			t.Errorf("loa %s was not tried", command)
		}
	}
	if text, err := os.ReadFile(filepath.Join(top, "xa/content/chung/ao.md")); err != nil || !strings.Contains(string(text), "copy_of") {
		t.Error("no copy was made, or another entry took the place of the shared text:", err, string(text))
	}
}

// leaves are the commands without others below them.
func leaves(n *kong.Node) (all []string) {
	for _, c := range n.Children {
		if len(c.Children) == 0 {
			all = append(all, c.Name)
		}
		for _, below := range leaves(c) {
			all = append(all, c.Name+" "+below)
		}
	}
	return all
}

// bytesOf are the files of a folder with their bytes.
func bytesOf(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		all.WriteString(name + "\n")
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
