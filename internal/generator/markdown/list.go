package markdown

import (
	"html/template"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

func (r *render) list(n *ast.List) {
	items := r.items
	r.items = nil
	defer func() { r.items = items }()
	if !n.IsOrdered() {
		r.block("<ul>")
	} else {
		r.block("<ol")
		if n.Start != 1 {
			r.number("start", n.Start)
		}
		r.buf = append(r.buf, '>')
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block("<li>")
		r.item(c, items)
	}
	if n.IsOrdered() {
		r.block("</ol>")
	} else {
		r.block("</ul>")
	}
}

// item renders what stands in an item, and notes it for a directive.
func (r *render) item(n ast.Node, items *[]Item) {
	first := n.FirstChild()
	box := taskBox(first)
	if box == nil {
		r.parts(n, items)
		return
	}
	if _, loose := first.(*ast.Paragraph); loose {
		r.block("<p>")
	}
	r.checkbox(box)
	start := len(r.buf)
	r.words(first)
	r.buf = append(r.buf, "</label>"...)
	stop := len(r.buf)
	outside := r.enter()
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
	r.leave(outside)
	if items != nil {
		r.noteItem(items, first, box, start)
		added := &(*items)[len(*items)-1]
		added.HTML = template.HTML(string(r.buf[start:stop-len("</label>")]) + string(r.buf[stop:]))
	}
}

// parts renders the blocks of an item; for a directive it also tells apart what
// stands before, in and behind the item's first list.
func (r *render) parts(n ast.Node, items *[]Item) {
	var item Item
	outside, start := r.enter(), len(r.buf)
	before, behind := none, none
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.List); !ok || items == nil || before != none {
			r.node(c)
			continue
		}
		before = len(r.buf)
		r.items = &item.Items
		r.node(c)
		r.items = nil
		behind = len(r.buf)
	}
	r.leave(outside)
	r.noteItem(items, n.FirstChild(), nil, start)
	if before == none || items == nil {
		return
	}
	noted := &(*items)[len(*items)-1]
	noted.Items = item.Items
	noted.Intro, noted.After = template.HTML(r.buf[start:before]), template.HTML(r.buf[behind:])
}

// checkbox begins a task. The box is named by its text, for screen readers; the
// label ends where the text does.
func (r *render) checkbox(box *extast.TaskCheckBox) {
	r.tag("<label><input type=checkbox disabled")
	if box.IsChecked {
		r.attr("checked", "")
	}
	r.object()
	r.buf = append(r.buf, ' ')
	r.space = true
}

// taskParser reads [ ] and [x] at the beginning of an item. Goldmark's own also
// takes the words of a link [x](…) for a box.
type taskParser struct{ parser.InlineParser }

func (p taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > 3 && !util.IsSpace(line[3]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

func taskBox(block ast.Node) *extast.TaskCheckBox {
	if block == nil {
		return nil
	}
	box, _ := block.FirstChild().(*extast.TaskCheckBox)
	return box
}

func (r *render) noteItem(items *[]Item, first ast.Node, box *extast.TaskCheckBox, start int) {
	if items == nil {
		return
	}
	item := Item{HTML: template.HTML(r.buf[start:])}
	if first != nil {
		item.Text = r.plainText(first)
	}
	if box != nil {
		item.Task, item.Checked = true, box.IsChecked
	}
	*items = append(*items, item)
}

func (r *render) definitions(n *extast.DefinitionList) {
	r.block("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, term := c.(*extast.DefinitionTerm); term {
			r.block("<dt>")
			r.words(c)
		} else {
			r.block("<dd>")
			r.blocks(c)
		}
	}
	r.block("</dl>")
}
