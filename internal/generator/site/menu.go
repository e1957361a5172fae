package site

import (
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// MenuNode is one line of a menu, resolved.
type MenuNode struct {
	Name     string
	Page     *Page  // or
	URL      string // an address outside
	Named    bool   // site.toml gives the name; else it is the page's title
	Children []MenuNode

	NameLanguage string // of a name of site.toml: the tag of its language if that is not the reader's; else ""
}

// menus resolves the edition's menus. A page that the language hides is left
// out.
func (b *builder) menus(e *Edition, l config.Language) {
	items := l.Menu
	if len(items) == 0 {
		items = b.in.Settings.Menu
	}
	for _, item := range items {
		node, ok := b.menuNode(e, item)
		switch {
		case !ok:
		case item.Where == "footer":
			e.Footer = append(e.Footer, node)
		default:
			e.Top = append(e.Top, node)
		}
	}
}

func (b *builder) menuNode(e *Edition, item config.MenuItem) (MenuNode, bool) {
	node := MenuNode{URL: item.URL}
	node.Name, node.NameLanguage = b.said(e, item.Name)
	node.Named = node.Name != ""
	if item.Page != "" {
		name := content.ParseName(item.Page, b.in.Settings.Languages.Tags())
		node.Page = e.byKey[name.Key]
		if node.Page == nil {
			b.menuMissing(e, item, name.Key)
			return node, false
		}
		if node.Name == "" {
			node.Name = node.Page.Title
		}
	}
	for _, child := range item.Children {
		if c, ok := b.menuNode(e, child); ok {
			node.Children = append(node.Children, c)
		}
	}
	return node, true
}

// menuMissing reports a menu item without a page, unless the page exists and
// is only hidden in this language or on this day.
func (b *builder) menuMissing(e *Edition, item config.MenuItem, key string) {
	if !e.Default() || b.site.groups[key] != nil {
		return
	}
	args := problem.Args{"value": item.Page}
	if near, ok := b.site.entryFiles().Nearest(item.Page); ok {
		args["suggestion"] = near
	}
	b.report(problem.MenuPage, item.At, args)
}
