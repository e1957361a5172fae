package render

import (
	"fmt"
	"html/template"
	"strings"
)

// partOfEach runs a part of the theme for each element of a list. One call for a
// whole list: calls are what a template spends its time on.
func (e *edition) partOfEach(name string, list any) (template.HTML, error) {
	switch list := list.(type) {
	case []*Card:
		return each(e, name, list)
	case []Link:
		return each(e, name, list)
	case []Term:
		return each(e, name, list)
	case []Source:
		return each(e, name, list)
	}
	return "", fmt.Errorf("parts %q: not a list of cards, links, terms or sources", name)
}

func each[T any](e *edition, name string, list []T) (template.HTML, error) {
	var b strings.Builder
	for i, element := range list {
		html, err := e.part(name, element)
		if err != nil {
			return "", err
		}
		if i == 0 {
			b.Grow(len(html) * len(list) * 5 / 4)
		}
		b.WriteString(string(html))
	}
	return template.HTML(b.String()), nil
}
