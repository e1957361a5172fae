// Package consent reads which pictures may be shown from data/consent.toml, where a
// site records each picture that shows children with the consent there is for it.
//
//	ledger, problems, err := consent.Load(siteFolder)
//	verdict := ledger.Of(file, sum, today, consent.Web)
//
// The ledger itself is never published and no template sees it. It holds a file,
// an opaque number, carriers and dates; who the child is stands on paper, in the
// office.
package consent

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/media/embedded"
	"loa/internal/media/picture"
)

// File is where the ledger lies.
const File = "data/consent.toml"

// The carriers that an agreement may be for.
const (
	Web  = "web"
	Disk = "disk"
)

// Entry is one agreement for one picture. A picture of several children has
// several entries and is shown only while all of them allow it.
type Entry struct {
	File      string          `toml:"file"`      // from the site's folder
	Children  bool            `toml:"children"`  // it shows children; true unless the ledger says otherwise
	Voice     string          `toml:"voice"`     // whose voice is heard: see Voices; "" if nobody says
	Consent   string          `toml:"consent"`   // the number of the paper
	Scope     []string        `toml:"scope"`     // carriers; none for all
	Until     tomlfile.Moment `toml:"until"`     // the last day
	Withdrawn tomlfile.Moment `toml:"withdrawn"` // the first day without it

	at      problem.Place
	vouches func(file string) bool // see Place; nil for all
}

// Voices are whose voice a recording may have. An adult who speaks has agreed to it, too; a
// machine need not be asked.
func Voices() []string { return []string{child, adult, machine} }

const (
	child   = "child"
	adult   = "adult"
	machine = "machine"
)

// asked reports whether somebody must have agreed.
func (e *Entry) asked() bool { return e.Children || e.Voice == adult }

// Verdict is what the ledger says of a picture.
type Verdict uint8

// The verdicts, from the mildest: of several entries the last one counts.
const (
	Unknown    Verdict = iota // the ledger does not name it
	Allowed                   // it may be shown
	Unsearched                // what is inside of it is too much to be searched
	OutOfScope                // not by this carrier
	Expired                   // the agreement was for a time that is over
	Withdrawn                 // the agreement was taken back
)

// Withheld reports whether a picture must not be shown.
func (v Verdict) Withheld() bool { return v > Allowed }

// Sum is the SHA-256 of a file's bytes.
type Sum = [sha256.Size]byte

// Ledger is data/consent.toml, read. It may be used from several goroutines.
type Ledger struct {
	entries []Entry
	byFile  map[string][]int
	copies  func() map[Sum][]int    // entries by the bytes of their files, read when first needed
	sizes   func() map[int64]bool   // of their files
	inside  func() *embedded.Finder // finds the pictures of the entries, by their number
}

// Place is another ledger of the site, that of a layer: a folder with File, and the name
// by which problems call it.
type Place struct {
	Disk fs.FS
	Name string
	// Vouches reports whether the ledger can say that a file may be shown: not if another
	// file stands at that path now, of which its writers knew nothing. That a picture was
	// withdrawn counts all the same. nil: it can.
	Vouches func(file string) bool
}

// Load reads the ledger of a site, and those of its layers, which count as well; one that
// is not there names no picture. The error is the file system's.
func Load(disk fs.FS, earlier ...Place) (*Ledger, []problem.Problem, error) {
	l := &Ledger{byFile: map[string][]int{}}
	l.copies = sync.OnceValue(func() map[Sum][]int { return l.sums(disk) })
	l.sizes = sync.OnceValue(func() map[int64]bool { return l.lengths(disk) })
	l.inside = sync.OnceValue(func() *embedded.Finder { return l.finder(disk) })
	var all []problem.Problem
	for _, p := range append([]Place{{Disk: disk, Name: File}}, earlier...) {
		text, problems, err := source.Read(p.Disk, source.File{Path: p.Name, Name: File})
		all = append(all, problems...)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, all, err
		}
		all = append(all, l.add(text, p.Vouches)...)
	}
	return l, all, nil
}

