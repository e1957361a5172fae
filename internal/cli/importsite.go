package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing"
	"loa/internal/importing/foreign"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/wholesite"
	"loa/internal/importing/wordpress"
)

type importCommands struct {
	Files importCommand     `cmd:"" default:"withargs" hidden:""`
	Site  importSiteCommand `cmd:""`
}

type importSiteCommand struct {
	From    string `arg:"" name:"source"`
	Section string `placeholder:"DIR"`
	DryRun  bool   `name:"dry-run"`
	Publish bool
}

// Run brings in the site of another program, or with --dry-run tells what it would bring.
func (i *importSiteCommand) Run(c *Common, v *voice, s *Env) error {
	into, err := s.layered(c.Source)
	if err != nil {
		return v.refused(err)
	}
	defer into.Close()
	from, closeFrom, err := i.source(v, s)
	if err != nil {
		return err
	}
	defer closeFrom()
	root, err := os.OpenRoot(c.Source)
	if err != nil {
		return err
	}
	defer root.Close()
	folder, err := sourceedit.Open(c.Source, s.Disk, func() time.Time { return s.Now })
	if err != nil {
		return err
	}
	defer folder.Close()
	report, err := wholesite.Run(from, wholesite.Site{Root: root, Folder: folder, Settings: into.Settings()}, wholesite.Options{
		Section: filepath.ToSlash(i.Section), Dry: i.DryRun, Publish: i.Publish, Disk: s.Disk, Say: importing.Words(v.Language).Say, Clean: importing.Clean, Authors: importing.AuthorsIn, Borrows: into.Borrows,
	})
	if errors.Is(err, wholesite.ErrSection) {
		return v.misused("import-bad-section", i.Section)
	}
	return errors.Join(err, v.siteReport(report))
}

// source reads what a person named: a folder, or a file of an export.
func (i *importSiteCommand) source(v *voice, s *Env) (foreign.Site, func(), error) {
	info, err := os.Stat(i.From)
	if errors.Is(err, fs.ErrNotExist) {
		return foreign.Site{}, nil, v.misused("import-not-there", i.From)
	}
	if err != nil {
		return foreign.Site{}, nil, err
	}
	dir, file := i.From, ""
	if !info.IsDir() {
		dir, file = filepath.Dir(i.From), filepath.Base(i.From)
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return foreign.Site{}, nil, err
	}
	site, err := wholesite.Read(s.Disk.FS(folder), file)
	if err == nil {
		return site, func() { folder.Close() }, nil
	}
	folder.Close()
	for _, known := range []struct {
		err error
		key string
	}{{wholesite.ErrUnknown, "site-import-unknown"}, {wordpress.ErrBroken, "site-import-broken"}, {foreign.ErrTooLarge, "site-import-too-large"}, {foreign.ErrTooMany, "site-import-too-many"}} {
		if errors.Is(err, known.err) {
			fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+i.From+": "+v.Say(known.key, problem.Args{"count": foreign.MostFiles}))
			return site, nil, status(faulty)
		}
	}
	return site, nil, err
}

// siteReport shows what became of a site, or would.
func (v *voice) siteReport(r wholesite.Report) error {
	if v.common.Format == "json" {
		encoder := json.NewEncoder(v.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r)
	}
	if v.common.Quiet {
		return nil
	}
	t := siteTeller{v, r}
	t.overview()
	t.sections()
	t.addresses()
	t.proposals()
	t.pictures()
	t.left()
	t.losses()
	t.end()
	return nil
}

// siteTeller writes the parts of a report, each with its heading.
type siteTeller struct {
	*voice
	report wholesite.Report
}

func (t siteTeller) line(key string, args problem.Args) { fmt.Fprintln(t.out, t.Say(key, args)) }
func (t siteTeller) example(text string)                { fmt.Fprintln(t.out, "    "+text) }

// someExamples is how many examples are shown of a kind; JSON has them all.
const someExamples = 3

var siteStates = []wholesite.State{wholesite.New, wholesite.Updated, wholesite.Same, wholesite.Kept, wholesite.Joined, wholesite.Gone, wholesite.Language, wholesite.Empty}

// overview says how many pages of each kind become what, with examples.
func (t siteTeller) overview() {
	t.line("site-import-from", problem.Args{"program": t.Say("site-import-program."+t.report.Program, nil), "pages": len(t.report.Items)})
	for _, kind := range []foreign.Kind{foreign.Home, foreign.Section, foreign.Article} {
		for _, state := range siteStates {
			var found []wholesite.Item
			for _, item := range t.report.Items {
				if item.Kind == kind && item.State == state {
					found = append(found, item)
				}
			}
			if len(found) == 0 {
				continue
			}
			fmt.Fprintf(t.out, "  %s: %d %s\n", t.Say("site-import-kind."+string(kind), nil), len(found), t.Say("site-import-state."+string(state), nil))
			for _, item := range found[:min(len(found), someExamples)] {
				t.example(name(item) + arrow(item))
			}
		}
	}
}

// name is how a page of the other site is told of.
func name(item wholesite.Item) string {
	if item.Address != "" {
		return item.Address
	}
	return item.File
}

func arrow(item wholesite.Item) string {
	switch item.State {
	case wholesite.Language, wholesite.Empty:
		return ""
	}
	return " → " + item.Entry
}

