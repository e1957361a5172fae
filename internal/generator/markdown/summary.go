package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// summaryParser is made once: summaries need no dialect, and bare addresses
// read the same whether they are links or not.
var summaryParser = sync.OnceValue(func() parser.Parser { return newQuickParser() })

// Summary returns the first paragraph of a body as plain text; "" if it has
// none. Headings, directives, lists, quotations, code, tables, HTML and
// pictures that stand alone are passed over. Only that paragraph is parsed,
// with the definitions of links and footnotes if it may use any.
func Summary(body []byte) string {
	var definitions []byte
	depth := 0
	for rest := body; len(rest) > 0; {
		var piece []byte
		piece, rest = nextPiece(rest)
		piece, depth = outsideDirectives(piece, depth)
		if !mayBeParagraph(piece) {
			continue
		}
		if definitions == nil && bytes.IndexByte(piece, '[') >= 0 {
			definitions = definitionLines(body)
		}
		if text := firstParagraph(piece, definitions); text != "" {
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

// definitionLines gathers the lines that define links and footnotes.
func definitionLines(body []byte) []byte {
	lines := []byte("\n\n")
	for line := range bytes.Lines(body) {
		if s := bytes.TrimLeft(line, " "); len(s) > 0 && s[0] == '[' && bytes.Contains(s, []byte("]:")) {
			lines = append(append(lines, s...), '\n')
		}
	}
	return lines
}

// firstParagraph parses a piece and returns the text of its first paragraph.
func firstParagraph(piece, definitions []byte) string {
	source := append(append([]byte(nil), piece...), definitions...)
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
