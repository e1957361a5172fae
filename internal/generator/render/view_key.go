package render

import "fmt"

// Key is any key at the top of the front matter by its name, with what sections
// hand down: {{.Key "weight"}}. Dates are in the site's zone. It is nil on a
// page that nobody wrote. A new key needs no field of Page.
func (v *Page) Key(name string) (any, error) {
	if v.of.Entry == nil {
		return nil, nil
	}
	value, ok := v.of.Entry.Value(name, v.of.Values(), v.in.placed.Settings.Zone)
	if !ok {
		return nil, fmt.Errorf("front matter has no key %q", name)
	}
	return value, nil
}
