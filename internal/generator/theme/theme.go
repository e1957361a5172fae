// Package theme loads a theme: its templates, strings, directives and assets,
// each file from the nearest theme that has it along the chain of "extends".
//
// A theme is read once. For each language, Templates gives the templates with
// that language's functions; the caller supplies what the functions do.
package theme

import (
	"cmp"
	"io/fs"
	"slices"

	"loa/internal/base/i18n"
	"loa/internal/base/problem"
)

// Options say which theme to load and for whom.
type Options struct {
	Site      fs.FS         // the site's folder; its themes lie under themes/
	Builtin   fs.FS         // the themes that come with the program, one folder each
	Name      string        // the theme's folder
	At        problem.Place // where the site names it
	Languages []string      // of the site, the default one first
}

// Theme is a loaded theme. It is not changed after Load.
type Theme struct {
	Name       string
	Directives map[string]Directive
	Assets     []Asset      // sorted by name
	Static     []StaticFile // copied under their own names, sorted

	// Twice, which only tests set, is told what a compiled template wrote and
	// what html/template writes for the same data.
	Twice func(name string, program, oracle []byte)

	layers     []layer           // the theme itself first
	templates  map[string]markup // "layouts/article.html" and so on
	catalogues map[string]*i18n.Catalogue
	mentions   map[string]mentions // of each template
	asksOddly  bool                // see AsksPlainly
}

// AsksPlainly reports whether templates do nothing with the addresses of assets but
// write them.
func (t *Theme) AsksPlainly() bool { return !t.asksOddly }

// Load reads a theme. Without one that can be used, the theme is nil and the
// problems say why.
func Load(o Options) (*Theme, []problem.Problem, error) {
	layers, problems, err := inherit(o)
	if err != nil || len(layers) == 0 {
		return nil, problems, err
	}
	if last := layers[len(layers)-1]; last.own {
		layers = append(layers, program(o))
	}
	t := &Theme{Name: o.Name, layers: layers, Directives: map[string]Directive{}, templates: map[string]markup{}, mentions: map[string]mentions{}}
	steps := []func() ([]problem.Problem, error){
		t.readDirectives,
		t.readTemplates,
		func() ([]problem.Problem, error) { return t.readStrings(o) },
		t.readAssets,
		t.listStatic,
	}
	for _, step := range steps {
		found, err := step()
		problems = append(problems, found...)
		if err != nil {
			return t, problems, err
		}
	}
	return t, problems, nil
}

// Catalogue returns the strings of a language: the theme's own, else those of
// the site's default language, else English.
func (t *Theme) Catalogue(tag string) *i18n.Catalogue { return t.catalogues[tag] }

// Layouts lists the layouts that an entry may choose, without their ending.
func (t *Theme) Layouts() []string { return t.names("layouts") }

// App is that of the nearest theme that says something about it.
func (t *Theme) App() App {
	for _, l := range t.layers {
		if len(l.manifest.App.Icons) > 0 {
			return l.manifest.App
		}
	}
	return App{}
}

// Images are those of the nearest theme that says something about them.
func (t *Theme) Images() Images {
	found := Images{Widths: []int{360, 720, 1080, 1600}, Sizes: "100vw"}
	for _, l := range slices.Backward(t.layers) {
		if own := l.manifest.Images; len(own.Widths) > 0 {
			found.Widths = slices.Compact(slices.Sorted(slices.Values(own.Widths)))
		}
		found.Sizes = cmp.Or(l.manifest.Images.Sizes, found.Sizes)
	}
	return found
}

// HasPart reports whether the theme has a part.
func (t *Theme) HasPart(name string) bool {
	_, ok := t.templates["parts/"+name+".html"]
	return ok
}

// HasLayout reports whether there is a layout of a name.
func (t *Theme) HasLayout(name string) bool {
	_, ok := t.templates["layouts/"+name+".html"]
	return ok
}
