// Package scaffold writes into a site's sources what a person would otherwise
// write by hand: the stamp of a translation, the forms that new entries and
// translations start from, a new theme, and a whole new site.
//
//	site, err := scaffold.Open(dir, disk.System{})
//	done, err := site.Stamp("content/a.en.md")
//	file, err := site.Translate("content/a.md", "km", scaffold.Guide{…})
//	file, err = site.In("duoi-nuoc", "Rào ao")
//	begun, err := site.Begin(file, scaffold.Form{Kind: content.Article, Title: "Rào ao", Today: now}, "vi", "")
//
// It changes only what it was asked to change, byte for byte, and never replaces
// an existing file. What it cannot do is a Refusal.
package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk"
	"loa/internal/base/layers"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// Refusal is why something cannot be done: the key of a sentence, with its
// arguments.
type Refusal struct {
	Key  string
	Args problem.Args
}

func (r *Refusal) Error() string { return fmt.Sprint(r.Key, " ", r.Args) }

func refuse(key string, args problem.Args) error { return &Refusal{key, args} }

// Site is a folder with a site.toml, for writing into.
type Site struct {
	dir      string
	disk     disk.System
	files    fs.FS        // with the layers; only the site's own folder is written to
	layers   *layers.Tree // nil without layers
	root     *os.Root     // that layers was opened with
	settings *config.Settings
	reader   *content.Reader
}

// Open reads the settings of the site in a folder, whose files are changed through
// system, and removes what a run that was killed left among its sources. Faults in
// the settings are left to the check. Of the site's layers none is read.
func Open(dir string, system disk.System) (*Site, error) {
	return open(layers.Options{Dir: dir, Disk: system})
}

// OpenLayered is Open of a site with its layers, as far as they may be read. The caller
// closes the site.
func OpenLayered(o layers.Options) (*Site, error) {
	s, err := open(o)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, err
	}
	tree, _, err := layers.Open(root, o, s.settings.Layers())
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	s.root, s.layers, s.files = root, tree, tree.Texts
	s.reader = content.NewReader(s.files, s.settings)
	return s, nil
}

// Close closes what OpenLayered opened.
func (s *Site) Close() error { return errors.Join(s.layers.Close(), s.root.Close()) }

func open(o layers.Options) (*Site, error) {
	dir, system := o.Dir, o.Disk
	s := &Site{dir: dir, disk: system, files: source.Folder(dir, system)}
	text, _, err := source.Read(s.files, source.File{Path: "site.toml", Name: "site.toml"})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse("no-site", problem.Args{"dir": dir})
	}
	if err != nil {
		return nil, err
	}
	if err := s.sweep(); err != nil {
		return nil, err
	}
	s.settings, _ = config.Load(tomlfile.Source{File: "site.toml", Text: text.Bytes})
	s.reader = content.NewReader(s.files, s.settings)
	return s, nil
}

// Borrows reports whether an earlier layer has an entry of a name: see layers.Tree.Borrows.
func (s *Site) Borrows(name string) bool { return s.layers != nil && s.layers.Borrows(name) }

// Settings are those of the site.
func (s *Site) Settings() *config.Settings { return s.settings }

// entry finds an entry by what a person types: a path from where they stand,
// from the site's folder, or from its content folder.
func (s *Site) entry(typed string) (source.File, content.Name, error) {
	for _, name := range s.candidates(typed) {
		info, err := fs.Stat(s.files, name)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if !strings.HasPrefix(name, content.Root+"/") || path.Ext(name) != ".md" {
			return source.File{}, content.Name{}, refuse("no-entry", problem.Args{"file": name})
		}
		f := source.File{Path: norm.NFC.String(name), Name: name, Size: info.Size()}
		return f, s.reader.Name(f), nil
	}
	return source.File{}, content.Name{}, refuse("file-not-there", problem.Args{"file": typed})
}

func (s *Site) candidates(typed string) []string {
	names := s.ways(typed)
	for i, name := range names {
		names[i] = s.joined(name)
	}
	return slices.DeleteFunc(names, func(name string) bool { return !fs.ValidPath(name) })
}

// ways are what a person may mean by what they type, from the site's folder: a path from
// where they stand, from the site's folder, or from its content folder.
func (s *Site) ways(typed string) []string {
	var names []string
	if dir, err := filepath.Abs(s.dir); err == nil {
		if full, err := filepath.Abs(typed); err == nil {
			if from, err := filepath.Rel(dir, full); err == nil {
				names = append(names, filepath.ToSlash(from))
			}
		}
	}
	plain := path.Clean(filepath.ToSlash(typed))
	return append(names, plain, path.Join(content.Root, plain))
}

// joined is the name in the site of a path from the site's folder.
func (s *Site) joined(from string) string {
	if s.layers == nil {
		return from
	}
	name, _ := s.layers.Joined(from)
	return name
}

// version finds an entry's version in a language, given another version: beside
// it, as a file or as a bundle.
func (s *Site) version(f source.File, of content.Name, tag string) (source.File, bool) {
	for _, name := range s.versionNames(f, of, tag) {
		if info, err := fs.Stat(s.files, name); err == nil && info.Mode().IsRegular() {
			return source.File{Path: norm.NFC.String(name), Name: name, Size: info.Size()}, true
		}
	}
	return source.File{}, false
}

// versionNames are the names that a version may have, the one beside the given
// file first.
func (s *Site) versionNames(f source.File, of content.Name, tag string) []string {
	beside := strings.TrimSuffix(f.Name, ".md")
	if of.Explicit || of.Language != s.settings.DefaultLanguage {
		beside = strings.TrimSuffix(beside, path.Ext(beside))
	}
	other := beside + "/index"
	if of.Bundle {
		other = path.Dir(beside)
	}
	names := []string{beside + "." + tag + ".md", other + "." + tag + ".md"}
	if tag == s.settings.DefaultLanguage {
		names = append([]string{beside + ".md", other + ".md"}, names...)
	}
	return names
}
