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
	heads := b.longTable(n)
	if heads != nil {
		b.out.block("<table class=long>")
	} else {
		b.out.block("<table>")
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, head := row.(*extast.TableHeader); head {
			b.out.block("<thead><tr>")
			b.cells(row, "<th", nil)
			if row.NextSibling() != nil {
				b.out.block("<tbody>")
			}
			continue
		}
		b.out.block("<tr>")
		b.cells(row, "<td", heads)
	}
	b.out.block("</table>")
	if !b.m.trusted {
		b.out.block("</div>")
	}
}

// longTable returns the words of a table's head where phones show each row as a block,
// with those words before the cells: a row of three columns or more does not fit there
// once it has some sentences. Else it returns nil.
func (b *blocks) longTable(n *extast.Table) []string {
	if len(n.Alignments) < 3 || b.m.trusted || n.FirstChild() == nil {
		return nil
	}
	for row := n.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		length := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			length += b.plainLength(c)
		}
		if length > longRow {
			var heads []string
			for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
				heads = append(heads, b.plainText(c))
			}
			return heads
		}
	}
	return nil
}

// longRow is how many characters a row of three columns has on six lines of a phone.
const longRow = 90

// cells renders a row; heads are the words of the head that its cells carry, but for the
// first, which says what the row is about. Alignment is a class, since the site's security policy
// lets no style attribute through; left is how cells stand anyway. An empty head,
// as in the corner of a table, names nothing and is a plain cell.
func (b *blocks) cells(row ast.Node, tag string, heads []string) {
	for c, i := row.FirstChild(), 0; c != nil; c, i = c.NextSibling(), i+1 {
		if tag == "<th" && !c.HasChildren() && !b.m.trusted {
			b.out.block("<td")
		} else {
			b.out.block(tag)
			if tag == "<th" && !b.m.trusted {
				b.out.attr("scope", "col")
			}
		}
		if 0 < i && i < len(heads) && heads[i] != "" {
			b.out.attr("data-head", heads[i])
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
