// Package warningedit puts warnings up, renews them and takes them down, by their files in
// warnings/:
//
//	desk, err := warningedit.Open(options, clock)
//	up, err := desk.Put("", "", draft)          // a new one
//	up, err = desk.End("lu-song-hoang-long", "") // and down again
//
// A form says by a sum which bytes of the file it was made from; "" means whatever is
// there. The error is sourceedit.ErrChanged if the file has others by now.
//
// What is to be written is first read as a build reads it. With an error in it nothing is
// written.
package warningedit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/warning"
)

// ErrUnshown is the error of a site whose theme shows no warnings: nobody would see one.
var ErrUnshown = errors.New("the theme shows no warnings")

// Desk writes the warnings of one site.
type Desk struct {
	options build.Options // BaseURL, day and folder of the site
	folder  *sourceedit.Folder
	clock   func() time.Time
}

// Open opens a site's folder for its warnings. The clock says when one is taken down.
func Open(o build.Options, clock func() time.Time) (*Desk, error) {
	folder, err := sourceedit.Open(o.Dir, o.Disk, clock)
	if err != nil {
		return nil, err
	}
	return New(folder, o, clock), nil
}

// New is Open for a folder that is open already, which the caller closes.
func New(folder *sourceedit.Folder, o build.Options, clock func() time.Time) *Desk {
	return &Desk{options: o, folder: folder, clock: clock}
}

// Close closes the folder.
func (d *Desk) Close() error { return d.folder.Close() }

// Change is what became of a file.
type Change struct {
	File     string // from the site's folder
	Text     []byte // the bytes that Problems are about
	Urgent   build.Urgent
	Problems []problem.Problem // of this file
	Written  bool              // false: one of them is an error
}

// Missing is the error of a name that no file of warnings/ has.
type Missing struct {
	Name, Nearest string // Nearest may be ""
}

func (m *Missing) Error() string { return fmt.Sprintf("no warning %q", m.Name) }

// ErrUnclear is the error of a file in which a key cannot be changed without touching
// something else: it is for an editor.
var ErrUnclear = errors.New("the warning's file cannot be changed by a program")

// Put writes a warning, in a file that the title names if name is "". A file that is there
// is replaced if it has the sum.
func (d *Desk) Put(name, sum string, w Draft) (Change, error) {
	w.sent = d.moment()
	if now := d.now(); sum != "" && !w.From.IsZero() && w.From.In(now.Location()).Before(now) {
		w.renewed = tomlfile.Date(now.Date()) // who mends a warning has looked at it
	}
	file := ""
	if name != "" {
		file = fileOf(name)
	} else {
		var err error
		if file, err = d.free(w.title()); err != nil {
			return Change{}, err
		}
	}
	return d.write(file, sum, w.TOML(), true)
}

// Renew gives a warning another end and says that somebody has looked at it today. One
// that was taken down is up again.
func (d *Desk) Renew(name, sum string, until tomlfile.Moment) (Change, error) {
	return d.edit(name, sum, true, func(text []byte) ([]byte, bool) {
		text, ok := tomlfile.Set(text, []string{"until"}, until.String())
		if ok {
			text, ok = tomlfile.Set(text, []string{"sent"}, d.moment().String())
		}
		if ok && has(text, "from") {
			text, ok = tomlfile.Set(text, []string{"renewed"}, d.now().Format(time.DateOnly))
		}
		if ok && has(text, "ended") {
			text, ok = tomlfile.Remove(text, []string{"ended"})
		}
		return text, ok
	})
}

// End takes a warning down. Its file stays, and says when that was.
func (d *Desk) End(name, sum string) (Change, error) {
	return d.edit(name, sum, false, func(text []byte) ([]byte, bool) {
		return tomlfile.Set(text, []string{"ended"}, d.moment().String())
	})
}

// Names are the names of all warnings, also of those that are over.
func (d *Desk) Names() ([]string, error) {
	files, _, err := source.Scan(source.Folder(d.options.Dir, d.options.Disk), warning.Root)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		if strings.EqualFold(path.Ext(f.Path), ".toml") {
			names = append(names, NameOf(f.Path))
		}
	}
	return names, nil
}

