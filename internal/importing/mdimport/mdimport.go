// Package mdimport makes Markdown in Loa's dialect of the Markdown that other generators
// read: Hugo, Zola, Jekyll, Eleventy, Docusaurus, MkDocs, Starlight.
//
//	result := mdimport.Options{Link: …, Picture: …}.Convert(body)
//
// The author's text stays as it is. What another program would have put in its place is
// turned: calls for templates, HTML, boxes, links, levels of headings. What has no form
// here leaves its words, and is told.
package mdimport

import (
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/htmlimport"
)

// Options are what is known of a text beside it, as in htmlimport.
type Options struct {
	Title   string                                   // of the page, if it is known: a first heading of the same words is taken out
	Link    func(href string) (string, bool)         // where a link leads here; not ok for nowhere
	Picture func(src string) (htmlimport.File, bool) // a picture of the source
	Clean   func(htmlimport.File) (htmlimport.File, bool)
	Remarks bool // the program leaves out {# … #} and {% comment %} … {% endcomment %}
}

// Result is what was made of a text.
type Result struct {
	htmlimport.Result
	Anchors map[string]string // each place that links lead to → the id of the heading that it is or stands below; "" for the head of the page
}

// Convert makes the Markdown of an entry. Title is the heading of the first level that
// the text begins with; it leaves the text, unless the page has another title.
func (o Options) Convert(text string) Result {
	c := &converter{options: o, names: map[string]int{}, files: map[string]string{}, under: map[string]string{}, told: map[string]bool{}, endless: map[string]bool{}}
	text = strings.ToValidUTF8(text, "\ufffd") // else bytes beside a mark that is taken out join to one
	text = verbatim(strings.ReplaceAll(text, "\r\n", "\n"))
	if o.Remarks {
		text = unremarked(text)
	}
	c.parts = "##"
	if anyHeading.MatchString(text) {
		c.parts = "###"
	}
	lines := squeezed(c.settled(c.headings(c.blocks(strings.Split(text, "\n"), 0))))
	body := shown(strings.Trim(strings.Join(lines, "\n"), "\n"))
	if body != "" {
		body += "\n"
	}
	for i := range c.lost {
		c.lost[i].Text = shown(c.lost[i].Text)
	}
	return Result{htmlimport.Result{Markdown: body, Title: shown(c.title), Lost: c.lost, Files: c.pictures}, c.under}
}

// squeezed leaves one blank line of several, but for those in code.
func squeezed(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			end := fenceEnd(lines, i, m[2])
			out = append(out, lines[i:end]...)
			i = end - 1
			continue
		}
		for line := range strings.SplitSeq(lines[i], "\n") {
			line = strings.TrimRight(line, " \t")
			last := ""
			if len(out) > 0 {
				last = out[len(out)-1]
			}
			switch {
			case line == "" && (last == "" || colons.MatchString(last) && strings.Trim(last, " \t:") != ""): // also at the head of a box
				continue
			case line != "" && strings.Trim(line, " \t:") == "" && strings.Contains(line, ":::") && last == "" && len(out) > 0:
				out = out[:len(out)-1]
			}
			out = append(out, line)
		}
	}
	return out
}

// converter makes one text.
type converter struct {
	options  Options
	title    string
	lost     []htmlimport.Loss
	pictures []htmlimport.File
	names    map[string]int    // of files
	files    map[string]string // the source of a picture → its name
	ends     map[string]bool   // the names of calls that are ended in the text
	open     []string          // calls that were opened and not closed, with what closes them here
	parts    string            // the signs of a heading that a call becomes
	anchors  []string          // by the numbers that stand in the text
	told     map[string]bool   // the names of calls without words
	endless  map[string]bool   // components that nothing closes
	under    map[string]string // an anchor → the id of the heading that it is or stands below
}

// lose tells of something. A call without words is told once of a text, not once for each time.
func (c *converter) lose(kind htmlimport.Kind, text, address string) {
	one := htmlimport.Loss{Kind: kind, Text: strings.Join(strings.Fields(text), " "), URL: address}
	if kind == htmlimport.Call && one.Text == "" {
		if c.told[address] {
			return
		}
		c.told[address] = true
	}
	c.lost = append(c.lost, one)
}

var fence = pattern.New("^([ \t>]*(?:(?:[-*+]|\\d+[.)])[ \t]+)*)(`{3,}|~{3,})([^`]*)$")

// deepest is how many boxes may stand in each other.
const deepest = 8

