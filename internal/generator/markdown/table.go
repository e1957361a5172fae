package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table renders a table in a box that scrolls on a narrow screen. The box takes
// the keyboard's focus, since one that scrolls must (WCAG 2.1.1), and so has a
// name: that of the section it stands in.
func (b *blocks) table(n *extast.Table) {
	if !b.m.trusted {
		b.out.block("<div class=table role=group tabindex=0")
		switch {
		case b.section != "":
			b.out.attr("aria-labelledby", b.section)
		case b.in.Words.Table != "":
			b.out.attr("aria-label", b.in.Words.Table)
		}
		b.out.put(">")
	}
	b.out.block("<table>")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, head := row.(*extast.TableHeader); head {
			b.out.block("<thead><tr>")
			b.cells(row, "<th")
			if row.NextSibling() != nil {
				b.out.block("<tbody>")
			}
			continue
		}
		b.out.block("<tr>")
		b.cells(row, "<td")
	}
	b.out.block("</table>")
	if !b.m.trusted {
		b.out.block("</div>")
	}
}

// cells renders a row. Alignment is a class, since the site's security policy
// lets no style attribute through; left is how cells stand anyway. An empty head,
// as in the corner of a table, names nothing and is a plain cell.
func (b *blocks) cells(row ast.Node, tag string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if tag == "<th" && !c.HasChildren() && !b.m.trusted {
			b.out.block("<td")
		} else {
			b.out.block(tag)
			if tag == "<th" && !b.m.trusted {
				b.out.attr("scope", "col")
			}
		}
		switch alignmentOf(c) {
		case extast.AlignRight:
			b.out.attr("class", "right")
		case extast.AlignCenter:
			b.out.attr("class", "center")
		}
		b.out.put(">")
		b.inline.block(c)
	}
}

func alignmentOf(n ast.Node) extast.Alignment {
	switch n := n.(type) {
	case *extast.TableCell:
		return n.Alignment
	case plainCell:
		return n.Alignment
	}
	return extast.AlignNone
}
