package markdown

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

// checkForeign reports what other programs read and Loa publishes as text: calls of
// templates (Hugo, Zola, Jekyll), attributes in braces, and stars that by the rule of
// CommonMark mark nothing.
func (i *inline) checkForeign(start, stop int) {
	for at := start; at < stop; at++ {
		next := bytes.IndexByte(i.source[at:stop], '{')
		if next < 0 {
			return
		}
		at += next
		if at > 0 && (i.source[at-1] == '\\' || i.source[at-1] == '{') {
			continue
		}
		rest := i.source[at:min(at+mostForeign, len(i.source))]
		if m := templateCall.Find(rest); m != nil {
			i.report(problem.MarkdownShortcode, span{at, at + len(m)}, problem.Args{"what": oneLine(m)})
		} else if m := attributes.Find(rest); m != nil && !wordBefore(i.source[:at]) { // not of a block within a line
			i.report(problem.MarkdownAttributes, span{at, at + len(m)}, problem.Args{"what": string(m)})
		}
	}
}

func wordBefore(source []byte) bool {
	r, _ := utf8.DecodeLastRune(source)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// mostForeign is how long a call may be that is looked for, in bytes.
const mostForeign = 400

var (
	templateCall = regexp.MustCompile(`^(?:\{\{[^{}]+\}\}|\{%[^{}]+%\})`)
	attributes   = regexp.MustCompile(`^\{:?[ \t]*[.#][\pL_][\pL\d_-]*(?:[ \t]+(?:[.#][\pL_][\pL\d_-]*|[\w-]+=[^\s{}]+))*[ \t]*\}`)
	admonition   = regexp.MustCompile(`^(?:!!!|\?\?\?\+?)[ \t]+([a-z]+)(?:[ \t]|$)`)
)

// checkStars reports stars in a block that were meant to mark text and stay stars: a
// mark in the middle of a word needs a letter, and no sign, on its inner side.
func (i *inline) checkStars(n *ast.Text) {
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		next := bytes.IndexByte(i.source[at:n.Segment.Stop], '*')
		if next < 0 {
			return
		}
		at += next
		begin := at
		for at < len(i.source) && i.source[at] == '*' {
			at++
		}
		if at-begin != 2 || begin > 0 && i.source[begin-1] == '\\' || blankAt(i.source, begin-1) && blankAt(i.source, at) {
			continue
		}
		if i.stars.empty() {
			i.stars = span{begin, at}
			continue
		}
		if !i.starred {
			i.starred = true
			i.report(problem.MarkdownStars, span{i.stars.start, at}, problem.Args{"what": oneLine(i.source[i.stars.start:min(at, i.stars.start+60)])})
		}
		return
	}
}

func blankAt(source []byte, at int) bool {
	return at < 0 || at >= len(source) || source[at] <= ' '
}

// checkAdmonition reports the first line of a note as MkDocs writes it.
func (i *inline) checkAdmonition(start, stop int) {
	if c := i.source[start]; c != '!' && c != '?' || start > 0 && i.source[start-1] != '\n' {
		return
	}
	if m := admonition.FindSubmatchIndex(i.source[start:stop]); m != nil {
		i.report(problem.MarkdownShortcode, span{start, start + m[3]}, problem.Args{"what": string(i.source[start : start+m[3]])})
	}
}

// meantDirectives are names that other programs have for blocks, and what is nearest to
// them here.
var meantDirectives = map[string]string{
	"info": "note", "important": "note", "details": "note", "abstract": "note", "example": "note", "quote": "note", "question": "note", "success": "tip", "hint": "tip",
	"caution": "danger", "attention": "warning", "error": "danger", "failure": "danger", "bug": "danger",
}
