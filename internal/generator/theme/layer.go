package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// layer is one theme of the chain of "extends".
type layer struct {
	files    fs.FS
	prefix   string // in messages: "themes/loa"
	own      bool   // of the site, not one that comes with the program
	manifest manifest
	doc      *tomlfile.Doc // theme.toml, of which manifest is made; nil without
	paths    []string      // every file, relative, sorted
}

// manifest is theme.toml.
type manifest struct {
	Name       string               `toml:"name"`
	Extends    string               `toml:"extends"`
	Bundles    map[string][]string  `toml:"bundles"`
	Directives map[string]Directive `toml:"directives"`
	App        App                  `toml:"app"`
	Images     Images               `toml:"images"`
	Extra      map[string]any       `toml:"extra"`
}

// Directive says how a directive is written and which template draws it.
type Directive struct {
	File     string   `toml:"file"` // another name's template
	Aliases  []string `toml:"aliases"`
	Keys     []string `toml:"keys"`
	Required []string `toml:"required"`
	Form     string   `toml:"form"` // container (the default), leaf or both
}

// Images says how wide the theme shows pictures.
type Images struct {
	Widths []int  `toml:"widths"` // in which pictures are published, in pixels
	Sizes  string `toml:"sizes"`  // how wide one stands in a text: the attribute sizes of HTML
}

// App is how the site looks on the home screen of a phone.
type App struct {
	Color      string   `toml:"color"`      // of the bar around the page
	Background string   `toml:"background"` // while it opens
	Icons      []string `toml:"icons"`      // PNG files of assets/, square
	Maskable   []string `toml:"maskable"`   // of these the phone cuts off what is outside of the middle
}

// inherit finds a theme and those it extends, the nearest first.
func inherit(o Options) ([]layer, []problem.Problem, error) {
	var layers []layer
	var problems []problem.Problem
	asked := o.At
	for name := o.Name; name != ""; {
		again := slices.ContainsFunc(layers, func(l layer) bool { return l.prefix == "themes/"+name })
		files, own, ok := find(o, name, again)
		switch {
		case !ok && again:
			return layers, problems, nil // a theme that extends itself: the chain ends
		case !ok:
			return layers, append(problems, missing(o, name, asked)), nil
		}
		l, found, err := read(files, "themes/"+name)
		problems = append(problems, found...)
		if err != nil {
			return layers, problems, err
		}
		l.own = own
		layers = append(layers, l)
		if again {
			o.Builtin = nil // nothing stands below the theme that comes with the program
		}
		if l.manifest.Extends == "" && !slices.Contains(l.paths, "theme.toml") {
			l.manifest.Extends = name // a few files in a folder of its name change that theme
		}
		name, asked = l.manifest.Extends, problem.Place{File: l.prefix + "/theme.toml"}
	}
	return layers, problems, nil
}

// program is what comes with the program for every theme, below all others: its
// scripts, and how the directives are written that writers know. It has no
// templates and no strings: a theme that extends nothing brings those.
func program(o Options) layer {
	l := shipped(o)
	l.paths = slices.DeleteFunc(l.paths, func(p string) bool { return !strings.HasPrefix(p, "assets/js/") })
	l.manifest = manifest{Directives: l.manifest.Directives, Bundles: l.manifest.Bundles}
	maps.DeleteFunc(l.manifest.Bundles, func(name string, _ []string) bool { return path.Ext(name) != ".js" })
	return l
}

// find prefers the site's own folder to the theme that comes with the program,
// unless that one is meant: by the site's theme of the same name that extends it.
func find(o Options, name string, builtin bool) (files fs.FS, own, ok bool) {
	if builtin {
		o.Site = nil
	}
	for _, place := range []struct {
		files fs.FS
		path  string
		own   bool
	}{{o.Site, "themes/" + name, true}, {o.Builtin, name, false}} {
		if place.files == nil {
			continue
		}
		if info, err := fs.Stat(place.files, place.path); err == nil && info.IsDir() {
			sub, err := fs.Sub(place.files, place.path)
			return sub, place.own, err == nil
		}
	}
	return nil, false, false
}

func missing(o Options, name string, at problem.Place) problem.Problem {
	args := problem.Args{"name": name}
	var known []string
	for _, place := range []struct {
		files  fs.FS
		folder string
	}{{o.Site, "themes"}, {o.Builtin, "."}} {
		if place.files == nil {
			continue
		}
		entries, _ := fs.ReadDir(place.files, place.folder)
		for _, e := range entries {
			if e.IsDir() {
				known = append(known, e.Name())
			}
		}
	}
	if near, ok := fold.Nearest(name, known); ok {
		args["suggestion"] = near
	}
	return problem.New(problem.ThemeMissing, at, args)
}

func read(files fs.FS, prefix string) (layer, []problem.Problem, error) {
	l := layer{files: files, prefix: prefix}
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasPrefix(path.Base(p), ".") {
			l.paths = append(l.paths, p)
		}
		return err
	})
	if err != nil {
		return l, nil, fmt.Errorf("reading %s: %w", prefix, err)
	}
	text, problems, err := l.text("theme.toml")
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil, nil
	}
	if err != nil {
		return l, problems, err
	}
	doc, found := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "theme"})
	problems = append(problems, found...)
	l.doc = doc
	return l, append(problems, doc.Decode(&l.manifest)...), nil
}

// text reads a file of the layer, normalized.
func (l layer) text(name string) (source.Text, []problem.Problem, error) {
	text, problems, err := source.Read(l.files, source.File{Path: l.prefix + "/" + name, Name: name})
	if ending := path.Ext(name); len(text.Bytes) > problem.MaxSettings.Most && (ending == ".toml" || ending == ".html") {
		return source.Text{Path: text.Path}, append(problems, problem.MaxSettings.Over(problem.Place{File: text.Path})), nil
	}
	return text, problems, err
}

// below lists the files of a folder along the chain, each with the layer that
// it comes from; the nearest wins.
func (t *Theme) below(folder string) map[string]layer {
	found := map[string]layer{}
	for _, l := range slices.Backward(t.layers) {
		for _, p := range l.paths {
			if strings.HasPrefix(p, folder+"/") {
				found[p] = l
			}
		}
	}
	return found
}

func (t *Theme) readDirectives() ([]problem.Problem, error) {
	for _, l := range slices.Backward(t.layers) {
		for _, p := range l.paths {
			if path.Dir(p) == "directives" {
				name := strings.TrimSuffix(path.Base(p), ".html")
				d, declared := t.Directives[name]
				if !declared {
					d.Form = "both"
				}
				d.File = "" // nearer than the file that a theme below names
				t.Directives[name] = d
			}
		}
		maps.Copy(t.Directives, l.manifest.Directives)
	}
	return nil, nil
}
