package build

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/media/docmeta"
	"loa/internal/media/picture"
)

// inside reports what a document, which is published as it is, tells of people: who is
// named in its properties, and where its photographs were taken.
func (p *publisher) inside(file string, open func() (fs.File, error)) []problem.Problem {
	if usual[path.Ext(file)] { // texts and fonts hold neither
		return nil
	}
	f, err := open()
	if err != nil {
		return nil // copying it reports the error
	}
	defer f.Close()
	r, ok := f.(io.ReaderAt)
	info, err := f.Stat()
	if !ok || err != nil {
		return nil
	}
	found := p.authors(file, r, info.Size())
	if n := docmeta.Photos(r, info.Size(), picture.HasGPS); n > 0 {
		found = append(found, problem.New(problem.FilePlace, problem.Place{File: file}, problem.Args{"target": file, "count": n}))
	}
	return found
}

// authors reports the people who are named in the properties of a PDF or Office file.
// The organization's own name is no secret.
func (p *publisher) authors(file string, r io.ReaderAt, size int64) []problem.Problem {
	fields, err := docmeta.Authors(file, r, size)
	if err != nil {
		return nil
	}
	var who, names []string
	for _, f := range fields {
		if p.isOrganization(f.Value) {
			continue
		}
		names = append(names, f.Name)
		if !slices.Contains(who, f.Value) {
			who = append(who, f.Value)
		}
	}
	if len(who) == 0 {
		return nil
	}
	args := problem.Args{"target": file, "who": strings.Join(who, ", "), "field": strings.Join(names, ", ")}
	return []problem.Problem{problem.New(problem.FileAuthor, problem.Place{File: file}, args)}
}

func (p *publisher) isOrganization(name string) bool {
	for _, tag := range p.Settings.Languages.Tags() {
		for _, own := range []config.Text{p.Settings.Organization.Name, p.Settings.Organization.Parent} {
			if strings.EqualFold(own.In(tag, p.Settings.DefaultLanguage), name) {
				return true
			}
		}
	}
	return false
}
