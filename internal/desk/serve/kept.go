package serve

import (
	"container/list"
	"sync"
)

// keptPages and keptBytes bound what is remembered of visited pages.
const (
	keptPages = 200
	keptBytes = 32 << 20
)

// kept holds the last good bytes of the pages visited last.
type kept struct {
	mu    sync.Mutex
	pages map[string]*list.Element
	order list.List // of *keptPage, the latest first
	size  int
}

type keptPage struct {
	path string
	html []byte
}

func newKept() *kept { return &kept{pages: map[string]*list.Element{}} }

func (k *kept) put(path string, html []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.drop(path)
	k.pages[path] = k.order.PushFront(&keptPage{path, html})
	k.size += len(html)
	for k.order.Len() > keptPages || k.size > keptBytes && k.order.Len() > 1 {
		k.drop(k.order.Back().Value.(*keptPage).path)
	}
}

func (k *kept) get(path string) ([]byte, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.pages[path]
	if !ok {
		return nil, false
	}
	k.order.MoveToFront(e)
	return e.Value.(*keptPage).html, true
}

// paths lists the pages, the latest first.
func (k *kept) paths() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var all []string
	for e := k.order.Front(); e != nil; e = e.Next() {
		all = append(all, e.Value.(*keptPage).path)
	}
	return all
}

func (k *kept) drop(path string) {
	if e, ok := k.pages[path]; ok {
		k.size -= len(k.order.Remove(e).(*keptPage).html)
		delete(k.pages, path)
	}
}
