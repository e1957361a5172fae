package build

import (
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/sameness"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/relay"
	"loa/internal/generator/warning"
)

// Memory lets a build know its result without making anything, if all that the
// last one was made of and all that it wrote is still the very same.
type Memory struct {
	Program func() string    // a digest of the program's own bytes; "" if it cannot be read
	Clock   func() time.Time // of this machine; not the day for which the site is built
}

// ownInputs are the names in the site's folder below which a build reads files. Of
// .loa/ it reads, beside the warnings of other sites, what changes no byte of the site:
// what is costly to make, and the times of events, of which a build reminds once.
var ownInputs = []string{"site.toml", content.Root, "static", "data", "themes", warning.Root, relay.Folder}

// lastBuild is what is remembered of a build.
type lastBuild struct {
	Of      string // see formOf
	Zone    string // in which a moment is a day; "" for a day that the user chose
	Day     string
	Inputs  []sameness.File
	Outputs []sameness.File
	Classes []output.Class // of the outputs
	Result  Result
	Pages   string // the digest of what pages have told, see past; "" if that is not remembered
}

// memoryFile is its name beside the list of the output's files.
const memoryFile = "made"

func init() {
	for _, x := range []any{problem.Term(""), []problem.Term(nil), problem.Size(0), calendar.Day(0), time.Time{}, []string(nil)} {
		gob.Register(x)
	}
}

// form is all that shapes a site beside the bytes of its files and the day.
type form struct {
	sum string // a digest of it
	inputs
}

// formOf is a digest of all that shapes a site beside its files and the day: the
// program, the themes that come with it, what was asked for, which layers are read, and
// the settings where they are not those of site.toml alone.
// It is nil if this build remembers nothing.
func formOf(o Options) *form {
	if o.Memory == nil || o.Dry {
		return nil
	}
	if o.Memory.Program() == "" {
		return nil
	}
	in, ok := inputsOf(o)
	if !ok {
		return nil
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q\n%q\n%x\n", in.folders, in.adjusted, in.lists)
	if err := o.digestInto(sum); err != nil {
		return nil
	}
	return &form{hex.EncodeToString(sum.Sum(nil)), in}
}

// digestInto writes what the program is, the themes that come with it and what is asked for.
func (o Options) digestInto(sum io.Writer) error {
	program := o.Memory.Program()
	fmt.Fprintf(sum, "%q\n", []string{program, o.Out, o.BaseURL, o.Version, o.Carrier, o.Server})
	fmt.Fprintf(sum, "%q\n", o.Unit) // in the order of its keys
	fmt.Fprintln(sum, o.Drafts, o.Strict, o.Unmeasured, o.Compress, o.Listing, o.Packs != nil, o.speaker() != nil)
	return fs.WalkDir(o.Builtin, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(o.Builtin, path)
		fmt.Fprintf(sum, "%q %d\n", path, len(data))
		sum.Write(data)
		return err
	})
}

// FormOf is a digest of the program, of the themes that come with it and of what is asked
// for, but for the folder of the output; "" if the program's own bytes cannot be read.
func FormOf(o Options) string {
	o.Out = ""
	sum := sha256.New()
	if o.Memory == nil || o.Memory.Program() == "" || o.digestInto(sum) != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// DayOf is the day of a build, as 2026-11-30, in the time zone of settings unless the user
// chose the day.
func DayOf(o Options, settings *config.Settings) string {
	if o.Fixed || settings == nil {
		return dayOf(o, "")
	}
	return dayOf(o, settings.Zone.String())
}

// dayOf is the day of a build in a zone; in none it is the day that the user chose.
func dayOf(o Options, zone string) string {
	now := o.Now
	if zone != "" {
		at, err := time.LoadLocation(zone)
		if err != nil {
			return ""
		}
		now = now.In(at)
	}
	return now.Format(time.DateOnly)
}

// known is the result of a build that would make what the last one made.
func (p *past) known(o Options) Result {
	if o.Placed != nil {
		for i, f := range p.Outputs {
			o.Placed(f.Path, p.Classes[i])
		}
	}
	result := p.Result
	result.Kept = result.Pages
	result.Report = output.Report{Unchanged: len(p.Outputs)}
	return result
}

// memo is a build that will be remembered, if it ends well.
type memo struct {
	form   *form
	inputs []sameness.File // before anything was read
}

// begin looks at the site's folder before anything is read, unless the past has just
// done so; nil if nothing will be remembered.
func begin(o Options, form *form, p *past) *memo {
	if form == nil {
		return nil
	}
	if p != nil {
		return &memo{form, p.inputs}
	}
	paths, ok := sameness.Tree(o.Dir, form.names()...)
	if !ok {
		return nil
	}
	files, ok := sameness.Look(o.Dir, paths, o.Memory.Clock)
	if !ok {
		return nil
	}
	return &memo{form, files}
}

// keep remembers what was made, unless a file of the site has changed meanwhile.
func (m *memo) keep(o Options, s *staged, result Result) error {
	if m == nil || result.Stopped || slices.ContainsFunc(result.Problems, isAudioFailed) {
		return nil
	}
	paths, ok := sameness.Tree(o.Dir, m.form.names()...)
	if !ok || len(paths) != len(m.inputs) || !sameness.Still(o.Dir, m.inputs) {
		return nil
	}
	outputs, classes, ok := s.outputs(o)
	if !ok {
		return nil
	}
	now := lastBuild{Of: m.form.sum, Inputs: m.inputs, Outputs: outputs, Classes: classes, Result: result, Pages: s.pages}
	if !o.Fixed {
		now.Zone = s.settings.Zone.String()
	}
	now.Day = dayOf(o, now.Zone)
	now.Result.Problems = withoutOnce(result.Problems)
	if data, ok := encode(now); ok {
		return s.files.Remember(memoryFile, data)
	}
	return nil
}

// outputs looks at the files that were published. What was kept as it is has been
// looked at before.
func (s *staged) outputs(o Options) ([]sameness.File, []output.Class, bool) {
	placed := s.files.Placed()
	all, classes := make([]sameness.File, len(placed)), make([]output.Class, len(placed))
	var fresh []string
	var at []int
	for i, p := range placed {
		classes[i] = p.Class
		if before := s.past.output(p); before != nil {
			all[i] = *before
		} else {
			fresh, at = append(fresh, p.Path), append(at, i)
		}
	}
	now, ok := sameness.Look(o.Out, fresh, o.Memory.Clock)
	for n, f := range now {
		all[at[n]] = f
	}
	return all, classes, ok
}

// withoutOnce leaves out problems that the next build would not tell again.
func withoutOnce(problems []problem.Problem) []problem.Problem {
	var left []problem.Problem
	for _, p := range problems {
		switch p.Code {
		case problem.EventUpdated, problem.SheetUpdated, problem.SheetGone:
		default:
			left = append(left, p)
		}
	}
	return left
}
