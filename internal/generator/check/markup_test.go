package check

import (
	"fmt"
	"strings"
	"testing"
)

// Each line is HTML and the faults in it.
func TestMarkup(t *testing.T) {
	for html, want := range map[string]string{
		"<ul><li>a<li>b</ul><p>x<p>y<dl><dt>a<dd>b</dl>":           "",
		"<table><thead><tr><th>a<tbody><tr><td>b<tr><td>c</table>": "",
		"<html><head><title>a</title><body><p>b</html>":            "",
		"<div><b>a</div>":     "html.unclosed <b>",
		"a</b>":               "html.stray-end </b>",
		"<p><div>a</div></p>": "html.stray-end </p>",
		"<ul>a<p>b</p></ul>":  "html.nesting <p> <ul>",
		"<li>a":               "html.nesting <li> <>",
		"<a href=/>a<span><a href=/b>b</a></span></a>":                         "html.nesting <a> <a>",
		"<span><div>a</div></span>":                                            "html.nesting <div> <span>",
		"<input id=a><label for=a>A</label><label>B <select></select></label>": "",
		"<input name=q>": "html.no-label <input name=q>",
		"<input type=hidden><input type=submit value=x>":             "",
		"<a href=/x><svg><path d=''/><g></g></svg></a>":              "html.no-name <a href=/x>",
		"<a href=/x><svg><title>X</title></svg></a><a id=y></a>":     "",
		"<a href=/x><img alt=y></a><button aria-label=z></button>":   "",
		"<div hidden><button></button></div>":                        "",
		"<p id=a><p id=a>":                                           "html.duplicate-id a",
		"<p aria-labelledby='a b' id=a>":                             "html.dangling-reference b",
		"<script>if (a < b) { '</p>' }</script><style>p>a{}</style>": "",
		"<!-- <b> -->&lt;b>":                                         "",
	} {
		var got []string
		for _, f := range read([]byte(html)).faults {
			line := string(f.code)
			for _, key := range []string{"element", "inner", "outer", "field", "id"} {
				if value, ok := f.args[key]; ok {
					line += " " + fmt.Sprint(value)
				}
			}
			got = append(got, line)
		}
		if text := strings.Join(got, "; "); text != want {
			t.Errorf("%s\n got %s\nwant %s", html, text, want)
		}
	}
}
