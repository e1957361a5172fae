package config

import (
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// MenuItem is one entry of a menu: a page of the site, or an address with a
// name, or a name alone over its children.
type MenuItem struct {
	Page     string     `toml:"page"` // a path in content/
	URL      string     `toml:"url"`
	Name     Text       `toml:"name"`  // instead of the page's title
	Where    string     `toml:"place"` // "top" (the default) or "footer"
	Children []MenuItem `toml:"children"`

	At problem.Place `toml:"-"` // of page, or of url, or of the item
}

// DecodeTOML takes a table; a plain string is a page.
func (m *MenuItem) DecodeTOML(v tomlfile.Value) []problem.Problem {
	m.At = v.Place()
	if page, ok := v.Raw.(string); ok {
		m.Page = page
		return nil
	}
	problems := v.Decode(m)
	for _, key := range []string{"page", "url"} {
		if below := v.At(key); below.Raw != nil {
			m.At = below.Place()
			break
		}
	}
	return append(problems, m.check(v)...)
}

func (m *MenuItem) check(v tomlfile.Value) []problem.Problem {
	named := !m.Name.IsZero()
	if m.Page == "" && !(named && (m.URL != "" || len(m.Children) > 0)) || m.Page != "" && m.URL != "" {
		return []problem.Problem{v.Problem(problem.SiteMenuItem, nil)}
	}
	return nil
}

func (c *checker) menus() {
	c.menu(c.Menu, "menu")
	for i := range c.Languages {
		l := &c.Languages[i]
		c.menu(l.Menu, "languages", l.Tag, "menu")
	}
}

// menu checks the places of a menu's items and fills in the default.
func (c *checker) menu(items []MenuItem, path ...any) {
	for i := range items {
		here := append(path[:len(path):len(path)], i)
		if where := &items[i].Where; !c.oneOf(*where, []string{"top", "footer"}, append(here, "place")...) || *where == "" {
			*where = "top"
		}
		c.menu(items[i].Children, append(here, "children")...)
	}
}
