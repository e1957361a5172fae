package wholesite

import (
	"html"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/fold"
	"loa/internal/generator/markdown"
)

// parts are the places of an entry to which a link can lead.
type parts struct {
	ids     map[string]bool
	letters map[string]string // the letters and digits of a heading → its id
	anchors map[string]string // a place of the text there → the id of its heading; "" for the head of the page
}

// dialect knows the boxes that mdimport writes.
var dialect = sync.OnceValue(func() *markdown.Markdown {
	return markdown.New(markdown.Dialect{Directives: map[string]markdown.Directive{
		"note": {Container: true}, "tip": {Container: true}, "warning": {Container: true}, "danger": {Container: true},
	}})
})

func partsOf(m made) *parts {
	p := &parts{ids: map[string]bool{}, letters: map[string]string{}, anchors: m.anchors}
	result := dialect().Render(markdown.Input{Text: []byte(m.body)})
	for _, id := range result.IDs {
		p.ids[id] = true
	}
	times := map[string]int{}
	for _, heading := range result.Headings {
		key := lettersOf(html.UnescapeString(heading.Text))
		numbered := key
		if n := times[key]; n > 0 {
			numbered += strconv.Itoa(n) // others count the second of equal headings as 1
		}
		times[key]++
		if p.letters[numbered] == "" {
			p.letters[numbered] = heading.ID
		}
	}
	return p
}

// find returns the id of a part here, by the one that it had there. Programs make the ids of headings in their own ways;
// all keep most letters and digits of the text in their order. "" is the head of the page.
func (p *parts) find(fragment string) (id string, ok bool) {
	if endsInNumber(fragment) { // the id of another heading here may have that number
		if id, ok := p.anchors[fragment]; ok {
			return p.here(id), true
		}
		if id := p.letters[lettersOf(fragment)]; id != "" {
			return id, true
		}
	}
	for _, id := range []string{fragment, fold.Slug(fragment)} {
		if fragment == "" || p.ids[id] {
			return id, true
		}
	}
	if id, ok := p.anchors[fragment]; ok {
		return p.here(id), true
	}
	if id := p.letters[lettersOf(html.UnescapeString(fragment))]; id != "" {
		return id, true
	}
	for _, before := range []string{"toc_", "toc-", "user-content-"} {
		if rest, ok := strings.CutPrefix(fragment, before); ok && p.letters[lettersOf(rest)] != "" {
			return p.letters[lettersOf(rest)], true
		}
	}
	if _, rest, ok := strings.Cut(fragment, "-"); ok && strings.ContainsFunc(rest, unicode.IsLetter) { // templates put a word before the ids that they are given
		if id, ok := p.anchors[rest]; ok {
			return p.here(id), true
		}
	}
	return "", false
}

// endsInNumber reports whether an id ends in a number, as those of equal headings do.
func endsInNumber(id string) bool {
	last, _ := utf8.DecodeLastRuneInString(id)
	return unicode.IsDigit(last)
}

// here is an id if a heading has it, else the head of the page.
func (p *parts) here(id string) string {
	if p.ids[id] {
		return id
	}
	return ""
}

// lettersOf are the letters and digits of a text, in small letters.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(text))
}
