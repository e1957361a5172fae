package build

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/check"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/data"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/media/consent"
	"loa/internal/media/imaging"
	"loa/internal/media/picture"
)

// Project is a site's folder, understood: settings, entries, theme and placed
// pages. Its exported fields are not changed; a new one is made with With.
type Project struct {
	Options  Options
	Settings *config.Settings
	Entries  []*content.Entry // by path
	Files    []source.File    // the other files of content/
	Theme    *theme.Theme
	Site     *site.Site
	Renderer *render.Renderer // nil if the settings or the theme cannot be used
	Ledger   *consent.Ledger
	Problems []problem.Problem

	copy   *site.Copy          // what goes to a disk; nil for the web
	shared func() []check.File // see styles
	root   *os.Root
	disk   fs.FS
	static []source.File
	data   map[string]any
	reader *content.Reader
	found  map[string][]problem.Problem // of each entry, by its path
	wrong  [areas][]problem.Problem     // of everything before the entries
}

// area is what a stage before the entries reads.
type area int

const (
	inSettings area = iota
	inTheme
	inContent
	inStatic
	inData
	areas
)

// Load runs the stages up to the placed pages: scan, site.toml, theme, front
// matter, data, places.
func Load(o Options) (*Project, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	p := &Project{Options: o, root: root, disk: root.FS(), found: map[string][]problem.Problem{}}
	if err := p.stages(p.configure, p.loadTheme, p.scan, p.scanStatic, p.tables, p.read); err != nil {
		root.Close()
		return nil, err
	}
	p.place()
	return p, nil
}

func (p *Project) stages(stages ...func() error) error {
	for _, stage := range stages {
		if err := stage(); err != nil {
			return err
		}
	}
	return nil
}

// Close lets go of the site's folder, which a project shares with those that
// With made of it.
func (p *Project) Close() error { return p.root.Close() }

// Disk is the site's folder.
func (p *Project) Disk() fs.FS { return p.disk }

func (p *Project) report(in area, found []problem.Problem) {
	p.wrong[in] = append(p.wrong[in], found...)
}

// configure reads site.toml.
func (p *Project) configure() error {
	settings, found, err := readSettings(p.disk, p.Options)
	p.report(inSettings, found)
	if settings != nil && p.Options.Packs == nil {
		settings.Offline.Packs = false
	}
	p.Settings = settings
	return err
}

// Settings reads site.toml alone. They are nil if there is none or it cannot be
// read.
func Settings(o Options) (*config.Settings, []problem.Problem, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	return readSettings(root.FS(), o)
}

func readSettings(disk fs.FS, o Options) (*config.Settings, []problem.Problem, error) {
	raw, err := fs.ReadFile(disk, "site.toml")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, []problem.Problem{problem.New(problem.SiteMissing, problem.Place{File: "site.toml"}, nil)}, nil
	case err != nil:
		return nil, nil, fmt.Errorf("reading site.toml: %w", err)
	}
	text, found := source.Heal("site.toml", raw)
	settings, more := config.Load(tomlfile.Source{File: "site.toml", Text: text.Bytes})
	found = append(found, more...)
	if o.Version != "" {
		found = append(found, settings.Needs(o.Version)...)
	}
	if o.BaseURL != "" {
		settings.BaseURL = strings.TrimSuffix(o.BaseURL, "/") + "/"
	}
	return settings, found, nil
}

// loadTheme reads the theme.
func (p *Project) loadTheme() error {
	if p.Settings == nil {
		return nil
	}
	t, found, err := theme.Load(theme.Options{Site: p.disk, Builtin: p.Options.Builtin, Name: p.Settings.Theme, At: p.Settings.Place("theme"), Languages: p.Settings.Languages.Tags()})
	p.report(inTheme, found)
	p.Theme = t
	return err
}

// scan lists the files of content/.
func (p *Project) scan() error {
	if p.Settings == nil {
		return nil
	}
	files, found, err := source.Scan(p.disk, content.Root)
	if err != nil {
		return err
	}
	p.report(inContent, found)
	p.Entries, p.Files = nil, nil
	for _, f := range files {
		if path.Ext(f.Path) == ".md" {
			p.Entries = append(p.Entries, &content.Entry{File: f})
		} else {
			p.Files = append(p.Files, f)
		}
	}
	return nil
}

// scanStatic lists the files of static/.
func (p *Project) scanStatic() error {
	files, found, err := source.Scan(p.disk, "static")
	p.report(inStatic, found)
	p.static = files
	return err
}

