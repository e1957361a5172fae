package render

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"loa/internal/generator/minify"
)

// fragments keeps what parts made of values that come again on many pages: the
// site's head, menus and footer, topics, sources, days, cards. They are kept because
// they are minified, which takes longer than everything else that is done for a
// page; parts of a page's own values run every time and are not minified.
//
// Three rules keep this right. A fragment never changes. It depends on the part
// and the value alone: each language has its own fragments, and on a disk each
// depth, because strings and addresses differ there. A value that is not wholly
// in the key is not kept, see repeated.
type fragments struct {
	lock sync.RWMutex
	made map[fragment]string
	off  bool // nothing is kept; of tests
}

type fragment struct {
	part string
	of   any
}

// repeated reports whether a value comes again on other pages and can be a key.
// Pointers are to what a language has for as long as it is rendered. Structs are
// of strings that front matter and site.toml hold; a string by itself could stand
// in the buffer of a page's text, which the next page overwrites.
func repeated(data any) bool {
	switch data.(type) {
	case *Site, *Frame, *Strip, *Card, *Language, *Warning, Link, Term, Source, Hotline, time.Time:
		return true
	}
	return false
}

// part is the function part of templates: it runs a part of the theme, or finds
// what it made before.
func (e *edition) part(out *bytes.Buffer, name string, data any) error {
	if !repeated(data) {
		return e.templates.Part(out, name, data)
	}
	key := fragment{name, data}
	if html, ok := e.fragments.find(key); ok {
		out.WriteString(html)
		return nil
	}
	start := out.Len()
	if err := e.templates.Part(out, name, data); err != nil {
		return err
	}
	html := smallest(out.Bytes()[start:])
	e.fragments.keep(key, html)
	out.Truncate(start)
	out.WriteString(html)
	return nil
}

func (f *fragments) find(key fragment) (string, bool) {
	f.lock.RLock()
	defer f.lock.RUnlock()
	html, ok := f.made[key]
	return html, ok
}

func (f *fragments) keep(key fragment, html string) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.off {
		return
	}
	if f.made == nil {
		f.made = map[fragment]string{}
	}
	f.made[key] = html
}

// partOfEach is the function parts of templates: it runs a part for each element
// of a list.
func (e *edition) partOfEach(out *bytes.Buffer, name string, list any) error {
	switch list := list.(type) {
	case []*Card:
		return each(e, out, name, list)
	case []Link:
		return each(e, out, name, list)
	case []Term:
		return each(e, out, name, list)
	case []Source:
		return each(e, out, name, list)
	case []*Warning:
		return each(e, out, name, list)
	case []*Date:
		return each(e, out, name, list)
	}
	return fmt.Errorf("parts %q: not a list of cards, dates, links, terms, sources or warnings", name)
}

func each[T any](e *edition, out *bytes.Buffer, name string, list []T) error {
	for _, element := range list {
		if err := e.part(out, name, element); err != nil {
			return err
		}
	}
	return nil
}

// smallest minifies a fragment. The template's source was minified around its
// actions, which leave quotes and line ends behind. A space at either end stays,
// since a word may stand there.
func smallest(html []byte) string {
	if short(html) {
		return string(html)
	}
	smaller, err := minify.Fragment(html)
	if err != nil || len(smaller) == 0 || len(smaller) >= len(html) {
		return string(html)
	}
	before, after := "", ""
	if html[0] == ' ' && smaller[0] != ' ' {
		before = " "
	}
	if html[len(html)-1] == ' ' && smaller[len(smaller)-1] != ' ' {
		after = " "
	}
	return before + string(smaller) + after
}

// short reports whether what a part made of its values holds nothing that the minifier
// would take away: no quotes, no references, no white space but single spaces within
// words and tags. What the part's own source holds was minified when it was read. So it
// is with parts that show a day, of which a site has many.
func short(html []byte) bool {
	if bytes.ContainsAny(html, "\"'&\t\r\n") {
		return false
	}
	for _, spaces := range []string{"  ", "> ", " <"} {
		if bytes.Contains(html, []byte(spaces)) {
			return false
		}
	}
	return true
}
