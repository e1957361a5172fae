package layers

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/problem"
)

// folder is a layer that can be used.
type folder struct {
	at, name string
	real     string // its absolute path, without links
	place    problem.Place
}

// look finds the folders of lists on the disk. What cannot be used is told. It gives none
// if no list has another folder than the site's own.
func look(o Options, lists []List) (found []problem.Problem, usable []folder, err error) {
	site, err := realPath(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	l := looking{options: o, site: site}
	for _, list := range lists {
		if len(list.Folders) < 2 {
			continue
		}
		for i, name := range list.Folders {
			if err := l.add(folder{at: list.At, name: name, place: list.Place(i)}); err != nil {
				return l.found, nil, err
			}
		}
	}
	if err := l.ledgers(lists); err != nil {
		return l.found, nil, err
	}
	return l.found, l.usable, nil
}

type looking struct {
	options Options
	site    string
	found   []problem.Problem
	usable  []folder
}

func (l *looking) tell(code problem.Code, f folder, args problem.Args) {
	if args == nil {
		args = problem.Args{}
	}
	args["folder"] = f.name
	l.found = append(l.found, problem.New(code, f.place, args))
}

// add looks at one folder. The site's own need not be there yet.
func (l *looking) add(f folder) error {
	full := filepath.Join(l.options.Dir, filepath.FromSlash(f.name))
	var err error
	if f.real, err = realPath(full); errors.Is(err, fs.ErrNotExist) && f.name == f.at {
		f.real, err = filepath.Join(l.site, f.at), nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		l.tell(problem.LayerMissing, f, nil)
		return nil
	}
	if err != nil {
		return err
	}
	if info, err := os.Stat(full); err == nil && !info.IsDir() {
		l.tell(problem.LayerNoFolder, f, nil)
		return nil
	}
	if told, err := l.reserved(f); told || err != nil {
		return err
	}
	if other := slices.IndexFunc(l.usable, func(u folder) bool { return within(u.real, f.real) || within(f.real, u.real) }); other >= 0 {
		l.tell(problem.LayerNested, f, problem.Args{"other": l.usable[other].name})
		return nil
	}
	if within(f.real, l.site) { // the site lies in it
		l.tell(problem.LayerNested, f, problem.Args{"other": "site.toml"})
		return nil
	}
	ok, err := l.allowed(f)
	if err != nil {
		return err
	}
	if !ok {
		l.tell(problem.LayerNotAllowed, f, problem.Args{"place": f.real})
		return nil
	}
	l.usable = append(l.usable, f)
	return nil
}

// allowed reports whether a folder may be read: it lies in the site's own, a network's
// folder holds both, or the person at this machine has said so.
func (l *looking) allowed(f folder) (bool, error) {
	if within(l.site, f.real) {
		return true, nil
	}
	for _, root := range l.options.Roots {
		real, err := realPath(root)
		if err != nil {
			return false, err
		}
		if within(real, l.site) && within(real, f.real) {
			return true, nil
		}
	}
	if l.options.Allowed == nil {
		return false, nil
	}
	return l.options.Allowed(f.real)
}

// Folder is a layer that is read, and where.
type Folder struct {
	At   string // "content"
	Name string // from the site's folder: "../chung/content"
	Real string // its absolute path without links
}

// Look finds the layers of lists that are read, with the site's own folders, in their
// order; none of a site without layers. The error is an I/O error.
func Look(o Options, lists []List) ([]Folder, error) {
	_, usable, err := look(o, lists)
	var all []Folder
	for _, f := range usable {
		all = append(all, Folder{f.at, f.name, f.real})
	}
	return all, err
}

// Outside are the folders of lists that a person must allow: those outside of the site's
// own that are there, by their absolute paths without links.
func Outside(o Options, lists []List) ([]string, error) {
	var asked []string
	o.Allowed = func(folder string) (bool, error) {
		asked = append(asked, folder)
		return true, nil
	}
	_, _, err := look(o, lists)
	return asked, err
}

// realPath is the absolute path of a file without links.
func realPath(name string) (string, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(full)
}

// within reports whether a path is a folder or lies in it.
func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
