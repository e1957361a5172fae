package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

// ofUnit reads a body of an entry on the site of a unit.
func ofUnit(t *testing.T, unit, body string) (*Reader, *Entry, []problem.Problem) {
	t.Helper()
	settings, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"A\"\nbase_url = \"https://a.example/\"\n[unit]\n" + unit)})
	text := "+++\ntitle = \"Gọi { unit.name }\"\nlocal = true\n[extra]\nplace = [\"{unit.name}\"]\n+++\n" + body
	reader := NewReader(fstest.MapFS{"content/a.md": {Data: []byte(text)}}, settings)
	reader.Remember = true
	e, problems, err := reader.ReadSource(source.File{Path: "content/a.md", Name: "content/a.md", Size: int64(len(text))})
	if err != nil {
		t.Fatal(err)
	}
	return reader, e, problems
}

func bodyOf(t *testing.T, r *Reader, e *Entry) (source.Text, string) {
	t.Helper()
	text, start, err := r.Body(e, new([]byte))
	if err != nil {
		t.Fatal(err)
	}
	return text, string(text.Bytes[start:])
}

// What a field says is text at each place, whatever characters it has, and code stays.
func TestLocalWords(t *testing.T) {
	for _, c := range []struct{ value, body, want string }{
		{"An Lạc", "Ở {unit.name}.", "Ở An Lạc."},
		{"An Lạc", "Ở { unit.name} {unit. name } {Unit.name} {units.name} {a unit.name}", "Ở An Lạc An Lạc An Lạc {units.name} {a unit.name}"},
		{"*a* [b](c) <i>", "{unit.name}", `\*a\* \[b\](c) \<i\>`},
		{"1. Tổ", "- {unit.name}\n> {unit.name}\nở {unit.name}", "- 1\\. Tổ\n> 1\\. Tổ\nở 1. Tổ"},
		{"# a", "{unit.name}", `\# a`},
		{"::video{}", "{unit.name}", `\:\:video\{\}`},
		{`x" onclick="y`, `<b title="{unit.name}">`, `<b title="x&#34; onclick=&#34;y">`},
		{`x"`, `::figure{alt="{unit.name}"}`, `::figure{alt="x\""}`},
		{"0206 3 852", "[a](tel:{unit.name})", "[a](tel:02063852)"},
		{"a) b", "[a](https://b.example/{unit.name})", "[a](https://b.example/a%29%20b)"},
		{"https://b.example/a b?c=(d)", "[a]({unit.name})", "[a](https://b.example/a%20b?c=%28d%29)"},
		{"0206 3 852", "[a](tel:{ unit.name }) [a](<tel:{ unit.name }>)", "[a](tel:02063852) [a](<tel:02063852>)"},
		{"0206 3 852", "::unit{field=name}", "[0206 3 852](tel:02063852)"},
		{"0206 3 852", "> ::đơn-vị{field=\"name\"}", "> [0206 3 852](tel:02063852)"},
		{"An", "`{unit.name}` ``a ` {unit.name}`` {unit.name}\n\n` {unit.name}\n\n`", "`{unit.name}` ``a ` {unit.name}`` An\n\n` An\n\n`"},
		{"An", "```\n{unit.name}\n::unit{field=name}\n```\n{unit.name}\n~~~\n{unit.name}", "```\n{unit.name}\n::unit{field=name}\n```\nAn\n~~~\n{unit.name}"},
	} {
		reader, e, problems := ofUnit(t, "name = "+tomlfile.Quote(c.value)+"\n", c.body)
		if _, got := bodyOf(t, reader, e); got != c.want || len(problems) > 0 {
			t.Errorf("%q of %q: %q, want %q; %v", c.body, c.value, got, c.want, problems)
		}
		if e.Title != "Gọi "+c.value || !slices.Equal(e.Extra["place"].([]any), []any{c.value}) {
			t.Errorf("front matter says %q, %v", e.Title, e.Extra)
		}
	}
}

// Translations and copies follow the text as it is written: all communes have one sum.
func TestLocalSum(t *testing.T) {
	_, a, _ := ofUnit(t, "name = \"An\"\n", "Ở {unit.name}.")
	_, b, _ := ofUnit(t, "name = \"Bình\"\n", "Ở {unit.name}.")
	if a.Sum != b.Sum || a.Sum == 0 {
		t.Errorf("sums %x and %x", a.Sum, b.Sum)
	}
	if a.Lead != "Ở An." || b.Lead != "Ở Bình." {
		t.Errorf("leads %q and %q", a.Lead, b.Lead)
	}
}

// Places are those of the file, before, in and behind words that were put in.
func TestLocalPlaces(t *testing.T) {
	body := "Ở {unit.name} có @ và {unit.name} @\n{unit.name}@\n"
	reader, e, _ := ofUnit(t, "name = \"một nơi rất dài, dài hơn chỗ của nó\"\n", body)
	text, said := bodyOf(t, reader, e)
	raw, _, _ := reader.Text(e.File)
	first := len(text.Bytes) - len(said)
	from, was := 0, 0
	for range 3 {
		i, j := strings.IndexByte(said[from:], '@'), strings.IndexByte(body[was:], '@')
		got, want := text.Place(first+from+i, 1), raw.Place(first+was+j, 1)
		if got != want {
			t.Errorf("%v, want %v", got, want)
		}
		from, was = from+i+1, was+j+1
	}
	if got := text.Place(first+strings.Index(said, "nơi"), 3); got.Line != 7 || got.Column != 3 {
		t.Errorf("a place in a word: %v", got)
	}
}

// A text that would become longer than any file may be stays as it is, and is told.
func TestLocalLimit(t *testing.T) {
	body := strings.Repeat("{unit.name}\n", problem.MaxFile.Most/100)
	reader, e, problems := ofUnit(t, "name = \""+strings.Repeat("x", config.LongestField)+"\"\n", body)
	if _, got := bodyOf(t, reader, e); got != body || len(problems) != 1 || problems[0].Code != problem.LimitFile {
		t.Errorf("%d bytes, %v", len(got), problems)
	}
}

// A recording says the numbers of the unit; where they change, it is stale.
func TestLocalNumbers(t *testing.T) {
	reader, e, _ := ofUnit(t, "name = \"113\"\nphone = \"0206.3852.115\"\n", "Gọi {unit.phone}.")
	said, err := reader.Said(e.File, Stated{})
	if want := []string{"113", "0206.3852.115"}; err != nil || !slices.Equal(said.Numbers, want) {
		t.Errorf("%q, %v", said.Numbers, err)
	}
}
