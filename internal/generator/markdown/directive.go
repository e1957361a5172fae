package markdown

import (
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// directive is a building block of a page: a container, a leaf or a call-out.
type directive struct {
	ast.BaseBlock
	head    head
	mark    span // colons and name
	colons  int  // 2: a leaf; 0: a call-out
	callout bool
	closed  bool
	title   *ast.TextBlock // its first child, or nil
}

var kindDirective = ast.NewNodeKind("Directive")

func (n *directive) Kind() ast.NodeKind            { return kindDirective }
func (n *directive) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// newDirective makes the node; its title becomes a block of its own, so that
// it is read as Markdown.
func newDirective(h head, mark span, colons int) *directive {
	d := &directive{head: h, mark: mark, colons: colons}
	if !h.title.empty() {
		d.title = ast.NewTextBlock()
		d.title.Lines().Append(text.NewSegment(h.title.start, h.title.stop))
		d.AppendChild(d, d.title)
	}
	return d
}

// directives renders directives: what is in them, and with the host what they are.
type directives struct {
	*state
	inline   *inline
	pictures *pictures
	html     *rawHTML
	lists    *lists
	blocks   *blocks
}

// fence renders a line of colons that belongs to nothing.
func (d *directives) fence(n *fence) {
	if n.stray {
		d.report(problem.DirectiveStrayClose, n.at, nil)
		return
	}
	d.report(problem.DirectiveMalformed, n.at, nil)
	d.out.paragraph(n.at.of(d.source))
}

func (d *directives) directive(n *directive) {
	use := d.use(n)
	d.checkHead(n)
	rule, known := d.checkName(n, &use)
	start := len(d.out.buf)
	openP := d.out.openP
	d.title(n, &use)
	d.body(n, &use)
	d.out.buf = d.out.buf[:start]
	d.out.openP = openP
	if known {
		d.checkAttrs(n, rule, &use)
	}
	d.out.foreign(d.build(use, known))
	d.pictures.shown = d.pictures.shown || use.Value("src") != ""
	d.out.space, d.out.blank, d.out.amp = true, none, false
}

// use gathers what the head says.
func (d *directives) use(n *directive) Use {
	name := string(n.head.name.of(d.source))
	if n.callout {
		name = callout(name)
	}
	newID := func() string { return d.ids.unused(fold.Slug(name)) }
	return Use{Name: name, NewID: newID, Leaf: n.colons == 2, Place: d.place(n.head.name), Early: d.pictures.early()}
}

func (d *directives) checkHead(n *directive) {
	if !n.closed {
		d.report(problem.DirectiveUnclosed, n.mark, problem.Args{"name": string(n.head.name.of(d.source)), "fence": strings.Repeat(":", n.colons)})
	}
	if !n.head.bad.empty() {
		d.report(problem.DirectiveMalformed, n.head.bad, nil)
	}
}

// checkName finds the canonical name and looks whether it may be used so.
func (d *directives) checkName(n *directive, use *Use) (Directive, bool) {
	name, known := d.m.canonical(use.Name)
	if !known {
		args := problem.Args{"name": use.Name}
		if near, ok := fold.Nearest(use.Name, d.m.names); ok {
			args["suggestion"] = near
		}
		if meant, ok := d.m.canonical(meantDirectives[use.Name]); ok {
			args["suggestion"] = meant
		}
		d.report(problem.DirectiveUnknown, n.head.name, args)
		return Directive{}, false
	}
	use.Name = name
	rule := d.m.dialect.Directives[name]
	switch {
	case use.Leaf && !rule.Leaf:
		d.report(problem.DirectiveNeedsBody, n.mark, problem.Args{"name": name})
	case !use.Leaf && !rule.Container:
		d.report(problem.DirectiveNoBody, n.mark, problem.Args{"name": name})
	}
	return rule, true
}

// canonical looks a name up as it stands, then folded: "Cảnh-báo" is
// "canh-bao", which may be another name for "warning".
func (m *Markdown) canonical(name string) (string, bool) {
	for _, name := range []string{name, fold.Slug(name)} {
		if _, ok := m.dialect.Directives[name]; ok {
			return name, true
		}
		if to, ok := m.dialect.Aliases[name]; ok {
			_, ok = m.dialect.Directives[to]
			return to, ok
		}
	}
	return name, false
}

// checkAttrs takes the attributes that the directive knows.
func (d *directives) checkAttrs(n *directive, rule Directive, use *Use) {
	for _, a := range n.head.attrs {
		value := string(decode(a.value.of(d.source)))
		switch {
		case a.key == "#":
			d.reserveID(value, a.value)
			use.ID = d.ids.prefix + value
		case !slices.Contains(rule.Keys, a.key):
			args := problem.Args{"key": a.key, "name": use.Name}
			if near, ok := fold.Nearest(a.key, rule.Keys); ok {
				args["suggestion"] = near
			} else if len(rule.Keys) > 0 {
				args["keys"] = rule.Keys
			}
			d.report(problem.DirectiveUnknownKey, a.at, args)
		case slices.ContainsFunc(use.Attrs, func(b Attr) bool { return b.Key == a.key }):
			d.report(problem.DirectiveKeyTwice, a.at, problem.Args{"key": a.key})
		default:
			use.Attrs = append(use.Attrs, Attr{Key: a.key, Value: value, Place: d.place(a.value)})
			if d.in.Thorough {
				d.result.Passages = append(d.result.Passages, attributePassage(a.key, value, a.value))
			}
		}
	}
	for _, key := range rule.Required {
		if use.Value(key) == "" {
			d.report(problem.DirectiveMissingKey, n.mark, problem.Args{"name": use.Name, "key": key})
		}
	}
}

// title renders the title apart from the body.
func (d *directives) title(n *directive, use *Use) {
	if n.title == nil {
		return
	}
	start := len(d.out.buf)
	d.out.close()
	d.inline.block(n.title)
	use.Title = template.HTML(d.out.buf[start:])
	use.Text = d.plainText(n.title)
	d.out.buf = d.out.buf[:start]
}

// body renders what stands between the fences, noting lists and pictures.
func (d *directives) body(n *directive, use *Use) {
	items, figures, outer := d.lists.items, d.pictures.figures, d.html.enter()
	start, intro, after := len(d.out.buf), none, none
	d.out.openP = false
	d.pictures.figures = &use.Images
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c == n.title {
			continue
		}
		d.lists.items = nil
		if _, ok := c.(*ast.List); ok {
			d.lists.items = &use.Items
			if intro == none {
				intro = len(d.out.buf)
			}
		}
		d.blocks.node(c)
		if d.lists.items != nil && after == none {
			after = len(d.out.buf)
		}
	}
	d.html.leave(outer)
	d.out.close()
	use.Body = template.HTML(d.out.buf[start:])
	if intro == none {
		intro, after = len(d.out.buf), len(d.out.buf)
	}
	use.After = template.HTML(d.out.buf[after:])
	use.Intro = template.HTML(d.out.buf[start:intro])
	d.lists.items, d.pictures.figures = items, figures
	if figures != nil {
		*figures = append(*figures, use.Images...)
	}
}

// build asks the host for the HTML; without one, or for an unknown name, the
// words are shown in a plain box.
func (d *directives) build(use Use, known bool) string {
	if known && d.in.Host != nil {
		built, problems := d.in.Host.Directive(use)
		d.result.Problems = append(d.result.Problems, problems...)
		return string(built)
	}
	if use.Title == "" && use.Body == "" {
		return ""
	}
	title := ""
	if use.Title != "" {
		title = "<p><strong>" + string(use.Title) + "</strong>"
	}
	return "<div>" + title + string(use.Body) + "</div>"
}
