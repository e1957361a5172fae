package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// phrase is words in another language, [Xã mẫu]{lang=vi}: a voice reads them
// by that language's rules.
type phrase struct {
	ast.BaseInline
	lang string
}

var kindPhrase = ast.NewNodeKind("Phrase")

func (n *phrase) Kind() ast.NodeKind            { return kindPhrase }
func (n *phrase) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// phraseParser is tried before links. The words are plain text on one line;
// whatever has another form is left to the links, and so to be shown as it stands.
type phraseParser struct{}

func (phraseParser) Trigger() []byte { return []byte{'['} }

func (phraseParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	end := bytes.IndexAny(line[1:], "[]\\`*_<!&") + 1
	if end < 2 || line[end] != ']' {
		return nil
	}
	rest, ok := bytes.CutPrefix(line[end+1:], []byte("{lang="))
	if !ok {
		return nil
	}
	stop := bytes.IndexByte(rest, '}')
	if stop < 0 {
		return nil
	}
	tag := bytes.Trim(rest[:stop], `"`)
	if !languageTag(tag) {
		return nil
	}
	n := &phrase{lang: string(tag)}
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(at.Start+1, at.Start+end)))
	block.Advance(end + 1 + len("{lang=") + stop + 1)
	return n
}

// languageTag reports whether text has the form of a BCP 47 tag: two or three
// letters, then parts of at most eight letters and digits.
func languageTag(tag []byte) bool {
	for i, part := range bytes.Split(tag, []byte("-")) {
		if len(part) > 8 || len(part) == 0 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, c := range part {
			letter := 'a' <= c|0x20 && c|0x20 <= 'z'
			if !letter && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

func (i *inline) phrase(n *phrase) {
	i.out.tag("<span")
	i.out.attr("lang", n.lang)
	i.out.put(">")
	i.children(n)
	i.out.end("</span>")
}
