package counts

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
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

// Write joins figures with those of the site's files. It reports which files have
// changed.
func Write(system disk.System, root *os.Root, t Table) (changed []string, err error) {
	for _, month := range t.Months() {
		before, _, err := Read(system.FS(root), month)
		if err != nil {
			return changed, err
		}
		if !before.Join(t.Of(month)) {
			continue
		}
		if err := system.MkdirAll(root, path.Dir(File(month)), 0o755); err != nil {
			return changed, err
		}
		if err := system.Replace(root, File(month), before.encode(), 0o644); err != nil {
			return changed, err
		}
		changed = append(changed, File(month))
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
