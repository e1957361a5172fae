package markdown

import (
	"bytes"
	"html/template"
	"unicode/utf8"
	"unsafe"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

// renderer is what turns one body at a time into HTML. It has a part for each kind of
// construct; a part uses the parts before it, and those that hold blocks use each other.
// It is used again for the next body.
type renderer struct {
	state
	links      links
	pictures   pictures
	html       rawHTML
	inline     inline
	blocks     blocks
	lists      lists
	directives directives
}

// state is what the parts of a renderer share: the body, the HTML and the result so far.
type state struct {
	m       *Markdown
	in      Input
	source  []byte
	out     output
	ids     ids
	places  linkPlaces
	result  Result
	told    map[problem.Code]int // how many problems of each code
	scratch []byte
}

func newRenderer(m *Markdown) *renderer {
	r := &renderer{}
	s := &r.state
	s.m, s.ids.used, s.places = m, map[string]int{}, linkPlaces{map[ast.Node]span{}, map[string]span{}}
	s.ids.frame = m.dialect.Frame
	r.links.state = s
	r.pictures = pictures{state: s, links: &r.links}
	r.html = rawHTML{state: s, links: &r.links, pictures: &r.pictures}
	r.inline = inline{state: s, links: &r.links, pictures: &r.pictures, html: &r.html}
	r.blocks = blocks{state: s, inline: &r.inline, pictures: &r.pictures, html: &r.html, lists: &r.lists, directives: &r.directives}
	r.lists = lists{state: s, inline: &r.inline, html: &r.html, blocks: &r.blocks}
	r.directives = directives{state: s, inline: &r.inline, pictures: &r.pictures, html: &r.html, lists: &r.lists, blocks: &r.blocks}
	return r
}

// Render turns a body into HTML. It never fails: what is wrong is in the
// result's problems, and the rest is shown all the same.
func (m *Markdown) Render(in Input) Result {
	r := m.pool.Get().(*renderer)
	r.begin(in)
	document, over := m.parse(in.Text, &r.places)
	for _, o := range over {
		r.result.Problems = append(r.result.Problems, o.limit.Over(r.place(o.at)))
	}
	if in.Aloud {
		r.result.Blocks = m.outline(document, in.Text)
	}
	r.reserve(document)
	r.blocks.children(document)
	return r.finish()
}

// Release returns the result's buffers to the pool. HTML and Plain, and parts of them,
// are invalid afterwards. Callers that keep them must not call Release.
func (r *Result) Release() {
	if of := r.renderer; of != nil {
		clear(of.out.buf) // so that a use after Release shows at once
		clear(of.out.plain)
		r.HTML, r.Plain, r.renderer = "", "", nil
		of.m.pool.Put(of)
	}
}

func (r *renderer) begin(in Input) {
	r.in, r.source = in, in.Text
	r.out.reset(in.Plain)
	r.ids.reset(in.IDPrefix)
	r.pictures.shown = in.Pictured
	r.inline.marks = bytes.Contains(in.Text, []byte("[^"))
	r.blocks.level, r.blocks.section = 1, ""
}

// finish returns the result, whose HTML and Plain stay in the renderer's buffers, and
// forgets the body.
func (r *renderer) finish() Result {
	r.out.close()
	result := r.result
	result.HTML = template.HTML(borrow(r.out.buf))
	result.Words = r.out.count
	result.IDs = r.ids.all
	result.Plain = borrow(bytes.TrimSpace(r.out.plain))
	result.renderer = r
	r.in, r.source, r.result, r.ids.all = Input{}, nil, Result{}, nil
	r.places.reset()
	clear(r.told)
	return result
}

// borrow returns a buffer's bytes as a string without copying them: of a build's garbage
// copies would be a tenth. It is valid until the buffer is written to, which only the
// next body does, after Release.
func borrow(buffer []byte) string { return unsafe.String(unsafe.SliceData(buffer), len(buffer)) }

// mostAlike is how many problems of one code a body is told of. Each costs a walk through
// the text, for its line and column.
const mostAlike = 200

// report adds a problem at bytes of the body.
func (s *state) report(code problem.Code, at span, args problem.Args) {
	if s.told == nil {
		s.told = map[problem.Code]int{}
	}
	if s.told[code]++; s.told[code] > mostAlike {
		return
	}
	s.result.Problems = append(s.result.Problems, problem.New(code, s.place(at), args))
}

func (s *state) place(at span) problem.Place {
	if s.in.Place == nil {
		return problem.Place{}
	}
	return s.in.Place(at.start, at.stop-at.start)
}

// plainText returns the text of a node in one line.
func (s *state) plainText(n ast.Node) string {
	s.scratch = appendText(s.scratch[:0], n, s.source)
	return oneLine(s.scratch)
}

// plainLength is how many characters plainText has.
func (s *state) plainLength(n ast.Node) int {
	s.scratch = appendText(s.scratch[:0], n, s.source)
	return utf8.RuneCount(inOneLine(s.scratch))
}

// span is a part of the body, in bytes.
type span struct{ start, stop int }

func (s span) of(source []byte) []byte { return source[s.start:s.stop] }
func (s span) empty() bool             { return s.start >= s.stop }
func (s span) after(offset int) span   { return span{s.start + offset, s.stop + offset} }

// spanFrom returns the first span at or behind an offset that holds a part of the
// source; an empty one there if none does.
func spanFrom(source, part []byte, from int) span {
	from = min(max(from, 0), len(source))
	at := bytes.Index(source[from:], part)
	if at < 0 || len(part) == 0 {
		return span{from, from}
	}
	return span{from + at, from + at + len(part)}
}
