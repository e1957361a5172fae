package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"loa/internal/base/fold"
)

// PassageKind is what a passage is.
type PassageKind uint8

const (
	Paragraph PassageKind = iota
	HeadingText
	ItemText  // of a list
	CellText  // of a table
	TitleText // of a directive
	AttrText  // an attribute of a directive
)

// Passage is the words of one block, or of one attribute of a directive, for
// those who look for faults in texts. Code is no passage.
type Passage struct {
	Kind   PassageKind
	Key    string     // of an attribute
	Level  int        // of a heading
	Text   string     // plain, in one line
	Links  []TextLink // none in an Outline
	Noted  bool       // a footnote stands at it
	Quoted bool       // it stands in a quotation
	Empty  bool       // of a heading: nothing stands below it
	Last   bool       // of a heading: the body ends with it
	Table  int        // of a cell: where its table begins in the body

	Marks []NoteMark // the footnotes that stand at it; only in an Outline

	at     int // where it begins in the body
	pieces []piece
}

// TextLink is a link within a passage.
type TextLink struct {
	Dest           string // as the author meant it
	Start, Stop    int    // of its words in Text
	Offset, Length int    // of the destination in Input.Text
	Bare           bool   // the words are the address itself
}

// piece maps a stretch of a passage's text to the body.
type piece struct{ text, source, length int }

// Span tells where a part of the text stands in the body.
func (p *Passage) Span(start, stop int) (offset, length int) {
	offset = p.placeOf(start)
	return offset, max(p.placeOf(stop-1)+1-offset, 1)
}

// placeOf returns where one byte of the text stands.
func (p *Passage) placeOf(at int) int {
	place := p.at
	for _, piece := range p.pieces {
		if piece.text > at {
			break
		}
		place = piece.source + min(at-piece.text, piece.length-1)
	}
	return place
}

// newPassage makes the passage of a block's words.
func newPassage(n ast.Node, source []byte, destinations map[ast.Node]span) Passage {
	b := passageBuilder{source: source, destinations: destinations}
	b.Kind, b.Quoted = kindOf(n)
	if b.Kind == CellText {
		b.Table = n.Parent().Parent().Pos()
	}
	if h, ok := n.(*ast.Heading); ok {
		b.Level = h.Level
		b.Empty, b.Last = emptySection(h, source)
	}
	b.at = max(n.Pos(), 0)
	if n.Lines().Len() > 0 {
		b.at = n.Lines().At(0).Start
	}
	b.inside(n)
	b.Text = string(b.text)
	return b.Passage
}

// attributePassage makes the passage of a directive's attribute.
func attributePassage(key, value string, at span) Passage {
	return Passage{Kind: AttrText, Key: key, Text: value, at: at.start, pieces: []piece{{0, at.start, max(at.stop-at.start, 1)}}}
}

func kindOf(n ast.Node) (kind PassageKind, quoted bool) {
	switch n.(type) {
	case *ast.Heading:
		kind = HeadingText
	case *extast.TableCell, plainCell:
		kind = CellText
	}
	for up := n.Parent(); up != nil; up = up.Parent() {
		switch up := up.(type) {
		case *ast.Blockquote:
			quoted = true
		case *ast.ListItem:
			if kind == Paragraph {
				kind = ItemText
			}
		case *directive:
			if up.title == n {
				kind = TitleText
			}
		}
	}
	return kind, quoted
}

// emptySection reports whether a heading has nothing below it, and whether it
// is the last thing of the body.
func emptySection(h *ast.Heading, source []byte) (empty, last bool) {
	next := h.NextSibling()
	for isComment(next, source) {
		next = next.NextSibling()
	}
	switch n := next.(type) {
	case nil:
		_, whole := h.Parent().(*ast.Document)
		return true, whole
	case *extast.FootnoteList:
		return true, true
	case *ast.Heading:
		return n.Level <= h.Level, false
	}
	return false, false
}

// passageBuilder gathers the text of a block with its places.
type passageBuilder struct {
	Passage
	source       []byte
	destinations map[ast.Node]span
	text         []byte
	aloud        bool // as it is read: of pictures the words, nothing that is struck out
}

