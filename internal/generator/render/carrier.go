package render

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/generator/site"
)

// carrier is a way in which readers get the site: it writes the addresses that
// pages need there.
type carrier interface {
	// name is what templates know it by.
	name() string
	// url is the address of a path under the site's root, from the page being
	// rendered.
	url(path string) string
	// copy is the part of the site that readers have; nil for all of it.
	copy() *site.Copy
}

// web is a site on a host: addresses begin at the host's root.
type web struct{ root string }

func (web) name() string             { return "web" }
func (w web) url(path string) string { return w.root + path }
func (web) copy() *site.Copy         { return nil }

// disk is a copy as files in folders, which no server opens: addresses lead
// from file to file, and a folder's file is named. What is not in the copy has
// its address on the web.
type disk struct {
	of     *site.Copy
	up     string // to the root of the copy: "../../" at a depth of two
	origin string
	linked *sync.Map // paths of files that pages lead to
}

func (disk) name() string       { return "disk" }
func (d disk) copy() *site.Copy { return d.of }

func (d disk) url(path string) string {
	switch {
	case !d.of.HasPath(path):
		return d.origin + path
	case path == "", strings.HasSuffix(path, "/"):
		return d.up + path + "index.html"
	}
	d.linked.Store(path, nil)
	return d.up + Portable(path)
}

// Portable is the path that a file has in a copy on a disk: the same, unless
// there are letters in it that old programs for ZIP files or addresses would
// spoil. Then it is folded, with a few digits so that no two become one.
func Portable(name string) string {
	if strings.IndexFunc(name, unportable) < 0 {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	ending := path.Ext(name)
	parts := strings.Split(strings.TrimSuffix(name, ending), "/")
	for i, part := range parts {
		if strings.IndexFunc(part, unportable) >= 0 || i == len(parts)-1 {
			parts[i] = fold.Slug(part)
		}
	}
	name = strings.Join(parts, "/") + "." + hex.EncodeToString(sum[:2])
	if ending = fold.Slug(ending); ending != "" {
		name += "." + ending
	}
	return name
}

func unportable(c rune) bool {
	return (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("._-/", c)
}

// depths are the renderers of a copy on a disk, one for each depth of pages:
// what parts make is used again, and it holds addresses.
type depths struct {
	lock sync.Mutex
	made map[int]*Renderer
	at   func(depth int) *Renderer
}

func (d *depths) of(path string) *Renderer {
	d.lock.Lock()
	defer d.lock.Unlock()
	depth := strings.Count(path, "/")
	if d.made[depth] == nil {
		d.made[depth] = d.at(depth)
	}
	return d.made[depth]
}

// forPath is the renderer of pages at a path.
func (r *Renderer) forPath(path string) *Renderer {
	if r.depths == nil {
		return r
	}
	return r.depths.of(path)
}

// each calls for all renderers of the site.
func (r *Renderer) each(do func(*Renderer)) {
	if r.depths == nil {
		do(r)
		return
	}
	for _, one := range r.depths.made {
		do(one)
	}
}

// Linked reports whether a page rendered so far leads to a file of the site, by
// its path under the site's root. It is for copies on a disk alone.
func (r *Renderer) Linked(path string) bool {
	d, ok := r.carrier.(disk)
	if !ok {
		return false
	}
	_, linked := d.linked.Load(path)
	return linked
}