// Read gives the bytes of a warning's file.
func (d *Desk) Read(name string) ([]byte, error) {
	text, err := d.folder.Read(fileOf(name))
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, sourceedit.ErrPlace) {
		return text, err
	}
	names, err := d.Names()
	return nil, errors.Join(MissingAmong(name, names), err)
}

// MissingAmong is the error of a name that is not among others.
func MissingAmong(name string, names []string) *Missing {
	missing := &Missing{Name: name}
	missing.Nearest, _ = fold.Nearest(NameOf(name), names)
	return missing
}

func (d *Desk) edit(name, sum string, up bool, change func([]byte) ([]byte, bool)) (Change, error) {
	text, err := d.Read(name)
	if err != nil {
		return Change{}, err
	}
	if sum != "" && sum != sourceedit.Sum(text) {
		return Change{File: fileOf(name)}, sourceedit.ErrChanged
	}
	next, ok := change(text)
	if !ok {
		return Change{File: fileOf(name)}, ErrUnclear
	}
	return d.write(fileOf(name), sourceedit.Sum(text), next, up)
}

// write judges a text and writes it. One that puts a warning up must hold for some time.
func (d *Desk) write(file, sum string, text []byte, up bool) (Change, error) {
	if err := sourceedit.Check(file); err != nil {
		return Change{}, err
	}
	made, err := build.MakeUrgent(d.options, map[string][]byte{file: text})
	if err != nil {
		return Change{}, err
	}
	c := Change{File: file, Text: text, Urgent: made}
	for _, p := range made.Problems {
		if p.Place.File == file {
			c.Problems = append(c.Problems, p)
		}
	}
	if problem.Any(c.Problems, problem.Error) || up && c.over(d.now()) {
		return c, nil
	}
	if up && !made.Stopped && len(made.Files) == 0 {
		return c, ErrUnshown
	}
	err = d.folder.Write(file, sum, text)
	c.Written = err == nil
	return c, err
}

// over reports whether readers would never see the warning, and notes that.
func (c *Change) over(now time.Time) bool {
	for _, w := range c.Urgent.Warnings {
		if w.At().File == c.File && w.Until.After(now) {
			return false
		}
	}
	if len(c.Problems) == 0 {
		c.Problems = []problem.Problem{problem.New(problem.WarningOver, problem.Place{File: c.File}, problem.Args{"file": c.File})}
	}
	return true
}

// now is the moment on the site's own clock.
func (d *Desk) now() time.Time {
	settings, _, err := build.Settings(d.options)
	if err != nil || settings == nil || settings.Zone == nil {
		return d.clock()
	}
	if day := d.options.Now; d.options.Fixed { // whose zone says nothing
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, settings.Zone)
	}
	return d.clock().In(settings.Zone)
}

// moment is now, as files say it.
func (d *Desk) moment() tomlfile.Moment {
	return momentOf(d.now())
}

func momentOf(t time.Time) tomlfile.Moment {
	m, _ := tomlfile.ParseMoment(t.Format("2006-01-02 15:04:05"))
	return m
}

// free is a file for a title that there is not.
func (d *Desk) free(title string) (string, error) {
	names, err := d.Names()
	if err != nil {
		return "", err
	}
	base := sourceedit.Name(title, "canh-bao")
	name := base
	for n := 2; slices.Contains(names, name); n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	return fileOf(name), nil
}

// fileOf is the file of a warning, as people name it: its name, with or without the
// folder and the ending.
func fileOf(name string) string { return warning.Root + "/" + NameOf(name) + ".toml" }

// NameOf is the name of a warning, of its file or as people type it: the path below
// warnings/, without the ending.
func NameOf(file string) string {
	file = strings.TrimPrefix(strings.ReplaceAll(strings.TrimSpace(file), `\`, "/"), warning.Root+"/")
	if ending := path.Ext(file); strings.EqualFold(ending, ".toml") {
		file = strings.TrimSuffix(file, ending)
	}
	return file
}

func has(text []byte, key string) bool {
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: text})
	_, there := doc.Map()[key]
	return there
}
