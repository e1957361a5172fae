package pages

import (
	"encoding/json"
	"image"
	_ "image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
)

// app: what a phone wants before it puts the site on its home screen, with
// addresses that hold below any path.
func app(t *testing.T, public string) {
	data, err := os.ReadFile(filepath.Join(public, "manifest.webmanifest"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Name           string
		Start          string `json:"start_url"`
		Scope, Display string
		Icons          []struct{ Src, Sizes, Type, Purpose string }
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if m.Name == "" || m.Start != "./" || m.Scope != "./" || m.Display == "" {
		t.Errorf("the manifest says %+v", m)
	}
	sizes := map[string]bool{}
	for _, icon := range m.Icons {
		sizes[icon.Sizes+icon.Purpose] = true
		if width := pictureWidth(t, filepath.Join(public, icon.Src)); !strings.HasPrefix(icon.Sizes, width) {
			t.Errorf("%s is %s wide", icon.Src, width)
		}
	}
	if !sizes["192x192"] || !sizes["512x512"] || !sizes["512x512maskable"] {
		t.Errorf("the icons are %v", sizes)
	}
}

func pictureWidth(t *testing.T, name string) string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size, _, err := image.DecodeConfig(f)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.Itoa(size.Width)
}

// shared: every page that may be passed on has a picture of the right size, at
// an absolute address.
func shared(t *testing.T, public string, pages []page) {
	seen := map[string]string{}
	for _, p := range pages {
		if strings.Contains(string(p.text), "page loud") { // for who reads it aloud; nobody passes it on
			continue
		}
		said := map[string]string{}
		for n := range p.root.Descendants() {
			if name, ok := attr(n, "property"); ok && n.DataAtom == atom.Meta {
				said[name], _ = attr(n, "content")
			}
		}
		name, ok := strings.CutPrefix(said["og:image"], "https://treem.example.gov.vn/")
		if !ok || said["og:image:width"] != "1200" || said["og:image:height"] != "630" || said["og:image:alt"] == "" {
			t.Errorf("%s shares %v", p.path, said)
			continue
		}
		if _, known := seen[name]; known {
			continue
		}
		seen[name] = p.path
		if info, err := os.Stat(filepath.Join(public, filepath.FromSlash(name))); err != nil || info.Size() > 50_000 {
			t.Errorf("%s: %v", p.path, err)
		}
	}
	if len(seen) < 100 {
		t.Errorf("%d different pictures", len(seen))
	}
}