// add adds the entries of a ledger's text.
func (l *Ledger) add(text source.Text, vouches func(string) bool) []problem.Problem {
	doc, problems := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "consent"})
	var all struct {
		Pictures   []Entry `toml:"picture"`
		Recordings []Entry `toml:"recording"` // the same for films and sounds
	}
	problems = append(problems, doc.Decode(&all)...)
	all.Pictures = append(all.Pictures, all.Recordings...)
	for _, e := range all.Pictures {
		if e.File == "" {
			continue // a problem has said so
		}
		e.vouches = vouches
		l.byFile[e.File] = append(l.byFile[e.File], len(l.entries))
		l.entries = append(l.entries, e)
	}
	return problems
}

// sums reads the files that the ledger names. One that is not there has no copies.
func (l *Ledger) sums(disk fs.FS) map[Sum][]int {
	all := map[Sum][]int{}
	for file, entries := range l.byFile {
		sum, err := sumOf(disk, file)
		if err != nil {
			continue
		}
		all[sum] = append(all[sum], entries...)
	}
	return all
}

// lengths are how long the files are that the ledger names.
func (l *Ledger) lengths(disk fs.FS) map[int64]bool {
	all := map[int64]bool{}
	for file := range l.byFile {
		if f, err := open(disk, file); err == nil {
			if info, err := f.Stat(); err == nil {
				all[info.Size()] = true
			}
			f.Close()
		}
	}
	return all
}

// longest is how much of a file the finder reads, in bytes: more than any photograph
// has. A longer film is known by its sum alone.
const longest = 64 << 20

// shortest is how long a picture is that is known again without its metadata: drawings
// of a few pixels are alike.
const shortest = 256

// finder learns the files that the ledger names, as they are and without their
// metadata, as readers got them.
func (l *Ledger) finder(disk fs.FS) *embedded.Finder {
	f := &embedded.Finder{}
	for file, entries := range l.byFile {
		from, err := open(disk, file)
		if err != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(from, longest+1))
		from.Close()
		if err != nil || len(data) > longest {
			continue
		}
		bare, err := picture.Strip(file, data)
		for _, i := range entries {
			f.Add(i, data)
			if err == nil && len(bare) >= shortest && !bytes.Equal(bare, data) {
				f.Add(i, bare)
			}
		}
	}
	return f
}

// Within says whether a file may be shown for what is inside of it: the worst verdict on
// a picture of the ledger whose bytes stand in it, in whatever way package embedded knows,
// or Unsearched if the search was cut and found none.
// A file is read only if some picture is withheld that day.
func (l *Ledger) Within(r io.ReaderAt, size int64, today time.Time, carrier string) Verdict {
	if len(l.Withheld(today, carrier)) == 0 {
		return Unknown
	}
	worst := Unknown
	found, whole := l.inside().In(r, size)
	if !whole {
		worst = Unsearched
	}
	for _, i := range found {
		worst = max(worst, l.entries[i].on(today, carrier))
	}
	if !worst.Withheld() {
		return Unknown
	}
	return worst
}

// open opens a file by its name in NFC or, as macOS keeps it, in NFD.
func open(disk fs.FS, file string) (fs.File, error) {
	f, err := disk.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return disk.Open(norm.NFD.String(file))
	}
	return f, err
}

// sumOf is the sum of a file, which is not read into memory.
func sumOf(disk fs.FS, file string) (Sum, error) {
	f, err := open(disk, file)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return Sum{}, err
	}
	return Sum(hash.Sum(nil)), nil
}

// Empty reports whether the ledger names no picture.
func (l *Ledger) Empty() bool { return len(l.entries) == 0 }

// Of says whether a picture may be shown on a day by a carrier. The file counts as
// what the ledger says of it and of every file with the same bytes, so that a copy
// under another name is no way around.
func (l *Ledger) Of(file string, sum Sum, today time.Time, carrier string) Verdict {
	if len(l.entries) == 0 {
		return Unknown
	}
	worst := Unknown
	for _, i := range l.counting(file, sum) {
		e := &l.entries[i]
		if v := e.on(today, carrier); v.Withheld() || e.vouches == nil || e.vouches(e.File) {
			worst = max(worst, v)
		}
	}
	return worst
}

