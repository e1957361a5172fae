package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// dump writes blocks, a line each.
func dump(b *strings.Builder, all []Block, depth int) {
	for _, one := range all {
		fmt.Fprintf(b, "%s%d", strings.Repeat("  ", depth), one.Kind)
		if one.Level > 0 {
			fmt.Fprintf(b, " level=%d", one.Level)
		}
		if one.Task {
			fmt.Fprintf(b, " checked=%v", one.Checked)
		}
		if one.Name != "" {
			fmt.Fprintf(b, " %s", one.Name)
		}
		for _, a := range one.Attrs {
			fmt.Fprintf(b, " %s=%s", a.Key, a.Value)
		}
		for _, text := range []string{one.Title.Text, one.Text.Text} {
			if text != "" {
				fmt.Fprintf(b, " %q", text)
			}
		}
		for _, m := range one.Text.Marks {
			fmt.Fprintf(b, " [%d at %d]", m.Number, m.At)
		}
		b.WriteByte('\n')
		dump(b, one.Blocks, depth+1)
	}
}

func TestOutline(t *testing.T) {
	body := `## Đề *mục* {#a}

Xem [bài](x.md) ![áo](a.jpg) ~~bỏ~~ ::say[3/4]{as="ba phần tư"}.[^1]

![Em bé](b.jpg "Chú thích")

:::canh-bao Coi **chừng** {#c}
1. một

   hai
2. ba
:::

::hotline{number="111"}

- [x] xong

| a | b |
|---|---|
| 1 | *2* |

Từ
: Nghĩa.

> Lời

[^1]: WHO.
`
	want := `1 level=2 "Đề mục"
0 "Xem bài, áo  ba phần tư." [1 at 29]
8 "Chú thích" "Em bé"
9 warning #=c "Coi chừng"
  2 level=1
    3
      0 "một"
      0 "hai"
    3
      0 "ba"
9 hotline number=111
2
  3 checked=true
    0 "xong"
4
  5
    6 "a"
    6 "b"
  5
    6 "1"
    6 "2"
10
  11 "Từ"
  12
    0 "Nghĩa."
7
  0 "Lời"
13 level=1
  0 "WHO."
`
	d := Dialect{Directives: map[string]Directive{"warning": {Container: true}, "hotline": {Leaf: true}}, Aliases: map[string]string{"canh-bao": "warning"}}
	var got strings.Builder
	dump(&got, New(d).Outline([]byte(body)), 0)
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// The words of a picture among others are read once, and apart from what follows.
func TestOutlineOfPicturesAmongWords(t *testing.T) {
	for body, want := range map[string]string{
		"![Gọi người lớn](a.svg)\n**Gọi người lớn** ngay.": "Gọi người lớn ngay.",
		"![Nằm nghiêng](a.svg)\nĐặt trẻ nằm.":              "Nằm nghiêng. Đặt trẻ nằm.",
		"Đặt trẻ ![nằm nghiêng](a.svg) rồi gọi.":           "Đặt trẻ, nằm nghiêng rồi gọi.",
		"![](a.svg) Đặt trẻ nằm.":                          "Đặt trẻ nằm.",
		"![Áo](a.svg) Mặc áo phao.":                        "Mặc áo phao.",
	} {
		for _, b := range New(Dialect{}).Outline([]byte(body)) {
			if got := strings.TrimSpace(b.Text.Text); got != want {
				t.Errorf("%q is %q, not %q", body, got, want)
			}
		}
	}
}

// Every word of a text can be traced to the body, and a block of any kind that is known
// to the page is in its outline.
func TestOutlineOfEverything(t *testing.T) {
	body, err := os.ReadFile("testdata/everything.md")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[BlockKind]int{}
	var walk func([]Block)
	walk = func(all []Block) {
		for _, b := range all {
			kinds[b.Kind]++
			for _, p := range []Passage{b.Title, b.Text} {
				if offset, length := p.Span(0, max(len(p.Text), 1)); offset < 0 || offset+length > len(body) {
					t.Errorf("%q is at %d to %d of %d", p.Text, offset, offset+length, len(body))
				}
			}
			walk(b.Blocks)
		}
	}
	walk(testMarkdown(false).Outline(body))
	for k := TextBlock; k <= NoteBlock; k++ {
		if kinds[k] == 0 {
			t.Errorf("no block of kind %d", k)
		}
	}
}
