package config

import "loa/internal/problem"

// MenuItem is one entry of a menu: a page of the site, or an address with a
// name.
type MenuItem struct {
	Page     string     `toml:"page"` // a path in content/
	URL      string     `toml:"url"`
	Name     Text       `toml:"name"`  // instead of the page's title
	Where    string     `toml:"place"` // "top" or "footer"
	Children []MenuItem `toml:"children"`

	At problem.Place `toml:"-"` // of page, or of url
}
