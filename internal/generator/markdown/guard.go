package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"loa/internal/base/problem"
)

// guard counts, while one body is parsed, what costs more than its length. A construct
// over its limit is not one: its text stays text, and the first of each kind is told.
// The parser's context has it under guardKey.
type guard struct {
	over     []overrun
	block    ast.Node // whose marks are counted
	marks    int
	notes    int
	missing  int // cells that tables were filled up with
	borrowed int // bytes of addresses and titles that came from definitions
}

// overrun is a limit that a body passed, and where.
type overrun struct {
	limit problem.Limit
	at    span
}

var guardKey = parser.NewContextKey()

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

func (g *guard) tell(limit problem.Limit, at span) {
	for _, told := range g.over {
		if told.limit.Code == limit.Code {
			return
		}
	}
	g.over = append(g.over, overrun{limit, at})
}

// lend counts what a link takes from its definition, and reports whether that is too
// much.
func (g *guard) lend(from *ast.ReferenceLink, size int, at text.Segment) (over bool) {
	if from == nil {
		return false
	}
	if g.borrowed += size; g.borrowed <= problem.MaxReferences.Most {
		return false
	}
	g.tell(problem.MaxReferences, span{at.Start, at.Start + 1})
	return true
}

// nested opens a block that can hold others, unless too many are open around it.
type nested struct{ parser.BlockParser }

func (n nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < problem.MaxNesting.Most {
		return n.BlockParser.Open(parent, reader, pc)
	}
	_, at := reader.PeekLine()
	guardOf(pc).tell(problem.MaxNesting, span{at.Start, at.Stop})
	return nil, parser.NoChildren
}

// countedNotes opens footnotes, as many as a body may have.
type countedNotes struct{ parser.BlockParser }

func (c countedNotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	n, state := c.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return n, state
	}
	g := guardOf(pc)
	if g.notes++; g.notes <= problem.MaxNotes.Most {
		return n, state
	}
	g.tell(problem.MaxNotes, span{at.Start, at.Stop})
	reader.SetPosition(line, at)
	return nil, parser.NoChildren
}

// markCounter comes before the parsers of all that looks for a partner in its block. It
// reads nothing, but the whole rest of a block with too many marks, as text.
type markCounter struct{}

func (markCounter) Trigger() []byte { return []byte("*_~`[]<") }

func (markCounter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	g := guardOf(pc)
	if g.block != parent {
		g.block, g.marks = parent, 0
	}
	if g.marks++; g.marks <= problem.MaxMarks.Most {
		return nil
	}
	_, at := block.Position()
	g.tell(problem.MaxMarks, span{at.Start, at.Start + 1})
	return restOf(parent, block)
}

// restOf reads what is left of a block as text. It adds all lines but the last to the
// block and returns that.
func restOf(parent ast.Node, block text.Reader) ast.Node {
	var last *ast.Text
	for {
		line, at := block.PeekLine()
		if line == nil {
			return last
		}
		if last != nil {
			last.SetSoftLineBreak(true)
			parent.AppendChild(parent, last)
		}
		last = ast.NewTextSegment(at.TrimRightSpace(block.Source()))
		block.AdvanceToEOL()
		block.AdvanceLine()
	}
}

// boundedTables makes tables of paragraphs, unless they are too wide or the rows too
// short for their width.
type boundedTables struct{ parser.ParagraphTransformer }

func (b boundedTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	g := guardOf(pc)
	missing, limit, at := tableSize(node.Lines(), reader.Source(), problem.MaxMissingCells.Most-g.missing)
	if limit.Most > 0 {
		g.tell(limit, at)
		return
	}
	g.missing += missing
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// tableSize looks for the line below the head of a table, |---|---|, and counts the
// cells that the rows lack. A limit other than the zero one is passed at a place.
func tableSize(lines *text.Segments, source []byte, room int) (missing int, limit problem.Limit, at span) {
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		line := segment.Value(source)
		at = span{segment.Start, segment.Stop}
		switch {
		case columns == 0 && !isTableRule(line):
		case columns == 0:
			if columns = countCells(line); columns > problem.MaxColumns.Most {
				return 0, problem.MaxColumns, at
			}
		default:
			if missing += max(columns-countCells(line), 0); missing > room {
				return 0, problem.MaxMissingCells, at
			}
		}
	}
	return missing, limit, at
}

// isTableRule reports whether a line has nothing but what a table's second line has.
func isTableRule(line []byte) bool {
	dashes := false
	for _, c := range line {
		switch c {
		case '-':
			dashes = true
		case '|', ':', ' ', '\t', '\n':
		default:
			return false
		}
	}
	return dashes
}

// countCells counts the cells of a row: bars, less those at its ends.
func countCells(line []byte) int {
	line = bytes.Trim(line, " \t\n")
	line = bytes.TrimPrefix(bytes.TrimSuffix(line, []byte("|")), []byte("|"))
	return 1 + bytes.Count(line, []byte("|")) - bytes.Count(line, []byte(`\|`))
}
