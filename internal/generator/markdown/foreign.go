package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// checkForeign reports what other programs read and Loa publishes as text: calls of
// templates (Hugo, Zola, Jekyll), attributes in braces, words between equals signs and
// remarks between percent signs (Obsidian).
func (i *inline) checkForeign(start, stop int) {
	i.checkBraces(start, stop)
	i.checkDoubled(start, stop, '=', highlight, problem.MarkdownHighlight)
	i.checkDoubled(start, stop, '%', remark, problem.MarkdownRemark)
}

// checkDoubled reports what begins with two of a sign, not behind a word, and has a form.
func (i *inline) checkDoubled(start, stop int, sign byte, form *pattern.Pattern, code problem.Code) {
	for at := start; at < stop; at++ {
		next := bytes.IndexByte(i.source[at:stop], sign)
		if next < 0 {
			return
		}
		at += next
		begin := at
		for at+1 < stop && i.source[at+1] == sign {
			at++
		}
		if at != begin+1 || begin > 0 && i.source[begin-1] == '\\' || wordBefore(i.source[:begin]) {
			continue
		}
		if m := form.FindSubmatch(i.source[begin:min(begin+mostForeign, len(i.source))]); m != nil {
			i.report(code, span{begin, begin + len(m[1])}, problem.Args{"what": string(m[1])})
			at = begin + len(m[1]) - 1
		}
	}
}

// checkWikiLinks reports links and pictures in two brackets (Obsidian, wikis).
func (i *inline) checkWikiLinks(n *ast.Text) {
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		next := bytes.IndexByte(i.source[at:n.Segment.Stop], '[')
		if next < 0 {
			return
		}
		at += next
		if at > 0 && (i.source[at-1] == '\\' || i.source[at-1] == '[') {
			continue
		}
		m := wikiLink.Find(i.source[at:min(at+mostForeign, len(i.source))])
		if m == nil || !textUntil(n, at+len(m)) {
			continue
		}
		begin := at
		if at > 0 && i.source[at-1] == '!' {
			begin--
		}
		i.report(problem.MarkdownShortcode, span{begin, at + len(m)}, problem.Args{"what": string(i.source[begin : at+len(m)])})
	}
}

// textUntil reports whether nothing but text stands from a node up to a place: brackets that might have begun a link
// are nodes of their own.
func textUntil(n *ast.Text, stop int) bool {
	for n.Segment.Stop < stop {
		next, ok := n.NextSibling().(*ast.Text)
		if !ok || next.IsRaw() || next.Segment.Start != n.Segment.Stop {
			return false
		}
		n = next
	}
	return true
}

func (i *inline) checkBraces(start, stop int) {
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
	templateCall = pattern.New(`^(?:\{\{[^{}]+\}\}|\{%[^{}]+%\})`)
	attributes   = pattern.New(`^\{:?[ \t]*[.#][\pL_][\pL\d_-]*(?:[ \t]+(?:[.#][\pL_][\pL\d_-]*|[\w-]+=[^\s{}]+))*[ \t]*\}`)
	wikiLink     = pattern.New(`^\[\[[^\[\]\n]+\]\]`)
	highlight    = pattern.New(`^(==[^\s=](?:[^=\n]*[^\s=])?==)(?:[^=]|$)`)
	remark       = pattern.New(`^(%%[^%\n]+%%)(?:[^%]|$)`)
	admonition   = pattern.New(`^(?:!!!|\?\?\?\+?)[ \t]+([a-z]+)(?:[ \t]|$)`)
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
