package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/minify"
)

// Asset is a file that pages load, minified and named after its bytes.
type Asset struct {
	Name string // as templates ask for it: "style.css"
	Path string // as published: "assets/style.1a2b3c4d.css"
	File string // as messages name it, of one file: "themes/loa/assets/icons/icon-192.png"
	Data []byte
	Open func() (fs.File, error) // as it lies in the theme; nil of a bundle
}

// StaticFile is a file of the theme that keeps its name.
type StaticFile struct {
	Path string // as published
	File string // as messages name it: "themes/loa/static/favicon.ico"
	Open func() (fs.File, error)
}

// Digits is the part of the path that tells the asset's bytes, and what stands before
// and behind it.
func (a Asset) Digits() (before, digits, behind string) {
	end := len(a.Path) - len(path.Ext(a.Name))
	return a.Path[:end-hashDigits], a.Path[end-hashDigits : end], a.Path[end:]
}

// hashDigits is how many digits of a hash stand in a name.
const hashDigits = 8

// Asset finds a published asset by its name.
func (t *Theme) Asset(name string) (Asset, bool) {
	i, ok := t.Find(name)
	if !ok {
		return Asset{}, false
	}
	return t.Assets[i], true
}

// Find finds the place of an asset among the theme's by its name.
func (t *Theme) Find(name string) (place int, ok bool) {
	return slices.BinarySearchFunc(t.Assets, name, func(a Asset, name string) int { return strings.Compare(a.Name, name) })
}

func (t *Theme) readAssets() ([]problem.Problem, error) {
	files := t.below("assets")
	bundles := t.bundles()
	bundled := map[string]bool{}
	for p, l := range files { // of a file and a bundle with one name the nearer theme's counts
		if name := strings.TrimPrefix(p, "assets/"); bundles[name] == nil {
			continue
		} else if t.nearer(l, name) {
			delete(bundles, name)
		} else {
			delete(files, p)
		}
	}
	var problems []problem.Problem
	for _, name := range slices.Sorted(maps.Keys(bundles)) {
		if !fs.ValidPath(name) { // it would lie outside of assets/
			problems = append(problems, problem.New(problem.ThemeFile, t.bundlePlace(name), problem.Args{"target": name}))
			continue
		}
		joined, found, err := t.bundle(bundles[name], files, bundled)
		problems = append(problems, found...)
		if err != nil {
			return problems, err
		}
		t.Assets = append(t.Assets, asset(name, joined))
	}
	for p, l := range files {
		if bundled[p] {
			continue
		}
		data, found, err := l.asset(p)
		problems = append(problems, found...)
		if err != nil {
			return problems, err
		}
		if data == nil {
			continue
		}
		a := asset(strings.TrimPrefix(p, "assets/"), data)
		a.File = l.prefix + "/" + p
		a.Open = func() (fs.File, error) { return l.files.Open(p) }
		t.Assets = append(t.Assets, a)
	}
	slices.SortFunc(t.Assets, func(a, b Asset) int { return strings.Compare(a.Name, b.Name) })
	return problems, nil
}

// asset reads a file that is published as it is, minified at most; nil if it is too long.
func (l layer) asset(name string) ([]byte, []problem.Problem, error) {
	limit := problem.MaxAsset
	if ending := path.Ext(name); ending == ".css" || ending == ".js" {
		limit = problem.MaxFile
	}
	info, err := fs.Stat(l.files, name)
	if err == nil && info.Size() > int64(limit.Most) {
		return nil, []problem.Problem{limit.Over(problem.Place{File: l.prefix + "/" + name})}, nil
	}
	data, err := fs.ReadFile(l.files, name)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s/%s: %w", l.prefix, name, err)
	}
	if data == nil {
		data = []byte{} // nil is for what is too long
	}
	return data, nil, nil
}

// nearer reports whether a theme is nearer than those that have a bundle.
func (t *Theme) nearer(than layer, bundle string) bool {
	for _, l := range t.layers {
		if _, has := l.manifest.Bundles[bundle]; has {
			return false
		}
		if l.prefix == than.prefix && l.own == than.own {
			return true
		}
	}
	return false
}

// inherited stands in a bundle for the list of the theme below.
const inherited = "..."

