package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// block is a block as an editor holds it; false for one that it cannot hold.
func (r *rich) block(n ast.Node) (RichNode, bool) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.lines("paragraph", n, map[string]any{})
	case *ast.Heading:
		return r.heading(n)
	case *ast.List:
		return r.list(n)
	case *ast.Blockquote:
		return r.holding("blockquote", n, map[string]any{})
	case *ast.FencedCodeBlock:
		return r.code(n)
	case *ast.ThematicBreak:
		return RichNode{Type: "rule", Attrs: map[string]any{"mark": string(r.restOfLine(n.Pos()))}}, true
	case *extast.Table:
		return r.table(n)
	case *directive:
		if n.colons == 2 {
			return RichNode{Type: "leaf", Attrs: map[string]any{"name": string(n.head.name.of(r.source)), "text": string(r.restOfLine(n.mark.start))}}, true
		}
		return r.directiveInside(n)
	}
	return RichNode{}, false
}

// holding is a block that holds blocks.
func (r *rich) holding(kind string, n ast.Node, attrs map[string]any) (RichNode, bool) {
	made := RichNode{Type: kind, Attrs: attrs}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if d, ok := n.(*directive); ok && c == ast.Node(d.title) {
			continue
		}
		inner, ok := r.block(c)
		if !ok {
			return RichNode{}, false
		}
		if len(made.Content) > 0 {
			inner.Attrs["gap"] = r.gap(begin(c))
		}
		made.Content = append(made.Content, inner)
	}
	return made, true
}

// gap is how many line feeds stand between a block and the one before it.
func (r *rich) gap(at int) int {
	gap := 1
	end := bytes.LastIndexByte(r.source[:min(at, len(r.source))], '\n')
	for end > 0 {
		start := bytes.LastIndexByte(r.source[:end], '\n') + 1
		if len(bytes.Trim(r.source[start:end], " \t>")) > 0 {
			break
		}
		gap++
		end = start - 1
	}
	return gap
}

// restOfLine is a line from a place on.
func (r *rich) restOfLine(at int) []byte {
	line := r.source[max(at, 0):]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return bytes.TrimRight(line, " \t")
}

// lineBelow is the line below a place.
func (r *rich) lineBelow(at int) []byte {
	end := bytes.IndexByte(r.source[max(at, 0):], '\n')
	if end < 0 {
		return nil
	}
	return bytes.TrimLeft(r.restOfLine(max(at, 0)+end+1), " \t")
}

// lines is a block of text.
func (r *rich) lines(kind string, n ast.Node, attrs map[string]any) (RichNode, bool) {
	stop := 0
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		last := lines.At(lines.Len() - 1)
		stop = last.Start + len(bytes.TrimRight(last.Value(r.source), " \t\n"))
	}
	in := &richInline{source: r.source}
	if !in.children(n, nil, stop) {
		return RichNode{}, false
	}
	return RichNode{Type: kind, Attrs: attrs, Content: in.done()}, true
}

func (r *rich) heading(n *ast.Heading) (RichNode, bool) {
	if n.Pos() < 0 || n.Pos() >= len(r.source) || r.source[n.Pos()] != '#' {
		return RichNode{}, false // it is underlined
	}
	attrs := map[string]any{"level": n.Level}
	if id, ok := ownID(n); ok {
		attrs["id"] = string(id.of(r.source))
	}
	return r.lines("heading", n, attrs)
}

func (r *rich) list(n *ast.List) (RichNode, bool) {
	made := RichNode{Type: "bullet_list", Attrs: map[string]any{"mark": string(rune(n.Marker))}}
	if n.IsOrdered() {
		made.Type = "ordered_list"
		made.Attrs["start"] = n.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		item, ok := r.holding("list_item", c, map[string]any{})
		if !ok {
			return RichNode{}, false
		}
		if box := taskBox(c.FirstChild()); box != nil {
			item.Attrs["checked"] = box.IsChecked
		}
		if c.PreviousSibling() != nil {
			made.Attrs["loose"] = r.gap(r.itemStart(c)) > 1
		}
		made.Content = append(made.Content, item)
	}
	return made, true
}

// itemStart is where an item begins: at its mark, or where its text does.
func (r *rich) itemStart(item ast.Node) int {
	if item.Pos() >= 0 || item.FirstChild() == nil {
		return max(item.Pos(), 0)
	}
	return begin(item.FirstChild())
}

func (r *rich) code(n *ast.FencedCodeBlock) (RichNode, bool) {
	if n.Pos() < 0 {
		return RichNode{}, false
	}
	line := r.restOfLine(n.Pos())
	fence := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	var code []byte
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		code = append(code, s.Value(r.source)...)
	}
	made := RichNode{Type: "code_block", Attrs: map[string]any{"fence": string(line[:fence]), "info": string(line[fence:])}}
	if text := bytes.TrimSuffix(code, []byte("\n")); len(text) > 0 {
		made.Content = []RichNode{{Type: "text", Text: string(text)}}
	}
	return made, true
}

func (r *rich) table(n *extast.Table) (RichNode, bool) {
	made := RichNode{Type: "table", Attrs: map[string]any{"rule": string(r.lineBelow(n.FirstChild().Pos()))}}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		kind := "table_cell"
		if _, head := row.(*extast.TableHeader); head {
			kind = "table_header"
		}
		out := RichNode{Type: "table_row"}
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			attrs := map[string]any{}
			if cell, ok := c.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
				attrs["align"] = cell.Alignment.String()
			}
			text, ok := r.lines("paragraph", c, map[string]any{})
			if !ok {
				return RichNode{}, false
			}
			out.Content = append(out.Content, RichNode{Type: kind, Attrs: attrs, Content: []RichNode{text}})
		}
		made.Content = append(made.Content, out)
	}
	return made, true
}

// directiveInside is a directive in an item or a quotation, whose lines have something
// before them.
func (r *rich) directiveInside(d *directive) (RichNode, bool) {
	if d.callout || !d.closed {
		return RichNode{}, false
	}
	line := r.restOfLine(d.mark.start)
	n := r.directiveHead(d, d.mark.start, d.mark.start+len(line))
	n.Attrs["close"] = string(bytes.Repeat([]byte(":"), d.colons))
	body, ok := r.holding("directive", d, n.Attrs)
	if !ok || util.IsBlank(line) {
		return RichNode{}, false
	}
	return body, true
}
