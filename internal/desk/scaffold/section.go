package scaffold

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// Section is a section of the site, to choose from.
type Section struct {
	Folder string // below content/: "duoi-nuoc"
	Title  string
}

// Sections lists the site's sections in the order of their folders, and of
// those the one where pages of a kind are usually put, "" if none stands out.
func (s *Site) Sections(kind content.Kind) (sections []Section, usual string, err error) {
	files, _, err := source.Scan(s.files, content.Root)
	if err != nil {
		return nil, "", err
	}
	votes := map[string]int{}
	for _, f := range files {
		if path.Ext(f.Path) != ".md" {
			continue
		}
		name := s.reader.Name(f)
		if name.Language != s.settings.DefaultLanguage || name.IsHome() {
			continue
		}
		entry, _, err := s.reader.Read(f)
		if err != nil {
			return nil, "", err
		}
		switch {
		case !name.IsSection():
			if entry.Kind == kind {
				votes[name.Parent()]++
			}
		default:
			sections = append(sections, Section{Folder: name.Folder(), Title: cmp.Or(entry.Title, name.Base())})
			if kind == content.Event && entry.Hosts == "calendar" || kind == content.Document && entry.Hosts == "documents" {
				votes[name.Folder()] += len(files) // the section says so itself
			}
		}
	}
	slices.SortFunc(sections, func(a, b Section) int { return strings.Compare(a.Folder, b.Folder) })
	if kind == content.Article { // they lie everywhere
		return sections, "", nil
	}
	for _, section := range sections {
		if votes[section.Folder] > votes[usual] {
			usual = section.Folder
		}
	}
	return sections, usual, nil
}
