package markdown

import (
	"bytes"
	"cmp"
	"html/template"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// atxParser reads "## Heading {#id}". Goldmark's own attributes would take any
// {…} at the end away; ours takes only an id, so that nothing vanishes.
type atxParser struct{ parser.BlockParser }

func (p atxParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		takeID(n, reader.Source())
	}
	return n, state
}

// setextParser reads a heading that is underlined.
type setextParser struct{ parser.BlockParser }

func (p setextParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	if n.Parent() != nil {
		takeID(n, reader.Source())
	}
}

// takeID moves "{#id}" from the end of a heading's text into an attribute.
func takeID(n ast.Node, source []byte) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(source[last.Start:last.Stop], " \t\n")
	if !bytes.HasSuffix(line, []byte("}")) {
		return
	}
	start := bytes.LastIndex(line, []byte("{#"))
	if start < 0 {
		return
	}
	id := line[start+2 : len(line)-1]
	if len(id) == 0 || bytes.ContainsAny(id, " \t{}\"'<>") {
		return
	}
	at := last.Start + start + len("{#")
	n.SetAttributeString("id", span{at, at + len(id)})
	title := bytes.TrimRight(line[:start], " \t")
	if closing := bytes.TrimRight(title, "#"); len(closing) > 0 && len(closing) < len(title) && closing[len(closing)-1] == ' ' {
		title = bytes.TrimRight(closing, " \t")
	}
	last.Stop = last.Start + len(title)
	lines.Set(lines.Len()-1, last)
}

// ownID returns where the id stands that the author gave a node.
func ownID(n ast.Node) (at span, ok bool) {
	value, _ := n.AttributeString("id")
	at, ok = value.(span)
	return at, ok
}

func (b *blocks) heading(n *ast.Heading) {
	level := n.Level
	if !b.m.trusted {
		level = max(level, 2)
	}
	b.checkLevel(n, level)
	plain := b.plainText(n)
	id := b.headingID(n, plain)
	b.section, b.level = id, level
	level = min(level+b.in.Deeper, 6)
	number := strconv.Itoa(level)
	b.out.block("<h" + number)
	b.out.attr("id", id)
	b.out.put(">")
	start := len(b.out.buf)
	b.inline.block(n)
	shown := tocHTML(b.out.buf[start:], plain)
	b.result.Headings = append(b.result.Headings, Heading{Level: level, ID: id, Text: plain, HTML: shown})
	b.out.put("</h" + number + ">")
}

// checkLevel reports a level 1, which is the page's title, and a skipped one.
func (b *blocks) checkLevel(n *ast.Heading, level int) {
	at := span{n.Pos(), n.Pos() + 1}
	if n.Lines().Len() > 0 {
		at.stop = n.Lines().At(n.Lines().Len() - 1).Stop
	}
	switch {
	case n.Level == 1:
		b.report(problem.MarkdownH1, at, nil)
	case level > b.level+1:
		b.report(problem.MarkdownHeadingSkips, at, problem.Args{"level": level, "previous": b.level, "wanted": b.level + 1})
	}
}

// headingID returns the author's id, or one made of the text.
func (b *blocks) headingID(n ast.Node, plain string) string {
	if own, ok := ownID(n); ok {
		return b.ids.prefix + string(own.of(b.source))
	}
	return b.ids.unused(cmp.Or(fold.Slug(plain), "s"))
}

// tocHTML returns a heading's HTML as a table of contents may show it: without
// links, and plain if there are ids or pictures in it, which must not be
// repeated, or the languages of links.
func tocHTML(inner []byte, plain string) template.HTML {
	switch {
	case string(inner) == plain:
		return template.HTML(plain)
	case bytes.Contains(inner, []byte(" id=")), bytes.Contains(inner, []byte("<img")), bytes.Contains(inner, []byte("<bdi lang=")):
		return template.HTML(template.HTMLEscapeString(plain))
	case bytes.Contains(inner, []byte("<a ")):
		inner = withoutLinks(inner)
	}
	return template.HTML(inner)
}

// withoutLinks drops <a …> and </a> from inline HTML of ours, whose text holds
// no bare "<".
func withoutLinks(s []byte) []byte {
	var kept []byte
	for {
		start := bytes.Index(s, []byte("<a "))
		if end := bytes.Index(s, []byte("</a>")); end >= 0 && (start < 0 || end < start) {
			kept = append(kept, s[:end]...)
			s = s[end+len("</a>"):]
			continue
		}
		if start < 0 {
			return append(kept, s...)
		}
		kept = append(kept, s[:start]...)
		s = s[start+endOfTag(s[start:]):]
	}
}

// endOfTag returns the length of the tag that s begins with.
func endOfTag(s []byte) int {
	quote := byte(0)
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(s)
}
