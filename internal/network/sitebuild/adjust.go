package sitebuild

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/generator/config"
	"loa/internal/network/units"
)

// adjust gives a site what network.toml says of its unit: its languages, and the folders of
// its layers where its site.toml names none. Layers hold folders with the names that a
// site's own have.
func (b *Builder) adjust(s *config.Settings, u units.Unit) {
	if len(u.Languages) > 0 {
		s.Languages = slices.DeleteFunc(s.Languages, func(l config.Language) bool {
			out := l.Tag != s.DefaultLanguage && !slices.ContainsFunc(u.Languages, func(tag string) bool { return strings.EqualFold(tag, l.Tag) })
			if out {
				s.LeftOut = append(s.LeftOut, l.Tag)
			}
			return out
		})
	}
	for _, list := range []struct {
		at      string
		folders *[]string
	}{{"content", &s.Content}, {"data", &s.Data}, {"static", &s.Static}, {"warnings", &s.Warnings.Folders}} {
		if len(*list.folders) > 0 {
			continue
		}
		var all []string
		for _, layer := range u.Layers {
			if b.isFolder(path.Join(layer, list.at)) {
				all = append(all, upTo(u.Dir)+path.Join(layer, list.at))
			}
		}
		if len(all) > 0 {
			*list.folders = append(all, list.at)
		}
	}
}

func (b *Builder) isFolder(name string) bool {
	info, err := os.Stat(filepath.Join(b.options.Dir, filepath.FromSlash(name)))
	return err == nil && info.IsDir()
}

// upTo leads from a folder below the network's to the network's.
func upTo(dir string) string { return strings.Repeat("../", strings.Count(dir, "/")+1) }
