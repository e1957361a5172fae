package htmlimport

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"loa/internal/generator/markdown"
)

var update = flag.Bool("update", false, "write what comes out as what is expected")

// The shapes that people paste, each with its Markdown and its losses beside it.
func TestShapes(t *testing.T) {
	inputs, _ := filepath.Glob("testdata/*.*")
	shapes := 0
	for _, file := range inputs {
		ending := filepath.Ext(file)
		if ending == ".md" {
			continue
		}
		shapes++
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			result := Convert(string(text))
			switch {
			case ending == ".txt":
				result = Text(string(text))
			case strings.HasPrefix(filepath.Base(file), "portal"):
				result = Options{Page: true}.Convert(string(text))
			}
			got := shown(t, result)
			golden := file + ".md"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			clean(t, result.Markdown)
			if ending == ".html" && !strings.HasPrefix(filepath.Base(file), "tcvn3") {
				kept(t, string(text), result)
			}
		})
	}
	if shapes < 6 {
		t.Error("only", shapes, "shapes")
	}
}

func shown(t *testing.T, r Result) string {
	var out strings.Builder
	out.WriteString(r.Markdown + "=== title: " + r.Title + "\n")
	for _, one := range r.Lost {
		line, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	for _, f := range r.Files {
		out.WriteString("=== file: " + f.Name + "\n")
	}
	return out.String()
}

// clean fails if our own renderer finds a directive, raw HTML or anything else
// to complain of, and if a mark of Markdown is shown as text.
func clean(t *testing.T, text string) {
	t.Helper()
	var shown [2]string
	for i, rawHTML := range []bool{false, true} {
		m := markdown.New(markdown.Dialect{RawHTML: rawHTML})
		result := m.Render(markdown.Input{Text: []byte(text), Words: markdown.Words{Table: "b", Footnotes: "c", Back: "v"}})
		for _, p := range result.Problems {
			if strings.HasPrefix(string(p.Code), "directive.") || strings.Contains(string(p.Code), "html") {
				t.Errorf("%s %v in\n%q", p.Code, p.Args, text)
			}
		}
		shown[i] = string(result.HTML)
	}
	if shown[0] != shown[1] || strings.Contains(strings.ReplaceAll(text, "\\<", ""), "<!--") && !strings.Contains(text, "`") {
		t.Errorf("raw HTML in\n%q", text)
	}
}

// kept fails unless every word of the input is in what our renderer shows of
// the result, or in the list of losses.
func kept(t *testing.T, in string, r Result) {
	t.Helper()
	m := markdown.New(markdown.Dialect{})
	rendered := m.Render(markdown.Input{Text: []byte(r.Markdown), Words: markdown.Words{Footnotes: "c"}})
	shown := visibleText(t, string(rendered.HTML))
	if (strings.Count(shown, "*") > strings.Count(visibleText(t, in), "*") || strings.Contains(shown, "~~")) && !strings.Contains(in, "rowspan") {
		t.Errorf("marks are shown as text: %q", shown)
	}
	have := map[string]int{}
	for _, word := range words(shown) {
		have[word]++
	}
	for _, one := range r.Lost {
		for _, word := range words(one.Text) {
			have[word]++
		}
	}
	for _, word := range words(visibleText(t, in)) {
		if have[word] == 0 {
			t.Errorf("the word %q is lost in\n%s", word, r.Markdown)
		}
		have[word]--
	}
}

func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(strings.ReplaceAll(text, "\u00ad", "")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// visibleText reads the text of HTML independently of the package.
func visibleText(t *testing.T, text string) string {
	t.Helper()
	document, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Skip(err)
	}
	var out strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				out.WriteString(c.Data)
			case html.ElementNode:
				inline := strings.Contains(" a b i em strong span font sup sub ins s u ", " "+c.Data+" ")
				style := attr(c, "style")
				if strings.Contains(" script style head title template noscript ", " "+c.Data+" ") || attr(c, "class") == "x" ||
					strings.Contains(style, "mso-list:Ignore") || strings.Contains(attr(c, "href"), "#_ftn") || strings.HasPrefix(attr(c, "href"), "#fn") {
					continue
				}
				if !inline {
					out.WriteByte(' ')
				}
				read(c)
				if !inline {
					out.WriteByte(' ')
				}
			}
		}
	}
	read(document)
	return out.String()
}

