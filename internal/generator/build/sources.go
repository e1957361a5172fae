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
	"time"

	"loa/internal/base/layers"
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
	"loa/internal/generator/warning"
	"loa/internal/media/consent"
	"loa/internal/media/imaging"
	"loa/internal/media/picture"
	"loa/internal/media/recording"
	"loa/internal/reach/counts"
)

// Sources are a site's folder, read: settings, theme, front matter and data. The
// texts of entries are not kept.
type Sources struct {
	Options  Options
	Settings *config.Settings // nil if there is no site.toml that can be read
	Theme    *theme.Theme     // nil if it cannot be used
	Entries  []*content.Entry // by path
	Files    []source.File    // the other files of content/
	Ledger   *consent.Ledger

	Approvals *content.Approvals
	Reach     counts.Table // what was counted of readers

	root     *os.Root
	layers   *layers.Tree // the same folder with its layers
	disk     fs.FS        // through layers
	static   []source.File
	narrated []site.Narration
	data     map[string]any
	warnings []*warning.Warning
	out      takenOut // as the pages were placed, see hidden
	reader   *content.Reader
	past     *past                        // which knows entries, while they are read for the first time; else nil
	found    map[string][]problem.Problem // of each entry, by its path
	wrong    [areas][]problem.Problem     // of everything before the entries
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

// readAll reads everything: settings, theme, data and front matter. The error is an
// I/O error.
func (s *Sources) readAll() error {
	return inOrder(s.configure, s.loadTheme, s.scan, s.scanStatic, s.tables, s.read)
}

func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Close closes the site's folder. A project shares it with those that With, At and
// Imagine make of it.
func (s *Sources) Close() error { return errors.Join(s.layers.Close(), s.root.Close()) }

// Disk is the site's folder with its layers.
func (s *Sources) Disk() fs.FS { return s.disk }

func (s *Sources) report(in area, found []problem.Problem) {
	s.wrong[in] = append(s.wrong[in], found...)
}

// configure reads site.toml, and opens the folders that it names.
func (s *Sources) configure() error {
	own := s.own()
	settings, found, err := readSettings(own, s.Options)
	s.report(inSettings, found)
	s.layers, s.disk = layers.Plain(s.root, s.Options.Dir, s.Options.Disk), own
	if settings != nil && err == nil {
		s.layers, found, err = layers.Open(s.root, s.Options.Layers(), settings.Layers())
		s.report(inSettings, found)
		if err != nil {
			return err
		}
		s.disk = s.layers.Disk
	}
	s.use(settings)
	return err
}

// use takes settings, without what this build cannot make.
func (s *Sources) use(settings *config.Settings) {
	if settings != nil && s.Options.Packs == nil {
		settings.Offline.Packs = false
	}
	s.Settings = settings
}

// SettingsFile is where the settings of a site are.
const SettingsFile = "site.toml"

// Settings reads site.toml alone. They are nil if there is none or it cannot be
// read.
func Settings(o Options) (*config.Settings, []problem.Problem, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	return readSettings(o.Disk.FS(root), o)
}

func readSettings(disk fs.FS, o Options) (*config.Settings, []problem.Problem, error) {
	text, found, err := source.Read(disk, source.File{Path: SettingsFile, Name: SettingsFile})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, []problem.Problem{problem.New(problem.SiteMissing, problem.Place{File: SettingsFile}, nil)}, nil
	case err != nil:
		return nil, nil, err
	case source.Unread(found):
		return nil, found, nil
	}
	if len(text.Bytes) > problem.MaxSettings.Most {
		return nil, append(found, problem.MaxSettings.Over(problem.Place{File: SettingsFile})), nil
	}
	settings, more := config.Load(tomlfile.Source{File: SettingsFile, Text: text.Bytes})
	found = append(found, more...)
	if o.Version != "" {
		found = append(found, settings.Needs(o.Version)...)
	}
	if o.Adjust != nil {
		o.Adjust(settings)
	}
	settings.Unit.Fill(o.Unit, settings.Languages.Tags())
	if o.BaseURL != "" {
		found = slices.DeleteFunc(found, func(p problem.Problem) bool { return p.Code == problem.SiteNoBaseURL })
		settings.BaseURL = strings.TrimSuffix(o.BaseURL, "/") + "/"
	}
	return settings, found, nil
}

