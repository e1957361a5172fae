package render

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"sync"

	"loa/internal/generator/site"
)

// Viewed is a digest of all that one page of a list, or a page of its own (number 1),
// can show of the site, but for its text: of its view as the templates of its layout
// read it, and of the front matter that it has of its own and of its sections. It is 0
// if that cannot be told.
func (r *Renderer) Viewed(p *site.Page, number int) uint64 {
	e := r.editions[p.Edition]
	view := e.pages.view(p)
	e.pages.list(p, view, number)
	return e.viewed(r.layout(p), p, view)
}

var views = sync.Pool{New: func() any { return new([]byte) }}

func (e *edition) viewed(layout string, p *site.Page, view *Page) (sum uint64) {
	defer func() {
		if recover() != nil { // a method that the templates would not have called
			sum = 0
		}
	}()
	buffer := views.Get().(*[]byte)
	defer views.Put(buffer)
	d := e.digester(layout)
	out := append((*buffer)[:0], layout...)
	for _, value := range []any{view, metadataOf(view), p.Values()} {
		out = d.all(out, reflect.ValueOf(value))
	}
	*buffer = out
	return sumOf(out)
}

func (e *edition) digester(layout string) *digester {
	if d, ok := e.digesters.Load(layout); ok {
		return d.(*digester)
	}
	d, _ := e.digesters.LoadOrStore(layout, &digester{names: e.r.theme.Names(layout)})
	return d.(*digester)
}

func sumOf(data []byte) uint64 {
	sum := sha256.Sum256(data)
	return binary.LittleEndian.Uint64(sum[:])
}
