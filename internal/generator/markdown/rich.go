package markdown

import (
	"bytes"
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// RichNode is a part of a body as an editor of rich text holds it. It has the form of
// ProseMirror's JSON, with what an editor needs to write the same bytes again.
//
// The kinds of blocks are paragraph, heading, bullet_list, ordered_list, list_item,
// blockquote, code_block, rule, table, table_row, table_header, table_cell, directive,
// leaf and source; those in lines are text, soft_break, hard_break, image and raw. A
// source block or a raw node is Markdown that an editor shows as it is written.
type RichNode struct {
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Content []RichNode     `json:"content,omitempty"`
	Marks   []RichMark     `json:"marks,omitempty"`
	Text    string         `json:"text,omitempty"`

	// Of a block that stands on whole lines (in the body itself or in directives that do):
	// the white space before it, and all that it is written as.
	Before string `json:"before,omitempty"`
	Source string `json:"source,omitempty"`
}

// RichMark is strong, em, strike, code or link, around words.
type RichMark struct {
	Type  string         `json:"type"`
	Attrs map[string]any `json:"attrs,omitempty"`
}

// RichBody is a body in blocks. Before and Source of all Blocks, and After, are the body.
type RichBody struct {
	Blocks []RichNode `json:"blocks"`
	After  string     `json:"after"`
}

// Rich cuts a body into blocks. It promises nothing of their content: an editor compares
// what it would write for a block with its Source, and shows that where they differ.
func Rich(body []byte) RichBody {
	document, _ := parseWith(richParser(), body, nil)
	r := &rich{source: body}
	blocks, after := r.sequence(document, 0, len(body))
	return RichBody{blocks, after}
}

// richParser leaves footnotes where they are written, and bare addresses text.
var richParser = sync.OnceValue(func() parser.Parser {
	return newParserWith(false, []util.PrioritizedValue{util.Prioritized(extension.NewTableASTTransformer(), 0)},
		util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200))
})

// rich reads the blocks of one body.
type rich struct {
	source []byte
}

// sequence cuts the lines of source[from:to] at the blocks of a parent that stand there.
// What belongs to no block, like the definition of a reference, is a source block.
func (r *rich) sequence(parent ast.Node, from, to int) (blocks []RichNode, after string) {
	blocks = []RichNode{} // an empty list in JSON, too
	at := from
	take := func(start, stop int, n RichNode) {
		start, stop = r.trim(start, stop)
		if start >= stop {
			return
		}
		n.Before, n.Source = string(r.source[at:start]), string(r.source[start:stop])
		if n.Type == "source" {
			n.Attrs = map[string]any{"text": n.Source}
		}
		blocks = append(blocks, n)
		at = stop
	}
	children := wholeBlocks(parent)
	for i, c := range children {
		start := r.lineStart(c)
		if start < at || start > to {
			continue // its lines belong to the block before it
		}
		take(at, start, RichNode{Type: "source"})
		next := to
		if i+1 < len(children) {
			next = min(max(r.lineStart(children[i+1]), start), to)
		}
		stop := min(r.stop(c, next), next)
		begin, end := r.trim(start, stop)
		take(begin, end, r.wholeBlock(c, begin, end))
		take(at, next, RichNode{Type: "source"})
	}
	take(at, to, RichNode{Type: "source"})
	return blocks, string(r.source[at:to])
}

// wholeBlocks are the children of a node, footnotes among them, in the order of the text.
func wholeBlocks(parent ast.Node) []ast.Node {
	var all []ast.Node
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.TextBlock: // the title of a directive
		case *extast.FootnoteList:
			for note := c.FirstChild(); note != nil; note = note.NextSibling() {
				all = append(all, note)
			}
		default:
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b ast.Node) int { return begin(a) - begin(b) })
	return all
}

// begin is where the text of a block begins.
func begin(n ast.Node) int {
	if p, ok := n.(*ast.Paragraph); ok && p.Lines().Len() > 0 {
		return p.Lines().At(0).Start // references before it are none of it
	}
	return max(n.Pos(), 0)
}

// lineStart is where the line begins in which a block begins.
func (r *rich) lineStart(n ast.Node) int {
	return bytes.LastIndexByte(r.source[:min(begin(n), len(r.source))], '\n') + 1
}

// stop is where a block ends, at the latest where the next one begins.
func (r *rich) stop(n ast.Node, next int) int {
	last := -1
	switch n := n.(type) {
	case *ast.Paragraph:
		last = n.Lines().At(n.Lines().Len()-1).Stop - 1 // a line may end with its line feed
	case *ast.Heading:
		last = n.Pos()
	}
	if last < 0 {
		return next
	}
	end := bytes.IndexByte(r.source[last:], '\n')
	if end < 0 {
		return len(r.source)
	}
	return last + end
}

// trim leaves empty lines at both ends out.
func (r *rich) trim(start, stop int) (int, int) {
	for start < stop {
		end := bytes.IndexByte(r.source[start:stop], '\n')
		if end < 0 || !util.IsBlank(r.source[start:start+end]) {
			break
		}
		start += end + 1
	}
	for stop > start {
		line := bytes.LastIndexByte(r.source[start:stop], '\n') + 1
		if !util.IsBlank(r.source[start+line : stop]) {
			break
		}
		stop = max(start+line-1, start)
	}
	return start, stop
}

// wholeBlock is a block that stands on the lines of source[start:stop].
func (r *rich) wholeBlock(n ast.Node, start, stop int) RichNode {
	made, ok := RichNode{}, false
	if d, is := n.(*directive); is && d.colons > 2 {
		made, ok = r.directiveLines(d, start, stop)
	} else {
		made, ok = r.block(n)
	}
	if !ok {
		return RichNode{Type: "source"}
	}
	return made
}

// directiveLines is a directive whose lines are known: so are those of what it holds.
func (r *rich) directiveLines(d *directive, start, stop int) (RichNode, bool) {
	text := r.source[start:stop]
	first, last := bytes.IndexByte(text, '\n'), bytes.LastIndexByte(text, '\n')
	if first < 0 || !d.closed {
		return RichNode{}, false
	}
	closing := bytes.TrimRight(text[last+1:], " \t")
	if len(closing) == 0 || len(bytes.Trim(closing, ":")) > 0 {
		return RichNode{}, false
	}
	n := r.directiveHead(d, start, start+first)
	blocks, after := r.sequence(d, start+first+1, start+last+1)
	n.Content, n.Attrs["after"], n.Attrs["close"] = blocks, after, string(closing)
	return n, true
}

// directiveHead is a directive without its content: the parts of its first line, and its
// name as it is written.
func (r *rich) directiveHead(d *directive, start, stop int) RichNode {
	title := d.head.title
	if title.empty() {
		title = span{stop, stop}
		if i := bytes.IndexByte(r.source[start:stop], '{'); i >= 0 {
			title = span{start + i, start + i}
		}
	}
	return RichNode{Type: "directive", Attrs: map[string]any{
		"name": string(d.head.name.of(r.source)), "open": string(r.source[start:title.start]),
		"title": string(title.of(r.source)), "rest": string(r.source[title.stop:stop]),
	}}
}
