package site

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// relatedIndex answers "what else should one read?" without a search per page:
// pages with the same set of topics in the same section share one answer.
//
// The rule is DESIGN's: most shared topics, then the same section, then the
// newest.
type relatedIndex struct {
	sets  []*topicSet
	bySet map[string]*topicSet

	mu    *sync.Mutex
	heads map[headKey][]*Page
}

type topicSet struct {
	name   string
	topics []string
	pages  []*Page // newest first
}

type headKey struct {
	set     string
	section *Page
	n       int
}

func indexRelated(e *Edition) relatedIndex {
	r := relatedIndex{bySet: map[string]*topicSet{}, mu: &sync.Mutex{}, heads: map[headKey][]*Page{}}
	for _, p := range e.Entries {
		if p.Kind == Event || len(p.Values().Topics) == 0 {
			continue
		}
		name := setName(p.Values().Topics)
		set := r.bySet[name]
		if set == nil {
			set = &topicSet{name: name, topics: distinct(p.Values().Topics)}
			r.bySet[name] = set
			r.sets = append(r.sets, set)
		}
		set.pages = append(set.pages, p)
	}
	for _, set := range r.sets {
		slices.SortStableFunc(set.pages, newest)
	}
	return r
}

func newest(a, b *Page) int {
	return cmp.Or(cmp.Compare(b.sorted.date, a.sorted.date), strings.Compare(a.Key, b.Key))
}

func setName(topics []string) string { return strings.Join(distinct(topics), " ") }

// distinct returns the topics sorted, each once.
func distinct(topics []string) []string {
	sorted := slices.Clone(topics)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// Related returns at most n pages that share topics with this one.
func (p *Page) Related(n int) []*Page {
	if len(p.Values().Topics) == 0 || n <= 0 {
		return nil
	}
	all := p.Edition.related.head(headKey{setName(p.Values().Topics), p.Parent, n + 1}, p.Values().Topics)
	picked := make([]*Page, 0, n)
	for _, other := range all {
		if other != p && len(picked) < n {
			picked = append(picked, other)
		}
	}
	return picked
}

// head lists the first pages for a set of topics in a section, made when first
// asked for.
func (r *relatedIndex) head(key headKey, topics []string) []*Page {
	n := key.n
	r.mu.Lock()
	defer r.mu.Unlock()
	if head, ok := r.heads[key]; ok {
		return head
	}
	var head []*Page
	for _, sets := range r.byOverlap(topics) {
		if len(head) >= n {
			break
		}
		var here, elsewhere []*Page
		for _, set := range sets {
			here = appendFrom(here, set.pages, n, func(p *Page) bool { return p.Parent == key.section })
			elsewhere = appendFrom(elsewhere, set.pages, n, func(p *Page) bool { return p.Parent != key.section })
		}
		slices.SortStableFunc(here, newest)
		slices.SortStableFunc(elsewhere, newest)
		head = append(append(head, here...), elsewhere...)
	}
	head = head[:min(n, len(head))]
	r.heads[key] = slices.Clone(head)
	return r.heads[key]
}

func appendFrom(list, pages []*Page, n int, want func(*Page) bool) []*Page {
	for _, p := range pages {
		if n == 0 {
			break
		}
		if want(p) {
			list = append(list, p)
			n--
		}
	}
	return list
}

// byOverlap groups the sets that share topics with a list, those that share the most
// first.
func (r *relatedIndex) byOverlap(topics []string) [][]*topicSet {
	wanted := make(map[string]bool, len(topics))
	for _, topic := range topics {
		wanted[topic] = true
	}
	groups := make([][]*topicSet, len(wanted))
	for _, set := range r.sets {
		if n := overlap(set.topics, wanted); n > 0 {
			groups[len(wanted)-n] = append(groups[len(wanted)-n], set)
		}
	}
	return groups
}

// overlap is how many of the topics, each of which is named once, are wanted.
func overlap(topics []string, wanted map[string]bool) int {
	n := 0
	for _, topic := range topics {
		if wanted[topic] {
			n++
		}
	}
	return n
}