func isError(p problem.Problem) bool { return p.Severity == problem.Error }

// loadTheme reads the theme. One that lacks what the program needs is not used.
func (s *Sources) loadTheme() error {
	if s.Settings == nil {
		return nil
	}
	if t, ok := s.Options.Shared.load(s); ok {
		s.Theme = t
		return nil
	}
	t, found, err := theme.Load(s.themeOptions())
	if s.Theme = t; t != nil && err == nil {
		unmet := t.Unmet()
		if slices.ContainsFunc(unmet, isError) {
			s.Theme = nil // told once; no page is tried
		}
		if s.Theme == nil && slices.ContainsFunc(found, func(one problem.Problem) bool {
			return isError(one) && strings.HasPrefix(string(one.Code), "toml.") && path.Base(one.Place.File) == "theme.toml"
		}) {
			unmet = nil // perhaps because extends was not understood
		}
		found = append(found, unmet...)
	}
	s.report(inTheme, found)
	return err
}

// scan lists the files of content/.
func (s *Sources) scan() error {
	if s.Settings == nil {
		return nil
	}
	files, found, err := source.Scan(s.disk, content.Root)
	if err != nil {
		return err
	}
	s.report(inContent, found)
	s.Entries, s.Files = nil, nil
	for _, f := range files {
		if s.inLeftOut(f.Path) {
			continue
		}
		if path.Ext(f.Path) == ".md" {
			s.Entries = append(s.Entries, &content.Entry{File: f})
		} else {
			s.Files = append(s.Files, f)
		}
	}
	return nil
}

// inLeftOut reports whether a file is in a language that a network leaves out of this site.
func (s *Sources) inLeftOut(name string) bool {
	tag := strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, path.Ext(name))), ".")
	return slices.ContainsFunc(s.Settings.LeftOut, func(out string) bool { return strings.EqualFold(out, tag) })
}

// scanStatic lists the files of static/.
func (s *Sources) scanStatic() error {
	files, found, err := source.Scan(s.disk, "static")
	s.report(inStatic, found)
	s.static = files
	return err
}

// tables reads data/: what templates see, and what none does, the consent ledger and
// the list of approvals; and warnings/.
func (s *Sources) tables() error {
	tables, found, err := data.Load(s.disk)
	s.report(inData, found)
	s.data = tables
	if err != nil {
		return err
	}
	if s.Ledger, found, err = s.ledger(); err != nil {
		return err
	}
	s.report(inData, found)
	s.Reach, found, err = counts.Load(s.own())
	s.report(inData, found)
	if err != nil {
		return err
	}
	s.Approvals, found, err = content.LoadApprovals(s.own())
	s.report(inData, found)
	if err != nil || s.Settings == nil {
		return err
	}
	s.warnings, found, err = warning.Load(s.disk, s.Settings, s.today())
	s.report(inData, found)
	s.addRelayed()
	return err
}

// addRelayed adds the warnings of other sites.
func (s *Sources) addRelayed() {
	others, found := warning.Relayed(s.Options.keptList(s.disk), s.Settings, s.today())
	s.report(inData, found)
	s.warnings, found = warning.With(s.warnings, others, s.Settings.KeyPlace("warnings", "from"))
	s.report(inData, found)
}

// read understands every entry.
func (s *Sources) read() error {
	if s.Settings == nil {
		return nil
	}
	// The scan refused what leads out of the folder. Reading through os.Root
	// again would open every folder of every path once more: twice the cost.
	s.reader = s.newReader()
	s.reader.Remember = s.Options.Memory != nil
	return s.readEntries(func(source.File) bool { return true })
}

