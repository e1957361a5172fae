package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// said is written words and how they are read aloud, ::say[3/4]{as="ba tháng tư"}.
// Pages show what is written. It is a part of the dialect and of no theme, since it
// stands within lines.
type said struct {
	ast.BaseInline
	name  span
	attrs []headAttr
}

var kindSaid = ast.NewNodeKind("Said")

func (n *said) Kind() ast.NodeKind            { return kindSaid }
func (n *said) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// sayNames are the folded names that it may have.
var sayNames = map[string]bool{"say": true, "doc": true}

// What it takes at most, in bytes: the name with its colons, and all behind the name.
// Each bracket of a text may look as far.
const (
	longestSayName = 16
	longestSay     = 1000
)

// sayKey is its attribute.
const sayKey = "as"

// readSay reads what a line of text begins with, and its length; 0 if it is anything
// else.
func readSay(line []byte) (h head, length int) {
	rest, ok := bytes.CutPrefix(line, []byte("::"))
	if !ok || len(rest) == 0 || rest[0] == ':' {
		return head{}, 0
	}
	r := &headReader{line: bytes.TrimRight(rest, "\r\n"), base: len("::")}
	h.name = r.name()
	if h.name.empty() || r.peek() != '[' || !sayNames[fold.Slug(string(h.name.of(line)))] {
		return head{}, 0
	}
	if h.title, ok = r.bracket(); !ok || h.title.empty() {
		return head{}, 0
	}
	if h.attrs, ok = r.attrs(); !ok {
		return head{}, 0
	}
	return h, r.base + r.pos
}

// sayParser reads it within lines, from its bracket on: "::" and the name before it are
// text until then. What has another form stays text.
type sayParser struct{}

func (sayParser) Trigger() []byte { return []byte{'['} }

func (sayParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || before.Segment.Stop != at.Start {
		return nil
	}
	source, from := block.Source(), max(before.Segment.Start, at.Start-longestSayName)
	start := bytes.LastIndex(source[from:at.Start], []byte("::")) + from
	if start < from || start > 0 && (source[start-1] == ':' || source[start-1] == '\\') {
		return nil
	}
	h, length := readSay(source[start : at.Start+min(len(line), longestSay)])
	if length == 0 {
		return nil
	}
	n := &said{name: h.name.after(start)}
	for _, a := range h.attrs {
		n.attrs = append(n.attrs, headAttr{a.key, a.at.after(start), a.value.after(start)})
	}
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(start+h.title.start, start+h.title.stop)))
	if before.Segment.Stop = start; before.Segment.Len() == 0 {
		parent.RemoveChild(parent, before)
	}
	block.Advance(start + length - at.Start)
	return n
}

// as is where it says how the words are read; empty if it does not.
func (n *said) as() span {
	for _, a := range n.attrs {
		if a.key == sayKey {
			return a.value
		}
	}
	return span{}
}

// said shows what is written, and reports attributes that are missing or unknown.
func (i *inline) said(n *said) {
	i.children(n)
	for _, a := range n.attrs {
		if a.key != sayKey {
			i.report(problem.DirectiveUnknownKey, a.at, problem.Args{"name": "say", "key": a.key, "suggestion": sayKey})
		}
	}
	if n.as().empty() {
		i.report(problem.DirectiveMissingKey, n.name, problem.Args{"name": "say", "key": sayKey})
	}
}