// tables reads data/: what templates see, and the consent ledger, which none does.
func (p *Project) tables() error {
	tables, found, err := data.Load(p.disk)
	p.report(inData, found)
	p.data = tables
	if err != nil {
		return err
	}
	p.Ledger, found, err = consent.Load(p.disk)
	p.report(inData, found)
	return err
}

// read understands every entry.
func (p *Project) read() error {
	if p.Settings == nil {
		return nil
	}
	// The scan refused what leads out of the folder. Reading through os.Root
	// again would open every folder of every path once more: twice the cost.
	p.reader = content.NewReader(source.Folder(p.Options.Dir), p.Settings)
	return p.readAll(func(source.File) bool { return true })
}

// place places the pages and prepares their rendering.
func (p *Project) place() {
	p.Problems, p.Site, p.Renderer = nil, nil, nil
	for _, found := range p.wrong {
		p.Problems = append(p.Problems, found...)
	}
	for _, e := range p.Entries {
		p.Problems = append(p.Problems, p.found[e.File.Path]...)
	}
	if p.Settings == nil || p.Theme == nil {
		return
	}
	placed, found := site.New(site.Input{
		Settings: p.published(), Entries: p.Entries, Files: p.Files, Static: p.static, Themed: p.themed(), Layouts: p.Theme.Layouts(),
		Data: p.data, Now: p.today(), Drafts: p.Options.Drafts, Ends: p.Ledger.Ends(p.today()),
	})
	p.Problems = append(p.Problems, found...)
	p.Site = placed
	p.shared = sync.OnceValue(p.styles)
	p.Renderer = render.New(placed, p.Theme, render.NewFiles(p.disk, p.darkroom()))
	p.Problems = append(p.Problems, p.Ledger.Missing(p.filePaths())...)
}

// published are the settings of what readers get: a preview and a copy on a disk
// send nothing to anybody who counts.
func (p *Project) published() *config.Settings {
	if !p.Options.Unmeasured && cmp.Or(p.Options.Carrier, consent.Web) == consent.Web {
		return p.Settings
	}
	quiet := *p.Settings
	quiet.Measure = config.Measure{}
	return &quiet
}

// darkroom prepares the pictures of a day.
func (p *Project) darkroom() *imaging.Processor {
	plan := picture.Plan{Widths: p.Settings.Images.Widths, Quality: p.Settings.Images.Quality}
	if len(plan.Widths) == 0 {
		plan.Widths = p.Theme.Images().Widths
	}
	return imaging.New(imaging.Options{
		Disk: p.disk, Plan: plan, Ledger: p.Ledger, Today: p.today(), Carrier: cmp.Or(p.Options.Carrier, consent.Web),
		Ask: p.Settings.Images.People == "ask", Store: cache{p, prints},
	})
}

// filePaths are those of all files that the ledger may name.
func (p *Project) filePaths() []string {
	var paths []string
	for _, f := range slices.Concat(p.Files, p.static) {
		paths = append(paths, f.Path)
	}
	for _, f := range p.Theme.Static {
		paths = append(paths, f.File)
	}
	for _, a := range p.Theme.Assets {
		paths = append(paths, a.File)
	}
	return paths
}

// themed lists the theme's static files that the site does not have itself.
func (p *Project) themed() []string {
	own := map[string]bool{}
	for _, f := range p.static {
		own[strings.TrimPrefix(f.Path, "static/")] = true
	}
	var paths []string
	for _, f := range p.Theme.Static {
		if !own[f.Path] {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// today is midnight of the build's day in the site's zone.
func (p *Project) today() time.Time {
	now := p.Options.Now
	if !p.Options.Fixed {
		now = now.In(p.Settings.Zone)
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, p.Settings.Zone)
}

// Usable reports whether pages can be made, and site.toml and the theme say
// what their author meant.
func (p *Project) Usable() bool {
	return p.Renderer != nil && !problem.Any(p.Weigh(append(slices.Clone(p.wrong[inSettings]), p.wrong[inTheme]...)), problem.Error)
}

func (p *Project) stopped() Result { return Result{Problems: p.Weigh(p.Problems), Stopped: true} }

// Weigh gives problems the severities of [check], drops those that their authors
// pass over, and sorts them.
func (p *Project) Weigh(problems []problem.Problem) []problem.Problem {
	problems = check.Allowed(slices.Clone(problems), p.Entries)
	if p.Settings != nil {
		problems = problem.Weigh(problems, p.Settings.Check.Severities)
	}
	return problem.Sort(problems)
}
