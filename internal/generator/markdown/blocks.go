package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// blocks renders blocks. Each construct has its file.
type blocks struct {
	*state
	inline     *inline
	pictures   *pictures
	html       *rawHTML
	lists      *lists
	directives *directives

	level   int    // of the last heading
	section string // id of the last heading
}

// children renders the blocks within one.
func (b *blocks) children(parent ast.Node) {
	outer := b.html.enter()
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.node(n)
	}
	b.html.leave(outer)
}

func (b *blocks) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		b.paragraph(n)
	case plainParagraph:
		b.plainParagraph(n)
	case *ast.TextBlock: // a paragraph of a tight list, which has no <p>
		b.inline.block(n)
	case *ast.Heading:
		b.heading(n)
	case *ast.List:
		b.lists.list(n)
	case *ast.Blockquote:
		b.quote(n)
	case *ast.CodeBlock:
		b.code(n, nil)
	case *ast.FencedCodeBlock:
		b.code(n, n.Language(b.source))
	case *ast.ThematicBreak:
		b.out.block("<hr>")
	case *ast.HTMLBlock:
		b.html.block(n)
	case *directive:
		b.directives.directive(n)
	case *fence:
		b.directives.fence(n)
	default:
		b.extension(n)
	}
}

func (b *blocks) extension(n ast.Node) {
	switch n := n.(type) {
	case *extast.Table:
		b.table(n)
	case *extast.DefinitionList:
		b.definitions(n)
	case *extast.FootnoteList:
		b.footnotes(n)
	}
}

func (b *blocks) quote(n *ast.Blockquote) {
	b.out.block("<blockquote>")
	b.children(n)
	b.out.block("</blockquote>")
}

func (b *blocks) definitions(n *extast.DefinitionList) {
	b.out.block("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, term := c.(*extast.DefinitionTerm); term {
			b.out.block("<dt>")
			b.inline.block(c)
		} else {
			b.out.block("<dd>")
			b.children(c)
		}
	}
	b.out.block("</dl>")
}