// bundles are the names of the files of each bundle, along the chain.
func (t *Theme) bundles() map[string][]string {
	bundles := map[string][]string{}
	for _, l := range slices.Backward(t.layers) {
		for name, own := range l.manifest.Bundles {
			below := bundles[name]
			if i := slices.Index(own, inherited); i >= 0 {
				own = slices.Concat(own[:i], below, own[i+1:])
			}
			bundles[name] = own
		}
	}
	return bundles
}

// bundle joins files below assets/ and notes which. One that is not there is told
// where theme.toml names it.
func (t *Theme) bundle(names []string, files map[string]layer, bundled map[string]bool) ([]byte, []problem.Problem, error) {
	var joined []byte
	var problems []problem.Problem
	folder := ""
	for _, name := range names {
		name = "assets/" + name
		l, ok := files[name]
		if !ok {
			problems = append(problems, problem.New(problem.ThemeFile, t.named(name), problem.Args{"target": name}))
			continue
		}
		text, found, err := l.text(name)
		problems = append(problems, found...)
		if err != nil {
			return nil, problems, err
		}
		bundled[name] = true
		joined = join(joined, text.Bytes, path.Dir(name) == folder && strings.Count(folder, "/") > 1)
		folder = path.Dir(name)
	}
	return joined, problems, nil
}

// bundlePlace is where theme.toml names a bundle.
func (t *Theme) bundlePlace(name string) problem.Place {
	for _, l := range t.layers {
		if _, ok := l.manifest.Bundles[name]; ok {
			return l.doc.KeyPlace("bundles", name)
		}
	}
	return t.place()
}

// named is the place of a file's name in the bundles of theme.toml.
func (t *Theme) named(file string) problem.Place {
	for _, l := range t.layers {
		for name, list := range l.manifest.Bundles {
			if i := slices.Index(list, strings.TrimPrefix(file, "assets/")); i >= 0 {
				return l.doc.Place("bundles", name, i)
			}
		}
	}
	return t.place()
}

var opensLayer = pattern.New(`^@layer [\w-]+ \{\n`)

// join puts a file behind those of a bundle. The files of a folder such as
// css/components are pieces of one style sheet: where they are blocks of the same
// cascade layer they become one block, without a byte more for readers.
func join(before, file []byte, pieces bool) []byte {
	head := opensLayer.Find(file)
	if pieces && head != nil && bytes.HasSuffix(before, []byte("\n}\n\n")) && bytes.HasPrefix(lastLayer(before), head) {
		before = before[:len(before)-len("}\n\n")]
		file = append([]byte("\n"), file[len(head):]...)
	}
	return append(append(before, file...), '\n')
}

// lastLayer is the text from the last block of a cascade layer on.
func lastLayer(text []byte) []byte {
	for at := bytes.LastIndexByte(text, '@'); at > 0; at = bytes.LastIndexByte(text[:at], '@') {
		if bytes.HasPrefix(text[at-1:], []byte("\n@layer ")) {
			return text[at:]
		}
	}
	return text
}

// asset minifies a file and names it after its source bytes.
func asset(name string, data []byte) Asset {
	minifiers := map[string]func([]byte) ([]byte, error){".css": minify.CSS, ".js": minify.JS, ".svg": minify.SVG, ".json": minify.JSON}
	out := data
	if smaller, ok := minifiers[path.Ext(name)]; ok {
		if m, err := smaller(data); err == nil {
			out = m
		}
	}
	return Asset{Name: name, Path: "assets/" + Fingerprinted(name, data), Data: out}
}

// Fingerprinted puts eight digits of the bytes' hash into a file's name:
// style.css becomes style.1a2b3c4d.css.
func Fingerprinted(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ending := path.Ext(name)
	return strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:hashDigits/2]) + ending
}

func (t *Theme) listStatic() ([]problem.Problem, error) {
	for p, l := range t.below("static") {
		t.Static = append(t.Static, StaticFile{Path: strings.TrimPrefix(p, "static/"), File: l.prefix + "/" + p, Open: func() (fs.File, error) { return l.files.Open(p) }})
	}
	slices.SortFunc(t.Static, func(a, b StaticFile) int { return strings.Compare(a.Path, b.Path) })
	return nil, nil
}
