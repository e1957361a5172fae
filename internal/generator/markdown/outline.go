package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// BlockKind is what a block of an outline is.
type BlockKind uint8

const (
	TextBlock        BlockKind = iota // a paragraph
	HeadingBlock                      // Level
	ListBlock                         // of items; Ordered, and Level is its first number
	ItemBlock                         // of a list; Task, Checked
	TableBlock                        // of rows, the head first
	RowBlock                          // of cells
	CellBlock                         // of a row
	QuoteBlock                        // a quotation
	PictureBlock                      // a picture alone in its paragraph: Text are its words, Title its caption
	DirectiveBlock                    // Name, Title, Attrs
	DefinitionsBlock                  // of terms and descriptions
	TermBlock                         // what is defined
	DescriptionBlock                  // of the term before it
	NoteBlock                         // a footnote: Level is its number
)

// Block is a block of a body in plain words, for those who make something else of it
// than HTML. Code, rules and raw HTML are none.
type Block struct {
	Kind    BlockKind
	Level   int
	Ordered bool
	Task    bool   // - [ ] or - [x]
	Checked bool   // - [x]
	Name    string // of a directive: canonical; as written if nobody knows it
	Title   Passage
	Attrs   []Attr
	Text    Passage // of what has lines
	Blocks  []Block // what stands in it
}

// Value returns an attribute's value, "" if it is not there.
func (b *Block) Value(key string) string { return Use{Attrs: b.Attrs}.Value(key) }

// NoteMark is the mark of a footnote in a passage.
type NoteMark struct {
	Number int
	At     int // in Text
}

// Outline returns the blocks of a body. Their words are those that are read aloud:
// ::say has what is said.
func (m *Markdown) Outline(body []byte) []Block {
	document, _ := m.parse(body, nil)
	return m.outline(document, body)
}

func (m *Markdown) outline(document ast.Node, body []byte) []Block {
	o := outliner{m: m, source: body, pieces: make([]piece, 0, 64)}
	return o.blocks(document, nil)
}

// outliner makes blocks of nodes.
type outliner struct {
	m      *Markdown
	source []byte
	room   []byte  // for the text under way
	pieces []piece // of all passages so far
}

// blocks are the children of a node but one.
func (o *outliner) blocks(parent, but ast.Node) []Block {
	if parent.ChildCount() == 0 {
		return nil
	}
	all := make([]Block, 0, parent.ChildCount())
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n == but {
			continue
		}
		if list, ok := n.(*extast.FootnoteList); ok {
			all = append(all, o.blocks(list, nil)...)
			continue
		}
		all = append(all, Block{})
		if last := len(all) - 1; !o.block(n, &all[last]) {
			all = all[:last]
		}
	}
	return all
}

// block fills an empty block with what a node is, where it stands: blocks are large, and
// to copy them would cost more than to make them. It reports whether the node is one.
func (o *outliner) block(n ast.Node, b *Block) bool {
	switch n := n.(type) {
	case *ast.Paragraph:
		if picture, ok := n.FirstChild().(*ast.Image); ok && picture.NextSibling() == nil {
			b.Kind = PictureBlock
			b.Title.Text, b.Title.at = string(decode(picture.Title)), max(picture.Pos(), 0)
			o.text(n, &b.Text)
			return true
		}
		return o.lines(n, b)
	case plainParagraph, *ast.TextBlock:
		return o.lines(n, b)
	case *ast.Heading:
		b.Kind, b.Level = HeadingBlock, max(n.Level, 2)
		o.text(n, &b.Text)
	case *ast.List:
		b.Kind, b.Level, b.Ordered, b.Blocks = ListBlock, n.Start, n.IsOrdered(), o.blocks(n, nil)
	case *ast.ListItem:
		b.Kind, b.Blocks = ItemBlock, o.blocks(n, nil)
		if box := taskBox(n.FirstChild()); box != nil {
			b.Task, b.Checked = true, box.IsChecked
		}
	case *ast.Blockquote:
		b.Kind, b.Blocks = QuoteBlock, o.blocks(n, nil)
	case *directive:
		o.directive(n, b)
	default:
		return o.extension(n, b)
	}
	return true
}

func (o *outliner) extension(n ast.Node, b *Block) bool {
	switch n := n.(type) {
	case *extast.Table:
		b.Kind, b.Blocks = TableBlock, o.blocks(n, nil)
	case *extast.TableHeader, *extast.TableRow:
		b.Kind, b.Blocks, b.Text.at = RowBlock, o.blocks(n, nil), max(n.Pos(), 0)
	case *extast.TableCell, plainCell:
		b.Kind = CellBlock
		o.text(n, &b.Text)
	case *extast.DefinitionList:
		b.Kind, b.Blocks = DefinitionsBlock, o.blocks(n, nil)
	case *extast.DefinitionTerm:
		b.Kind = TermBlock
		o.text(n, &b.Text)
	case *extast.DefinitionDescription:
		b.Kind, b.Blocks = DescriptionBlock, o.blocks(n, nil)
	case *extast.Footnote:
		b.Kind, b.Level, b.Blocks = NoteBlock, n.Index, o.blocks(n, nil)
	default:
		return false
	}
	return true
}

// lines fills a block of words; one in which only a comment stands is none.
func (o *outliner) lines(n ast.Node, b *Block) bool {
	b.Kind = TextBlock
	o.text(n, &b.Text)
	return strings.TrimSpace(b.Text.Text) != "" || len(b.Text.Marks) > 0
}

// text fills an empty passage with the words of a node.
func (o *outliner) text(n ast.Node, into *Passage) {
	b := passageBuilder{source: o.source, aloud: true, text: o.room[:0]}
	b.at = max(n.Pos(), 0)
	if n.Lines().Len() > 0 {
		b.at = n.Lines().At(0).Start
	}
	first := len(o.pieces)
	b.pieces = o.pieces
	b.inside(n)
	o.room, o.pieces = b.text, b.pieces
	b.pieces = b.pieces[first:len(b.pieces):len(b.pieces)]
	b.Text = string(b.text)
	*into = b.Passage
}

func (o *outliner) directive(n *directive, b *Block) {
	name := string(n.head.name.of(o.source))
	if n.callout {
		name = callout(name)
	}
	b.Kind, b.Name, b.Text.at = DirectiveBlock, name, n.mark.start
	if canonical, known := o.m.canonical(name); known {
		b.Name = canonical
	}
	for _, a := range n.head.attrs {
		b.Attrs = append(b.Attrs, Attr{Key: a.key, Value: string(decode(a.value.of(o.source)))})
	}
	if n.title != nil {
		o.text(n.title, &b.Title)
		b.Blocks = o.blocks(n, n.title)
	} else {
		b.Blocks = o.blocks(n, nil)
	}
}

// said adds what is written, or, read aloud, how it is said.
func (b *passageBuilder) said(n *said) {
	as := n.as()
	if !b.aloud || as.empty() {
		b.inside(n)
		return
	}
	b.add(decode(as.of(b.source)), as.start)
}
