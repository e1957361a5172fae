package markdown

import "testing"

// A part of a passage stands in the body where Span says: the same bytes, unless
// an entity or a backslash stood for them.
func FuzzPassages(f *testing.F) {
	for _, seed := range []string{"Một *hai* [ba](x.md)\nbốn `năm` &amp; \\* sáu[^1]\n\n[^1]: Chú", "| a | b |\n| - | - |\n| c\\|d | e |\n", "- x\n\n  > y https://a.vn/\n", "## A {#b}\n\n:::note[T]{id=\"c\"}\nx\n:::\n"} {
		f.Add(seed)
	}
	m := New(Dialect{Directives: map[string]Directive{"note": {Keys: []string{"id"}, Container: true}}})
	f.Fuzz(func(t *testing.T, body string) {
		for _, p := range m.Render(Input{Text: []byte(body), Thorough: true}).Passages {
			for _, piece := range p.pieces {
				offset, length := p.Span(piece.text, piece.text+1)
				if offset < 0 || length < 1 || offset+length > len(body)+1 {
					t.Fatalf("%q of %q stands at %d+%d", p.Text, body, offset, length)
				}
				if c := body[min(offset, len(body)-1)]; p.Kind != AttrText && c != p.Text[piece.text] && c != '&' && c != '\\' && p.Text[piece.text] != ' ' && c != 0 {
					t.Fatalf("%q of %q begins with %q", p.Text, body, c)
				}
			}
			for _, l := range p.Links {
				if l.Start > l.Stop || l.Stop > len(p.Text) || l.Offset+l.Length > len(body) {
					t.Fatalf("%+v of %q", l, body)
				}
			}
		}
		for _, n := range Notes([]byte(body)) {
			if n.From > n.To || n.To > len(body) || n.Offset+n.Length > len(body) {
				t.Fatalf("%+v of %q", n, body)
			}
		}
	})
}
