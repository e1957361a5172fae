package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A bare address may have letters of any script, as in https://vi.wikipedia.org/wiki/Đuối_nước.
const (
	host = `[-\p{L}\p{N}@:%._+~#=]{1,256}\.\p{L}+`
	path = `(?::\d+)?(?:[/#?][-\p{L}\p{N}\p{M}@:%_+.~#$!?&/=();,'\[\]]*)?`
)

// newParser sets the constructs in the order in which they are tried; more are
// transformers of paragraphs besides that of references.
func newParser(linkify bool, more ...util.PrioritizedValue) parser.Parser {
	return newParserWith(linkify, []util.PrioritizedValue{
		util.Prioritized(extension.NewTableASTTransformer(), 0),
		util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
	}, more...)
}

// newParserWith is newParser with other transformers of the whole body.
func newParserWith(linkify bool, whole []util.PrioritizedValue, more ...util.PrioritizedValue) parser.Parser {
	inlines := []util.PrioritizedValue{
		util.Prioritized(markCounter{}, -1),
		util.Prioritized(taskParser{extension.NewTaskCheckBoxParser()}, 0),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(sayParser{}, 198),
		util.Prioritized(phraseParser{}, 199),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	}
	if linkify {
		inlines = append(inlines, util.Prioritized(extension.NewLinkifyParser(
			extension.WithLinkifyURLRegexp(regexp.MustCompile("^https?://"+host+path)),
			extension.WithLinkifyWWWRegexp(regexp.MustCompile(`^www\.`+host+path)),
		), 999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(setextParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(nested{definitionParser{extension.NewDefinitionListParser()}}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nested{containerParser{}}, 250),
			util.Prioritized(leafParser{}, 260),
			util.Prioritized(nested{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(atxParser{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nested{calloutParser{parser.NewBlockquoteParser()}}, 790),
			util.Prioritized(nested{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(nested{countedNotes{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(append(more,
			util.Prioritized(referenceTransformer{parser.LinkReferenceParagraphTransformer}, 100),
		)...),
		parser.WithASTTransformers(whole...),
	)
}

// newQuickParser is for bodies without a bare address: paragraphs and cells without
// any mark stay as they are.
func newQuickParser() parser.Parser {
	return newParser(false,
		util.Prioritized(plainCellTransformer{boundedTables{extension.NewTableParagraphTransformer()}}, 200),
		util.Prioritized(plainTransformer{}, 300))
}

// newThoroughParser parses all text.
func newThoroughParser(linkify bool) parser.Parser {
	return newParser(linkify, util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200))
}

// parse reads a body. Looking for bare addresses costs a third of the parsing,
// so it is done only where there may be one.
func (m *Markdown) parse(body []byte, places *linkPlaces) (ast.Node, []overrun) {
	p := m.plain
	if hasBareAddress(body) {
		p = m.linkify
	}
	return parseWith(p, body, places)
}

// parseWith reads a body with one parser, and tells of the limits that it passes. places,
// if not nil, gets the places of links.
func parseWith(p parser.Parser, body []byte, places *linkPlaces) (ast.Node, []overrun) {
	pc := parser.NewContext(parser.WithIDs(noIDs{}))
	g := &guard{}
	pc.Set(guardKey, g)
	if places != nil {
		pc.Set(placesKey, places)
	}
	document := p.Parse(text.NewReader(body), parser.WithContext(pc))
	return document, g.over
}

// noIDs stands in for goldmark's heading ids, which we make ourselves.
type noIDs struct{}

func (noIDs) Generate(value []byte, _ ast.NodeKind) []byte { return value }
func (noIDs) Put([]byte)                                   {}

// hasBareAddress reports whether text may hold an address outside of a link.
func hasBareAddress(s []byte) bool {
	return bytes.IndexByte(s, '@') >= 0 || bare(s, "http") || bare(s, "www.")
}

// bare reports whether the word stands anywhere but behind "](", "<" or a quote.
func bare(s []byte, word string) bool {
	for at := 0; ; {
		i := bytes.Index(s[at:], []byte(word))
		if i < 0 {
			return false
		}
		at += i + len(word)
		before := s[:at-len(word)]
		switch {
		case bytes.HasSuffix(before, []byte("](")), bytes.HasSuffix(before, []byte("<")), bytes.HasSuffix(before, []byte(`"`)):
		case bytes.HasSuffix(before, []byte("://")): // http://www.
		default:
			return true
		}
	}
}
