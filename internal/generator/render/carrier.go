package render

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"path"
	"strings"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/generator/site"
)

// carrier is a way in which readers get the site: it writes the addresses that
// pages need there, and knows what differs.
type carrier interface {
	// name is what templates know it by.
	name() string
	// url is the address of a path under the site's root, from the page being
	// rendered.
	url(path string) string
	// copy is the part of the site that readers have; nil for all of it.
	copy() *site.Copy
	// served reports whether a host answers: then there are feeds, a service
	// worker, and machines that read a page's head.
	served() bool
	// widest is the width in pixels of the widest variant of a picture that readers
	// get, if there is a narrower one.
	widest() int
	// inFile is the address of a page, or of a part of it, that stands in the same
	// file as the page being rendered.
	inFile(p *site.Page, fragment string) (string, bool)
	// shape is what comes before the ids of a page's text, and how many levels its
	// headings go down.
	shape(p *site.Page) (prefix string, deeper int)
	// inline is a picture that stands in the page itself; ok is false where
	// pictures are files of their own.
	inline(ps *pictures, p *Published) (v Picture, ok bool)
	// linked reports whether a page rendered so far leads to a file, by its path
	// under the site's root; only a disk knows.
	linked(path string) bool
}

// files is what web and disk share: a page is a file, and so is a picture.
type files struct{}

func (files) inFile(*site.Page, string) (string, bool)     { return "", false }
func (files) shape(*site.Page) (string, int)               { return "", 0 }
func (files) inline(*pictures, *Published) (Picture, bool) { return Picture{}, false }

// web is a site on a host: addresses begin at the host's root.
type web struct {
	files
	root string
}

func (web) name() string             { return "web" }
func (w web) url(path string) string { return w.root + path }
func (web) copy() *site.Copy         { return nil }
func (web) served() bool             { return true }
func (web) widest() int              { return math.MaxInt }
func (web) linked(string) bool       { return false }

// disk is a copy as files in folders, which no server opens: addresses lead
// from file to file, and a folder's file is named. What is not in the copy has
// its address on the web.
type disk struct {
	files
	of     *site.Copy
	up     string // to the root of the copy: "../../" at a depth of two
	origin string
	paths  *sync.Map // of files that pages lead to
}

func (disk) name() string       { return "disk" }
func (d disk) copy() *site.Copy { return d.of }
func (disk) served() bool       { return false }

// widest: wider variants are for screens with many dots, and would be most of the
// bytes of a stick.
func (disk) widest() int { return 1080 }

func (d disk) linked(path string) bool {
	_, linked := d.paths.Load(path)
	return linked
}

func (d disk) url(path string) string {
	switch {
	case !d.of.HasPath(path):
		return d.origin + path
	case path == "", strings.HasSuffix(path, "/"):
		return d.up + path + "index.html"
	}
	d.paths.Store(path, nil)
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

// Linked reports whether a page rendered so far leads to a file of the site, by
// its path under the site's root. It is for copies on a disk alone.
func (r *Renderer) Linked(path string) bool { return r.carrier.linked(path) }
