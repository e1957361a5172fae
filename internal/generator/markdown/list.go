package markdown

import (
	"html/template"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// lists renders lists, and notes their items for a directive.
type lists struct {
	*state
	inline *inline
	html   *rawHTML
	blocks *blocks

	items *[]Item // where the items of the next list go; nil: nowhere
}

func (l *lists) list(n *ast.List) {
	items := l.items
	l.items = nil
	defer func() { l.items = items }()
	if !n.IsOrdered() {
		l.out.block("<ul>")
	} else {
		l.out.block("<ol")
		if n.Start != 1 {
			l.out.attr("start", strconv.Itoa(n.Start))
		}
		l.out.put(">")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l.out.block("<li>")
		l.item(c, items)
	}
	if n.IsOrdered() {
		l.out.block("</ol>")
	} else {
		l.out.block("</ul>")
	}
}

// item renders what stands in an item, and notes it for a directive.
func (l *lists) item(n ast.Node, items *[]Item) {
	first := n.FirstChild()
	box := taskBox(first)
	if box == nil {
		l.parts(n, items)
		return
	}
	if _, loose := first.(*ast.Paragraph); loose {
		l.out.block("<p>")
	}
	l.checkbox(box)
	start := len(l.out.buf)
	l.inline.block(first)
	l.out.put("</label>")
	stop := len(l.out.buf)
	outer := l.html.enter()
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		l.blocks.node(c)
	}
	l.html.leave(outer)
	if items != nil {
		l.noteItem(items, first, box, start)
		added := &(*items)[len(*items)-1]
		added.HTML = template.HTML(string(l.out.buf[start:stop-len("</label>")]) + string(l.out.buf[stop:]))
	}
}

// parts renders the blocks of an item; for a directive it also tells apart what
// stands before, in and behind the item's first list.
func (l *lists) parts(n ast.Node, items *[]Item) {
	var item Item
	outer, start := l.html.enter(), len(l.out.buf)
	before, behind := none, none
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.List); !ok || items == nil || before != none {
			l.blocks.node(c)
			continue
		}
		before = len(l.out.buf)
		l.items = &item.Items
		l.blocks.node(c)
		l.items = nil
		behind = len(l.out.buf)
	}
	l.html.leave(outer)
	l.noteItem(items, n.FirstChild(), nil, start)
	if before == none || items == nil {
		return
	}
	noted := &(*items)[len(*items)-1]
	noted.Items = item.Items
	noted.Intro, noted.After = template.HTML(l.out.buf[start:before]), template.HTML(l.out.buf[behind:])
}

// checkbox begins a task. The box is named by its text, for screen readers; the
// label ends where the text does.
func (l *lists) checkbox(box *extast.TaskCheckBox) {
	l.out.tag("<label><input type=checkbox disabled")
	if box.IsChecked {
		l.out.attr("checked", "")
	}
	l.out.object()
	l.out.put(" ")
	l.out.space = true
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

func (l *lists) noteItem(items *[]Item, first ast.Node, box *extast.TaskCheckBox, start int) {
	if items == nil {
		return
	}
	item := Item{HTML: template.HTML(l.out.buf[start:])}
	if first != nil {
		item.Text = l.plainText(first)
	}
	if box != nil {
		item.Task, item.Checked = true, box.IsChecked
	}
	*items = append(*items, item)
}
