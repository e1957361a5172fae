package markdown

import (
	"slices"
	"testing"
)

func TestDestinations(t *testing.T) {
	for _, c := range []struct {
		body string
		want []string
	}{
		{"[a](b.md) ![c](d.jpg \"e\") <https://a.vn>", []string{"b.md", "d.jpg"}},
		{"[a](<b c.md>) [x](../y.md#z)", []string{"b c.md", "../y.md#z"}},
		{"[a][k] ![b][k]\n\n[k]: /c/d.md 'title'\n", []string{"/c/d.md"}},
		{"| a | b |\n|---|---|\n| [x](y.md) | ![z](z.png) |\n", []string{"y.md", "z.png"}},
		{"::video[Phim]{src=\"phim.mp4\" captions=phim.vtt}\n\n:::note{#x}\nXem [a](a.md).\n:::\n", []string{"phim.mp4", "phim.vtt", "a.md"}},
		{"```\n[a](b.md)\n```\n`[a](b.md)`\n", nil},
		{"- [![p](p.jpg)](q.md)\n\n> [r](r.md)[^1]\n\n[^1]: [s](s.md)\n", []string{"p.jpg", "q.md", "r.md", "s.md"}},
		{"[a](b&amp;c.md)", []string{"b&c.md"}},
		{"[a]()", nil},
	} {
		var got []string
		for _, d := range Destinations([]byte(c.body)) {
			if d.Value != "x" { // an id
				got = append(got, d.Value)
			}
			if s := c.body[d.Start:d.End]; string(decode([]byte(s))) != d.Value {
				t.Errorf("%q: %q stands at the place of %q", c.body, s, d.Value)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q leads to %q, not %q", c.body, got, c.want)
		}
	}
}
