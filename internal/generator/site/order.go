package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"loa/internal/base/i18n"
	"loa/internal/generator/content"
)

// order is what lists are sorted by first: weight (unset last), then the newest.
type order struct {
	weight int
	date   int64
}

func orderOf(e *content.Entry, zone *time.Location) order {
	o := order{weight: e.Weight}
	if o.weight == 0 {
		o.weight = 1 << 30
	}
	if on := e.On(zone); !on.IsZero() {
		o.date = on.Unix()
	} else {
		o.date = -1 << 62
	}
	return o
}

func (a order) compare(b order) int {
	return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(b.date, a.date))
}

// inOrder sorts pages as lists show them: by weight, then the newest first,
// then by title as the language sorts, then by path. Titles need long keys, so
// they are looked at only where the rest is equal.
func inOrder(pages []*Page, titles *i18n.Sorter) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(a.sorted.compare(b.sorted), strings.Compare(a.Key, b.Key))
	})
	for start := 0; start < len(pages); {
		end := start + 1
		for end < len(pages) && pages[end].sorted == pages[start].sorted {
			end++
		}
		byTitle(pages[start:end], titles)
		start = end
	}
}

func byTitle(pages []*Page, titles *i18n.Sorter) {
	if len(pages) < 2 {
		return
	}
	keys := make(map[*Page]string, len(pages))
	for _, p := range pages {
		keys[p] = titles.Key(p.Title)
	}
	slices.SortStableFunc(pages, func(a, b *Page) int { return strings.Compare(keys[a], keys[b]) })
}