// sections is how many articles each section gets.
func (t siteTeller) sections() {
	var order []string
	counts := map[string]int{}
	for _, item := range t.report.Items {
		if item.Kind != foreign.Article || item.State == wholesite.Language || item.State == wholesite.Empty {
			continue
		}
		if counts[item.Section] == 0 {
			order = append(order, item.Section)
		}
		counts[item.Section]++
	}
	if len(order) == 0 {
		return
	}
	t.line("site-import-sections", nil)
	for _, section := range order {
		fmt.Fprintf(t.out, "  content/%s: %d\n", section, counts[section])
	}
}

func (t siteTeller) addresses() {
	a := t.report.Addresses
	t.line("site-import-addresses", problem.Args{"kept": a.Kept, "server": a.Server, "lost": len(a.Lost), "shared": len(a.Shared)})
	for _, list := range []struct {
		key string
		all []string
	}{{"site-import-lost-address", a.Lost}, {"site-import-shared-address", a.Shared}} {
		for _, address := range list.all[:min(len(list.all), someExamples)] {
			t.line(list.key, problem.Args{"address": short(address)})
		}
	}
}

// proposals are lines for site.toml: what the other site has and this one does not declare.
func (t siteTeller) proposals() {
	r := t.report
	if len(r.Languages)+len(r.Topics)+len(r.Menu) == 0 {
		return
	}
	t.line("site-import-propose", nil)
	for _, p := range r.Languages {
		fmt.Fprintf(t.out, "  [languages.%s]   # %d\n", p.Key, p.Pages)
	}
	for _, p := range r.Topics[:min(len(r.Topics), mostProposed)] {
		fmt.Fprintf(t.out, "  [topics.%s]   # %d\n  name = %q\n", p.Key, p.Pages, p.Name)
	}
	if more := len(r.Topics) - mostProposed; more > 0 {
		t.line("site-import-more", problem.Args{"count": more})
	}
	for _, p := range r.Menu[:min(len(r.Menu), mostProposed)] {
		fmt.Fprintf(t.out, "  [[menu]]   # %s, %d\n  page = %q\n", p.Name, p.Pages, p.Key)
	}
}

// mostProposed is how many topics and lines of a menu are shown.
const mostProposed = 12

// pictures asks who is to be seen in them. No answer is made up.
func (t siteTeller) pictures() {
	photos, entries, attached := 0, 0, 0
	var some []string
	for _, item := range t.report.Items {
		attached += len(item.Attached)
		shown := slices.DeleteFunc(slices.Clone(item.Pictures), func(file string) bool { return strings.HasSuffix(file, ".svg") })
		if len(shown) == 0 {
			continue
		}
		photos += len(shown)
		entries++
		some = append(some, item.Entry+": "+strings.Join(shown, ", "))
	}
	if attached > 0 {
		t.line("site-import-attached", problem.Args{"count": attached})
	}
	if photos == 0 {
		return
	}
	t.line("site-import-pictures", problem.Args{"count": photos, "entries": entries})
	for _, one := range some[:min(len(some), someExamples)] {
		t.example(one)
	}
}

func (t siteTeller) left() {
	if len(t.report.Left) == 0 {
		return
	}
	t.line("site-import-left", problem.Args{"count": len(t.report.Left)})
	for _, one := range t.report.Left[:min(len(t.report.Left), someExamples)] {
		t.example(one.File + ": " + t.Say("site-import-reason."+one.Reason, nil))
	}
}

// losses lists by page what did not come in, and which sentences are nowhere.
func (t siteTeller) losses() {
	told := false
	for _, item := range t.report.Items {
		lost := lostWords(item)
		if len(lost)+len(item.Missing) == 0 {
			continue
		}
		if !told {
			t.line("site-import-losses", nil)
			told = true
		}
		fmt.Fprintln(t.out, "  "+name(item)+arrow(item))
		item.Lost = lost
		t.voice.losses(item.Lost)
		for i, sentence := range item.Missing {
			if i == someLosses {
				t.detail("site-import-missing-more", problem.Args{"count": len(item.Missing) - someLosses})
				break
			}
			t.detail("site-import-missing", problem.Args{"text": short(sentence)})
		}
	}
}

func (t siteTeller) end() {
	r := t.report
	sentences, pages := 0, 0
	for _, item := range r.Items {
		if sentences += len(item.Missing); len(item.Missing) > 0 {
			pages++
		}
	}
	t.line("site-import-compared", problem.Args{"sentences": sentences, "pages": pages})
	key := "site-import-done"
	if r.Dry {
		key = "site-import-dry"
	}
	t.line(key, problem.Args{"new": r.Count(wholesite.New), "updated": r.Count(wholesite.Updated), "same": r.Count(wholesite.Same), "kept": r.Count(wholesite.Kept)})
}

// lostWords are the losses of a page that a person should see: what stood around its text
// is for JSON.
func lostWords(item wholesite.Item) []htmlimport.Loss {
	return slices.DeleteFunc(slices.Clone(item.Lost), func(one htmlimport.Loss) bool {
		return one.Kind == htmlimport.Navigation || one.Kind == htmlimport.Merged || one.Kind == htmlimport.Lines || one.Kind == htmlimport.Layout
	})
}
