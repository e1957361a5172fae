package scaffold

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/content"
)

// Formatted is what Format found.
type Formatted struct {
	Changed  []string          // the files that are not as they should lie on the disk
	Problems []problem.Problem // of the files that cannot be mended
	// Converted says that letters of an old encoding or YAML became another text in some
	// of them, which a person should read again.
	Converted bool
}

// Format mends the texts of a site on the disk: content/, data/ and site.toml
// become UTF-8 in NFC with plain line ends; front matter in YAML becomes TOML,
// slips in TOML are mended, keys of front matter are put in order. typed are the
// files and folders to mend, as a person types them; none for all. With check
// nothing is written.
//
// Text in a legacy encoding is converted only when the encoding is named, in the
// files that are recognised as such, or that are typed themselves. Where one of Programs
// is named instead, its keys of front matter become those that say the same here.
func (s *Site) Format(named string, check bool, typed ...string) (Formatted, error) {
	var done Formatted
	files, err := s.texts()
	if err != nil {
		return done, err
	}
	from, adopt := source.Encoding(named), slices.Contains(Programs, named)
	if adopt {
		from = ""
	}
	typedFiles := map[string]bool{}
	if len(typed) > 0 {
		if files, err = s.among(files, typed, typedFiles); err != nil {
			return done, err
		}
	}
	for _, f := range files {
		if info, err := fs.Stat(s.files, f.Name); err == nil && info.Size() > int64(problem.MaxFile.Most) {
			done.Problems = append(done.Problems, problem.MaxFile.Over(problem.Place{File: f.Path}))
			continue
		}
		raw, err := fs.ReadFile(s.files, f.Name)
		if err != nil {
			return done, fmt.Errorf("reading %s: %w", f.Path, err)
		}
		mended, problems := mended(f.Path, raw, from, typedFiles[f.Name])
		if adopt && len(problems) == 0 && path.Ext(f.Path) == ".md" {
			text, _ := source.Normalize(f.Path, adopted(mended))
			mended, problems = content.Formatted(text)
		}
		done.Problems = append(done.Problems, problems...)
		if len(problems) > 0 || bytes.Equal(mended, raw) {
			continue
		}
		done.Changed = append(done.Changed, f.Path)
		done.Converted = done.Converted || named != "" || bytes.HasPrefix(bytes.TrimLeft(raw, "\ufeff \t\r\n"), []byte("---"))
		if !check {
			if err := s.replace(f.Name, mended); err != nil {
				return done, err
			}
		}
	}
	return done, nil
}

// texts lists the files that are mended.
func (s *Site) texts() ([]source.File, error) {
	files := []source.File{{Path: "site.toml", Name: "site.toml"}}
	for _, root := range []string{content.Root, "data"} {
		found, _, err := source.Scan(s.files, root)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return slices.DeleteFunc(files, func(f source.File) bool { return !isText(f.Path) }), nil
}

// among keeps the files that are typed, or lie in a folder that is, and notes the
// first.
func (s *Site) among(files []source.File, typed []string, named map[string]bool) ([]source.File, error) {
	wanted := map[string]bool{}
	for _, one := range typed {
		found := false
		for _, name := range s.candidates(one) {
			for _, f := range files {
				if f.Name == name || name == "." || strings.HasPrefix(f.Name, name+"/") {
					wanted[f.Name], found = true, true
					named[f.Name] = named[f.Name] || f.Name == name
				}
			}
			if found {
				break
			}
		}
		if origin, name, ok := s.fromLayer(one); !found && ok && (isText(name) || path.Ext(name) == "") {
			return nil, ofLayer(origin, name)
		}
		if !found {
			return nil, refuse("no-text", problem.Args{"file": one})
		}
	}
	return slices.DeleteFunc(files, func(f source.File) bool { return !wanted[f.Name] }), nil
}

// ofLayer refuses what a layer brings. A page can be copied; folders and data cannot.
func ofLayer(origin, name string) error {
	if strings.HasPrefix(name, content.Root+"/") && path.Ext(name) == ".md" {
		return refuse("format-of-layer-page", problem.Args{"file": origin, "copy": name})
	}
	return refuse("format-of-layer", problem.Args{"file": origin})
}

// fromLayer finds a file or a folder that is typed in the layers that site.toml names, the
// latest first: where it lies, from the site's folder, and its name in the site. Nothing of
// it is read, since nobody may have allowed that.
func (s *Site) fromLayer(typed string) (origin, name string, ok bool) {
	there := func(origin string) bool {
		_, err := os.Lstat(filepath.Join(s.dir, filepath.FromSlash(origin)))
		return err == nil
	}
	for _, list := range s.settings.Layers() {
		for _, folder := range slices.Backward(list.Folders[:len(list.Folders)-1]) {
			for _, from := range s.ways(typed) {
				if inner, in := strings.CutPrefix(from+"/", folder+"/"); in && there(from) {
					return from, path.Join(list.At, inner), true
				}
				if inner, in := strings.CutPrefix(from, list.At+"/"); in && there(path.Join(folder, inner)) {
					return path.Join(folder, inner), from, true
				}
			}
		}
	}
	return "", "", false
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".md", ".toml", ".csv", ".json":
		return true
	}
	return false
}

// mended is a file's text as it should be. With problems it is not to be written.
func mended(name string, raw []byte, from source.Encoding, surely bool) ([]byte, []problem.Problem) {
	text, problems := source.Normalize(name, raw)
	if from != "" && (surely || slices.ContainsFunc(problems, isLegacy)) {
		text, problems = source.Normalize(name, source.Convert(from, text.Bytes))
	}
	if len(problems) > 0 {
		return nil, problems
	}
	switch path.Ext(name) {
	case ".md":
		return content.Formatted(text)
	case ".toml":
		doc, _ := tomlfile.Parse(tomlfile.Source{File: name, Text: text.Bytes})
		return doc.Text(), nil
	}
	return text.Bytes, nil
}

func isLegacy(p problem.Problem) bool { return p.Code == problem.SourceLegacy }
