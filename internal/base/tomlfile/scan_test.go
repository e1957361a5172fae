package tomlfile

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"loa/internal/base/problem"
)

const everything = `# comment
title = "Một" # and more
"quoted key" = 'literal # no comment'
a.b . "c.d" = 1
long = """
[not a header]
key = "no key"
""""
list = [ "a", # one
  ["b", { x = 1, y.z = [2] }], # two
]
point = { x = 1, y = { z = "}" } }
when = 2026-05-20 13:57:00+07:00
[table]
k = true
[table.sub."x y"]
k = -1.5e3
[[menu]]
page = "a"
  [[menu.children]]
  page = "b"
  [menu.children.more]
  x = 1
[[menu]]
page = "c"
`

// keysAgree reports the first key on which the scanner and the library differ,
// "" if there is none. A text that the library refuses agrees.
func keysAgree(text []byte) string {
	values := map[string]any{}
	meta, err := toml.Decode(string(text), &values)
	if err != nil {
		return ""
	}
	s := scanText(text)
	for i, key := range meta.Keys() {
		if i >= len(s.keys) {
			return "missing: " + key.String()
		}
		if got := strings.Join(s.keys[i], "\x00"); got != strings.Join(key, "\x00") {
			return got + " for " + key.String()
		}
	}
	if len(s.keys) > len(meta.Keys()) {
		return "too many"
	}
	for _, statement := range s.statements {
		if statement.flaw != sound {
			return "a flaw in a sound text: " + string(text[statement.start:statement.end])
		}
	}
	return ""
}

func TestScannerFindsTheLibrarysKeys(t *testing.T) {
	if differ := keysAgree([]byte(everything)); differ != "" {
		t.Error(differ)
	}
}

func TestPlaces(t *testing.T) {
	doc, problems := Parse(Source{File: "site.toml", Text: []byte(everything), Line: 11})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range []struct {
		path                []any
		line, column, width int
		keyColumn           int
	}{
		{[]any{"title"}, 12, 9, 5, 1},
		{[]any{"quoted key"}, 13, 16, 22, 1},
		{[]any{"a", "b", "c.d"}, 14, 15, 1, 7},
		{[]any{"list", 1, 1, "y", "z", 0}, 20, 25, 1, 25},
		{[]any{"list", 7}, 19, 8, 12, 1},
		{[]any{"point", "y", "z"}, 22, 28, 3, 24},
		{[]any{"when"}, 23, 8, 25, 1},
		{[]any{"table", "sub", "x y"}, 26, 1, 17, 12},
		{[]any{"table", "sub", "x y", "k"}, 27, 5, 6, 1},
		{[]any{"menu", 0, "children", 0, "more", "x"}, 33, 7, 1, 3},
		{[]any{"menu", 1, "page"}, 35, 8, 3, 1},
		{[]any{"menu", 1}, 34, 1, 8, 3},
		{[]any{"menu", 1, "name"}, 34, 1, 8, 3},
		{[]any{"missing"}, 11, 1, 1, 1},
	} {
		at, key := doc.Place(c.path...), doc.KeyPlace(c.path...)
		if at.Line != c.line || at.Column != c.column || at.Width != c.width || key.Column != c.keyColumn {
			t.Errorf("%v is at %d:%d, %d wide, its key at %d; want %d:%d, %d, %d",
				c.path, at.Line, at.Column, at.Width, key.Column, c.line, c.column, c.width, c.keyColumn)
		}
		if found := Locate(Source{File: "site.toml", Text: []byte(everything), Line: 11}, c.path...); found != at {
			t.Errorf("%v is located at %v, was at %v", c.path, found, at)
		}
	}
	if got := strings.Join(doc.Keys(), " "); got != "title quoted key a long list point when table menu" {
		t.Errorf("keys in order: %s", got)
	}
}

// What stands too deep is told once, before the library sees it, and nothing else of the
// text is read.
func TestDepth(t *testing.T) {
	many := strings.Repeat
	for name, text := range map[string]string{
		"tables":    "a = 1\nx = " + many("{a=", 5000),
		"closed":    "a = 1\nx = " + many("{a=", 5000) + "1" + many("}", 5000),
		"lists":     "a = 1\nx = " + many("[", 50_000) + many("]", 50_000),
		"lines":     "a = 1\nx = " + many("{\na=", 5000),
		"dotted":    "a = 1\n" + many("a.", 10_000) + "a = 1",
		"header":    "a = 1\n[" + many("a.", 10_000) + "a]",
		"below":     "a = 1\nb = {c." + many("a.", 10_000) + "a = 1}",
		"in a list": "a = 1\nb = [1, " + many("[1, ", 5000),
	} {
		doc, problems := Parse(Source{File: "a.md", Text: []byte(text)})
		if len(problems) != 1 || problems[0].Code != problem.LimitKeyDepth || problems[0].Place.Line < 2 || len(doc.Map()) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if at := Locate(Source{File: "a.md", Text: []byte(text)}, "a"); at.Line != 1 {
			t.Errorf("%s: the place of a is line %d", name, at.Line)
		}
	}
	deep := "x = " + many("[", 16) + many("]", 16) + "\n" + many("a.", 15) + "a = 1\n"
	if _, problems := Parse(Source{Text: []byte(deep)}); len(problems) > 0 {
		t.Error(problems)
	}
}