// What Markdown would read as something else is read back as the text it was.
func TestTextIsText(t *testing.T) {
	for _, text := range []string{
		"# không", "#không", "1. không", "12) không", "- không", "+ x", "* x", "> x", ":::warning x", "::video[x]{src=\"a\"}", ": định nghĩa", "~~~", "```", "---", "===", "***",
		"| a | b |", "[^1]: ghi", "[x]: /a", "[ ] việc", "a [b](c) d", "![a](b)", "<b>x</b>", "<!-- loa: allow x -->", "&amp; &lt;", "a*b*c", "_a_ b_c_d", "`a`", "~~a~~", "a\\b \\* \\", "[!NOTE] x",
		"http://a.vn/x_y", "a <br> b", "x < 5 và y > 3", "<5 tuổi", "{#id}", "a # b #", "Đ: a|b", "<https://a.vn>", "<a@b.vn>", "C#", "&copy; &#38;",
	} {
		for _, shape := range []string{"<p>%</p>", "<h2>a % {#b}</h2>", "<h2>%</h2>", "<ul><li>%</li></ul>", "<p>a<br>%</p>", "<table><tr><td>%</td><td>c</td></tr><tr><td>d</td><td>%</td></tr></table>", "<p><b>%</b></p>", "<a href=\"https://a.vn\">%</a>", "<blockquote>%</blockquote>"} {
			in := strings.ReplaceAll(shape, "%", html.EscapeString(text))
			result := Convert(in)
			clean(t, result.Markdown)
			m := markdown.New(markdown.Dialect{})
			out := m.Render(markdown.Input{Text: []byte(result.Markdown)})
			got, want := strings.Join(strings.Fields(visibleText(t, string(out.HTML))), " "), strings.Join(strings.Fields(visibleText(t, in)), " ")
			if got != want {
				t.Errorf("%s\n%q\nreads as %q\nnot as   %q", in, result.Markdown, got, want)
			}
		}
	}
}

