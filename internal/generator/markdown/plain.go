package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// plainParagraph is a paragraph without a mark in its lines, as most are. Its text
// is not parsed for any: it has lines and no children. In a list it stands for what
// a tight list has instead of paragraphs, too.
//
// It is the paragraph itself under another type, so that goldmark may go on with
// the paragraph that it knows.
type plainParagraph struct{ *ast.Paragraph }

// IsRaw keeps the lines from being parsed.
func (plainParagraph) IsRaw() bool { return true }

// tight reports whether it stands in a tight list, where there is no <p>.
func (p plainParagraph) tight() bool {
	item, ok := p.Parent().(*ast.ListItem)
	return ok && item.Parent().(*ast.List).IsTight
}

// plainTransformer finds plain paragraphs. It is for a parser that looks for no
// bare addresses: those have no mark before them.
type plainTransformer struct{}

func (plainTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	parent := node.Parent()
	switch parent.(type) {
	case *ast.Document, *ast.ListItem, *ast.Blockquote, *directive:
	default: // footnotes and descriptions look for paragraphs among their children
		return
	}
	if lines := node.Lines(); lines.Len() == 0 || hasMarks(lines, reader.Source()) {
		return
	}
	replace(parent, node, plainParagraph{node})
}

// replace puts a node in its own place under its other type.
func replace(parent, old, as ast.Node) {
	next := old.NextSibling()
	parent.RemoveChild(parent, old)
	if next == nil {
		parent.AppendChild(parent, as)
	} else {
		parent.InsertBefore(parent, next, as)
	}
}

// plainCell is a cell of a table without a mark.
type plainCell struct{ *extast.TableCell }

func (plainCell) IsRaw() bool       { return true }
func (plainCell) HasChildren() bool { return true }

// plainCellTransformer finds plain cells in the tables that another transformer
// makes of a paragraph.
type plainCellTransformer struct{ parser.ParagraphTransformer }

func (t plainCellTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	parent, before, next := node.Parent(), node.PreviousSibling(), node.NextSibling()
	t.ParagraphTransformer.Transform(node, reader, pc)
	n := parent.FirstChild()
	if before != nil {
		n = before.NextSibling()
	}
	for ; n != next; n = n.NextSibling() {
		if table, ok := n.(*extast.Table); ok {
			findPlainCells(table, reader.Source())
		}
	}
}

func findPlainCells(table *extast.Table, source []byte) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell, ok := c.(*extast.TableCell)
			if ok && holds(cell.Lines()) && !hasMarks(cell.Lines(), source) {
				c = plainCell{cell}
				replace(row, cell, c)
			}
		}
	}
}

// holds reports whether there is anything in lines.
func holds(lines *text.Segments) bool {
	for i := range lines.Len() {
		if at := lines.At(i); !at.IsEmpty() {
			return true
		}
	}
	return false
}

// linesOf are the lines of a plain paragraph or cell; nil for all else.
func linesOf(n ast.Node) *text.Segments {
	switch n.(type) {
	case plainParagraph, plainCell:
		return n.Lines()
	}
	return nil
}

// hasMarks reports whether there is anything in the lines of a block but text:
// a byte that a construct within lines begins with, or two spaces at a line's end.
func hasMarks(lines *text.Segments, source []byte) bool {
	for i := range lines.Len() {
		at := lines.At(i)
		line := source[at.Start:at.Stop]
		for _, c := range line {
			if marks[c] {
				return true
			}
		}
		if bytes.HasSuffix(line, []byte("  \n")) {
			return true
		}
	}
	return false
}

// marks are the bytes without which a line is nothing but text that shows: "!"
// and "]" mean nothing without "[".
var marks = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, '<': true, '&': true, '~': true, '\r': true, '\f': true}

// plainLines renders lines, as text does those of other blocks.
func (i *inline) plainLines(lines *text.Segments) {
	for n := range lines.Len() {
		if n > 0 {
			i.out.white('\n')
		}
		at := lines.At(n)
		at = at.TrimRightSpace(i.source)
		i.out.literal(at.Value(i.source))
		i.checkDirectives(at.Start, at.Stop)
		i.checkForeign(at.Start, at.Stop)
		i.checkAdmonition(at.Start, at.Stop)
	}
}

// definitionParser reads definition lists. A plain paragraph that is over may
// still be what is defined.
type definitionParser struct{ parser.BlockParser }

func (d definitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if p, ok := parent.LastChild().(plainParagraph); ok {
		replace(parent, p, p.Paragraph)
	}
	return d.BlockParser.Open(parent, reader, pc)
}
