package markdown

import (
	"testing"

	"loa/internal/base/problem"
)

// What another program would read, and stars that mark nothing, are told where they
// stand; what only looks like them is not.
func TestForeign(t *testing.T) {
	for in, want := range map[string]problem.Code{
		"a {{< youtube abc >}}":                 problem.MarkdownShortcode,
		"{{% notice %}}\nb\n{{% /notice %}}":    problem.MarkdownShortcode,
		"{% include a.html %}":                  problem.MarkdownShortcode,
		"![x]({{ site.baseurl }}/a.png)":        problem.MarkdownShortcode,
		"- {{ f() }}":                           problem.MarkdownShortcode,
		"{{<\n figure\n src=\"a\" >}}":          problem.MarkdownShortcode,
		"| {{ a }} | b |\n|---|---|\n| c | d |": problem.MarkdownShortcode,
		"!!! note \"T\"\n    chữ":               problem.MarkdownShortcode,
		"**đậm** {.lop}":                        problem.MarkdownAttributes,
		"chữ {: .lop #ten}":                     problem.MarkdownAttributes,
		"## A {.b}":                             problem.MarkdownAttributes,
		"chữ {.a data=1}":                       problem.MarkdownAttributes,
		"**Chú ý:**x":                           problem.MarkdownStars,
		"a**“b”**c":                             problem.MarkdownStars,
		"- **(1)**chữ":                          problem.MarkdownStars,
		"| **Chú ý:**x | b |\n|---|---|":        problem.MarkdownStars,
		"xem [[bai]].":                          problem.MarkdownShortcode,
		"- [[bai#muc|chữ]]":                     problem.MarkdownShortcode,
		"*a* ![[ao.png]]":                       problem.MarkdownShortcode,
		"| [[bai]] | b |\n|---|---|":            problem.MarkdownShortcode,
		"xem ==chữ==, rồi":                      problem.MarkdownHighlight,
		"==chữ **đậm** nữa==":                   problem.MarkdownHighlight,
		"> ==a==":                               problem.MarkdownHighlight,
		"%%hỏi lại chị Lan%% chữ":               problem.MarkdownRemark,
		"- chữ %% chưa chắc %%":                 problem.MarkdownRemark,

		"`[[a]]` và `==a==`":               "",
		"```\n[[a]] ==b==\n```":            "",
		"\\[[a]] [\\[a]] \\==a==":          "",
		"[[a]](https://a.example/)":        "",
		"[[a]]\n\n[a]: https://a.example/": "",
		"[[1, 2], [3, 4]] [[ [[]] a]]":     "",
		"a==b==c, x == y == z":             "",
		"==== === == ==a ==":               "",
		"a ===b=== c":                      "",
		"5%%, 10%% và 100 % và %%%a%%%":    "",
		"`%%a%%` \\%%a%%":                  "",

		"`{{< x >}}` và `{% x %}`":     "",
		"```\n{{< x >}}\n**a:**b\n```": "",
		"\\{{< x >}}":                  "",
		"{x} {5} {a.b} {.}":            "",
		"a {.md files} {# 5}":          "",
		"## A {#b}":                    "",
		"[x]{lang=en}":                 "",
		"**Chú ý**: x, **Chú ý:** x":   "",
		"2 ** 3 ** 4":                  "",
		"**/*.md":                      "",
		"\\*\\*a:\\*\\*b":              "",
		"**** **":                      "",
		"Hay quá!!! note":              "",
	} {
		found := New(Dialect{}).Render(Input{Text: []byte(in), Place: func(at, n int) problem.Place { return problem.Place{Line: 1, Column: at + 1, Width: n} }}).Problems
		switch {
		case want == "" && len(found) == 0:
		case want != "" && len(found) > 0 && found[0].Code == want && found[0].Place.Width > 0:
		default:
			t.Errorf("%q: %v, want %q", in, found, want)
		}
	}
}
