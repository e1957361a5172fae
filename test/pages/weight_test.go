package pages

import (
	"bytes"
	"compress/gzip"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The limits of a page in bytes; the first four compressed.
const (
	htmlLimit     = 14_000
	textLimit     = 30_000 // HTML, CSS and JS
	styleLimit    = 14_000 // of one sheet
	scriptLimit   = 10_000
	pageLimit     = 250_000 // with pictures
	requestsLimit = 8       // before the reader scrolls
	picturesLimit = 24      // that come when they are scrolled to
)

// load is what a page asks for.
type load struct {
	requests, later, html, text, style, script, all int
	foreign                                         []string
}

// weights keeps every page within its limits.
func weights(t *testing.T, public string, pages []page) {
	var heaviest load
	for _, p := range pages {
		l := weigh(t, public, p)
		if l.html > htmlLimit || l.text > textLimit || l.style > styleLimit || l.script > scriptLimit || l.all > pageLimit || l.requests > requestsLimit || l.later > picturesLimit {
			t.Errorf("%s is too heavy: %+v", p.path, l)
		}
		if len(l.foreign) > 0 {
			t.Errorf("%s asks others: %v", p.path, l.foreign)
		}
		if l.all > heaviest.all {
			heaviest = l
		}
	}
	t.Logf("the heaviest of %d pages: %+v", len(pages), heaviest)
}

func weigh(t *testing.T, public string, p page) load {
	size := gzipped(p.text)
	l := load{requests: 1, html: size, text: size, all: size}
	seen := map[string]bool{}
	lazy := lazyPictures(p.root)
	for _, address := range assets(p.root) {
		if strings.HasPrefix(address, "data:") || seen[address] {
			continue
		}
		seen[address] = true
		if strings.Contains(address, "//") {
			l.foreign = append(l.foreign, address)
			continue
		}
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(strings.TrimPrefix(address, "/"))))
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
			continue
		}
		l.add(address, data)
		if lazy[address] {
			l.requests--
			l.later++
		}
	}
	return l
}

func (l *load) add(address string, data []byte) {
	l.requests++
	size := len(data)
	switch path.Ext(address) {
	case ".js":
		size = gzipped(data)
		l.script += size
		l.text += size
	case ".css":
		size = gzipped(data)
		l.style = max(l.style, size)
		l.text += size
	case ".svg":
		size = gzipped(data)
	}
	l.all += size
}

// lazyPictures are the addresses of pictures that a browser fetches when they come near.
func lazyPictures(root *html.Node) map[string]bool {
	all := map[string]bool{}
	for n := range root.Descendants() {
		src, _ := attr(n, "src")
		if loading, _ := attr(n, "loading"); n.DataAtom == atom.Img && loading == "lazy" {
			all[src] = true
		}
	}
	return all
}

// assets are the addresses that a browser fetches by itself for a page.
func assets(root *html.Node) []string {
	var all []string
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Img, atom.Script, atom.Iframe, atom.Embed, atom.Source:
			if src, ok := attr(n, "src"); ok {
				all = append(all, src)
			}
		case atom.Link:
			switch rel, _ := attr(n, "rel"); rel {
			case "stylesheet", "icon", "preload", "manifest":
				href, _ := attr(n, "href")
				all = append(all, href)
			}
		}
	}
	return all
}

func gzipped(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Len()
}
