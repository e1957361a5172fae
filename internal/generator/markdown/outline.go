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
		} else if b, ok := o.block(n); ok {
			all = append(all, b)
		}
	}
	return all
}

func (o *outliner) block(n ast.Node) (Block, bool) {
	switch n := n.(type) {
	case *ast.Paragraph:
		if picture, ok := n.FirstChild().(*ast.Image); ok && picture.NextSibling() == nil {
			return Block{Kind: PictureBlock, Text: o.text(n), Title: Passage{Text: string(decode(picture.Title)), at: max(picture.Pos(), 0)}}, true
		}
		return o.lines(TextBlock, n)
	case plainParagraph, *ast.TextBlock:
		return o.lines(TextBlock, n)
	case *ast.Heading:
		return Block{Kind: HeadingBlock, Level: max(n.Level, 2), Text: o.text(n)}, true
	case *ast.List:
		return Block{Kind: ListBlock, Level: n.Start, Ordered: n.IsOrdered(), Blocks: o.blocks(n, nil)}, true
	case *ast.ListItem:
		b := Block{Kind: ItemBlock, Blocks: o.blocks(n, nil)}
		if box := taskBox(n.FirstChild()); box != nil {
			b.Task, b.Checked = true, box.IsChecked
		}
		return b, true
	case *ast.Blockquote:
		return Block{Kind: QuoteBlock, Blocks: o.blocks(n, nil)}, true
	case *directive:
		return o.directive(n), true
	}
	return o.extension(n)
}

func (o *outliner) extension(n ast.Node) (Block, bool) {
	switch n := n.(type) {
	case *extast.Table:
		return Block{Kind: TableBlock, Blocks: o.blocks(n, nil)}, true
	case *extast.TableHeader, *extast.TableRow:
		return Block{Kind: RowBlock, Blocks: o.blocks(n, nil), Text: Passage{at: max(n.Pos(), 0)}}, true
	case *extast.TableCell, plainCell:
		return Block{Kind: CellBlock, Text: o.text(n)}, true
	case *extast.DefinitionList:
		return Block{Kind: DefinitionsBlock, Blocks: o.blocks(n, nil)}, true
	case *extast.DefinitionTerm:
		return Block{Kind: TermBlock, Text: o.text(n)}, true
	case *extast.DefinitionDescription:
		return Block{Kind: DescriptionBlock, Blocks: o.blocks(n, nil)}, true
	case *extast.Footnote:
		return Block{Kind: NoteBlock, Level: n.Index, Blocks: o.blocks(n, nil)}, true
	}
	return Block{}, false
}

// lines is a block of words; none for one in which only a comment stands.
func (o *outliner) lines(kind BlockKind, n ast.Node) (Block, bool) {
	text := o.text(n)
	return Block{Kind: kind, Text: text}, strings.TrimSpace(text.Text) != "" || len(text.Marks) > 0
}

func (o *outliner) text(n ast.Node) Passage {
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
	return b.Passage
}

func (o *outliner) directive(n *directive) Block {
	name := string(n.head.name.of(o.source))
	if n.callout {
		name = callout(name)
	}
	b := Block{Kind: DirectiveBlock, Name: name, Text: Passage{at: n.mark.start}}
	if canonical, known := o.m.canonical(name); known {
		b.Name = canonical
	}
	for _, a := range n.head.attrs {
		b.Attrs = append(b.Attrs, Attr{Key: a.key, Value: string(decode(a.value.of(o.source)))})
	}
	if n.title != nil {
		b.Title = o.text(n.title)
		b.Blocks = o.blocks(n, n.title)
	} else {
		b.Blocks = o.blocks(n, nil)
	}
	return b
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
