package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// calloutParser reads a quotation whose first line is "> [!WARNING]", which
// many editors preview, as a directive. A title may follow on that line.
type calloutParser struct{ parser.BlockParser }

// callout returns the directive that a name in editors stands for.
func callout(name string) string {
	switch strings.ToUpper(name) {
	case "IMPORTANT":
		return "note"
	case "CAUTION":
		return "danger"
	}
	return strings.ToLower(name)
}

func (p calloutParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos >= len(line) || line[pos] != '>' {
		return nil, parser.NoChildren
	}
	mark := bytes.TrimLeft(line[pos+1:], " \t")
	if !bytes.HasPrefix(mark, []byte("[!")) {
		return nil, parser.NoChildren
	}
	base := segment.Start - segment.Padding + len(line) - len(mark)
	end := bytes.IndexByte(mark, ']')
	if end < 0 {
		return nil, parser.NoChildren
	}
	r := &headReader{line: mark[:end], base: base, pos: 2}
	h := head{name: r.name()}
	if h.name.empty() || r.pos != end {
		return nil, parser.NoChildren
	}
	title := &headReader{line: bytes.TrimRight(mark, " \t\r\n"), base: base, pos: end + 1}
	title.skip()
	h.title = title.rest()
	reader.AdvanceToEOL()
	d := newDirective(h, h.name, 0)
	d.callout, d.closed = true, true
	return d, parser.HasChildren
}
