package config

import (
	"io/fs"
	"path"
	"strings"

	"loa/internal/base/layers"
	"loa/internal/base/problem"
)

// layerList is a list of folders of site.toml that are joined at one top folder.
type layerList struct {
	at      string
	folders *[]string
	path    []any // in site.toml
}

func (s *Settings) layerLists() []layerList {
	return []layerList{
		{"content", &s.Content, []any{"content"}},
		{"data", &s.Data, []any{"data"}},
		{"static", &s.Static, []any{"static"}},
		{"warnings", &s.Warnings.Folders, []any{"warnings", "folders"}},
	}
}

// Layers are the folders of which the site consists beside its own, for layers.Open.
func (s *Settings) Layers() []layers.List {
	var all []layers.List
	for _, l := range s.layerLists() {
		if len(*l.folders) > 0 {
			all = append(all, layers.List{At: l.at, Folders: *l.folders, Place: func(i int) problem.Place {
				return s.Place(append(l.path[:len(l.path):len(l.path)], i)...)
			}})
		}
	}
	return all
}

// layers keeps lists of folders that can be looked for: not too many, each from the
// site's folder with slashes, the site's own at the end. Of a list with a fault the
// site's own folder is left, so that indexes stay those of the file.
func (c *checker) layers() {
	for _, l := range c.layerLists() {
		all := *l.folders
		if len(all) == 0 {
			continue
		}
		at := func(i int) problem.Place { return c.Place(append(l.path[:len(l.path):len(l.path)], i)...) }
		usable := len(all) <= problem.MaxLayers.Most
		if !usable {
			c.problems = append(c.problems, problem.MaxLayers.Over(at(problem.MaxLayers.Most)))
		}
		for i, folder := range all {
			if !isLayer(folder) {
				c.add(problem.LayerPath, at(i), problem.Args{"folder": folder, "at": l.at})
				usable = false
			}
		}
		if usable && all[len(all)-1] != l.at {
			c.add(problem.LayerOwn, at(len(all)-1), problem.Args{"folder": all[len(all)-1], "at": l.at})
			usable = false
		}
		if !usable {
			*l.folders = nil
		}
	}
}

// isLayer reports whether a folder is written from the site's folder: "../chung/content".
// A folder from the top of the disk is another one on each machine.
func isLayer(folder string) bool {
	inner := folder
	for strings.HasPrefix(inner, "../") {
		inner = inner[len("../"):]
	}
	return folder == path.Clean(folder) && fs.ValidPath(inner) && inner != "." && !strings.ContainsAny(inner, `\:`)
}
