package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table renders a table in a box that scrolls on a narrow screen. The box takes
// the keyboard's focus, since one that scrolls must (WCAG 2.1.1), and so has a
// name: that of the section it stands in.
func (r *render) table(n *extast.Table) {
	if !r.m.trusted {
		r.block("<div class=table role=group tabindex=0")
		switch {
		case r.section != "":
			r.attr("aria-labelledby", r.section)
		case r.in.Words.Table != "":
			r.attr("aria-label", r.in.Words.Table)
		}
		r.buf = append(r.buf, '>')
	}
	r.block("<table>")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, head := row.(*extast.TableHeader); head {
			r.block("<thead><tr>")
			r.cells(row, "<th")
			if row.NextSibling() != nil {
				r.block("<tbody>")
			}
			continue
		}
		r.block("<tr>")
		r.cells(row, "<td")
	}
	r.block("</table>")
	if !r.m.trusted {
		r.block("</div>")
	}
}

// cells renders a row. Alignment is a class, since the site's security policy
// lets no style attribute through; left is how cells stand anyway. An empty head,
// as in the corner of a table, names nothing and is a plain cell.
func (r *render) cells(row ast.Node, tag string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if tag == "<th" && !c.HasChildren() && !r.m.trusted {
			r.block("<td")
		} else {
			r.block(tag)
		}
		switch alignmentOf(c) {
		case extast.AlignRight:
			r.attr("class", "right")
		case extast.AlignCenter:
			r.attr("class", "center")
		}
		r.buf = append(r.buf, '>')
		r.words(c)
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
