package mdimport

import (
	"strings"
	"testing"

	"loa/internal/importing/htmlimport"
)

// What other programs write becomes the dialect of Loa, and what has no form here leaves
// its words and is told.
func TestConvert(t *testing.T) {
	for _, c := range []struct{ name, in, want, lost string }{
		{"a title that is the page's", "# Rào ao\n\nChữ.\n", "Chữ.\n", ""},
		{"levels go down below another title", "# Khác\n\n## Hai\n", "## Khác\n\n### Hai\n", ""},
		{"underlined headings", "Một\n===\n\nHai\n---\n", "## Một\n\n### Hai\n", ""},
		{"a rule is no heading", "Chữ.\n\n---\n\nChữ.\n", "Chữ.\n\n---\n\nChữ.\n", ""},
		{"ids stay, classes go", "## A {#x .y}\n\n## B\n{: .no_toc}\n", "## A {#x}\n\n## B\n", ""},
		{"code stays", "```go {1,3} title=\"x\"\n{{< a >}} <b> # x\n```\n`{{ y }}` <!-- z -->\n", "```go\n{{< a >}} <b> # x\n```\n`{{ y }}`\n", ""},
		{"a fence ends with its item", "1. A\n\n   ```# b\n   c\n\n[d](mat.md)\n\n- ```\n  e\n\n[f](mat.md)\n", "1. A\n\n   ```#\n   c\n\nd\n\n- ```\n  e\n\nf\n", "link:d link:f"},
		{"a fence ends with its quotation", "> ```\n> a\n\n[b](mat.md)\n", "> ```\n> a\n\nb\n", "link:b"},
		{"a fence goes on in its item", "- A\n\n  ```\n  [a](mat.md)\n\n  b\n  ```\n\n  ```\n[c](mat.md)\n", "- A\n\n  ```\n  [a](mat.md)\n\n  b\n  ```\n\n  ```\nc\n", "link:c"},
		{"a fence of no item", "A\n\n  ```\n[a](mat.md)\n```\n", "A\n\n  ```\n[a](mat.md)\n```\n", ""},
		{"boxes of MkDocs", "!!! note \"Nhớ\"\n    Một.\n\n    ```\n    x\n    ```\nSau.\n", ":::note Nhớ\nMột.\n\n```\nx\n```\n:::\n\nSau.\n", ""},
		{"boxes in boxes", "::::caution\n:::tip[Hay]\nA\n:::\n::::\n", "::::warning\n:::tip Hay\nA\n:::\n::::\n", ""},
		{"a box of an unknown kind", ":::la Tên\nA\n:::\n", "**Tên**\n\nA\n", ""},
		{"tabs", "=== \"Một\"\n    A\n", "**Một**\n\nA\n", ""},
		{"boxes of Hugo and Zola", "{{% alert title=\"Nhớ\" color=\"warning\" %}}\nA\n{{% /alert %}}\n{% tip() %}\nB\n{% end %}\n", ":::warning Nhớ\nA\n:::\n\n:::tip\nB\n:::\n", ""},
		{"a figure", "{{< figure src=\"a.png\" alt=\"Ao\" caption=\"Ao có rào\" >}}\n", "![Ao](a.png)\n\nAo có rào\n", ""},
		{"a film", "{{< youtube abc >}}\n", "https://www.youtube.com/watch?v=abc\n", ""},
		{"a call that is unknown", "A {{< la title=\"Tên bảng\" >}} B\n", "A  B\n", "call:Tên bảng"},
		{"one with a text", "{{< la name=\"Tên\" >}}Chữ{{< /la >}}\n", "**Tên** Chữ\n", "call:"},
		{"HTML in lines", "<b>Đậm</b>, H<sub>2</sub>O, <a href=\"/b\">b</a><br>\n", "**Đậm**, H₂O, [b](/b)\n", ""},
		{"blocks of HTML", "<div align=\"center\"><p>A *b*</p></div>\n\n<table><tr><td>1</td><td>x</td></tr>\n\n<tr><td>2</td><td>y</td></tr></table>\n", "A \\*b\\*\n\n| 1 | x |\n|---|---|\n| 2 | y |\n", ""},
		{"MDX", "import X from './x';\nimport {\n  y\n} from 'z';\n\n<Tabs><TabItem label=\"Một\">\n\nA\n\n</TabItem></Tabs>\n", "**Một**\n\nA\n", "call:"},
		{"links to nowhere", "[a](mat.md) ![b](mat.png) [c][d]\n\n[d]: mat.md\n", "a b [c][d]\n\n[d]: #\n", "link:a picture:b link:"},
		{"links around pictures that are not there", "[![Ao](mat.png)](/b) [![](mat.png)](/c)\n\n<p><a href=\"https://x.example/\"><img src=\"mat.png\" alt=\"Ao\"></a><a href=\"https://y.example/\"><img src=\"mat.png\"></a></p>\n", "[Ao](/b)\n\n[Ao](https://x.example/)\n", "picture:Ao picture: link: picture:Ao picture: link:"},
		{"pictures in links", "[![Ao](ao.png)](/b)\n", "[![Ao](ao.png)](/b)\n", ""},
		{"anchors in headings", "## <a id=\"a-1\">Một</a>\n\n## <a name='b'></a>Hai ##\n\n## Ba <a id=c href=\"#c\">¶</a> {#d}\n", "## Một {#a-1}\n\n## Hai {#b}\n\n## Ba [¶](#c) {#d}\n", "anchor:#c"},
		{"anchors above headings", "<a id=\"a\"></a>\n\n## Một\n\n<a name=\"b\"></a>\nChữ.\n\n## Hai\n", "## Một {#a}\n\nChữ.\n\n## Hai\n", "anchor:#b"},
		{"anchors with any signs", "## <a id=\"a.b\">Một</a> và <a href=\"x\">hai</a>\n\n## Ba {#đuối-nước .c}\n\n## Bốn { #d }\n", "## Một và [hai](x) {#a.b}\n\n## Ba {#đuối-nước}\n\n## Bốn {#d}\n", ""},
		{"anchors of underlined headings", "<a id=\"a\"></a>\nMột\n---\n\n<a name=\"b\"></a>Hai\n---\n", "## Một {#a}\n\n## Hai {#b}\n", ""},
		{"data that are no ids", "## <a data-id=\"a\" href=\"#x\">Một</a>\n", "## [Một](#x)\n", ""},
		{"ids behind a heading", "## Một\n{: #a .b}\n\n## Hai {/* #c */}\n\nChữ.\n{: #d}\n", "## Một {#a}\n\n## Hai {#c}\n\nChữ.\n", "anchor:#d"},
		{"ids of blocks", "## Một\n\n<div id=\"a\">\n\nA <span id=\"b\">b</span>\n\n</div>\n\n<h3 id=\"c\">Hai</h3>\n", "## Một\n\nA b\n\n## Hai {#c}\n", "anchor:#a #b"},
		{"ids of raised text", "## Một\n\n<sup id=\"a-1\">1</sup> Chữ.\n", "## Một\n\n¹ Chữ.\n", "anchor:#a-1"},
		{"an id twice", "<a id=\"a\"></a>\n\n## Một\n\n<a id=\"a\"></a>\n\n## Hai\n", "## Một {#a}\n\n## Hai\n", ""},
		{"calls that are parts", "## A\n\n{{% def id=\"x\" name=\"Áo phao\" %}} Mặc vào. {{% /def %}}\n", "## A\n\n### Áo phao {#x}\n\n Mặc vào.\n", "call:"},
		{"raw text", "`{% raw %}{{ a }}{% endraw %}` và {% raw %}{% b %}{% endraw %}\n\n```\n{% raw %}{{ c }}{% endraw %}\n```\n", "`{{ a }}` và {% b %}\n\n```\n{{ c }}\n```\n", ""},
		{"code in calls", "{% highlight go linenos %}\na := <b>\n{% endhighlight %}\n\n{{< highlight sh \"x\" >}}\n```\n{{< /highlight >}}\n", "```go\na := <b>\n```\n\n````sh\n```\n````\n", ""},
		{"what is no remark here", "A {# c #} d\n", "A {# c #} d\n", ""},
		{"boxes of MDX", "<Aside type=\"danger\" title=\"Nhớ\">\n  Một.\n\n  - hai\n</Aside>\n\n<Callout>Ba</Callout>\n", ":::danger Nhớ\nMột.\n\n- hai\n:::\n\n:::note\nBa\n:::\n", ""},
		{"text behind a box of MDX", "<Note>Sâu.</Note> Gọi 114.\n\n<Tip>\nMột.\n</Tip> Hai.\n\n<Tip>Ba</Tip> \n", "Sâu. Gọi 114.\n\nMột.\n Hai.\n\n:::tip\nBa\n:::\n", "call: call:"},
		{"closed boxes of MDX", "<Note title=\"Gọi 115\" />\n\n<Note>\nMột <Note title=\"a > b\"/>\n<Note>Hai</Note>\n<Notes>ba</Notes>\n</Note>\n\nSau.\n", "**Gọi 115**\n\n::::note\nMột **a > b**\n\n:::note\nHai\n:::\n\nba\n::::\n\nSau.\n", "call:"},
		{"buttons of MDX", "<LinkButton href=\"/a\" icon=\"x\">Đọc tiếp</LinkButton>\n\n<LinkCard title=\"Ao\" href=\"/b\" description=\"Rào\" />\n", "[Đọc tiếp](/a)\n\n[Ao](/b) – Rào\n", ""},
		{"a call without words is told once", "{{< a >}} {{< a >}} {{< b >}}\n", "", "call: call:"},
		{"code in what is lost", "[`a` b](mat.md)\n", "`a` b\n", "link:`a` b"},
		{"code behind a remark with code", "<!-- `một` -->\nA `hai` {{< la `x` >}} B `ba`\n", "A `hai`  B `ba`\n", "call:"},
		{"contents", "* TOC\n{:toc}\n\n[[_TOC_]]\n\nA\n", "A\n", ""},
		{"addresses in brackets", "<https://x.example/a> và <a@b.vn>\n", "<https://x.example/a> và <a@b.vn>\n", ""},
	} {
		o := Options{Title: "Rào ao", Link: func(href string) (string, bool) { return href, !strings.HasPrefix(href, "mat") },
			Picture: func(src string) (htmlimport.File, bool) {
				return htmlimport.File{Name: src}, !strings.HasPrefix(src, "mat")
			}}
		got := o.Convert(c.in)
		var lost []string
		for _, one := range got.Lost {
			lost = append(lost, string(one.Kind)+":"+one.Text)
		}
		if got.Markdown != c.want || strings.Join(lost, " ") != c.lost {
			t.Errorf("%s: %q, lost %q; want %q, lost %q", c.name, got.Markdown, lost, c.want, c.lost)
		}
	}
}

