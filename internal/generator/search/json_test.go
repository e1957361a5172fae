package search

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

// plainly is a value as package json writes it for a script.
func plainly(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// Texts are written as package json writes them, whatever is in them.
func TestTextIsJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 7))
	parts := []string{"a", "Đuối nước", "\"", "\\", "\n", "\r", "\t", "\b", "\f", "\x00", "\x1f", "\x7f", "<&>", "\u2028", "\u2029", "\u2027", "\ufffd", "\xff", "\xe1\xba", "\xf0\x9f", "😀", " "}
	for range 3000 {
		text := ""
		for range r.IntN(8) {
			text += parts[r.IntN(len(parts))]
		}
		if got, want := string(appendText(nil, text)), plainly(t, text); got != want {
			t.Fatalf("%q: %s, not %s", text, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	for _, headings := range [][]string{{}, {"a", "Ao"}, {"a", ""}, {"", ""}, {"a", "Ao\"", "b", "Bể"}} {
		k := kept{title: "T\n", path: "p/", summary: "S", note: "N"}
		for _, h := range headings {
			k.headings += h + "\x00"
		}
		want := plainly(t, []any{k.title, k.path, k.summary, headings, k.note})
		if got := string(k.appendRow(nil)); got != want {
			t.Errorf("%s, not %s", got, want)
		}
		if got, want := string(k.appendPlacedRow(nil, 120)), strings.TrimSuffix(want, "]")+",120]"; got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
