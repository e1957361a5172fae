// Package layers joins the folders of which a site consists into one file system.
//
//	tree, problems, err := layers.Open(root, options, []layers.List{
//		{At: "content", Folders: []string{"../chung/content", "content"}, Place: place},
//	})
//	text, err := fs.ReadFile(tree.Disk, "content/a.md")   // the commune's, else the shared one
//	at := tree.Origin("content/a.md")                     // "../chung/content/a.md"
//
// A file of a later folder replaces that of an earlier one at the same path. All that
// reads a site sees one file system with the names that a site of one folder has; only
// places of problems, the memory of builds, the watcher and the editor ask for the origin.
//
// A folder outside of the site's own is read only if the person at this machine has
// allowed exactly that folder, or a network's folder holds both (Options.Roots). A link
// in a layer cannot lead out of that layer.
package layers

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// List is the folders that are joined at one top folder of the site, in their order.
type List struct {
	At      string                    // "content"
	Folders []string                  // from the site's folder, with slashes; the last is At itself
	Place   func(i int) problem.Place // of a folder in site.toml
}

// Options say where a site lies and what it may read.
type Options struct {
	Dir  string // the site's folder
	Disk disk.System
	Out  string // the folder of its output, which is no layer; "" for none but the usual one
	// Roots are folders of networks: a site that lies in one may read what lies in it.
	Roots []string
	// Allowed reports whether the person at this machine allows the site to read a
	// folder outside of it, by its absolute path without links; nil: nothing is allowed.
	Allowed func(folder string) (bool, error)
	// Once says that the tree is for one run, which takes the names of a folder as they were
	// when it listed it.
	Once bool
}

// Tree is a site's folder with its layers.
type Tree struct {
	Disk  fs.FS // through os.Root: no link leads out of a layer
	Texts fs.FS // the same, faster, for files of which Disk has told that they are there

	layers        map[string][]layer // by At, the latest first; none of a site without layers
	own, ownTexts fs.FS              // of the site's own folder alone
	listed        *listed            // nil unless Options.Once
	roots         []*os.Root
}

// layer is a folder whose files stand at a top folder of the site.
type layer struct {
	name        string // from the site's folder: "../chung/content"
	real        string // its absolute path without links
	disk, texts fs.FS  // its files are below prefix
	prefix      string // "." or, of the site's own, "content"
}

// Plain is a site without layers.
func Plain(root *os.Root, dir string, system disk.System) *Tree {
	t := &Tree{own: system.FS(root), ownTexts: source.Folder(dir, system)}
	t.Disk, t.Texts = t.own, t.ownTexts
	return t
}

// join makes the file systems of layers and of the site's own folder.
func (t *Tree) join() {
	t.Disk = joined{t.layers, t.own, func(l *layer) fs.FS { return l.disk }, t.listed}
	t.Texts = joined{t.layers, t.ownTexts, func(l *layer) fs.FS { return l.texts }, t.listed}
}

// Open joins the folders of lists. A folder that cannot be used is left out and told.
// The error is an I/O error.
func Open(root *os.Root, o Options, lists []List) (*Tree, []problem.Problem, error) {
	t := Plain(root, o.Dir, o.Disk)
	found, usable, err := look(o, lists)
	if err != nil || len(usable) == 0 {
		return t, found, err
	}
	t.layers = map[string][]layer{}
	for _, f := range usable {
		l := layer{name: f.name, real: f.real, disk: t.own, texts: t.ownTexts, prefix: f.name}
		if f.name != f.at {
			opened, err := os.OpenRoot(f.real)
			if err != nil {
				return nil, found, errors.Join(err, t.Close())
			}
			t.roots = append(t.roots, opened)
			l.disk, l.texts, l.prefix = o.Disk.FS(opened), source.Folder(f.real, o.Disk), "."
		}
		t.layers[f.at] = append([]layer{l}, t.layers[f.at]...)
	}
	if o.Once {
		t.listed = &listed{}
	}
	t.join()
	return t, found, nil
}

// Close closes the layers, not the site's own folder.
func (t *Tree) Close() error {
	var all error
	for _, r := range t.roots {
		all = errors.Join(all, r.Close())
	}
	return all
}

// Layered reports whether the site has other folders than its own.
func (t *Tree) Layered() bool { return len(t.layers) > 0 }

