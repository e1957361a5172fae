package build

import (
	"io"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/site"
)

// Output is one file of the site and what makes it. The build makes all of
// them, the preview the one that is asked for.
type Output struct {
	Path   string
	Class  output.Class
	Page   *site.Page                    // of a page: which
	Number int                           // of a page: which page of its list, from 1
	Open   func() (io.ReadCloser, error) // of a file that is copied as it is
	Size   int64                         // of that file in bytes; -1 if nobody knows

	Sandbox bool // a copied page that Loa did not make: servers must not let its scripts run

	aside bool       // devices do not keep it
	text  *site.Page // the page whose text it is made of, and of no other text; may be nil

	make func() (Made, error) // of everything else
	look func() verdict       // of a file that is copied: what must be said of it; may be nil
}

// verdict is what was found out about a file that is copied.
type verdict struct {
	problems []problem.Problem
	refused  bool // it is not published, whatever severity its problems have
}

// Make makes the bytes of an output without Open, with all that can be said of
// it by itself. The error is an I/O error.
func (p *Project) Make(o Output) (Made, error) {
	made, err := p.made(o)
	if err != nil || p.Renderer == nil {
		return made, err
	}
	if clean, changed := p.Renderer.Files.Pictures.Blank(made.Data); changed {
		made.Data = clean
		made.Problems = append(made.Problems, problem.New(problem.ConsentInside, problem.Place{File: o.Path}, problem.Args{"target": o.Path}))
	}
	return made, nil
}

func (p *Project) made(o Output) (Made, error) {
	if o.Page == nil {
		return o.make()
	}
	out, err := p.Renderer.Page(o.Page, o.Number)
	if err != nil {
		return Made{}, err
	}
	if o.Number == 1 {
		out.Problems = append(out.Problems, p.Renderer.FrontFiles(o.Page)...)
		out.Problems = append(out.Problems, check.Translation(o.Page)...)
		recordings, err := check.Recordings(o.Page, p.Renderer.Thorough)
		if err != nil {
			return Made{}, err
		}
		out.Problems = append(out.Problems, recordings...)
	}
	if p.copy != nil { // a disk is fast
		return rendered(out), nil
	}
	out.Problems = append(out.Problems, p.budget().page(o.Page, &out)...)
	return rendered(out), nil
}

// lists are the pages that show others: home, sections, terms; and every page of
// a list.
func lists(p *Project) []Output { return pages(p.Site, isList) }

// entries are the pages of single entries.
func entries(p *Project) []Output {
	return pages(p.Site, func(page *site.Page) bool { return !isList(page) })
}

func isList(page *site.Page) bool { return page.Entry == nil || len(page.Items)+len(page.Sections) > 0 }

func pages(s *site.Site, want func(*site.Page) bool) []Output {
	var all []Output
	for _, e := range s.Editions {
		for _, page := range e.Pages {
			if !want(page) {
				continue
			}
			class := output.Page
			if page.Kind == site.Home {
				class = output.EntryPoint
			}
			all = append(all, Output{Path: page.File(), Class: class, Page: page, Number: 1})
			for n := 2; n <= page.PageCount(); n++ {
				all = append(all, Output{Path: page.PathOn(n) + "index.html", Class: class, Page: page, Number: n})
			}
		}
	}
	return all
}

// redirects are a page at each old address.
func redirects(p *Project) []Output {
	var all []Output
	for _, e := range p.Site.Editions {
		for _, moved := range e.Moved {
			if !moved.ServerOnly {
				all = append(all, Output{Path: moved.File(), Class: output.Page, make: func() (Made, error) { return rendered(p.Renderer.Redirect(moved)), nil }})
			}
		}
	}
	return all
}
