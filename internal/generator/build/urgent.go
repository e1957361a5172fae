package build

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/feed"
	"loa/internal/generator/relay"
	"loa/internal/generator/render"
	"loa/internal/generator/theme"
	"loa/internal/generator/warning"
)

// warningFiles are what brings warnings to readers whose pages are older, and to other
// programs. They are of the class First.
func warningFiles(p *Project) []Output {
	if !p.Theme.HasPart("warning") || p.Site.Has(render.WarningsFile) {
		return nil
	}
	all := []Output{{Path: render.WarningsFile, Class: output.First, make: func() (Made, error) {
		data, err := p.Renderer.Warnings()
		return Made{Data: data, Problems: heavyList(data, p.Site.Warnings)}, err
	}}}
	add := func(path string, data func() []byte) {
		twice := slices.ContainsFunc(all, func(o Output) bool { return o.Path == path }) // two files of one text
		if !twice && !p.Site.Has(path) {                                                 // the site's own wins
			all = append(all, Output{Path: path, Class: output.First, make: plain(data)})
		}
	}
	for _, e := range p.Site.Editions {
		title := ""
		if words := p.Theme.Catalogue(e.Language.Tag); words != nil {
			title, _ = words.Say("warnings")
		}
		add(feed.WarningsPath(e), func() []byte { return feed.Warnings(p.Site, e, title) })
	}
	for _, w := range feed.Own(p.Site) {
		add(feed.CAPPath(w), func() []byte { return feed.CAP(p.Site, w) })
	}
	return all
}

// lightList is how long the list of warnings may be, compressed, in bytes.
const lightList = 1024

// heavyList tells of a list that is longer without the warnings of other sites, at the
// warning with the most words.
func heavyList(data []byte, all []*warning.Warning) []problem.Problem {
	if list, err := relay.Parse(data); err == nil {
		list.Warnings = slices.DeleteFunc(list.Warnings, func(w relay.Warning) bool { return w.Source != "" })
		if own, err := list.Encode(); err == nil {
			data = own
		}
	}
	all = ofSite(all)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(data) // to memory
	w.Close()
	if packed.Len() <= lightList || len(all) == 0 {
		return nil
	}
	longest := slices.MaxFunc(all, func(a, b *warning.Warning) int { return a.Length() - b.Length() })
	args := problem.Args{"size": problem.Size(int64(packed.Len())), "most": problem.Size(lightList)}
	return []problem.Problem{problem.New(problem.WarningWeight, longest.At(), args)}
}

// ofSite are the site's own warnings.
func ofSite(all []*warning.Warning) []*warning.Warning {
	return slices.DeleteFunc(slices.Clone(all), func(w *warning.Warning) bool { return w.Source != nil })
}

// unlisted tells of warnings that no reader sees: the theme has no part for them, or a
// file of static/ is in the place of the list.
func unlisted(p *Project) []problem.Problem {
	if !p.Theme.HasPart("warning") {
		var all []problem.Problem
		for _, w := range ofSite(p.Site.Warnings) {
			all = append(all, problem.New(problem.WarningUnshown, w.At(), nil))
		}
		return all
	}
	if p.Site.Has(render.WarningsFile) {
		return []problem.Problem{problem.New(problem.WarningTaken, problem.Place{File: "static/" + render.WarningsFile}, nil)}
	}
	return nil
}

// Urgent are the files of the class First: what must reach readers before any page is
// made.
type Urgent struct {
	Files    []UrgentFile      // none if the theme shows no warnings
	Problems []problem.Problem // of site.toml and warnings/, weighed and sorted
	Stopped  bool              // one of them is an error
	Warnings []*warning.Warning
	BaseURL  string // the address that the site is built for

	project *Project // nil if the settings cannot be read
}

// Announcements are one of the warnings as it is read out and sent by other channels, in
// each language that it has.
func (u Urgent) Announcements(w *warning.Warning) []feed.Announcement {
	if u.project == nil {
		return nil
	}
	return feed.Announcements(u.project.Site, w, u.project.Theme.Catalogue)
}

// UrgentFile is one of them, with its path in the output folder.
type UrgentFile struct {
	Path string
	Data []byte
}