// blocks turns lines. Code between fences stays as it is.
func (c *converter) blocks(lines []string, depth int) []string {
	var out, text []string
	flush := func() {
		out = append(out, c.text(text)...)
		text = nil
	}
	for i := 0; i < len(lines); i++ {
		if m := fence.FindStringSubmatch(lines[i]); m != nil {
			flush()
			end := fenceEnd(lines, i, m[2])
			out = append(out, code(lines[i:end])...)
			i = end - 1
			continue
		}
		if box, n := c.box(lines[i:], depth); n > 0 {
			flush()
			out = append(out, box...)
			i += n - 1
			continue
		}
		if n := mdx(lines[i:]); n > 0 && (len(text) == 0 || strings.TrimSpace(text[len(text)-1]) == "") {
			i += n - 1
			continue
		}
		text = append(text, lines[i])
	}
	flush()
	return out
}

// codeLabel is what stands behind the language of a fence: {1,3} title="x".
var codeLabel = pattern.New("^([ \t>]*(?:(?:[-*+]|\\d+[.)])[ \t]+)*(?:`{3,}|~{3,})[ \t]*[\\w+#.-]*).*$")

// code is a block of code, without what other programs read behind its language, and with
// calls that Hugo shows as they are.
func code(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.NewReplacer("{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}").Replace(line)
	}
	out[0] = codeLabel.ReplaceAllString(out[0], "$1")
	return out
}

var mdxLine = pattern.New(`^(?:import\s+(?:[\w*{].*\sfrom\s+)?['"][^'"]+['"];?\s*$|import\s+\{\s*$|export\s+(?:const|default|function|let)\b)`)

// mdx is how many lines from the first on are a script's, as MDX has them.
func mdx(lines []string) int {
	if !mdxLine.MatchString(lines[0]) {
		return 0
	}
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			return i
		}
		if i == 0 && strings.HasPrefix(line, "import") && !strings.HasSuffix(strings.TrimSpace(line), "{") {
			return 1
		}
	}
	return len(lines)
}

// text turns the lines between blocks of code: calls first, since they may stand in links
// and in HTML, then HTML, then what is within the lines.
func (c *converter) text(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	kept, spans := hideCode(strings.Join(lines, "\n"))
	told := len(c.lost)
	kept = c.calls(kept)
	kept = strings.Join(ruled(strings.Split(without(kept, "<!--", "-->"), "\n")), "\n")
	kept = c.markup(c.anchored(kept))
	kept = c.links(kept)
	kept = lineAttributes.ReplaceAllString(kept, "")
	kept = contents.ReplaceAllString(kept, "")
	for i := range c.lost[told:] {
		c.lost[told+i].Text = placeMark.ReplaceAllString(showCode(c.lost[told+i].Text, spans), "")
	}
	return strings.Split(showCode(kept, spans), "\n")
}

var (
	lineAttributes = pattern.New(`(?m)[ \t]*\{:[^}\n]*\}[ \t]*$|^[ \t]*\{:[^}\n]*\}[ \t]*\n`)
	contents       = pattern.New(`(?mi)^[ \t]*(?:[-*][ \t]+TOC|\[\[?_?TOC_?\]\]?|1\.[ \t]+TOC)[ \t]*$`)
	codeSpan       = pattern.New("(`+)([^`\n]|\n[^\n`])*?[^`]`+")
)

// Code within a line is put aside while the line is turned. In its place stands its number, since what is around it
// may be left out: a remark, a call.
const (
	hidden    = "\ue000"
	hiddenEnd = "\ue001"
)

var hiddenCode = pattern.New(hidden + `(\d+)` + hiddenEnd)

func hideCode(text string) (string, []string) {
	text = strings.NewReplacer(hidden, "", hiddenEnd, "", place, "", placeEnd, "").Replace(text)
	var spans []string
	return codeSpan.ReplaceAllStringFunc(text, func(span string) string {
		ticks := len(span) - len(strings.TrimLeft(span, "`"))
		if ticks != len(span)-len(strings.TrimRight(span, "`")) {
			return span
		}
		spans = append(spans, span)
		return hidden + strconv.Itoa(len(spans)-1) + hiddenEnd
	}), spans
}

func showCode(text string, spans []string) string {
	return hiddenCode.ReplaceAllStringFunc(text, func(mark string) string {
		n, err := strconv.Atoi(strings.Trim(mark, hidden+hiddenEnd))
		if err != nil || n >= len(spans) {
			return ""
		}
		return spans[n]
	})
}
