package weblink

import (
	"fmt"
	"strings"
	"testing"
)

func TestScheme(t *testing.T) {
	for address, want := range map[string]string{
		"javascript:alert(1)": "javascript", " JAVA\tscript\n:x": "javascript", "\x01javascript:x": "javascript", "java\u200bscript:x": "javascript",
		"data:text/html,x": "data", "vbscript:x": "vbscript", "file:///etc/passwd": "file", `C:\a`: "c",
		"https://a.example/": "https", "mailto:a@b.example": "mailto", "tel:111": "tel",
		"": "", "/a/b": "", "a:b/c": "a", "./a:b": "", "?q=a:b": "", "#a:b": "", "đuối nước: a.md": "", "//a.example/": "",
	} {
		if got := Scheme(address); got != want {
			t.Errorf("%q has the scheme %q, not %q", address, got, want)
		}
	}
}

// TestRefused fails if an address is passed over because of where it stands, or a text
// is taken for one.
func TestRefused(t *testing.T) {
	const bad = "javascript:alert(1)"
	tree := map[string]any{
		"url": bad, "title": bad, "licence_url": bad, "Link": "https://a.example/",
		"menu": []any{map[string]any{"url": bad, "children": []any{map[string]any{"url": "/a/"}, map[string]any{"URL": bad}}}},
		"text": "Data: của năm 2025", "links": []any{"/a", bad}, "curl": bad, "trang-web": bad,
	}
	var told []string
	Refused(tree, func(path []any, scheme string) { told = append(told, fmt.Sprint(path, scheme)) })
	want := "[licence_url]javascript [links 1]javascript [menu 0 children 1 URL]javascript [menu 0 url]javascript [trang-web]javascript [url]javascript"
	if got := strings.Join(told, " "); got != want {
		t.Errorf("told\n%s, not\n%s", got, want)
	}
}
