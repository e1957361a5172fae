package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// containerParser reads
//
//	:::name Title {key="value"}
//	Markdown
//	:::
//
// A fence closes the innermost open directive with as many colons, or else the
// innermost with fewer. So blocks nest with more colons outside, and also with
// the same number, since an opening line has a name.
type containerParser struct{}

// fence is a line of colons that opens and closes nothing.
type fence struct {
	ast.BaseBlock
	at    span
	stray bool // a closing line without its opening one; otherwise not understood
}

var kindFence = ast.NewNodeKind("Fence")

func (n *fence) Kind() ast.NodeKind                 { return kindFence }
func (n *fence) Dump(source []byte, level int)      { ast.DumpHelper(n, source, level, nil, nil) }
func (containerParser) Trigger() []byte             { return []byte{':'} }
func (containerParser) CanInterruptParagraph() bool { return true }
func (containerParser) CanAcceptIndentedLine() bool { return false }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	colons := countColons(line, pos)
	if colons < 3 {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding
	at := span{start + pos, start + len(bytes.TrimRight(line, " \t\n"))}
	rest := line[pos+colons:]
	reader.AdvanceToEOL()
	if util.IsBlank(rest) {
		return &fence{at: at, stray: true}, parser.NoChildren
	}
	h, ok := readHead(rest, start+pos+colons)
	if !ok {
		return &fence{at: at}, parser.NoChildren
	}
	return newDirective(h, span{start + pos, h.name.stop}, colons), parser.HasChildren
}

func (containerParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	d, ok := n.(*directive)
	if !ok {
		return parser.Close // a fence is one line
	}
	line, _ := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	if indent > 3 || pos >= len(line) || line[pos] != ':' {
		return parser.Continue | parser.HasChildren
	}
	colons := countColons(line, pos)
	if colons < 3 || !util.IsBlank(line[pos+colons:]) {
		return parser.Continue | parser.HasChildren
	}
	if closes(pc.OpenedBlocks(), d, colons, indent) != d {
		return parser.Continue | parser.HasChildren
	}
	d.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func (containerParser) Close(ast.Node, text.Reader, parser.Context) {}

func countColons(line []byte, pos int) int {
	n := 0
	for pos >= 0 && pos+n < len(line) && line[pos+n] == ':' {
		n++
	}
	return n
}

// closes returns the directive, from the given one inwards, that a fence
// closes; nil if it stands in code or closes none of them.
func closes(blocks []parser.Block, from *directive, colons, indent int) *directive {
	var exact, fewer *directive
	inside := slices.IndexFunc(blocks, func(b parser.Block) bool { return b.Node == from })
	for _, b := range blocks[inside:] {
		if isCode(b.Node) {
			return nil
		}
		if indent -= innerIndent(b.Node); indent < 0 {
			break // this block ends with the line, and what lies in it
		}
		d, ok := b.Node.(*directive)
		switch {
		case !ok:
		case d.colons == colons:
			exact = d
		case d.colons < colons:
			fewer = d
		}
	}
	if exact != nil {
		return exact
	}
	return fewer
}

// isCode reports whether an open block takes every line as it stands.
func isCode(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		return true
	case *ast.HTMLBlock:
		return n.HTMLBlockType <= ast.HTMLBlockType5 // the others end at an empty line
	}
	return false
}

// innerIndent returns by how much a line of a block must be indented to go on
// with it. A quotation would need its ">", which no fence begins with.
func innerIndent(n ast.Node) int {
	const never = 1 << 10
	switch n := n.(type) {
	case *ast.Blockquote:
		return never
	case *directive:
		if n.callout {
			return never
		}
	case *ast.ListItem:
		return n.Offset
	case *extast.DefinitionList:
		return n.Offset
	case *extast.Footnote:
		return 4
	}
	return 0
}