// Elsewhere are the layers that are no folder of the site's own, in no order.
func (t *Tree) Elsewhere() []Folder {
	var all []Folder
	for at, ls := range t.layers {
		for _, l := range ls {
			if l.prefix == "." {
				all = append(all, Folder{at, l.name, l.real})
			}
		}
	}
	return all
}

// Origin is where a file of the site lies, from the site's folder: "../chung/content/a.md"
// for "content/a.md". What is nowhere is in the site's own folder.
func (t *Tree) Origin(name string) string {
	if l, inner, ok := t.find(name); ok && l.prefix == "." {
		return path.Join(l.name, inner)
	}
	return name
}

// Own reports whether a file that is there lies in the site's own folder.
func (t *Tree) Own(name string) bool {
	l, _, ok := t.find(name)
	return !ok || l.prefix != "."
}

// Borrows reports whether a folder beside the site's own has an entry of a name, such as
// "content/duoi-nuoc/rao-ao": a file in any language, or a folder. A new entry of that name
// would stand in its place.
func (t *Tree) Borrows(name string) bool {
	ls, inner := t.at(name)
	for i := range ls {
		if ls[i].prefix != "." {
			continue
		}
		if _, _, err := resolve(fs.Stat, ls[i].disk, ".", inner); err == nil {
			return true
		}
		beside, err := fs.ReadDir(ls[i].disk, path.Dir(inner))
		if err == nil && slices.ContainsFunc(beside, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), path.Base(inner)+".") }) {
			return true
		}
	}
	return false
}

// find is the layer of a file, and its path there.
func (t *Tree) find(name string) (*layer, string, bool) {
	ls, inner := t.at(name)
	if len(ls) == 0 {
		return nil, "", false
	}
	if i, at, there, known := t.listed.find(name); known {
		return &ls[i], at, there
	}
	for i := range ls {
		if _, at, err := resolve(fs.Lstat, ls[i].disk, ls[i].prefix, inner); err == nil {
			return &ls[i], at, true
		}
	}
	return nil, "", false
}

// at are the layers of a path, and what of the path lies below them.
func (t *Tree) at(name string) ([]layer, string) {
	top, inner, below := strings.Cut(name, "/")
	if !below {
		inner = "."
	}
	return t.layers[top], inner
}

// Version is a file in one layer.
type Version struct {
	Disk   fs.FS  // has the file at its path in the site, and nothing of other layers
	Origin string // where the file lies, from the site's folder
}

// Versions are the layers that have a file, the latest first; none of a site without
// layers.
func (t *Tree) Versions(name string) []Version {
	var all []Version
	ls, _ := t.at(name)
	for i := range ls {
		one := t.only(name, ls[i:i+1])
		if _, _, ok := one.find(name); ok {
			all = append(all, Version{one.Disk, one.Origin(name)})
		}
	}
	return all
}

// Replaced is the site without the folder in which a file lies and later ones: what the
// file stands in place of, if it is there. It reports false if nothing is replaced.
func (t *Tree) Replaced(name string) (earlier *Tree, ok bool) {
	ls, inner := t.at(name)
	for i := range ls {
		if _, _, err := resolve(fs.Lstat, ls[i].disk, ls[i].prefix, inner); err == nil {
			earlier = t.only(name, ls[i+1:])
			_, _, ok = earlier.find(name)
			return earlier, ok
		}
	}
	return nil, false
}

// only is a tree that has nothing but the layers of one top folder.
func (t *Tree) only(name string, ls []layer) *Tree {
	top, _, _ := strings.Cut(name, "/")
	one := &Tree{layers: map[string][]layer{top: ls}, own: nothing{}, ownTexts: nothing{}}
	one.join()
	return one
}

// Joined is the name that a file has in the site, of its path from the site's folder as
// Origin gives it: "content/a.md" for "../chung/content/a.md". It reports false for a path
// in none of the layers; one of the site's own folder stays as it is.
func (t *Tree) Joined(origin string) (string, bool) {
	for top, ls := range t.layers {
		for _, l := range ls {
			if l.prefix != "." {
				continue
			}
			if inner, ok := strings.CutPrefix(origin, l.name+"/"); ok {
				return path.Join(top, inner), true
			}
			if origin == l.name {
				return top, true
			}
		}
	}
	return origin, !strings.HasPrefix(origin, "../")
}
