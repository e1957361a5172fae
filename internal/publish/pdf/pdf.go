// Package pdf prints pages of a site into PDF files, with a Chromium, Chrome or
// Edge that is on this machine. Loa brings no browser along.
//
//	browser, ok := pdf.Find(exec.LookPath, os.Getenv)
//	result, err := pdf.Run(ctx, pdf.Options{Build: options, Pages: []string{"tin/a.md"}, Browser: browser})
//
// The browser gets the pages from this process, on the loopback interface, and asks
// nobody else. The files are tagged: screen readers find headings, lists and the
// words for pictures.
package pdf

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// Options say which pages become PDF files, and where to.
type Options struct {
	Build   build.Options // of what site; its Out is not used
	Pages   []string      // entries, by their path from the content folder or from here
	As      string        // a shape of Shapes; "" for the page as it prints
	Out     string        // a file for one page, or a folder; "" for the current folder
	Force   bool          // replace also what is no PDF
	Browser Browser
	Temp    string // the folder for what the browser needs while it runs; "" for that of the system
}

// Shapes are the other forms of a page on paper, by the layout that has them. A
// page knows its shape by the end of its address: "#a3".
func Shapes() map[string][]string {
	return map[string][]string{"leaflet": {"a4", "a3", "strips", "folded"}, "lesson": {"slides"}}
}

// Result is what was printed.
type Result struct {
	Problems []problem.Problem // of the pages, weighed by [check]
	Stopped  bool              // a page has an error; nothing was printed
	Files    []File
}

// File is a PDF that was written.
type File struct {
	Name string
	Size int64 // in bytes
}

// Refusal is why something cannot be printed: the key of a sentence, with its
// arguments. The command line has the sentences.
type Refusal struct {
	Key  string
	Args problem.Args
}

func (r *Refusal) Error() string { return fmt.Sprint(r.Key, " ", r.Args) }

func refuse(key string, args problem.Args) error { return &Refusal{key, args} }

// Run prints pages, one after the other. What the options ask for and the site does
// not have is a Refusal; the error is an I/O error, or that of a browser which printed
// nothing.
func Run(ctx context.Context, o Options) (Result, error) {
	p, err := build.Load(o.Build)
	if err != nil {
		return Result{}, err
	}
	defer p.Close()
	if p.Renderer == nil {
		return Result{Problems: p.Weigh(p.Problems), Stopped: true}, nil
	}
	sheets, err := sheetsOf(p, o)
	if err != nil {
		return Result{}, err
	}
	host, err := newHost(p)
	if err != nil {
		return Result{}, err
	}
	defer host.close()
	result, err := check(p, host, sheets)
	if err != nil || result.Stopped {
		return result, err
	}
	for _, s := range sheets {
		file, err := s.print(ctx, o, host)
		if err != nil {
			return result, err
		}
		result.Files = append(result.Files, file)
	}
	return result, nil
}

// sheet is a page on its way to a file.
type sheet struct {
	page *site.Page
	file string
	as   string
}

// sheetsOf finds the pages, and the names of their files.
func sheetsOf(p *build.Project, o Options) ([]sheet, error) {
	single := strings.EqualFold(filepath.Ext(o.Out), ".pdf")
	if single && len(o.Pages) > 1 {
		return nil, refuse("pdf-one-file", problem.Args{"file": o.Out, "count": len(o.Pages)})
	}
	var sheets []sheet
	for _, typed := range o.Pages {
		page, near := p.PageOf(typed)
		if page == nil {
			args := problem.Args{"file": typed}
			if near != "" {
				args["suggestion"] = near
			}
			return nil, refuse("no-page", args)
		}
		if err := fits(page, typed, o.As); err != nil {
			return nil, err
		}
		name := o.Out
		if !single {
			name = filepath.Join(o.Out, nameOf(page, o.As)+".pdf")
		}
		if err := free(name, o.Force); err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet{page, name, o.As})
	}
	return sheets, nil
}

// fits refuses a shape that the page does not have.
func fits(page *site.Page, typed, as string) error {
	if as == "" {
		return nil
	}
	var known []string
	for layout, shapes := range Shapes() {
		if slices.Contains(shapes, as) && page.Values().Layout == layout {
			return nil
		}
		known = append(known, shapes...)
	}
	slices.Sort(known)
	if !slices.Contains(known, as) {
		return refuse("pdf-shape", problem.Args{"value": as, "known": known})
	}
	return refuse("pdf-no-shape", problem.Args{"value": as, "file": typed})
}

// nameOf is the name of a page's file, without its ending.
func nameOf(page *site.Page, as string) string {
	parts := strings.Split(strings.Trim(page.Path, "/"), "/")
	name := fold.Slug(parts[len(parts)-1])
	if name == "" {
		name = "trang"
	}
	if as != "" {
		name += "-" + as
	}
	return name
}

// check makes each page once: what is wrong in it is known before a browser starts.
func check(p *build.Project, h *host, sheets []sheet) (Result, error) {
	var found []problem.Problem
	for _, s := range sheets {
		made, err := p.Make(h.outputs[s.page.File()])
		if err != nil {
			return Result{}, err
		}
		found = append(found, made.Problems...)
	}
	result := Result{Problems: problem.Sort(p.Weigh(found))}
	result.Stopped = problem.Any(result.Problems, problem.Error)
	return result, nil
}
