package markdown

import (
	"bytes"
	"html/template"
	"unsafe"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"loa/internal/base/problem"
)

// render is one body on its way to HTML. Its memory is used again for the next.
type render struct {
	output
	m      *Markdown
	in     Input
	source []byte
	result Result

	used    map[string]int // ids given, and the last number appended to each
	marks   bool           // there may be marks of footnotes
	level   int            // of the last heading
	section string         // id of the last heading
	open    []string       // elements of raw HTML that are still open
	base    int            // how many of them were opened outside of the block at hand
	items   *[]Item        // where the items of the next list go, for a directive
	figures *[]Figure      // where pictures go, for a directive
	scratch []byte

	pictured bool // a picture stands above
}

// Render turns a body into HTML. It never fails: what is wrong is in the
// result's problems, and the rest is shown all the same.
func (m *Markdown) Render(in Input) Result {
	r := m.pool.Get().(*render)
	r.begin(m, in)
	document := m.parse(in.Text)
	r.reserve(document)
	r.blocks(document)
	return r.finish()
}

func (r *render) begin(m *Markdown, in Input) {
	r.output.reset(in.Plain)
	clear(r.used)
	*r = render{output: r.output, used: r.used, open: r.open[:0], scratch: r.scratch[:0], m: m, in: in, source: in.Text, level: 1, marks: bytes.Contains(in.Text, []byte("[^"))}
}

// finish takes the result out of the memory that the next body will use, all but
// the two long texts: that memory is theirs until the result is released.
func (r *render) finish() Result {
	r.close()
	result := r.result
	result.HTML = template.HTML(lent(r.buf))
	result.Words = r.count
	result.Plain = lent(bytes.TrimSpace(r.plain))
	result.memory = r
	*r = render{output: r.output, used: r.used, open: r.open, scratch: r.scratch, m: r.m}
	return result
}

// lent is a text in the memory of a buffer, good as long as nobody writes there.
func lent(buffer []byte) string { return unsafe.String(unsafe.SliceData(buffer), len(buffer)) }

// Release gives the memory of HTML and Plain back for the next body: neither may
// be used after it, nor a part of them. Whoever keeps them does not call it.
func (r *Result) Release() {
	if r.memory != nil {
		clear(r.memory.buf) // so that a mistake shows at once
		clear(r.memory.plain)
		r.memory.m.pool.Put(r.memory)
		r.HTML, r.Plain, r.memory = "", "", nil
	}
}

// blocks renders the blocks within one.
func (r *render) blocks(parent ast.Node) {
	outside := r.enter()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.node(n)
	}
	r.leave(outside)
}

// enter begins a block that raw HTML cannot reach out of: no end tag in it
// closes what was opened before. leave ends what was left open.
func (r *render) enter() (outside int) {
	outside, r.base = r.base, len(r.open)
	return outside
}

func (r *render) leave(outside int) {
	r.closeRaw(r.base)
	r.base = outside
}

// node renders one block. Each construct has its file.
func (r *render) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case plainParagraph:
		r.plainParagraph(n)
	case *ast.TextBlock:
		r.textBlock(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.CodeBlock:
		r.code(n, nil)
	case *ast.FencedCodeBlock:
		r.code(n, n.Language(r.source))
	case *ast.ThematicBreak:
		r.block("<hr>")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *directive:
		r.directive(n)
	case *fence:
		r.fence(n)
	default:
		r.extension(n)
	}
}

func (r *render) extension(n ast.Node) {
	switch n := n.(type) {
	case *extast.Table:
		r.table(n)
	case *extast.DefinitionList:
		r.definitions(n)
	case *extast.FootnoteList:
		r.footnotes(n)
	}
}

// report notes a problem at bytes of the body.
func (r *render) report(code problem.Code, at span, args problem.Args) {
	r.result.Problems = append(r.result.Problems, problem.New(code, r.place(at), args))
}

func (r *render) place(at span) problem.Place {
	if r.in.Place == nil {
		return problem.Place{}
	}
	return r.in.Place(at.start, at.stop-at.start)
}

// span is a part of the body, in bytes.
type span struct{ start, stop int }

func (s span) of(source []byte) []byte { return source[s.start:s.stop] }
func (s span) empty() bool             { return s.start >= s.stop }

// find tells where a part of the source stands. Parts that goldmark took from
// the source as they stand share its memory, which gives the exact place also
// of the second of two equal links; others are looked for from a position on.
func (r *render) find(part []byte, from int) span {
	from = min(max(from, 0), len(r.source))
	if len(part) == 0 {
		return span{from, from}
	}
	if at := cap(r.source) - cap(part); at >= 0 && at < len(r.source) && &r.source[at] == &part[0] {
		return span{at, at + len(part)}
	}
	if at := bytes.Index(r.source[from:], part); at >= 0 {
		return span{from + at, from + at + len(part)}
	}
	return span{from, from}
}
