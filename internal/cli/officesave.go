package cli

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/office/clone"
)

type officeSave struct {
	Files   []string `arg:"" optional:"" name:"file"`
	Message string   `placeholder:"TEXT"`
}

// Run saves files as they are in the folder: those that are named, or all that are
// changed.
func (k *officeSave) Run(c *Common, v *voice, s *Env) error {
	at, options, err := v.clone(c, s)
	if err != nil {
		return err
	}
	defer at.Close()
	if len(k.Files) == 0 {
		held, err := at.SaveAll()
		v.held(held)
		if err != nil {
			return v.officeTrouble(err)
		}
		v.Tell("office-saved", nil)
		return nil
	}
	state, err := at.State()
	if err != nil {
		return v.officeTrouble(err)
	}
	names, unknown := namedChanges(options.Dir, k.Files, state.Unsaved)
	if unknown != "" {
		return v.turnedDown("office-no-file", problem.Args{"file": unknown})
	}
	hash, err := at.Save(clone.Saving{Paths: names, Message: k.Message})
	switch {
	case err != nil:
		return v.officeTrouble(err)
	case hash == "":
		v.Tell("office-nothing", nil)
	default:
		v.Tell("office-saved", nil)
	}
	return nil
}

// namedChanges are the changes of a site that a person names by files or folders. It returns
// the first that names nothing: neither a change nor what is there.
func namedChanges(dir string, typed []string, changes []clone.Change) (names []string, unknown string) {
	for _, one := range typed {
		found, there := namedBy(dir, one, changes)
		if !there {
			return nil, one
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return slices.Compact(names), ""
}

// namedBy reads what a person typed as a path from where they stand, from the site's folder
// or from that of the texts: the first of these that names something.
func namedBy(dir, typed string, changes []clone.Change) (names []string, there bool) {
	for _, name := range placesOf(dir, typed) {
		for _, change := range changes {
			if name == "." || change.Path == name || strings.HasPrefix(change.Path, name+"/") {
				names = append(names, change.Path)
			}
		}
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil || len(names) > 0 {
			return names, true
		}
	}
	return nil, false
}

func placesOf(dir, typed string) []string {
	plain := path.Clean(filepath.ToSlash(typed))
	all := []string{plain, path.Join(content.Root, plain)}
	if from, err := filepath.Rel(absolute(dir), absolute(typed)); err == nil {
		all = append([]string{filepath.ToSlash(from)}, all...)
	}
	return slices.DeleteFunc(all, func(name string) bool { return !fs.ValidPath(name) })
}