// counting are the numbers of the entries that count for a file.
func (l *Ledger) counting(file string, sum Sum) []int {
	all := slices.Concat(l.byFile[file], l.copies()[sum])
	slices.Sort(all)
	return slices.Compact(all)
}

// OfFile is Of for a file of a disk. It is read only if a file that the ledger names is as
// long. The error is the file system's.
func (l *Ledger) OfFile(disk fs.FS, file source.File, today time.Time, carrier string) (Verdict, error) {
	sum, err := l.sumOf(disk, file)
	if err != nil {
		return Unknown, err
	}
	return l.Of(file.Path, sum, today, carrier), nil
}

// Entries are all that count for a file of a disk, as in OfFile: those of its path, and
// those of other files with the same bytes.
func (l *Ledger) Entries(disk fs.FS, file source.File) ([]Entry, error) {
	sum, err := l.sumOf(disk, file)
	var all []Entry
	for _, i := range l.counting(file.Path, sum) {
		all = append(all, l.entries[i])
	}
	return all, err
}

// sumOf is the sum of a file; zero if no file that the ledger names is as long.
func (l *Ledger) sumOf(disk fs.FS, file source.File) (Sum, error) {
	if !l.sizes()[file.Size] {
		return Sum{}, nil
	}
	return sumOf(disk, file.Name)
}

// Ledger is the file in which an entry stands, as problems call it.
func (e *Entry) Ledger() string { return e.at.File }

// Holds reports whether an agreement has not been withdrawn on a day.
func (e *Entry) Holds(today time.Time) bool {
	return e.Withdrawn.IsZero() || today.Before(dayOf(e.Withdrawn, today.Location()))
}

func (e *Entry) on(today time.Time, carrier string) Verdict {
	day := func(m tomlfile.Moment) time.Time { return dayOf(m, today.Location()) }
	switch {
	case !e.Holds(today):
		return Withdrawn
	case !e.asked():
		return Allowed
	case !e.Until.IsZero() && today.After(day(e.Until)):
		return Expired
	case len(e.Scope) > 0 && !slices.Contains(e.Scope, carrier):
		return OutOfScope
	}
	return Allowed
}

func dayOf(m tomlfile.Moment, zone *time.Location) time.Time {
	t := m.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// Withheld lists the files that the ledger names and that must not be shown.
func (l *Ledger) Withheld(today time.Time, carrier string) []string {
	var files []string
	for _, e := range l.entries {
		if e.on(today, carrier).Withheld() {
			files = append(files, e.File)
		}
	}
	return files
}

// Ends lists the days after today on which a picture goes that may still be shown.
func (l *Ledger) Ends(today time.Time) []time.Time {
	var days []time.Time
	for _, e := range l.entries {
		var next time.Time
		if !e.Withdrawn.IsZero() {
			next = dayOf(e.Withdrawn, today.Location())
		}
		if e.asked() && !e.Until.IsZero() {
			if after := dayOf(e.Until, today.Location()).AddDate(0, 0, 1); next.IsZero() || after.Before(next) {
				next = after
			}
		}
		if next.After(today) {
			days = append(days, next)
		}
	}
	return days
}

// mostSuggestions is for how many entries a suggestion is looked for: each is compared
// with every file of the site.
const mostSuggestions = 100

// Missing reports the entries whose file is not among those of the site: a slip in
// a path would leave a picture unguarded.
func (l *Ledger) Missing(files []string) []problem.Problem {
	if l.Empty() {
		return nil
	}
	known := map[string]bool{}
	for _, f := range files {
		known[f] = true
	}
	var problems []problem.Problem
	for _, e := range l.entries {
		if known[e.File] {
			continue
		}
		args := problem.Args{"file": e.File}
		if len(problems) < mostSuggestions {
			if near := nearest(e.File, files); near != "" {
				args["suggestion"] = near
			}
		}
		problems = append(problems, problem.New(problem.ConsentNoFile, e.at, args))
	}
	return problems
}

// clean is a path as the site knows it.
func clean(file string) string {
	return strings.TrimPrefix(path.Clean("/"+norm.NFC.String(strings.ReplaceAll(file, `\`, "/"))), "/")
}
