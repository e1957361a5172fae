// Package intake reads logs into the figures of a site's readers: it opens what is known
// of the days that are open, counts, and writes both back.
//
//	report, err := intake.Run(ctx, intake.Options{Dir: dir, Site: site, Log: "web", …}, sources)
//
// What is known of the days is written first, then the figures, each file whole. A run
// that is killed before has changed nothing; after one that is killed between, the next
// run writes the figures, or Forget does when the time of the days is over.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/reach/accesslog"
	"loa/internal/reach/counts"
	"loa/internal/reach/summary"
	"loa/internal/reach/tally"
)

// Folder is where the days that are open are kept, below the site's folder.
const Folder = ".loa/reach"

// stateFile is the file of the days. It is never published and not meant for Git.
const stateFile = Folder + "/days"

// Options say for which site, and with what.
type Options struct {
	Dir    string // the site's folder
	Disk   disk.System
	Site   tally.Site
	Log    string    // the name of the log
	Format string    // of the lines, besides those that are known; "" for none
	Now    time.Time // days are open by it
	Random io.Reader // for salts
}

// Source is a log.
type Source struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// File tells of a log that was read.
type File struct {
	Name   string `json:"name"`
	Read   int    `json:"read"`   // lines of requests
	Unread int    `json:"unread"` // lines that could not be read
	First  int    `json:"first"`  // the number of the first of those
	Looks  string `json:"looks"`  // what it looks like, see accesslog.Looks
	Open   bool   `json:"open"`   // its last line has no end, and was left for the next time
	Err    error  `json:"-"`      // it could not be read to its end

	Summary summary.Program `json:"summary,omitempty"` // the program that has counted before; "" for a log
	Summed  tally.Summed    `json:"-"`                 // what was taken of it
}

// Report tells of a run.
type Report struct {
	Files   []File
	Seen    tally.Seen
	Changed []string // files of the site
}

// Run reads logs. The error is an I/O error of the site's folder, or *counts.Unclear, and
// nothing has changed then; errors of a log are in the report.
func Run(ctx context.Context, o Options, sources []Source) (report Report, err error) {
	parser, err := accesslog.NewParser(o.Format)
	if err != nil {
		return report, err
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return report, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	if err := o.Disk.MkdirAll(root, Folder, 0o755); err != nil {
		return report, err
	}
	release, err := output.Hold(filepath.Join(o.Dir, filepath.FromSlash(Folder)), counts.Root, o.Disk)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, release()) }()
	o.Disk.Sweep(root, Folder)
	if err := counts.Clear(o.Disk.FS(root)); err != nil { // before hours of logs are read
		return report, err
	}
	t := tally.New(o.Site, o.Log, o.Now, o.Random)
	if err := recall(t, o.Disk, root); err != nil {
		return report, err
	}
	for _, s := range sources {
		file, err := read(ctx, s, parser, t)
		if err != nil {
			return report, err
		}
		report.Files = append(report.Files, file)
	}
	report.Seen = t.Seen
	report.Changed, err = settle(t, o.Disk, root)
	return report, err
}

// settle writes what is counted: first the figures of the days that are not kept any more,
// of which nothing else knows, then the days that are open, then their figures.
func settle(t *tally.Tally, system disk.System, root *os.Root) (changed []string, err error) {
	closed, err := counts.Write(system, root, t.Closed())
	if err != nil {
		return closed, err
	}
	if t.Empty() {
		if err := system.Remove(root, stateFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return closed, err
		}
		return closed, nil
	}
	if err := keep(t, system, root); err != nil {
		return closed, err
	}
	t.Rest()
	changed, err = counts.Write(system, root, t.Counts())
	changed = append(changed, closed...)
	slices.Sort(changed)
	return slices.Compact(changed), err
}

// recall reads the days that are open, if there are any.
func recall(t *tally.Tally, system disk.System, root *os.Root) error {
	data, err := system.ReadFile(root, stateFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.Recall(data); err != nil {
		return fmt.Errorf("%s %w", stateFile, err)
	}
	return nil
}

// keep writes the days that are open.
func keep(t *tally.Tally, system disk.System, root *os.Root) error {
	draft, err := system.Draft(root, Folder, 0o600)
	if err != nil {
		return err
	}
	if err := t.Keep(draft); err != nil {
		draft.Discard()
		return err
	}
	return draft.Replace(stateFile)
}

// patience is after how many lines a run looks whether it was stopped.
const patience = 10_000

// read reads one log. The error is that the run was stopped, or that there is no salt.
func read(ctx context.Context, s Source, parser *accesslog.Parser, t *tally.Tally) (File, error) {
	f := File{Name: s.Name}
	from, err := s.Open()
	if err != nil {
		f.Err = err
		return f, nil
	}
	defer from.Close()
	plain, err := accesslog.Plain(from)
	if err != nil {
		f.Err = err
		return f, nil
	}
	head, _ := plain.Peek(summary.Head) // a shorter file is none
	if f.Summary = summary.Of(head); f.Summary != "" {
		s, err := summary.Read(f.Summary, plain)
		if f.Err = err; err == nil {
			f.Read, f.Summed = len(s.Visits)+len(s.Pages), t.Sum(s)
		}
		return f, nil
	}
	parser.Begin()
	var r accesslog.Request
	number := 0
	for line, whole := range accesslog.Lines(plain, func(err error) { f.Err = err }) {
		if number++; number%patience == 0 && ctx.Err() != nil {
			return f, ctx.Err()
		}
		if !whole {
			f.Open = true
			break
		}
		switch parser.Parse(line, &r) {
		case accesslog.Read:
			f.Read++
			if err := t.Take(&r); err != nil {
				return f, err
			}
		case accesslog.Unread:
			if f.Unread++; f.Unread == 1 {
				f.First, f.Looks = number, accesslog.Looks(line)
			}
		}
	}
	return f, nil
}

// Forget removes what is known of the days whose time is over, once their figures are in
// the site's files, and what runs that were killed have left. It is for commands that read
// no logs. While another process reads some, it leaves all to it.
func Forget(dir string, system disk.System, now time.Time) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if _, err := root.Stat(Folder); err != nil {
		return nil // no log was ever read
	}
	system.Sweep(root, Folder)
	if !due(system, root, now) {
		return nil
	}
	release, err := output.Hold(filepath.Join(dir, filepath.FromSlash(Folder)), counts.Root, system)
	if _, busy := errors.AsType[*output.Busy](err); busy {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	t := tally.New(tally.Site{Zone: time.UTC}, "", now, nil)
	if err := recall(t, system, root); err != nil {
		return err
	}
	_, err = settle(t, system, root)
	return err
}

// due reports whether the time of a day is over.
func due(system disk.System, root *os.Root, now time.Time) bool {
	file, err := system.FS(root).Open(stateFile)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, tally.Head)
	n, _ := io.ReadFull(file, head)
	return tally.Due(head[:n], now)
}
