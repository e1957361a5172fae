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

	"loa/internal/base/problem"
	"loa/internal/generator/minify"
)

// Asset is a file that pages load, minified and named after its bytes.
type Asset struct {
	Name string // as templates ask for it: "style.css"
	Path string // as published: "assets/style.1a2b3c4d.css"
	File string // as messages name it, of one file: "themes/loa/assets/icons/icon-192.png"
	Data []byte
}

// StaticFile is a file of the theme that keeps its name.
type StaticFile struct {
	Path string // as published
	File string // as messages name it: "themes/loa/static/favicon.ico"
	Open func() (fs.File, error)
}

// Asset finds a published asset by its name.
func (t *Theme) Asset(name string) (Asset, bool) {
	i, ok := slices.BinarySearchFunc(t.Assets, name, func(a Asset, name string) int { return strings.Compare(a.Name, name) })
	if !ok {
		return Asset{}, false
	}
	return t.Assets[i], true
}

func (t *Theme) readAssets() ([]problem.Problem, error) {
	files := t.below("assets")
	bundles := map[string][]string{}
	for _, l := range slices.Backward(t.layers) {
		maps.Copy(bundles, l.manifest.Bundles)
	}
	bundled := map[string]bool{}
	var problems []problem.Problem
	for _, name := range slices.Sorted(maps.Keys(bundles)) {
		var joined bytes.Buffer
		for _, part := range bundles[name] {
			l, ok := files["assets/"+part]
			if !ok {
				problems = append(problems, problem.New(problem.ThemeFile, problem.Place{File: t.layers[0].prefix + "/theme.toml"}, problem.Args{"target": "assets/" + part}))
				continue
			}
			text, _, err := l.text("assets/" + part)
			if err != nil {
				return problems, err
			}
			bundled["assets/"+part] = true
			joined.Write(text.Bytes)
			joined.WriteByte('\n')
		}
		t.Assets = append(t.Assets, asset(name, joined.Bytes()))
	}
	for p, l := range files {
		if bundled[p] {
			continue
		}
		data, err := fs.ReadFile(l.files, p)
		if err != nil {
			return problems, fmt.Errorf("reading %s/%s: %w", l.prefix, p, err)
		}
		a := asset(strings.TrimPrefix(p, "assets/"), data)
		a.File = l.prefix + "/" + p
		t.Assets = append(t.Assets, a)
	}
	slices.SortFunc(t.Assets, func(a, b Asset) int { return strings.Compare(a.Name, b.Name) })
	return problems, nil
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
	return strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:4]) + ending
}

func (t *Theme) listStatic() ([]problem.Problem, error) {
	for p, l := range t.below("static") {
		t.Static = append(t.Static, StaticFile{Path: strings.TrimPrefix(p, "static/"), File: l.prefix + "/" + p, Open: func() (fs.File, error) { return l.files.Open(p) }})
	}
	slices.SortFunc(t.Static, func(a, b StaticFile) int { return strings.Compare(a.Path, b.Path) })
	return nil, nil
}
