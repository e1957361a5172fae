package build

import (
	"bytes"
	"cmp"
	"slices"
	"sync"

	"loa/internal/generator/check"
)

// Heavy is a page that takes long to transfer, with its own pictures. Style
// sheets and scripts serve all pages and count with none.
type Heavy struct {
	Address string
	Size    int64 // in bytes, its HTML compressed

	guess int64
	own   int64  // of its pictures
	html  []byte // until it is compressed
}

// heaviest finds the pages that take longest: those that look so are kept, and
// compressed when all are known.
type heaviest struct {
	mu    sync.Mutex
	pages []Heavy // by guess
}

// manyHeavy is how many pages people are told of.
const manyHeavy = 10

// add takes in a page, from any goroutine.
func (h *heaviest) add(address string, html []byte, pictures []check.File) {
	var own int64
	for _, f := range pictures {
		if bytes.Contains(html, []byte(f.URL)) {
			own += f.Size
		}
	}
	page := Heavy{Address: address, guess: own + int64(len(html))/4, own: own}
	h.mu.Lock()
	defer h.mu.Unlock()
	at, _ := slices.BinarySearchFunc(h.pages, page, func(a, b Heavy) int {
		return cmp.Or(cmp.Compare(b.guess, a.guess), cmp.Compare(a.Address, b.Address))
	})
	if at == manyHeavy {
		return
	}
	if len(h.pages) == manyHeavy { // the room of the one that goes
		page.html = h.pages[manyHeavy-1].html[:0]
		h.pages = h.pages[:manyHeavy-1]
	}
	page.html = append(page.html, html...)
	h.pages = slices.Insert(h.pages, at, page)
}

// list gives the pages, the heaviest first.
func (h *heaviest) list() []Heavy {
	for i := range h.pages {
		if p := &h.pages[i]; p.html != nil {
			p.Size, p.html = p.own+check.SentSize("index.html", p.html), nil
		}
	}
	slices.SortFunc(h.pages, func(a, b Heavy) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Address, b.Address))
	})
	return h.pages
}
