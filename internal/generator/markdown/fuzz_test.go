package markdown

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"loa/internal/base/problem"
	"loa/internal/generator/minify"
)

func seeds(f *testing.F) {
	for _, e := range examples(f) {
		f.Add([]byte(e.Markdown))
	}
	files, _ := filepath.Glob("testdata/*.*")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range bytes.Split(data, []byte("\n=== ")) {
			if len(part) < 4000 {
				f.Add(part)
			}
		}
	}
	f.Add([]byte("<a href=\"java\x01script:x\">[x](java\x00script:y)<b onclick"))
	f.Add([]byte("- :::note\n  > :::tip [a](b)\n  > ```\n  :::\n::::"))
}

// Whatever a body holds, Render does not panic, its problems lie in the body,
// and what a browser makes of its HTML runs nothing.
func FuzzRender(f *testing.F) {
	seeds(f)
	off, on := testMarkdown(false), testMarkdown(true)
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, m := range []*Markdown{off, on} {
			place := func(offset, length int) problem.Place {
				if offset < 0 || length < 0 || offset+length > len(body) {
					t.Fatalf("%q: a problem at %d+%d", body, offset, length)
				}
				return problem.Place{}
			}
			result := m.Render(Input{Text: body, Place: place, Host: fuzzHost{}, Words: testWords, Plain: true})
			for _, a := range result.Anchors {
				place(a.Offset, a.Length)
			}
			harmless(t, body, []byte(result.HTML))
			for _, h := range result.Headings {
				harmless(t, body, []byte(h.HTML))
			}
		}
		if s := Summary(body); strings.ContainsAny(s, "\n") {
			t.Fatalf("%q: a summary of several lines %q", body, s)
		}
	})
}

// harmless fails if HTML would run or load anything but pictures, and if it
// leaves the place it is put in.
func harmless(t *testing.T, body, out []byte) {
	t.Helper()
	page := "<div id=outer>" + string(out) + "</div><i id=after></i>"
	document, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Skip(err) // nested deeper than the parser goes
	}
	for n := range document.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link", "meta", "template", "textarea":
			t.Fatalf("%q: an element %s in %s", body, n.Data, out)
		}
		for _, a := range n.Attr {
			unsafe := strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "formaction"
			switch a.Key {
			case "href", "src", "cite", "poster":
				clean := strings.Map(func(c rune) rune {
					if c <= ' ' {
						return -1
					}
					return c
				}, strings.ToLower(a.Val))
				unsafe = strings.HasPrefix(clean, "javascript:") || strings.HasPrefix(clean, "data:") || strings.HasPrefix(clean, "vbscript:")
			}
			if unsafe {
				t.Fatalf("%q: %s=%q in %s", body, a.Key, a.Val, out)
			}
			if a.Key == "id" && a.Val == "after" && n.Data == "i" && n.Parent.Data != "body" {
				t.Fatalf("%q: what follows is inside of %s: %s", body, n.Parent.Data, out)
			}
		}
	}
}

type fuzzHost struct{ testHost }

func (fuzzHost) Directive(u Use) (template.HTML, []problem.Problem) {
	return "<aside>" + u.Title + u.Body + "</aside>", nil
}

// The parts of a directive's first line lie in the body, and its name is one.
func FuzzDirective(f *testing.F) {
	seeds(f)
	m := testMarkdown(false)
	f.Fuzz(func(t *testing.T, body []byte) {
		n, _ := m.parse(body, nil)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			d, ok := c.(*directive)
			if !ok {
				continue
			}
			spans := []span{d.head.name, d.head.title, d.mark}
			for _, a := range d.head.attrs {
				spans = append(spans, a.at, a.value)
			}
			for _, s := range spans {
				if s.start < 0 || s.stop > len(body) || s.start > s.stop {
					t.Fatalf("%q: %+v", body, d.head)
				}
			}
			if name := d.head.name.of(body); len(name) == 0 || bytes.ContainsAny(name, " \n:[]{}") {
				t.Fatalf("%q: name %q", body, name)
			}
		}
	})
}

// The minifier finds nothing to take away, whatever the body.
func FuzzMinified(f *testing.F) {
	seeds(f)
	m := testMarkdown(false)
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) || bytes.ContainsFunc(body, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' }) {
			t.Skip() // healed before it comes here
		}
		ours := []byte(m.Render(Input{Text: body, Words: testWords}).HTML)
		minified, err := minify.HTML(bytes.Clone(ours))
		if err != nil {
			t.Fatal(err)
		}
		if len(ours) > len(minified) {
			t.Fatalf("%q\nours     %s\nminified %s", body, ours, minified)
		}
	})
}
