package render

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"time"

	"loa/internal/generator/minify"
)

// partOfEach runs a part of the theme for each element of a list. One call for a
// whole list: calls are what a template spends its time on.
func (e *edition) partOfEach(name string, list any) (template.HTML, error) {
	switch list := list.(type) {
	case []*Card:
		return each(name, list, func(name string, c *Card) (template.HTML, error) { return e.part(name, c) })
	case []Link:
		return each(name, list, e.made.links.of(e))
	case []Term:
		return each(name, list, e.made.terms.of(e))
	case []*Date:
		return e.eachDate(name, list)
	case []Source:
		return each(name, list, e.made.sources.of(e))
	}
	return "", fmt.Errorf("parts %q: not a list of cards, dates, links, terms or sources", name)
}

func each[T any](name string, list []T, part func(string, T) (template.HTML, error)) (template.HTML, error) {
	if len(list) == 1 {
		return part(name, list[0])
	}
	var b strings.Builder
	for i, element := range list {
		html, err := part(name, element)
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

// pieces are what parts made of values that come again on other pages. Each type
// has a shelf of its own, so that looking there needs no memory.
type pieces struct {
	links   kept[Link]
	terms   kept[Term]
	sources kept[Source]
	dates   kept[time.Time]
	others  kept[any] // *Site, *Frame, *Strip and all else
}

// part runs a part or finds what it made before.
func (p *pieces) part(e *edition, name string, data any) (template.HTML, error) {
	switch data := data.(type) {
	case Link:
		return p.links.part(e, name, data)
	case Term:
		return p.terms.part(e, name, data)
	case Source:
		return p.sources.part(e, name, data)
	case time.Time:
		return p.dates.part(e, name, data)
	case *Site, *Frame, *Strip, *Language:
		return p.others.part(e, name, data)
	}
	v := reflect.ValueOf(data)
	if !v.Comparable() { // such as a list: nothing to find it by
		return e.templates.Part(name, data)
	}
	if v.Kind() == reflect.String { // perhaps a page's text, whose memory the next page gets
		own := reflect.New(v.Type()).Elem()
		own.SetString(strings.Clone(v.String()))
		data = own.Interface()
	}
	return p.others.part(e, name, data)
}

// kept is what parts made of values of one type.
type kept[T comparable] struct {
	lock sync.RWMutex
	made map[piece[T]]template.HTML
}

type piece[T comparable] struct {
	name string
	of   T
}

func (k *kept[T]) of(e *edition) func(string, T) (template.HTML, error) {
	return func(name string, data T) (template.HTML, error) { return k.part(e, name, data) }
}

func (k *kept[T]) part(e *edition, name string, data T) (template.HTML, error) {
	key := piece[T]{name, data}
	k.lock.RLock()
	html, ok := k.made[key]
	k.lock.RUnlock()
	if ok {
		return html, nil
	}
	html, err := e.templates.Part(name, data)
	if err != nil {
		return html, err
	}
	html = smallest(html)
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.made == nil {
		k.made = map[piece[T]]template.HTML{}
	}
	k.made[key] = html
	return html, nil
}

// smallest minifies what will stand on many pages: the template's source was
// minified around its actions, which leave quotes and line ends behind. A space
// at either end stays, since a word may stand there.
func smallest(html template.HTML) template.HTML {
	smaller, err := minify.Fragment([]byte(html))
	if err != nil || len(smaller) == 0 || len(smaller) >= len(html) {
		return html
	}
	before, after := "", ""
	if html[0] == ' ' && smaller[0] != ' ' {
		before = " "
	}
	if html[len(html)-1] == ' ' && smaller[len(smaller)-1] != ' ' {
		after = " "
	}
	return template.HTML(before + string(smaller) + after)
}
