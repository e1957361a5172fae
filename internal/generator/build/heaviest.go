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
	file  string // of the output, if html is to be read there
}

// heaviest finds the pages that take longest: those that look so are kept, and
// compressed when all are known.
type heaviest struct {
	read func(file string) ([]byte, error) // a file of the output

	mu    sync.Mutex
	pages []Heavy // by guess
}

// manyHeavy is how many pages people are told of.
const manyHeavy = 10

// add takes in a page, from any goroutine.
func (h *heaviest) add(address string, html []byte, guess, own int64) {
	h.take(Heavy{Address: address, guess: guess, own: own}, html)
}

// recall takes in a page that is kept as it is.
func (h *heaviest) recall(address, file string, guess, own int64) {
	h.take(Heavy{Address: address, guess: guess, own: own, file: file}, nil)
}

// weightOf guesses how long a page takes, and sums up its pictures.
func weightOf(html []byte, pictures []check.File) (guess, own int64) {
	for _, f := range pictures {
		if bytes.Contains(html, []byte(f.URL)) {
			own += f.Size
		}
	}
	return own + int64(len(html))/4, own
}

func (h *heaviest) take(page Heavy, html []byte) {
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
		p := &h.pages[i]
		if p.file != "" {
			p.html, _ = h.read(p.file) // it was there when the build began
			p.file = ""
		}
		if p.html != nil {
			p.Size, p.html = p.own+check.SentSize("index.html", p.html), nil
		}
	}
	slices.SortFunc(h.pages, func(a, b Heavy) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Address, b.Address))
	})
	return h.pages
}
