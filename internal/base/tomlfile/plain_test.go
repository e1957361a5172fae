package tomlfile

import (
	"reflect"
	"testing"
)

// The texts that the plain reader takes, and some that it leaves to the
// library, by giving up.
var plainTexts = []struct {
	text string
	ok   bool
}{
	{plainPage, true},
	{"", true},
	{"# only a comment", true},
	{"a = 1 # one\n\n[event]\nstart = 2026-06-01T08:00:00+07:00\nz = 2026-06-01T08:00:00Z\nn = 2026-06-01T08:00:00-03:30\nl = 2026-06-01T08:00:00", true},
	{"a = [ ]\nb = [1, -2, 0, ]\nc = {}\nd = [[\"x\"], [{ y = true }]]\n", true},
	{"a = \"tab\tinside\"\nb = \"\"\n", true},
	{"a = 1\na = 2", false},
	{"a = { b = 1, b = 2 }", false},
	{"[a]\n[a]\n", false},
	{"a = 1\n[a]\n", false},
	{"a.b = 1", false},
	{"\"a\" = 1", false},
	{"[a.b]", false},
	{"[[a]]", false},
	{`a = "\n"`, false},
	{`a = """x"""`, false},
	{"a = 'x'", false},
	{"a = 1.5", false},
	{"a = 012", false},
	{"a = -0", false},
	{"a = 1_000", false},
	{"a = 2026-02-30", false},
	{"a = 2026-05-20 08:00:00", false},
	{"a = 08:05:09\nb = [00:00:00, 23:59:59]", true},
	{"a = 24:00:00", false},
	{"a = 08:00:60", false},
	{"a = 08:00", false},
	{"a = 08:00:00.5", false},
	{"a = 0x:00:00", false},
	{"a = [ # one\n  1, # two\n\n  2,\n]\n", true},
	{"a = [{ b = 1 },\n  { b = 2 }\n]", true},
	{"a = [{ b = 1,\n c = 2 }]", false},
	{"a = [1 2]", false},
	{"a = [1,", false},
	{"a = 1 b = 2", false},
	{"a = \"x", false},
	{"a = \"\x01\"", false},
	{"# \x01", false},
	{"a = \"\xff\"", false},
	{"a = 1\r\n", false},
}

func TestPlain(t *testing.T) {
	for _, c := range plainTexts {
		if _, ok := parsePlain([]byte(c.text)); ok != c.ok {
			t.Errorf("%q is plain: %v", c.text, ok)
		}
		plainAgrees(t, []byte(c.text))
	}
}

// plainAgrees fails if the plain reader reads something else than the library.
func plainAgrees(t *testing.T, text []byte) {
	t.Helper()
	values, ok := parsePlain(text)
	if !ok {
		return
	}
	want, refused := parse(text)
	if refused != nil {
		t.Errorf("%q is no TOML: refused at %v", text, refused.at)
	} else if !reflect.DeepEqual(values, want) {
		t.Errorf("%q\n   is %v\n want %v", text, values, want)
	}
}

func FuzzPlain(f *testing.F) {
	for _, c := range plainTexts {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { plainAgrees(t, text) })
}
