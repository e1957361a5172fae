package build

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/check"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Project is a site's sources and the pages that are placed from them. It is not
// changed once it is loaded: With, At and Imagine return new ones, which share what
// is the same.
type Project struct {
	Sources
	Site     *site.Site
	Renderer *render.Renderer // nil if the settings or the theme cannot be used
	Problems []problem.Problem

	copy       *site.Copy          // of a copy for a disk, else nil
	usedBefore []used              // by pages that are kept as the last build made them
	shared     func() []check.File // see sharedFiles
}

// Load reads the site's folder and places the pages. The error is an I/O error.
func Load(o Options) (*Project, error) { return loadAfter(o, nil) }

// loadAfter is Load, which takes entries that have not changed from the last build.
func loadAfter(o Options, last *past) (*Project, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	p := &Project{Sources: Sources{Options: o, root: root, disk: o.Disk.FS(root), found: map[string][]problem.Problem{}, past: last}}
	if err := p.readAll(); err != nil {
		if p.layers != nil {
			p.layers.Close()
		}
		root.Close()
		return nil, err
	}
	p.past = nil
	p.place()
	return p, nil
}

// place places the pages and prepares their rendering. Where a part of site.toml could
// not be read, no page is made and site.toml alone is told: half of what else would be
// found are the effects, such as files of a language that is not declared any more, and
// their advice would do harm.
func (p *Project) place() {
	p.Problems, p.Site, p.Renderer = nil, nil, nil
	if settings := p.wrong[inSettings]; slices.ContainsFunc(settings, isLost) {
		p.Problems = slices.Clone(settings)
		return
	}
	p.narrated = nil
	p.placeAll()
	if p.narrated = p.findNarrated(); len(p.narrated) > 0 {
		p.Problems = nil
		p.placeAll()
	}
}

// isLost reports whether a problem of site.toml means that something is not known: a
// line, a table, a key, a folder that the site consists of.
func isLost(p problem.Problem) bool {
	return isError(p) && (strings.HasPrefix(string(p.Code), "toml.") || strings.HasPrefix(string(p.Code), "layer."))
}

func (p *Project) placeAll() {
	for _, found := range p.wrong {
		p.Problems = append(p.Problems, found...)
	}
	shown := p.Shown()
	p.out = p.hidden()
	for _, e := range shown {
		p.Problems = append(p.Problems, p.found[e.File.Path]...)
	}
	p.Problems = append(p.Problems, p.hidesNothing()...)
	p.Problems = append(p.Problems, p.copies(shown)...)
	p.Problems = append(p.Problems, p.approvalsNotBegun()...)
	if p.Settings == nil || p.Theme == nil {
		return
	}
	placed, found := site.New(site.Input{
		Settings: p.published(), Entries: shown, Files: p.Files, Narrated: p.narrated, Static: p.static, Themed: p.themed(), Layouts: p.Theme.Layouts(),
		Data: p.data, Now: p.today(), Drafts: p.Options.Drafts, Ends: p.Ledger.Ends(p.today()), Warnings: p.warnings, Reach: p.Reach, Without: p.out.has,
	})
	p.Problems = append(p.Problems, found...)
	p.Site = placed
	p.Renderer = render.New(placed, p.Theme, render.NewFiles(p.disk, p.reader, p.processor(), p.recordings(placed)))
	p.Problems = append(p.Problems, p.Renderer.SettingsFiles()...)
	p.Problems = append(p.Problems, unlisted(p)...)
	p.shared = sharedFiles(p.Theme, p.Renderer)
	p.Problems = append(p.Problems, p.Ledger.Missing(filePaths(&p.Sources))...)
}

// Usable reports whether pages can be made, and site.toml and the theme say
// what their author meant.
func (p *Project) Usable() bool {
	return p.Renderer != nil && !problem.Any(p.Weigh(append(slices.Clone(p.wrong[inSettings]), p.wrong[inTheme]...)), problem.Error)
}

func (p *Project) stopped() Result { return Result{Problems: p.Weigh(p.Problems), Stopped: true} }

func (p *Project) budget() *budget {
	return &budget{limits: p.Settings.Budget, theme: p.Theme, renderer: p.Renderer, shared: p.shared}
}

// Unread are the files of content/ without the spreadsheets of events, which are
// read and not published.
func (p *Project) Unread() []source.File {
	sheets := map[string]bool{}
	for _, s := range sheetsOf(p.Entries) {
		sheets[s.File] = true
	}
	if len(sheets) == 0 {
		return p.Files
	}
	var files []source.File
	for _, f := range p.Files {
		if !sheets[f.Path] {
			files = append(files, f)
		}
	}
	return files
}

// PageOf is the page of an entry, named as EntryFile takes it; nil if the site has none
// today, with the nearest name.
func (p *Project) PageOf(typed string) (page *site.Page, nearest string) {
	file := p.EntryFile(typed)
	for _, e := range p.Site.Editions {
		for _, page := range e.Pages {
			if page.Entry != nil && page.Entry.File.Path == file && !page.Fallback {
				return page, ""
			}
		}
	}
	var known []string
	for _, e := range p.Entries {
		known = append(known, strings.TrimPrefix(e.File.Path, content.Root+"/"))
	}
	nearest, _ = fold.Nearest(strings.TrimPrefix(filepath.ToSlash(typed), content.Root+"/"), known)
	return nil, nearest
}

// EntryFile is the path of an entry that a person names from where they stand,
// from the site's folder or from content/; "" if there is none.
func (p *Project) EntryFile(typed string) string {
	plain := path.Clean(filepath.ToSlash(norm.NFC.String(typed)))
	names := []string{plain, path.Join(content.Root, plain)}
	if dir, err := filepath.Abs(p.Options.Dir); err == nil {
		if full, err := filepath.Abs(typed); err == nil {
			if from, err := filepath.Rel(dir, full); err == nil {
				names = append([]string{norm.NFC.String(filepath.ToSlash(from))}, names...)
			}
		}
	}
	for _, name := range names {
		for _, e := range p.Entries {
			if e.File.Path == name {
				return name
			}
		}
	}
	return ""
}
