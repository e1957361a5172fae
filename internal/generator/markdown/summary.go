package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// summaryParser is made once: summaries need no dialect, and bare addresses
// read the same whether they are links or not.
var summaryParser = sync.OnceValue(func() parser.Parser { return newQuickParser() })

// Summary returns the first paragraph of a body as plain text; "" if it has
// none. Headings, directives, lists, quotations, code, tables, HTML and
// pictures that stand alone are passed over. Only that paragraph is parsed,
// with the definitions of links and footnotes if it may use any.
func Summary(body []byte) string {
	var defined definitions
	depth := 0
	for rest := body; len(rest) > 0; {
		var piece []byte
		piece, rest = nextPiece(rest)
		piece, depth = outsideDirectives(piece, depth)
		if !mayBeParagraph(piece) {
			continue
		}
		var used []byte
		if bytes.IndexByte(piece, '[') >= 0 {
			if defined == nil {
				defined = definitionsOf(body)
			}
			used = defined.usedBy(piece)
		}
		if text := firstParagraph(piece, used); text != "" {
			return text
		}
	}
	return ""
}

// nextPiece cuts off the lines up to the next empty one, a fenced block of code
// with all that is in it.
func nextPiece(s []byte) (piece, rest []byte) {
	var closing []byte
	for at := 0; at < len(s); {
		line := lineAt(s, at)
		next := at + len(line)
		trimmed := bytes.TrimSpace(line)
		switch {
		case closing != nil:
			if bytes.HasPrefix(trimmed, closing) && len(bytes.Trim(trimmed, string(closing[:1]))) == 0 {
				return s[:next], s[next:]
			}
		case len(trimmed) == 0 && at > 0:
			return s[:at], s[next:]
		case len(trimmed) == 0:
			return nil, s[next:]
		default:
			if fence := codeFence(trimmed); fence != nil {
				if at > 0 {
					return s[:at], s[at:]
				}
				closing = fence
			}
		}
		at = next
	}
	return s, nil
}

func lineAt(s []byte, at int) []byte {
	if i := bytes.IndexByte(s[at:], '\n'); i >= 0 {
		return s[at : at+i+1]
	}
	return s[at:]
}

// codeFence returns the ``` or ~~~ that a line opens code with, or nil.
func codeFence(line []byte) []byte {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	n := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return nil
	}
	return line[:n]
}

// outsideDirectives returns the lines of a piece that stand in no directive, and
// how many are open behind it.
func outsideDirectives(piece []byte, depth int) ([]byte, int) {
	if depth == 0 && !bytes.Contains(piece, []byte(":::")) || codeFence(bytes.TrimSpace(lineAt(piece, 0))) != nil {
		return piece, depth
	}
	var kept []byte
	for line := range bytes.Lines(piece) {
		trimmed := bytes.TrimSpace(line)
		switch colons := countColons(trimmed, 0); {
		case colons < 3 && depth == 0:
			kept = append(kept, line...)
		case colons < 3:
		case colons == len(trimmed):
			depth = max(depth-1, 0)
		default:
			depth++
		}
	}
	return kept, depth
}

// mayBeParagraph judges a piece by how it begins.
func mayBeParagraph(piece []byte) bool {
	if len(piece) == 0 || bytes.HasPrefix(piece, []byte("    ")) || piece[0] == '\t' {
		return false
	}
	s := bytes.TrimLeft(piece, " ")
	switch s[0] {
	case '>', '|', '`', '~', '<':
		return s[0] == '`' && codeFence(s) == nil
	case '-', '+', '*':
		return len(s) > 1 && s[1] != ' ' && s[1] != '\t' && s[1] != '\n'
	}
	return true
}

// definitions are the lines that define links and footnotes, by what they define; of
// several the first.
type definitions map[string][]byte

func definitionsOf(body []byte) definitions {
	d := definitions{}
	for line := range bytes.Lines(body) {
		line = bytes.TrimLeft(line, " ")
		if !bytes.HasPrefix(line, []byte("[")) {
			continue
		}
		label, after := labelAt(line)
		if d[label] == nil && bytes.HasPrefix(after, []byte(":")) {
			d[label] = line
		}
	}
	return d
}

// labelAt reads the label at a bracket, and what comes after it. One with a bracket in
// it is none: that bracket comes after it.
func labelAt(s []byte) (label string, after []byte) {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			return "", s[i:]
		case ']':
			if s[1] == '^' { // a footnote's, which is used as it is written
				return string(s[1:i]), s[i+1:]
			}
			return util.ToLinkReference(s[1:i]), s[i+1:]
		}
	}
	return "", nil
}

// usedBy returns the definitions that a piece may use: all of them with each piece would
// cost the square of what a long text has of both.
func (d definitions) usedBy(piece []byte) []byte {
	lines := []byte("\n\n")
	had := map[string]bool{"": true}
	for rest := piece; ; {
		i := bytes.IndexByte(rest, '[')
		if i < 0 {
			return lines
		}
		var label string
		label, rest = labelAt(rest[i:])
		if !had[label] {
			had[label] = true
			lines = append(append(lines, d[label]...), '\n')
		}
	}
}

// firstParagraph parses a piece and returns the text of its first paragraph.
func firstParagraph(piece, used []byte) string {
	source := append(append([]byte(nil), piece...), used...)
	document, _ := parseWith(summaryParser(), source, nil)
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		switch p := n.(type) {
		case plainParagraph:
			return oneLine(appendText(nil, p, source))
		case *ast.Paragraph:
			if !onlyPictures(p, source) {
				return oneLine(appendText(nil, p, source))
			}
		}
	}
	return ""
}

func onlyPictures(p *ast.Paragraph, source []byte) bool {
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		t, text := c.(*ast.Text)
		if _, picture := c.(*ast.Image); !picture && !(text && len(bytes.TrimSpace(t.Value(source))) == 0) {
			return false
		}
	}
	return true
}

// Plain returns the text of a body for search, a line a block.
func (m *Markdown) Plain(body []byte) string {
	return m.Render(Input{Text: body, Plain: true}).Plain
}
