package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"loa/internal/base/pattern"
)

// Note is a comment to Loa, <!-- loa: … -->, and the part of the body that it
// speaks of: the next block; of a comment within the words of a block, that
// block; of one above the first block, the whole file.
type Note struct {
	Text           string // behind "loa:"
	Offset, Length int    // of the comment, in bytes of the body
	From, To       int    // of what it speaks of
	Whole          bool   // it speaks of the whole file
}

var noteForm = pattern.New(`(?is)<!--\s*loa\s*:\s*(.*?)\s*-->`)

// Notes finds the notes of a body. Code has none.
func Notes(body []byte) []Note {
	if !bytes.Contains(body, []byte("<!--")) || !noteForm.Match(body) {
		return nil
	}
	var notes []Note
	document, _ := parseWith(summaryParser(), body, nil)
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			at := htmlSpan(n)
			notes = appendNotes(notes, body, at, func(note *Note) {
				note.From, note.To = at.start, endOfNext(n, body)
				note.Whole = aboveAll(n, body)
			})
		case *ast.RawHTML:
			if n.Segments.Len() == 0 {
				break
			}
			at := span{n.Segments.At(0).Start, n.Segments.At(n.Segments.Len() - 1).Stop}
			notes = appendNotes(notes, body, at, func(note *Note) { note.From, note.To = blockAround(n, at) })
		}
		return ast.WalkContinue, nil
	})
	return notes
}

func appendNotes(notes []Note, body []byte, in span, scope func(*Note)) []Note {
	for _, m := range noteForm.FindAllSubmatchIndex(in.of(body), -1) {
		note := Note{Text: string(body[in.start+m[2] : in.start+m[3]]), Offset: in.start + m[0], Length: m[1] - m[0]}
		scope(&note)
		notes = append(notes, note)
	}
	return notes
}

func htmlSpan(n *ast.HTMLBlock) span {
	var at span
	if lines := n.Lines(); lines.Len() > 0 {
		at = span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	}
	if n.HasClosure() {
		at.stop = n.ClosureLine.Stop
		if n.Lines().Len() == 0 {
			at.start = n.ClosureLine.Start
		}
	}
	return at
}

// isComment reports whether a block is HTML that begins with a comment.
func isComment(n ast.Node, source []byte) bool {
	html, ok := n.(*ast.HTMLBlock)
	return ok && bytes.HasPrefix(bytes.TrimLeft(htmlSpan(html).of(source), " "), []byte("<!--"))
}

// aboveAll reports whether only comments stand above a block.
func aboveAll(n ast.Node, source []byte) bool {
	if _, top := n.Parent().(*ast.Document); !top {
		return false
	}
	for before := n.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		if !isComment(before, source) {
			return false
		}
	}
	return true
}

// endOfNext is where the block behind a comment ends.
func endOfNext(n ast.Node, source []byte) int {
	next := n.NextSibling()
	for isComment(next, source) {
		next = next.NextSibling()
	}
	if next == nil || next.NextSibling() == nil {
		return behind(n.Parent(), source)
	}
	return startOf(next.NextSibling(), source)
}

// behind is where the block after a parent begins.
func behind(n ast.Node, source []byte) int {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return startOf(next, source)
		}
	}
	return len(source)
}

// startOf is where the line begins in which a block does; footnotes, which are moved to the end, count
// as the end.
func startOf(n ast.Node, source []byte) int {
	if _, moved := n.(*extast.FootnoteList); moved || n.Pos() < 0 {
		return len(source)
	}
	return bytes.LastIndexByte(source[:n.Pos()], '\n') + 1
}

// blockAround is the block whose words hold a comment; in a table, the line.
func blockAround(n ast.Node, at span) (from, to int) {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if _, cell := up.(*extast.TableCell); cell {
			break
		}
		if up.Type() == ast.TypeBlock && up.Lines().Len() > 0 {
			lines := up.Lines()
			return lines.At(0).Start, lines.At(lines.Len() - 1).Stop
		}
	}
	return at.start, at.stop
}
