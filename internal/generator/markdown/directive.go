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

// fence renders a line of colons that belongs to nothing.
func (r *render) fence(n *fence) {
	if n.stray {
		r.report(problem.DirectiveStrayClose, n.at, nil)
		return
	}
	r.report(problem.DirectiveMalformed, n.at, nil)
	r.block("<p>")
	r.literal(n.at.of(r.source))
	r.close()
	r.openP = true
}

func (r *render) directive(n *directive) {
	use := r.use(n)
	r.checkHead(n)
	rule, known := r.checkName(n, &use)
	start := len(r.buf)
	openP := r.openP
	r.title(n, &use)
	r.body(n, &use)
	r.buf = r.buf[:start]
	r.openP = openP
	if known {
		r.checkAttrs(n, rule, &use)
	}
	r.foreign(r.build(use, known))
	r.pictured = r.pictured || use.Value("src") != ""
	r.space, r.blank, r.amp = true, none, false
}

// use gathers what the head says.
func (r *render) use(n *directive) Use {
	name := string(n.head.name.of(r.source))
	if n.callout {
		name = callout(name)
	}
	newID := func() string { return r.newID(r.in.IDPrefix + fold.Slug(name)) }
	return Use{Name: name, NewID: newID, Leaf: n.colons == 2, Place: r.place(n.head.name), Early: r.early()}
}

func (r *render) checkHead(n *directive) {
	if !n.closed {
		r.report(problem.DirectiveUnclosed, n.mark, problem.Args{"name": string(n.head.name.of(r.source)), "fence": strings.Repeat(":", n.colons)})
	}
	if !n.head.bad.empty() {
		r.report(problem.DirectiveMalformed, n.head.bad, nil)
	}
}

// checkName finds the canonical name and looks whether it may be used so.
func (r *render) checkName(n *directive, use *Use) (Directive, bool) {
	name, known := r.m.canonical(use.Name)
	if !known {
		args := problem.Args{"name": use.Name}
		if near, ok := fold.Nearest(use.Name, r.m.names); ok {
			args["suggestion"] = near
		}
		r.report(problem.DirectiveUnknown, n.head.name, args)
		return Directive{}, false
	}
	use.Name = name
	rule := r.m.dialect.Directives[name]
	switch {
	case use.Leaf && !rule.Leaf:
		r.report(problem.DirectiveNeedsBody, n.mark, problem.Args{"name": name})
	case !use.Leaf && !rule.Container:
		r.report(problem.DirectiveNoBody, n.mark, problem.Args{"name": name})
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
func (r *render) checkAttrs(n *directive, rule Directive, use *Use) {
	for _, a := range n.head.attrs {
		value := string(decode(a.value.of(r.source)))
		switch {
		case a.key == "#":
			r.reserveID(value, a.value)
			use.ID = r.in.IDPrefix + value
		case !slices.Contains(rule.Keys, a.key):
			args := problem.Args{"key": a.key, "name": use.Name}
			if near, ok := fold.Nearest(a.key, rule.Keys); ok {
				args["suggestion"] = near
			} else if len(rule.Keys) > 0 {
				args["keys"] = rule.Keys
			}
			r.report(problem.DirectiveUnknownKey, a.at, args)
		case slices.ContainsFunc(use.Attrs, func(b Attr) bool { return b.Key == a.key }):
			r.report(problem.DirectiveKeyTwice, a.at, problem.Args{"key": a.key})
		default:
			use.Attrs = append(use.Attrs, Attr{Key: a.key, Value: value, Place: r.place(a.value)})
			if r.in.Thorough {
				r.attribute(a.key, value, a.value)
			}
		}
	}
	for _, key := range rule.Required {
		if use.Value(key) == "" {
			r.report(problem.DirectiveMissingKey, n.mark, problem.Args{"name": use.Name, "key": key})
		}
	}
}

// title renders the title apart from the body.
func (r *render) title(n *directive, use *Use) {
	if n.title == nil {
		return
	}
	start := len(r.buf)
	r.close()
	r.words(n.title)
	use.Title = template.HTML(r.buf[start:])
	use.Text = r.plainText(n.title)
	r.buf = r.buf[:start]
}

// body renders what stands between the fences, noting lists and pictures.
func (r *render) body(n *directive, use *Use) {
	items, figures, outside := r.items, r.figures, r.enter()
	start, intro, after := len(r.buf), none, none
	r.openP = false
	r.figures = &use.Images
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c == n.title {
			continue
		}
		r.items = nil
		if _, ok := c.(*ast.List); ok {
			r.items = &use.Items
			if intro == none {
				intro = len(r.buf)
			}
		}
		r.node(c)
		if r.items != nil && after == none {
			after = len(r.buf)
		}
	}
	r.leave(outside)
	r.close()
	use.Body = template.HTML(r.buf[start:])
	if intro == none {
		intro, after = len(r.buf), len(r.buf)
	}
	use.After = template.HTML(r.buf[after:])
	use.Intro = template.HTML(r.buf[start:intro])
	r.items, r.figures = items, figures
	if figures != nil {
		*figures = append(*figures, use.Images...)
	}
}

// build asks the host for the HTML; without one, or for an unknown name, the
// words are shown in a plain box.
func (r *render) build(use Use, known bool) string {
	if known && r.in.Host != nil {
		built, problems := r.in.Host.Directive(use)
		r.result.Problems = append(r.result.Problems, problems...)
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
