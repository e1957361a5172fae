package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// richInline reads what stands in one block of text.
type richInline struct {
	source []byte
	nodes  []RichNode
}

// done is what was read. Neighbours of one look are one node, and no break ends it.
func (in *richInline) done() []RichNode {
	var all []RichNode
	for _, n := range in.nodes {
		last := len(all) - 1
		if last >= 0 && n.Type == "text" && all[last].Type == "text" && sameMarks(all[last].Marks, n.Marks) {
			all[last].Text += n.Text
			continue
		}
		all = append(all, n)
	}
	return all
}

func sameMarks(a, b []RichMark) bool {
	return slices.EqualFunc(a, b, func(x, y RichMark) bool {
		if x.Type != y.Type || len(x.Attrs) != len(y.Attrs) {
			return false
		}
		for key, value := range x.Attrs {
			if y.Attrs[key] != value {
				return false
			}
		}
		return true
	})
}

// children reads the children of a node, which end at stop; a stop of 0 is not known. It
// reports whether an editor can hold them.
func (in *richInline) children(parent ast.Node, marks []RichMark, stop int) bool {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if !in.node(c, marks, stop) {
			return false
		}
	}
	return true
}

func (in *richInline) node(n ast.Node, marks []RichMark, stop int) bool {
	switch n := n.(type) {
	case *ast.Text:
		in.text(n, marks)
		return true
	case *extast.TaskCheckBox: // of the item
		return true
	case *ast.CodeSpan:
		return in.code(n, marks)
	case *ast.Emphasis:
		kind := "em"
		if n.Level == 2 {
			kind = "strong"
		}
		return in.children(n, with(marks, kind, map[string]any{"sign": in.at(n.Pos())}), 0)
	case *extast.Strikethrough:
		return in.children(n, with(marks, "strike", nil), 0)
	case *ast.Link:
		if n.Reference == nil {
			return in.children(n, with(marks, "link", linkAttrs(n.Destination, n.Title, len(marks) > 0)), 0)
		}
	case *ast.Image:
		if alt, ok := in.alt(n); ok && n.Reference == nil {
			in.add(RichNode{Type: "image", Attrs: map[string]any{"src": string(n.Destination), "title": string(n.Title), "alt": alt}}, marks)
			return true
		}
	}
	return in.raw(n, marks, stop)
}

// linkAttrs are those of a link as it is written; inside tells that other marks are
// around it.
func linkAttrs(to, title []byte, inside bool) map[string]any {
	return map[string]any{"href": string(to), "title": string(title), "inside": inside}
}

func with(marks []RichMark, kind string, attrs map[string]any) []RichMark {
	return append(slices.Clone(marks), RichMark{kind, attrs})
}

func (in *richInline) add(n RichNode, marks []RichMark) {
	n.Marks = marks
	in.nodes = append(in.nodes, n)
}

func (in *richInline) at(i int) string {
	if i < 0 || i >= len(in.source) {
		return ""
	}
	return string(in.source[i : i+1])
}

func (in *richInline) text(n *ast.Text, marks []RichMark) {
	if words := decode(n.Segment.Value(in.source)); len(words) > 0 {
		in.add(RichNode{Type: "text", Text: string(words)}, marks)
	}
	line := in.source[n.Segment.Stop:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	switch {
	case n.HardLineBreak():
		in.add(RichNode{Type: "hard_break", Attrs: map[string]any{"mark": string(line)}}, marks)
	case n.SoftLineBreak():
		in.add(RichNode{Type: "soft_break"}, marks)
	}
}

func (in *richInline) code(n *ast.CodeSpan, marks []RichMark) bool {
	var code []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			code = append(code, t.Segment.Value(in.source)...)
		case *ast.String:
			code = append(code, t.Value...)
		}
	}
	if len(code) == 0 || bytes.IndexByte(code, '\n') >= 0 {
		return false
	}
	in.add(RichNode{Type: "text", Text: string(code)}, with(marks, "code", nil))
	return true
}

// alt is the text of a picture, if it is text alone.
func (in *richInline) alt(n *ast.Image) (alt string, ok bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || t.SoftLineBreak() || t.HardLineBreak() {
			return "", false
		}
		alt += string(decode(t.Segment.Value(in.source)))
	}
	return alt, true
}

// raw takes a node as it is written: from where it begins to where the next one does.
func (in *richInline) raw(n ast.Node, marks []RichMark, stop int) bool {
	start := beginning(n)
	if before, ok := n.PreviousSibling().(*ast.Text); ok {
		if start = before.Segment.Stop; before.SoftLineBreak() || before.HardLineBreak() {
			start = beginning(n)
		}
	}
	switch next := n.NextSibling().(type) {
	case nil:
	case *ast.Text:
		stop = next.Segment.Start
	default:
		stop = beginning(next)
	}
	if start < 0 || stop <= start || stop > len(in.source) || bytes.IndexByte(in.source[start:stop], '\n') >= 0 {
		return false
	}
	in.add(RichNode{Type: "raw", Attrs: map[string]any{"text": string(in.source[start:stop])}}, marks)
	return true
}

// beginning is where a node within a line begins: the parser of said words starts at their
// bracket, behind the name.
func beginning(n ast.Node) int {
	if n, ok := n.(*said); ok {
		return n.name.start - len("::")
	}
	return n.Pos()
}
