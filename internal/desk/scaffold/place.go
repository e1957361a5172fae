package scaffold

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// taken reports whether a name means something else to Loa, or is none that
// Windows lets a file have: "Con" is a word of Vietnamese and a device.
func taken(slug string) bool {
	return slug == "index" || disk.Reserved(slug)
}

// In is the place of a new entry in a section.
func (s *Site) In(section, title string) (file string, err error) {
	if fold.Slug(title) == "" {
		return "", refuse("no-slug", problem.Args{"title": title})
	}
	return path.Join(content.Root, section, sourceedit.Name(title, "bai")+".md"), nil
}

// At is the place of a new entry by what a person types: a path from where they
// stand, from the site's folder or from content/, with either slash, with or
// without .md. New names are folded as addresses are.
func (s *Site) At(typed string) (file string, err error) {
	outside := refuse("outside-content", problem.Args{"file": typed})
	plain := strings.ReplaceAll(strings.Trim(strings.TrimSpace(typed), `"'`), `\`, "/")
	below, ok := s.below(plain)
	if !ok {
		return "", outside
	}
	language := ""
	below = strings.TrimSuffix(below, ".md")
	if tag := strings.TrimPrefix(path.Ext(below), "."); slices.Contains(s.settings.Languages.Tags(), tag) {
		language, below = "."+tag, strings.TrimSuffix(below, "."+tag)
	}
	parts := strings.Split(below, "/")
	for i, part := range parts {
		folder := path.Join(content.Root, path.Join(parts[:i]...), part)
		if info, err := fs.Stat(s.files, folder); i < len(parts)-1 && err == nil && info.IsDir() {
			continue
		}
		if parts[i] = fold.Slug(part); parts[i] == "" {
			return "", refuse("no-slug", problem.Args{"title": part})
		}
		if taken(parts[i]) && (parts[i] != "index" || i == 0) {
			return "", refuse("name-taken", problem.Args{"name": part})
		}
		if sourceedit.CheckName(parts[i]+language+".md") != nil {
			return "", refuse("name-long", problem.Args{"name": part})
		}
	}
	return content.Root + "/" + path.Join(parts...) + language + ".md", nil
}

// below is a typed path from content/ on.
func (s *Site) below(plain string) (string, bool) {
	const root = content.Root + "/"
	if from, err := s.fromSite(plain); err == nil {
		if rest, ok := strings.CutPrefix(from, root); ok {
			return rest, true
		}
	}
	clean := path.Clean(plain)
	if rest, ok := strings.CutPrefix(clean, root); ok && fs.ValidPath(clean) {
		return rest, true
	}
	first, _, deeper := strings.Cut(clean, "/")
	if !fs.ValidPath(clean) || clean == "." || clean == content.Root || len(first) == 2 && first[1] == ':' {
		return "", false
	}
	if info, err := fs.Stat(s.files, first); deeper && err == nil && info.IsDir() {
		if _, err := fs.Stat(s.files, root+first); errors.Is(err, fs.ErrNotExist) {
			return "", false // static/, themes/ …
		}
	}
	return clean, true
}

// fromSite is a path of this machine as one from the site's folder.
func (s *Site) fromSite(name string) (string, error) {
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return "", err
	}
	full, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	from, err := filepath.Rel(dir, full)
	return filepath.ToSlash(from), err
}
