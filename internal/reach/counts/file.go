package counts

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// Root is the folder of a site that holds the figures.
const Root = "data/reach"

// attributes tell Git to keep the lines of both sides.
const (
	attributesFile = Root + "/.gitattributes"
	attributes     = "# Of two lines that say the same the larger figure counts: both may stay.\n*.csv merge=union text eol=lf\n"
)

// File is the file of a month.
func File(month string) string { return Root + "/" + month + ".csv" }

// Load reads the figures of all months. A line that cannot be read is a problem, and
// left out. The error is the file system's.
func Load(site fs.FS) (Table, []problem.Problem, error) {
	all := Table{}
	var problems []problem.Problem
	files, err := fs.ReadDir(site, Root)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil, nil
	}
	for _, f := range files {
		month, ok := strings.CutSuffix(f.Name(), ".csv")
		if !ok || !isDay(month+"-01") || f.IsDir() {
			continue
		}
		t, found, err := Read(site, month)
		problems = append(problems, found...)
		if err != nil {
			return all, problems, err
		}
		all.Join(t)
	}
	return all, problems, err
}

// Read reads the figures of a month; none if it has no file.
func Read(site fs.FS, month string) (Table, []problem.Problem, error) {
	place := problem.Place{File: File(month)}
	info, err := fs.Stat(site, place.File)
	if errors.Is(err, fs.ErrNotExist) {
		return Table{}, nil, nil
	}
	if err == nil && info.Size() > int64(problem.MaxReach.Most) {
		return Table{}, []problem.Problem{problem.MaxReach.Over(place)}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	text, err := fs.ReadFile(site, place.File)
	if err != nil {
		return nil, nil, err
	}
	t, faults := decode(text, month)
	var problems []problem.Problem
	for _, f := range faults {
		at := place
		at.Line, at.Column, at.Text = f.Line, 1, f.Text
		problems = append(problems, problem.New(problem.ReachLine, at, nil))
	}
	return t, problems, nil
}

// Unclear is the error of files whose figures are not all understood. Writing such a file
// would take away what is not.
type Unclear struct{ Problems []problem.Problem }

// Error names the first place.
func (u *Unclear) Error() string {
	at := u.Problems[0].Place
	return fmt.Sprintf("%s:%d: figures that cannot be read, and would be lost", at.File, at.Line)
}

// Clear reads the figures of all months for somebody who is about to write some. The error
// is *Unclear if a file has what is not understood, or the file system's.
func Clear(site fs.FS) error {
	_, problems, err := Load(site)
	if err == nil && len(problems) > 0 {
		err = &Unclear{problems}
	}
	return err
}

// Monthly gives figures a month at a time, so that they need not all be in one table. What
// Of gives is the caller's.
type Monthly interface {
	Months() []string // those that have figures, in order
	Of(month string) Table
}

// Write joins figures with those of the site's files. It reports which files have
// changed. Nothing is written if a file would lose what is not understood, or become
// larger than is read: the error is *Unclear then.
func Write(system disk.System, root *os.Root, figures Monthly) (changed []string, err error) {
	files := map[string][]byte{}
	for _, month := range figures.Months() {
		before, problems, err := Read(system.FS(root), month)
		if err != nil {
			return nil, err
		}
		if len(problems) > 0 {
			return nil, &Unclear{problems}
		}
		joined := figures.Of(month)
		if !joined.above(before) {
			continue
		}
		joined.Join(before)
		text := joined.encode()
		if len(text) > problem.MaxReach.Most {
			return nil, &Unclear{[]problem.Problem{problem.MaxReach.Over(problem.Place{File: File(month)})}}
		}
		files[File(month)] = text
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if err := system.MkdirAll(root, path.Dir(file), 0o755); err != nil {
			return changed, err
		}
		if err := system.Replace(root, file, files[file], 0o644); err != nil {
			return changed, err
		}
		changed = append(changed, file)
	}
	if len(changed) == 0 {
		return nil, nil
	}
	err = system.Add(root, attributesFile, []byte(attributes), 0o644)
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	return changed, err
}

// Same reports whether two tables hold the same figures.
func Same(a, b Table) bool { return bytes.Equal(a.encode(), b.encode()) }
