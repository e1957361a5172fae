package test

import (
	"bytes"
	"compress/gzip"
	"path"
	"regexp"
	"strings"
	"testing"

	"loa/internal/generator/minify"
	"loa/internal/generator/offline"
)

// The built-in theme's pages are at most three parts in a hundred, or 128 bytes, longer than
// what the minifier makes of them: nobody minifies them again.
func (s builtSite) minimal(t *testing.T) {
	total, least := 0, 0
	for name, page := range s.files {
		if path.Ext(name) != ".html" {
			continue
		}
		smaller, err := minify.HTML([]byte(page))
		if err != nil {
			t.Fatal(name, err)
		}
		if ratio := float64(len(page)) / float64(len(smaller)); ratio > 1.03 && len(page)-len(smaller) > 128 {
			t.Errorf("%s: %d bytes, %d when minified (%.3f)", name, len(page), len(smaller), ratio)
		}
		total, least = total+len(page), least+len(smaller)
	}
	if total == 0 {
		t.Fatal("no page")
	}
	t.Logf("all pages: %.4f", float64(total)/float64(least))
}

// What readers of the project's own site transfer stays within bounds: scripts of a
// page 10 KB, what is saved at once 150 KB, the whole text 2 MB, all compressed.
func (s builtSite) light(t *testing.T) {
	result, files := s.result, s.files
	scripts := regexp.MustCompile(`<script[^>]* src="?/([^ ">]+)`)
	text, most := 0, 0
	for name, data := range files {
		switch path.Ext(name) {
		case ".html", ".css", ".js", ".svg", ".json", ".ics", ".webmanifest":
			text += sent(data)
		}
		if path.Ext(name) != ".html" {
			continue
		}
		size := 0
		for _, m := range scripts.FindAllStringSubmatch(data, -1) {
			size += sent(files[m[1]])
		}
		toRead := strings.Contains(data, "page loud") // what a person reads aloud needs no script
		if size == 0 && !toRead || size > 10_000 {
			t.Errorf("%s has scripts of %d bytes", name, size)
		}
		most = max(most, size)
	}
	if text > 2_000_000 || !result.Weight.Auto {
		t.Errorf("the whole text has %d bytes", text)
	}
	if w := result.Weight; w.Core > offline.CoreLimit || len(w.Left) > 0 {
		t.Errorf("saved at once: %d bytes, without %q", w.Core, w.Left)
	}
	if told := int(result.Weight.Text); told < text*8/10 || told > text*12/10 {
		t.Errorf("the build tells of %d bytes of text, there are %d", told, text)
	}
	if len(result.Heaviest) != 10 || result.Heaviest[0].Size < result.Heaviest[9].Size || !strings.HasPrefix(result.Heaviest[0].Address, "/") {
		t.Errorf("the heaviest pages: %v", result.Heaviest)
	}
	t.Logf("scripts of a page at most %d bytes, at once %d, the whole text %d", most, result.Weight.Core, text)
}

func sent(data string) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write([]byte(data))
	w.Close()
	return out.Len()
}