// MakeUrgent makes them from site.toml, warnings/ and the pages that warnings name. All
// else may have errors: it says nothing of a warning. Of a theme that cannot be used the
// one that comes with the program takes the place. In texts, files of warnings/ by their
// paths, other bytes count than those on the disk; nil is a file that is not there. The
// error is an I/O error.
func MakeUrgent(o Options, texts map[string][]byte) (Urgent, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return Urgent{}, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	o.Dry, o.Memory = true, nil
	p := &Project{Sources: Sources{Options: o, root: root, disk: o.Disk.FS(root), found: map[string][]problem.Problem{}}}
	u := warningSources{Project: p, texts: texts}
	if err := inOrder(p.configure, p.loadTheme, u.instead, p.scan, p.scanStatic, u.tables, u.leaveOut, p.read); err != nil {
		return Urgent{}, err
	}
	p.place()
	made := Urgent{Problems: u.problems(), Warnings: p.warnings}
	if p.Settings != nil {
		made.BaseURL = p.Settings.BaseURL
	}
	made.Stopped = p.Renderer == nil || Stops(made.Problems, false)
	if made.Stopped {
		return made, nil
	}
	made.project = p
	for _, one := range warningFiles(p) {
		m, err := p.Make(one)
		if err != nil {
			return made, err
		}
		made.Files = append(made.Files, UrgentFile{one.Path, m.Data})
		made.Problems = p.Weigh(append(made.Problems, m.Problems...))
	}
	return made, nil
}

// warningSources are a project of which only what a warning needs is read.
type warningSources struct {
	*Project
	texts map[string][]byte
	pages map[string]bool // keys of entries that warnings name, and whether there is such a file
}

// instead takes the program's theme where the site's cannot be used.
func (u *warningSources) instead() error {
	if u.Settings == nil || u.Theme != nil {
		return nil
	}
	t, _, err := theme.Load(theme.Options{Site: nothing{}, Builtin: u.Options.Builtin, Name: "loa", Languages: u.Settings.Languages.Tags()})
	u.Theme = t
	return err
}

// nothing is a folder without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// tables reads the warnings, and what says whether a page is on the site.
func (u *warningSources) tables() (err error) {
	if u.Settings == nil {
		return nil
	}
	if u.Ledger, _, err = u.ledger(); err != nil {
		return err
	}
	if u.Approvals, _, err = content.LoadApprovals(u.own()); err != nil {
		return err
	}
	all, found, err := warning.Load(u.disk, u.Settings, u.today())
	for file, text := range u.texts {
		found = slices.DeleteFunc(found, func(p problem.Problem) bool { return p.Place.File == file })
		var more []problem.Problem
		all, more = warning.Instead(all, file, text, u.Settings, u.today())
		found = append(found, more...)
	}
	u.warnings = all
	u.report(inData, found)
	u.addRelayed()
	return err
}

// leaveOut keeps the entries that warnings name, in all languages, and the sections
// above them, which decide about their addresses.
func (u *warningSources) leaveOut() error {
	if u.Settings == nil {
		return nil
	}
	key := func(f source.File) string {
		return content.ParseName(strings.TrimPrefix(f.Path, content.Root+"/"), u.Settings.Languages.Tags()).Key
	}
	u.pages = map[string]bool{}
	wanted := map[string]bool{"_index": true}
	for _, w := range u.warnings {
		if w.Page == "" {
			continue
		}
		name := key(source.File{Path: content.Root + "/" + w.Page})
		u.pages[name], wanted[name] = false, true
		for up := path.Dir(name); up != "." && up != "/"; up = path.Dir(up) {
			wanted[up+"/_index"] = true
		}
	}
	u.Entries = slices.DeleteFunc(u.Entries, func(e *content.Entry) bool {
		name := key(e.File)
		if _, named := u.pages[name]; named {
			u.pages[name] = true
		}
		return !wanted[name]
	})
	u.Files = nil
	return nil
}

// problems are those of the settings and of the warnings. A page that is there and cannot
// be shown costs a warning no more than its link.
func (u *warningSources) problems() []problem.Problem {
	all := slices.Clone(u.wrong[inSettings])
	for _, p := range u.Project.Problems {
		if !strings.HasPrefix(p.Place.File, warning.Root+"/") && p.Code != problem.WarningTaken {
			continue
		}
		page, _ := p.Args["page"].(string)
		if p.Code == problem.WarningPage && u.pages[content.ParseName(page, u.Settings.Languages.Tags()).Key] {
			continue
		}
		all = append(all, p)
	}
	return u.Weigh(all)
}

// PublishUrgent brings urgent files to the output folder and leaves everything else there
// as it is. The next build makes of it what a build makes. It reports false if no build
// has written there yet: a list without pages is for nobody. Problems say why nothing was
// written.
func PublishUrgent(ctx context.Context, o Options, u Urgent) (done bool, found []problem.Problem, err error) {
	stage, found, err := output.Open(o.Dir, o.Out, o.Disk)
	if err != nil || stage == nil {
		return false, found, err
	}
	defer stage.Discard()
	if !stage.Begun() {
		return false, nil, nil
	}
	for _, f := range u.Files {
		if err := stage.Write(f.Path, output.First, f.Data); err != nil {
			return false, nil, err
		}
	}
	_, found, err = stage.Add(ctx)
	return err == nil && len(found) == 0, found, err
}
