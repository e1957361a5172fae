package tomlfile

import (
	"slices"
	"strings"
	"testing"
)

// Each case is text, path, value ("-" removes) and what comes out.
func TestSetAndRemove(t *testing.T) {
	for _, c := range []struct{ name, before, path, value, after string }{
		{"replace", "a = 1 # x\nb = 2\n", "a", "3", "a = 3 # x\nb = 2\n"},
		{"crlf", "a = 1\r\n[event]\r\nb = 2\r\n", "c", "3", "a = 1\r\nc = 3\r\n[event]\r\nb = 2\r\n"},
		{"add at the top", "# head\na = 1\n\n# event\n[event]\nstart = 2\n", "c", "\"d\"", "# head\na = 1\nc = \"d\"\n\n# event\n[event]\nstart = 2\n"},
		{"add to nothing", "", "c", "1", "c = 1\n"},
		{"add before tables", "[extra]\nx = 1\n", "c", "1", "c = 1\n[extra]\nx = 1\n"},
		{"add below a header", "a = 1\n[event]\nstart = 2 # when\n[extra]\nx = 1\n", "event.place", "'y'", "a = 1\n[event]\nstart = 2 # when\nplace = 'y'\n[extra]\nx = 1\n"},
		{"new table", "a = 1", "event.place", "'y'", "a = 1\n\n[event]\nplace = 'y'\n"},
		{"in braces", "image = { src = \"a\" , alt = \"b\" } # c\n", "image.alt", "\"z\"", "image = { src = \"a\" , alt = \"z\" } # c\n"},
		{"into braces", "image = { src = \"a\" } # c\n", "image.alt", "\"z\"", "image = { src = \"a\", alt = \"z\" } # c\n"},
		{"into empty braces", "image = {}\n", "image.alt", "1", "image = { alt = 1 }\n"},
		{"out of braces, first", "i = { a = 1, b = 2 }\n", "i.a", "-", "i = { b = 2 }\n"},
		{"out of braces, last", "i = { a = 1, b = 2 }\n", "i.b", "-", "i = { a = 1 }\n"},
		{"new braces below a header", "[event]\nstart = 1\n", "event.repeat.every", "\"week\"", "[event]\nstart = 1\nrepeat = { every = \"week\" }\n"},
		{"dotted keys", "[event]\nrepeat.every = \"week\"\n", "event.repeat.step", "2", "[event]\nrepeat.every = \"week\"\nrepeat.step = 2\n"},
		{"comments within a list", "t = [ \"a\", # one\n  \"b\", # two\n] # three\nz = 1\n", "t", "[\"c\"]", "# one\n# two\nt = [\"c\"] # three\nz = 1\n"},
		{"remove", "a = 1\nb = 2\n", "a", "-", "b = 2\n"},
		{"remove, the comment stays", "a = 1  # why\nb = 2\n", "a", "-", "# why\nb = 2\n"},
		{"remove what is not there", "a = 1\n", "x", "-", "a = 1\n"},
		{"remove the last without line end", "a = 1\nb = '''\nx\n'''", "b", "-", "a = 1\n"},
		{"a table whole", "[event]\nb = 2\n", "event", "-", ""},
		{"a header as value", "[event]\nb = 2\n", "event", "1", ""},
		{"a fault", "a = [\n", "b", "1", ""},
		{"no value", "a = 1\n", "a", "\"open", ""},
		{"two statements for one", "a = 1\n", "a", "1\nb = 2", ""},
	} {
		var after []byte
		var ok bool
		if path := strings.Split(c.path, "."); c.value == "-" {
			after, ok = Remove([]byte(c.before), path)
		} else {
			after, ok = Set([]byte(c.before), path, c.value)
		}
		if refused := c.after == ""; ok == refused || ok && string(after) != c.after {
			t.Errorf("%s: %q, %v", c.name, after, ok)
		}
	}
}

// Whatever is set and removed: no comment and no other key is lost, and setting
// what is there already changes nothing.
func FuzzSet(f *testing.F) {
	f.Add([]byte(everything), "title", "x")
	f.Add([]byte("a = [ # one\n1]\r\n[event]\r\nb.c = 'x' # two"), "event.b.d", "y")
	f.Add([]byte("i = { a = 1, b = { c = 2 } } # x"), "i.b.c", "")
	f.Fuzz(func(t *testing.T, text []byte, dotted, value string) {
		path := strings.Split(dotted, ".")
		before, sound := sane(text)
		if after, ok := Set(text, path, Quote(value)); ok {
			got, fine := sane(after)
			if !sound || !fine || !slices.Equal(remarks(text), remarks(after)) {
				t.Fatalf("%q became %q", text, after)
			}
			for key := range before {
				if _, there := got[key]; !there {
					t.Fatalf("%q lost %s: %q", text, key, after)
				}
			}
			if again, ok := Set(after, path, Quote(value)); !ok || string(again) != string(after) {
				t.Fatalf("a second time %q became %q", after, again)
			}
		}
		if after, ok := Remove(text, path); ok {
			if got, fine := sane(after); !fine || len(path) == 1 && got[dotted] != nil || !slices.Equal(remarks(text), remarks(after)) {
				t.Fatalf("%q without %s became %q", text, dotted, after)
			}
		}
	})
}