func (b *passageBuilder) inside(parent ast.Node) {
	if lines := linesOf(parent); lines != nil {
		b.lines(lines)
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.inline(n)
	}
}

func (b *passageBuilder) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.words(n)
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				b.add(t.Segment.Value(b.source), t.Segment.Start)
			}
		}
	case *ast.Link:
		if b.aloud {
			b.inside(n)
			return
		}
		at := b.destinations[n]
		start := len(b.text)
		b.inside(n)
		b.link(TextLink{Dest: string(decode(n.Destination)), Start: start, Offset: at.start, Length: at.stop - at.start})
	case *ast.AutoLink:
		label := n.Label(b.source)
		at := spanFrom(b.source, label, n.Pos())
		start := len(b.text)
		b.add(label, at.start)
		if b.aloud {
			return
		}
		b.link(TextLink{Dest: string(n.URL(b.source)), Start: start, Offset: at.start, Length: at.stop - at.start, Bare: true})
	case *ast.String:
		b.text = append(b.text, n.Value...)
	case *extast.FootnoteLink:
		b.Noted = true
		if b.aloud {
			b.Marks = append(b.Marks, NoteMark{n.Index, len(b.text)})
		}
	case *ast.Image:
		if b.aloud {
			b.picture(n)
		}
	case *extast.Strikethrough:
		if !b.aloud {
			b.inside(n)
		}
	case *said:
		b.said(n)
	case *ast.RawHTML, *extast.FootnoteBacklink:
	default:
		b.inside(n)
	}
}

// picture adds the words of a picture that stands among others, as far as those do not
// say the same.
func (b *passageBuilder) picture(n *ast.Image) {
	if b.says(n) {
		return
	}
	before := len(b.text)
	if before > 0 && n.HasChildren() {
		b.text = append(bytes.TrimRight(b.text, " "), ", "...)
	}
	b.inside(n)
	if before == 0 && len(b.text) > 0 && n.NextSibling() != nil {
		b.text = append(b.text, '.') // a space or the end of a line follows
	}
}

// says reports whether the words around a picture have its own among them.
func (b *passageBuilder) says(n *ast.Image) bool {
	words := func(of ast.Node) string {
		p := passageBuilder{source: b.source}
		p.inside(of) // pictures have no words here
		return "-" + fold.Slug(string(p.text)) + "-"
	}
	own, around := words(n), words(n.Parent())
	return own != "--" && strings.Contains(around, own)
}

func (b *passageBuilder) lines(lines *text.Segments) {
	for i := range lines.Len() {
		at := lines.At(i)
		at = at.TrimRightSpace(b.source)
		b.add(at.Value(b.source), at.Start)
		if i+1 < lines.Len() {
			b.add([]byte{' '}, at.Stop)
		}
	}
}

func (b *passageBuilder) link(l TextLink) {
	l.Stop = len(b.text)
	b.Links = append(b.Links, l)
}

// words adds text in which backslashes and entities stand for something else.
func (b *passageBuilder) words(n *ast.Text) {
	at := n.Segment.Start
	for s := n.Segment.Value(b.source); len(s) > 0; {
		plain := len(s)
		if !n.IsRaw() {
			plain = firstOf(s, '\\', '&')
		}
		b.add(s[:plain], at)
		s, at = s[plain:], at+plain
		if len(s) == 0 {
			break
		}
		var room [8]byte
		decoded, used := reference(s, room[:0])
		if used == 0 {
			decoded, used = s[:1], 1
		}
		b.add(decoded, at)
		s, at = s[used:], at+used
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		b.add([]byte{' '}, n.Segment.Stop)
	}
}

// firstOf is the place of the first of two bytes, the length if neither is there.
func firstOf(s []byte, a, b byte) int {
	first := len(s)
	if i := bytes.IndexByte(s, a); i >= 0 {
		first = i
	}
	if i := bytes.IndexByte(s[:first], b); i >= 0 {
		first = i
	}
	return first
}

// add appends text that stands in the body at an offset.
func (b *passageBuilder) add(s []byte, source int) {
	if len(s) == 0 {
		return
	}
	b.pieces = append(b.pieces, piece{len(b.text), source, len(s)})
	b.text = append(b.text, s...)
}
