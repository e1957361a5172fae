package sourceedit

import (
	"bytes"
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
)

func TestDocument(t *testing.T) {
	const raw = "\ufeff+++\r\n# Tiêu đề\r\ntitle = \"A\" # ngắn\r\nmine = 1\r\n+++\r\nMột.\r\nHai.\nBa.\r\n"
	d, ok := Parse([]byte(raw))
	if !ok || string(d.Bytes()) != raw {
		t.Fatalf("a round trip gives %q", d.Bytes())
	}
	d.SetBody(d.Body())
	if !d.Set([]string{"title"}, `"A"`) || string(d.Bytes()) != raw {
		t.Fatalf("the same values give %q", d.Bytes())
	}
	d.SetBody(strings.Replace(d.Body(), "Ba.", "Bốn.", 1))
	if !d.Set([]string{"title"}, `"B"`) || d.Value("title") != "B" {
		t.Fatal("the title cannot be set")
	}
	if want := strings.NewReplacer(`"A"`, `"B"`, "Ba.", "Bốn.").Replace(raw); string(d.Bytes()) != want {
		t.Errorf("%q, want %q", d.Bytes(), want)
	}
	for _, bad := range []string{"", "text", "+++\ntitle = [\n+++\n", "+++\ntitle = 1\n", "---\ntitle: A\n---\n", "+++\ntitle = \"\xff\"\n+++\n"} {
		if _, ok := Parse([]byte(bad)); ok {
			t.Errorf("%q is taken", bad)
		}
	}
	for _, broken := range []string{"Mộ\xe7t", "\xe7"} { // no browser sends that, and no form could read it again
		d.SetBody(broken)
		if again, ok := Parse(d.Bytes()); !ok || again.Body() != strings.ToValidUTF8(broken, "\ufffd") {
			t.Errorf("%q", d.Bytes())
		}
	}
	bare, _ := Parse([]byte("+++\ntitle = \"A\"\n+++"))
	bare.SetBody("Một.")
	if again, ok := Parse(bare.Bytes()); !ok || again.Body() != "Một." {
		t.Errorf("%q", bare.Bytes())
	}
}

// Neither an edit of a key nor one of the text touches the other, and no byte
// is lost without a change.
func FuzzDocument(f *testing.F) {
	f.Add([]byte("\ufeff+++\r\ntitle = 'a' # x\r\n\r\n[event] # y\r\nstart = 2026-01-01\r\n+++\r\nText\nMore\r\n"), "place", "x", "Text\nLess\n")
	f.Add([]byte("+++\nt = [ # a\n'b', # c\n]\n+++"), "t", "\"\\", "")
	f.Fuzz(func(t *testing.T, raw []byte, key, value, body string) {
		d, ok := Parse(raw)
		if !ok {
			return
		}
		if d.SetBody(d.Body()); !bytes.Equal(d.Bytes(), raw) {
			t.Fatalf("%q became %q without a change", raw, d.Bytes())
		}
		written := bytes.Clone(d.body)
		if d.Set([]string{key}, tomlfile.Quote(value)) && !bytes.Equal(d.body, written) {
			t.Fatal("the text changed")
		}
		front, body := bytes.Clone(d.front), strings.ToValidUTF8(body, "\ufffd")
		d.SetBody(body)
		if d.Body() != plain(body) || !bytes.Equal(d.front, front) {
			t.Fatalf("the text is %q instead of %q", d.Body(), body)
		}
		if again, ok := Parse(d.Bytes()); !ok || !bytes.Equal(again.front, front) || again.Body() != plain(body) {
			t.Fatalf("%q cannot be read again", d.Bytes())
		}
	})
}
