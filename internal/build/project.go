package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"loa/internal/config"
	"loa/internal/content"
	"loa/internal/data"
	"loa/internal/problem"
	"loa/internal/render"
	"loa/internal/site"
	"loa/internal/source"
	"loa/internal/theme"
	"loa/internal/tomlfile"
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
	Problems []problem.Problem

	root    *os.Root
	disk    fs.FS
	static  []source.File
	data    map[string]any
	reader  *content.Reader
	found   map[string][]problem.Problem // of each entry, by its path
	general []problem.Problem            // of everything before the entries
}

// Load runs the stages up to the placed pages: scan, site.toml, theme, front
// matter, data, places.
func Load(o Options) (*Project, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	p := &Project{Options: o, root: root, disk: root.FS(), found: map[string][]problem.Problem{}}
	for _, stage := range []func() error{p.configure, p.loadTheme, p.scan, p.tables, p.read} {
		if err := stage(); err != nil {
			root.Close()
			return nil, err
		}
	}
	p.place()
	return p, nil
}

// Close lets go of the site's folder.
func (p *Project) Close() error { return p.root.Close() }

// Disk is the site's folder.
func (p *Project) Disk() fs.FS { return p.disk }

func (p *Project) report(found []problem.Problem) { p.general = append(p.general, found...) }

// configure reads site.toml.
func (p *Project) configure() error {
	var src tomlfile.Source
	raw, err := fs.ReadFile(p.disk, "site.toml")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.report([]problem.Problem{problem.New(problem.SiteMissing, problem.Place{File: "site.toml"}, nil)})
		return nil
	case err != nil:
		return fmt.Errorf("reading site.toml: %w", err)
	}
	text, found := source.Heal("site.toml", raw)
	p.report(found)
	src.File, src.Text = "site.toml", text.Bytes
	settings, found := config.Load(src)
	p.report(found)
	if p.Options.BaseURL != "" {
		settings.BaseURL = strings.TrimSuffix(p.Options.BaseURL, "/") + "/"
	}
	p.Settings = settings
	return nil
}

// loadTheme reads the theme.
func (p *Project) loadTheme() error {
	if p.Settings == nil {
		return nil
	}
	t, found, err := theme.Load(theme.Options{Site: p.disk, Builtin: p.Options.Builtin, Name: p.Settings.Theme, Languages: p.Settings.Languages.Tags()})
	p.report(found)
	p.Theme = t
	return err
}

// scan lists the files.
func (p *Project) scan() error {
	if p.Settings == nil {
		return nil
	}
	files, found, err := source.Scan(p.disk, content.Root)
	if err != nil {
		return err
	}
	p.report(found)
	for _, f := range files {
		if path.Ext(f.Path) == ".md" {
			p.Entries = append(p.Entries, &content.Entry{File: f})
		} else {
			p.Files = append(p.Files, f)
		}
	}
	p.static, found, err = source.Scan(p.disk, "static")
	p.report(found)
	return err
}

// tables reads data/.
func (p *Project) tables() error {
	tables, found, err := data.Load(p.disk)
	p.report(found)
	p.data = tables
	return err
}

// read understands every entry.
func (p *Project) read() error {
	if p.Settings == nil {
		return nil
	}
	p.reader = content.NewReader(p.disk, p.Settings)
	problems := make([][]problem.Problem, len(p.Entries))
	err := parallel(p.Options.Workers, len(p.Entries), func(i int) error {
		entry, found, err := p.reader.Read(p.Entries[i].File)
		if err == nil {
			p.Entries[i], problems[i] = entry, found
		}
		return err
	})
	for i, found := range problems {
		if len(found) > 0 {
			p.found[p.Entries[i].File.Path] = found
		}
	}
	return err
}

// place places the pages and prepares their rendering.
func (p *Project) place() {
	p.Problems = p.general
	for _, e := range p.Entries {
		p.Problems = append(p.Problems, p.found[e.File.Path]...)
	}
	if p.Settings == nil || p.Theme == nil {
		return
	}
	placed, found := site.New(site.Input{
		Settings: p.Settings, Entries: p.Entries, Files: p.Files, Static: p.static, Themed: p.themed(), Layouts: p.Theme.Layouts(),
		Data: p.data, Now: p.today(), Drafts: p.Options.Drafts,
	})
	p.Problems = append(p.Problems, found...)
	p.Site = placed
	p.Renderer, found = render.New(placed, p.Theme, render.NewFiles(p.disk))
	p.Problems = append(p.Problems, found...)
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

func (p *Project) stopped() Result {
	return Result{Problems: p.weighed(p.Problems), Stopped: true}
}

func (p *Project) weighed(problems []problem.Problem) []problem.Problem {
	if p.Settings != nil {
		problems = problem.Weigh(problems, p.Settings.Check)
	}
	return problem.Sort(problems)
}