// Emphasis is read back as such, or left out; its marks are never shown.
func TestEmphasis(t *testing.T) {
	for in, want := range map[string]string{
		"<b>Kính gửi:</b>Sở":                     "**Kính gửi**:Sở\n",
		"<b>Kính gửi: </b>Sở":                    "**Kính gửi:** Sở\n",
		"a<b> b </b>c":                           "a **b** c\n",
		"<b>a</b><b>b</b>":                       "**ab**\n",
		"<b>a</b><i>b</i>":                       "**a**b\n",
		"<b>a <i>b</i></b> c":                    "**a *b*** c\n",
		"<i>a</i>, <s>b</s>":                     "*a*, ~~b~~\n",
		"<b> </b>a":                              "a\n",
		"<a href='https://a.vn/'> <b>x</b> </a>": "[**x**](https://a.vn/)\n",
		"<b>a<br>b</b>":                          "**a**\\\n**b**\n",
		"a<b><s>b</s></b>":                       "a~~b~~\n",
		"_<i><s>b</s></i>a":                      "\\_~~b~~a\n",
		"<b><i>]</i>.<i>“a</i></b>":              "***]*.“a**\n",
		"<b>(<a href='https://a.vn/'><i><s>a</s></i>a</a></b>": "**(**[**~~a~~a**](https://a.vn/)\n",
	} {
		if got := Convert("<p>" + in + "</p>").Markdown; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// Links that do harm or lead nowhere leave their text, and are told.
func TestLinks(t *testing.T) {
	for _, href := range []string{"javascript:alert(1)", "JaVaScript:x", "java\tscript:x", "data:text/html,x", "file:///C:/a.doc", "/tin/1", "vbscript:x", "https:///x", "//a.vn/x", "\\\\may\\chung"} {
		r := Convert("<p><a href=\"" + html.EscapeString(href) + "\">chữ</a></p>")
		if r.Markdown != "chữ\n" || len(r.Lost) != 1 || r.Lost[0].Kind != Link || r.Lost[0].Text != "chữ" {
			t.Errorf("%s: %+v", href, r)
		}
	}
	if r := Convert(`<a href="https://a.vn/x) [y](z">chữ</a>`); r.Markdown != "[chữ](https://a.vn/x%29%20%5By%5D%28z)\n" {
		t.Errorf("%q", r.Markdown)
	}
}

// However HTML is nested, something comes out.
func TestDeep(t *testing.T) {
	r := Convert(strings.Repeat("<div>", 5000) + "sâu" + strings.Repeat("</div>", 5000))
	if r.Markdown != "sâu\n" {
		t.Errorf("%q", r.Markdown)
	}
}

// Of HTML of any shape every word is kept or told, and what is kept is text.
func TestEveryWord(t *testing.T) {
	for seed := range uint64(150) {
		m := maker{rand: rand.New(rand.NewPCG(seed, 1))}
		m.blocks(0)
		in := m.out.String()
		result := Convert(in)
		clean(t, result.Markdown)
		kept(t, in, result)
		if t.Failed() {
			t.Fatalf("of\n%s", in)
		}
	}
}

// maker writes HTML of random shape, each word once.
type maker struct {
	rand *rand.Rand
	out  strings.Builder
	n    int
}

func (m *maker) one(of ...string) string { return of[m.rand.IntN(len(of))] }

func (m *maker) in(name string, write func()) {
	m.out.WriteString("<" + name + ">")
	write()
	name, _, _ = strings.Cut(name, " ")
	m.out.WriteString("</" + name + ">")
}

func (m *maker) blocks(depth int) {
	for range 1 + m.rand.IntN(3) {
		switch m.rand.IntN(11) {
		case 0:
			m.in(m.one("h1", "h2", "h3", "h6"), m.text)
		case 1:
			m.in(m.one("ul", "ol", "ol start=7", "ol type=a"), func() {
				for range 1 + m.rand.IntN(3) {
					m.in("li", func() { m.inner(depth) })
				}
			})
		case 2:
			m.in("table", func() {
				for range 1 + m.rand.IntN(3) {
					m.in("tr", func() {
						for range 1 + m.rand.IntN(3) {
							m.in(m.one("td", "th", "td colspan=2", "td rowspan=2"), func() { m.inner(depth) })
						}
					})
				}
			})
		case 3:
			m.in(m.one("blockquote", "div", "section", "div class=menu", "dl"), func() { m.inner(depth) })
		case 4:
			m.in(m.one("del", "nav", "button", "pre", "center"), m.word)
		case 5:
			mark := m.one("1.", "·", "a)", "2.")
			m.in("p style='mso-list:l0 level"+m.one("1", "2", "3")+" lfo1'", func() {
				m.out.WriteString("<span style='mso-list:Ignore'>" + mark + "</span>")
				m.text()
			})
		default:
			m.in("p", m.text)
		}
	}
}

func (m *maker) inner(depth int) {
	if depth < 3 && m.rand.IntN(2) == 0 {
		m.blocks(depth + 1)
		return
	}
	m.text()
}

func (m *maker) text() {
	for range 1 + m.rand.IntN(5) {
		switch m.rand.IntN(4) {
		case 0:
			m.in(m.one("b", "i", "s", "code", "a href=https://a.vn/", "a href=javascript:x", "span", "u", "b"), m.text)
		case 1:
			m.out.WriteString(m.one("<br>", " ", "&nbsp;", "<br><br>"))
		default:
			m.word()
		}
	}
}

func (m *maker) word() {
	m.n++
	m.out.WriteString(m.one("", " ", "# ", "- ", "*", "(", "[", "_", "1. ", ":::", "“", "&lt;", "|", "`", "!["))
	m.out.WriteString("chữ" + strconv.Itoa(m.n))
	m.out.WriteString(m.one(" ", ": ", ":", ".", "*", ")", "]", "_", "\\", "~", "”", "](x) ", "|", "`", "{#a}"))
}

// A page that LibreOffice saved has deleted text among the rest, which nothing marks; its
// reader must know. What other programs save, and what is pasted, has it marked or not at all.
func TestUnmarked(t *testing.T) {
	const text = "<p>Uống hai viên một viên mỗi ngày.</p>"
	for generator, want := range map[string]string{"LibreOffice 7.4.7.2 (Linux)": "LibreOffice", "OpenOffice 4.1 (Win32)": "OpenOffice", "Microsoft Word 15": "", "": ""} {
		page := `<html><head><meta name="generator" content="` + generator + `"></head><body>` + text
		got := Options{Page: true}.Convert(page)
		var said string
		for _, lost := range got.Lost {
			if lost.Kind == Unmarked {
				said += lost.Text
			}
		}
		if said != want || got.Markdown != "Uống hai viên một viên mỗi ngày.\n" {
			t.Errorf("%q: %q in %v", generator, said, got)
		}
		if pasted := Convert(page); len(pasted.Lost) > 0 {
			t.Errorf("pasted: %v", pasted.Lost)
		}
	}
}

func FuzzConvert(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*")
	for _, name := range files {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(string(data))
		}
	}
	f.Add("<ol start=9><li>a<ul>b<li><pre>:::note\n</pre></ol><table><tr><td rowspan=9 colspan=9>x<td>y<tr><td>z")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			t.Skip()
		}
		for _, r := range []Result{Convert(text), Text(text), Options{Page: true}.Convert(text)} {
			clean(t, r.Markdown)
		}
	})
}
