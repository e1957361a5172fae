package markdown

import (
	"bytes"
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
	start := bytes.LastIndex(line, []byte("{#"))
	if start < 0 || line[len(line)-1] != '}' {
		return
	}
	id := line[start+2 : len(line)-1]
	if len(id) == 0 || bytes.ContainsAny(id, " \t{}\"'<>") {
		return
	}
	n.SetAttributeString("id", id)
	title := bytes.TrimRight(line[:start], " \t")
	if closing := bytes.TrimRight(title, "#"); len(closing) > 0 && len(closing) < len(title) && closing[len(closing)-1] == ' ' {
		title = bytes.TrimRight(closing, " \t")
	}
	last.Stop = last.Start + len(title)
	lines.Set(lines.Len()-1, last)
}

// ownID returns the id that the author gave a node.
func ownID(n ast.Node) []byte {
	value, _ := n.AttributeString("id")
	id, _ := value.([]byte)
	return id
}

func (r *render) heading(n *ast.Heading) {
	level := n.Level
	if !r.m.trusted {
		level = max(level, 2)
	}
	r.checkLevel(n, level)
	plain := r.plainText(n)
	id := r.headingID(n, plain)
	r.section, r.level = id, level
	level = min(level+r.in.Deeper, 6)
	r.block("<h")
	r.buf = append(r.buf, '0'+byte(level))
	r.attr("id", id)
	r.buf = append(r.buf, '>')
	start := len(r.buf)
	r.words(n)
	shown := tocHTML(r.buf[start:], plain)
	r.result.Headings = append(r.result.Headings, Heading{Level: level, ID: id, Text: plain, HTML: shown})
	r.buf = append(append(append(r.buf, "</h"...), '0'+byte(level)), '>')
}

// checkLevel reports a level 1, which is the page's title, and a skipped one.
func (r *render) checkLevel(n *ast.Heading, level int) {
	at := span{n.Pos(), n.Pos() + 1}
	if n.Lines().Len() > 0 {
		at.stop = n.Lines().At(n.Lines().Len() - 1).Stop
	}
	switch {
	case n.Level == 1:
		r.report(problem.MarkdownH1, at, nil)
	case level > r.level+1:
		r.report(problem.MarkdownHeadingSkips, at, problem.Args{"level": level, "previous": r.level, "wanted": r.level + 1})
	}
}

// plainText returns the text of a node in one line.
func (r *render) plainText(n ast.Node) string {
	r.scratch = appendText(r.scratch[:0], n, r.source)
	return oneLine(r.scratch)
}

// headingID returns the author's id, or one made of the text.
func (r *render) headingID(n ast.Node, plain string) string {
	if own := ownID(n); own != nil {
		return r.in.IDPrefix + string(own)
	}
	base := r.in.IDPrefix + fold.Slug(plain)
	if base == r.in.IDPrefix {
		base += "s"
	}
	return r.newID(base)
}

// newID gives an id that is not in use: base, base-2, base-3 …
func (r *render) newID(base string) string {
	id := base
	for n := max(r.used[base], 1); r.used[id] > 0; {
		n++
		id = base + "-" + strconv.Itoa(n)
		r.used[base] = n
	}
	r.used[id]++
	r.result.IDs = append(r.result.IDs, id)
	return id
}

// reserve notes the ids that the author gave, so that none made from a text
// takes one away, and reports those given twice.
func (r *render) reserve(document ast.Node) {
	if !bytes.Contains(r.source, []byte("{")) && !r.marks {
		return
	}
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if own := ownID(n); entering && own != nil {
			r.reserveID(string(own), r.find(own, n.Pos()))
		}
		return ast.WalkContinue, nil
	})
	r.reserveFootnotes(document)
}

// reserveID takes an id without the prefix; it reports one that is taken.
func (r *render) reserveID(own string, at span) {
	id := r.in.IDPrefix + own
	if r.used[id] > 0 {
		r.report(problem.MarkdownDuplicateID, at, problem.Args{"id": own})
		return
	}
	r.used[id]++
	r.result.IDs = append(r.result.IDs, id)
}

// tocHTML returns a heading's HTML as a table of contents may show it: without
// links, and plain if there are ids or pictures in it, which must not be
// repeated, or the languages of links.
func tocHTML(inner []byte, plain string) template.HTML {
	switch {
	case string(inner) == plain:
		return template.HTML(plain)
	case bytes.Contains(inner, []byte(" id=")), bytes.Contains(inner, []byte("<img")), bytes.Contains(inner, []byte("<small lang=")):
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
