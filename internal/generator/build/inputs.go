package build

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"loa/internal/base/layers"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
)

// inputs are what a build reads files of: names below the site's folder, and layers.
type inputs struct {
	folders  []layers.Folder // of layers, none of a site without
	adjusted []byte          // the settings, if something else than site.toml shapes them; see Options.Adjust
	lists    []byte          // a digest of Options.Lists, as far as the site shows them; nil without
}

// inputsOf reads site.toml for them. It reports false if they cannot be known.
func inputsOf(o Options) (in inputs, ok bool) {
	settings, _, err := Settings(o)
	if err != nil || settings == nil {
		return in, err == nil
	}
	if o.Adjust != nil { // all of them: what it changes may be any
		if in.adjusted, err = json.Marshal(settings); err != nil {
			return in, false
		}
	}
	in.lists = o.listed(settings)
	in.folders, err = layers.Look(o.Layers(), settings.Layers())
	return in, err == nil
}

// Inputs are what a site is made of, beside the program, the day and the options that FormOf
// digests.
type Inputs struct {
	Settings  *config.Settings // nil if site.toml cannot be read
	Own       []string         // names in the site's folder below which a build reads files
	Elsewhere []layers.Folder  // of which it consists
	Lists     []byte           // a digest of Options.Lists, as far as the site shows them; nil without
}

// InputsOf reads site.toml for what a site is made of. The error is an I/O error.
func InputsOf(o Options) (Inputs, error) {
	in := Inputs{Own: append(slices.Clone(ownInputs), narrations)}
	if o.Lists != nil { // then its own folder of them is not looked at
		in.Own = slices.DeleteFunc(in.Own, func(name string) bool { return name == relay.Folder })
	}
	settings, _, err := Settings(o)
	if err != nil || settings == nil {
		return in, err
	}
	in.Settings, in.Lists = settings, o.listed(settings)
	folders, err := layers.Look(o.Layers(), settings.Layers())
	in.Elsewhere = slices.DeleteFunc(folders, func(f layers.Folder) bool { return f.Name == f.At })
	return in, err
}

// names are those for sameness.Tree.
func (in inputs) names() []string {
	names := slices.Clone(ownInputs)
	for _, f := range in.folders {
		if f.Name != f.At {
			names = append(names, f.Name)
		}
	}
	return names
}

// joinedName is the name in the site of a file.
type joinedName struct {
	name     string
	replaced bool // a file of a later layer stands in its place
	sure     bool // false of a layer's name with marks, which the layers may spell otherwise
}

// joined gives the name in the site of a file, by its path from the site's folder, among
// all that are there.
func (in inputs) joined(all []string) func(file string) joinedName {
	if len(in.folders) == 0 {
		return func(file string) joinedName { return joinedName{name: file, sure: true} }
	}
	there := make(map[string]bool, len(all))
	for _, file := range all {
		there[file] = true
	}
	return func(file string) joinedName {
		i := slices.IndexFunc(in.folders, func(f layers.Folder) bool { return strings.HasPrefix(file, f.Name+"/") })
		if i < 0 || in.folders[i].Name == in.folders[i].At {
			return joinedName{name: file, sure: true}
		}
		inner := strings.TrimPrefix(file, in.folders[i].Name+"/")
		return joinedName{
			name: path.Join(in.folders[i].At, inner),
			sure: strings.IndexFunc(inner, func(r rune) bool { return r > 0x7f }) < 0,
			replaced: slices.ContainsFunc(in.folders[i+1:], func(later layers.Folder) bool {
				return later.At == in.folders[i].At && there[path.Join(later.Name, inner)]
			}),
		}
	}
}