// Remarks of Liquid and Nunjucks go where the program leaves them out; in code they stay.
func TestRemarks(t *testing.T) {
	for in, want := range map[string]string{
		"A{% comment %} b {% endcomment %}\n{# c #}\n{% set x = 1 %}B\n":                    "A\n\nB\n",
		"A {# b\nc\n#} d {# e #}{%- comment x -%}\n```\nf\n```\n{%- endcomment -%}g {#h}\n": "A  d g {#h}\n",
		"```\n{# a #}\n{% comment %}b{% endcomment %}\n```\n":                               "```\n{# a #}\n{% comment %}b{% endcomment %}\n```\n",
		"A {# b\n\n{# c\n": "A {# b\n\n{# c\n",
	} {
		if got := (Options{Remarks: true}).Convert(in); got.Markdown != want {
			t.Errorf("%q: %q, want %q", in, got.Markdown, want)
		}
	}
}

// Whatever a text holds, it comes to an end, nothing grows without bound, no mark of the converter is left, and each
// anchor that is told stands in the text.
func FuzzConvert(f *testing.F) {
	for _, seed := range []string{"# A\n\n{{< x y=\"z\" >}}\n:::note\n", "!!! a \"b\"\n    !!! c\n        d\n", "[![a](b)](c)\n<table>\n<tr>", "```\n~~~\n```\n`{{`", "{% x %}{% endx %}<A b={{c}}/>", ":::a\n:::b\n:::c\n", "<a id=x></a>\n\n## B <i id=y>\n\nC\n---\n{: #z}", "{% highlight a %}\n{% raw %}{{\n{% endhighlight %}", "\xee\ue000\x80\x80"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<13 {
			t.Skip()
		}
		got := Options{Remarks: len(text)%2 == 0}.Convert(text)
		if len(got.Markdown) > 40*len(text)+1000 {
			t.Fatalf("%d bytes became %d", len(text), len(got.Markdown))
		}
		if strings.ContainsAny(got.Markdown, hidden+hiddenEnd+place+placeEnd+openBrace+closeBrace) {
			t.Fatalf("a mark is left: %q", got.Markdown)
		}
		ids := map[string]int{}
		for line := range strings.Lines(got.Markdown) {
			if m := ownID.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				ids[m[1]]++
			}
		}
		for anchor, id := range got.Anchors {
			if anchor == id && ids[id] == 0 {
				t.Fatalf("no heading has %q: %q", id, got.Markdown)
			}
		}
	})
}
