package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// leafParser reads ::name[text]{key="value"}, alone on its line. Two colons
// before anything else are text.
type leafParser struct{}

func (leafParser) Trigger() []byte             { return []byte{':'} }
func (leafParser) CanInterruptParagraph() bool { return true }
func (leafParser) CanAcceptIndentedLine() bool { return false }

func (leafParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if countColons(line, pos) != 2 {
		return nil, parser.NoChildren
	}
	if _, length := readSay(line[pos:]); length > 0 { // it stands within lines
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + pos
	h, ok := readHead(line[pos+2:], start+2)
	if !ok || h.name.start != start+2 || !leafEnds(line[pos+h.name.stop-start:]) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	d := newDirective(h, span{start, h.name.stop}, 2)
	d.closed = true
	return d, parser.NoChildren
}

// leafEnds reports whether what follows a name can belong to a leaf.
func leafEnds(rest []byte) bool {
	for _, c := range rest {
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '[', '{':
			return true
		}
		return false
	}
	return true
}

func (leafParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (leafParser) Close(ast.Node, text.Reader, parser.Context)                 {}
