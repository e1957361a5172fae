package tomlfile

import (
	"reflect"
	"testing"
)

var testOrder = []string{"title", "date", "image", "event", "extra"}

func TestArranged(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"in order":      {"title = \"A\"\n\ndate = 2026-01-01\n", "title = \"A\"\n\ndate = 2026-01-01\n"},
		"out of order":  {"date = 2026-01-01\ntitle = \"A\"\n", "title = \"A\"\ndate = 2026-01-01\n"},
		"comments":      {"# whole\n\n# of date\ndate = 2026-01-01 # d\n# of title\ntitle = \"A\" # t\n# end\n", "# whole\n\n# of title\ntitle = \"A\" # t\n# of date\ndate = 2026-01-01 # d\n# end\n"},
		"unknown last":  {"x = 1\ny = 2\ntitle = \"A\"\n", "title = \"A\"\nx = 1\ny = 2\n"},
		"tables":        {"title = \"A\"\n\n[extra]\ntitle = 1\n\n# e\n[event]\nstart = 2026-01-01\n[event.repeat]\nevery = \"day\"\n", "title = \"A\"\n\n# e\n[event]\nstart = 2026-01-01\n[event.repeat]\nevery = \"day\"\n\n[extra]\ntitle = 1\n"},
		"many lines":    {"image = [\n 1,\n # c\n 2]\ntitle = '''\ndate = 1\n'''\n", "title = '''\ndate = 1\n'''\nimage = [\n 1,\n # c\n 2]\n"},
		"dotted":        {"image.src = \"a\"\ntitle = \"A\"\nimage.alt = \"b\"\n", "title = \"A\"\nimage.src = \"a\"\nimage.alt = \"b\"\n"},
		"no end":        {"date = 2026-01-01\ntitle = \"A\"", "date = 2026-01-01\ntitle = \"A\""},
		"a fault":       {"date = [\ntitle = \"A\"\n", "date = [\ntitle = \"A\"\n"},
		"repaired":      {"date = 1/6/2026\ntitle: A\n", "date = 2026-06-01\ntitle: A\n"},
		"blank between": {"date = 2026-01-01\n\ntitle = \"A\"\n", "title = \"A\"\ndate = 2026-01-01\n"},
	} {
		d, _ := Parse(Source{Text: []byte(c.before)})
		if got := string(d.Arranged(testOrder)); got != c.after && name != "repaired" {
			t.Errorf("%s: %q, want %q", name, got, c.after)
		}
	}
}

// Arranging changes no value, and arranging again changes nothing.
func FuzzArranged(f *testing.F) {
	for _, seed := range []string{"date = 1\ntitle = 2\n", "[extra]\na=1\n[event]\nb=1 # c\n", "x='''\n[a]\n'''\n[[image]]\na=1\n[date]\n[[image]]\n", "a.b=1\ntitle.c=2\n\n#x\n\n[a.d]\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, _ := Parse(Source{Text: []byte(text)})
		once := d.Arranged(testOrder)
		next, _ := Parse(Source{Text: once})
		if !reflect.DeepEqual(d.Map(), next.Map()) {
			t.Fatalf("%q means something else than %q", once, text)
		}
		if again := next.Arranged(testOrder); string(again) != string(once) {
			t.Fatalf("%q and then %q", once, again)
		}
	})
}
