package markdown

import "testing"

func TestSummaryIsTheFirstParagraph(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"empty", "", ""},
		{"plain", "Một *hai*\nba  bốn.\n\nNăm", "Một hai ba bốn."},
		{"after a heading", "## A\n\nB", "B"},
		{"right below a heading", "## A\nB", "B"},
		{"after an underlined heading", "A\n---\n\nB", "B"},
		{"after a list", "- a\n\n1. b\n\nC", "C"},
		{"a list alone", "1. Gọi 115\n2. Ép tim", ""},
		{"a sentence that begins with a year", "2026. Năm mới", ""},
		{"after code with empty lines", "```\na\n\nb\n```\n\nC", "C"},
		{"after code with a fence", "```\n:::note\n```\n\nC", "C"},
		{"after a directive with empty lines", ":::note A\nb\n\nc\n:::\n\nD", "D"},
		{"right below a directive", ":::note\nb\n:::\nD", "D"},
		{"after nested directives", "::::steps\n\n:::tip\na\n\n:::\n\nb\n\n::::\n\nD", "D"},
		{"after a leaf", "::hotline{number=111}\n\nD", "D"},
		{"after a call-out", "> [!NOTE]\n> a\n\nB", "B"},
		{"after a table", "| a |\n|---|\n| b |\n\nC", "C"},
		{"after pictures", "![a](b.png) ![c](d.png)\n\n![e](f.png \"g\")\n\nH", "H"},
		{"after HTML and a comment", "<div>a</div>\n\n<!-- b -->\n\nC", "C"},
		{"after a rule", "***\n\nA", "A"},
		{"after definitions", "[a]: b.md\n\nC", "C"},
		{"begins in bold", "**A** b", "A b"},
		{"begins with code", "`a` b", "a b"},
		{"links, by reference too, and notes", "A [b](c.md) [d][e][^f] <https://x.vn>\n\n[e]: g.md\n[^f]: h", "A b d https://x.vn"},
		{"labels as they are written", "A [b][C  d] [*E*] \\[g] [[h]] [i\\]] [^J][^j]\n\n[c d]: a\n[*e*]: b\n[h]: c\n[i\\]]: d\n[^j]: e\n[^J]: f", "A b E [g] [h] i]"},
		{"pictures by reference", "![a][b]\n\n![c]\n\nD\n\n[b]: a.png\n[c]: b.png", "D"},
		{"entities", `AT&amp;T \*a\* &lt;b>`, "AT&T *a* <b>"},
		{"line break", "a  \nb", "a b"},
	} {
		if got := Summary([]byte(c.body)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