// newReader understands entries. The texts of layers were approved where they are written.
func (s *Sources) newReader() *content.Reader {
	r := content.NewReader(s.layers.Texts, s.Settings)
	r.Approvals = s.Approvals
	if tree := s.layers; tree.Layered() {
		r.Foreign = func(file string) bool { return !tree.Own(file) }
	}
	return r
}

// published are the settings of what readers get: a preview and a copy on a disk
// send nothing to anybody who counts.
func (s *Sources) published() *config.Settings {
	if !s.Options.Unmeasured && cmp.Or(s.Options.Carrier, consent.Web) == consent.Web {
		return s.Settings
	}
	quiet := *s.Settings
	quiet.Measure = config.Measure{}
	return &quiet
}

// processor prepares the pictures of a day.
func (s *Sources) processor() *imaging.Processor {
	plan := picture.Plan{Widths: s.Settings.Images.Widths, Quality: s.Settings.Images.Quality}
	if len(plan.Widths) == 0 {
		plan.Widths = s.Theme.Images().Widths
	}
	logo := map[string]picture.Plan{}
	if file := render.LogoFile(s.Settings); file != "" {
		logo[file] = picture.Plan{Widths: render.LogoWidths(), Quality: s.Settings.Images.Quality}
	}
	return imaging.New(imaging.Options{
		Disk: s.disk, Plan: plan, Plans: logo, Ledger: s.Ledger, Today: s.today(), Carrier: cmp.Or(s.Options.Carrier, consent.Web),
		Ask: s.Settings.Images.People == "ask", Store: s.cache(variants),
	})
}

// recordings prepares the films and sounds of a day, as the site places them.
func (s *Sources) recordings(of *site.Site) *recording.Processor {
	return recording.New(recording.Options{
		Ledger: s.Ledger, Today: s.today(), Carrier: cmp.Or(s.Options.Carrier, consent.Web),
		Ask: s.Settings.Images.People == "ask", Allowed: s.Settings.Files.Allows, MadeBy: of.MadeBy, Narrated: of.IsNarrated,
	})
}

// filePaths are those of all files that the ledger may name.
func filePaths(s *Sources) []string {
	var paths []string
	for _, f := range slices.Concat(s.Files, s.static) {
		paths = append(paths, f.Path)
	}
	for _, f := range s.Theme.Static {
		paths = append(paths, f.File)
	}
	for _, a := range s.Theme.Assets {
		paths = append(paths, a.File)
	}
	return paths
}

// themed lists the theme's static files that the site does not have itself.
func (s *Sources) themed() []string {
	own := map[string]bool{}
	for _, f := range s.static {
		own[strings.TrimPrefix(f.Path, "static/")] = true
	}
	var paths []string
	for _, f := range s.Theme.Static {
		if !own[f.Path] {
			paths = append(paths, f.Path)
		}
	}
	return paths
}

// today is midnight of the build's day in the site's zone.
func (s *Sources) today() time.Time {
	now := s.Options.Now
	if !s.Options.Fixed {
		now = now.In(s.Settings.Zone)
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, s.Settings.Zone)
}

// Weigh gives problems the severities of [check], drops those that their authors
// pass over, and sorts them.
func (s *Sources) Weigh(problems []problem.Problem) []problem.Problem {
	problems = check.Allowed(slices.Clone(problems), s.Entries)
	if s.Settings != nil {
		problems = problem.Weigh(problems, s.Settings.Check.Severities)
	}
	return problem.Sort(s.atOrigin(problems))
}

// cache is a folder of .loa/ for what is costly to make.
func (s *Sources) cache(folder string) cache {
	return cache{root: s.root, disk: s.Options.Disk, folder: folder, readOnly: s.Options.Dry}
}
