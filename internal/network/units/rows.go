package units

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/data"
)

// columns are those with a meaning of their own; others are fields of the unit.
var columns = []string{"key", "name", "province", "base_url", "target", "languages", "successor"}

// keyForm is what a key may be: a name of a file on every system, and a label of a host.
var keyForm = pattern.New(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// take reads the units of one file.
func (l *loader) take(f *file) error {
	if f.read.Units == "" {
		if len(f.read.Include) == 0 {
			l.add(problem.NetworkTable, problem.Place{File: f.name}, problem.Args{"file": ""})
		}
		return nil
	}
	at, name := f.doc.Place("units"), path.Join(f.dir, f.read.Units)
	missing := problem.New(problem.NetworkTable, at, problem.Args{"file": f.read.Units})
	if !fs.ValidPath(name) || !data.IsTable(name) {
		l.problems = append(l.problems, missing)
		return nil
	}
	rows, found, err := data.ReadRows(l.disk, name)
	if errors.Is(err, fs.ErrNotExist) {
		l.problems = append(l.problems, missing)
		return nil
	}
	if err != nil {
		return err
	}
	of, others := byRow(rows.Rows, found)
	l.problems = append(l.problems, others...)
	if !problem.Any(others, problem.Error) {
		l.rows(f, name, rows, of)
	}
	return nil
}

// byRow parts problems into those of single rows, by the line of the row, and others.
func byRow(rows []data.Row, found []problem.Problem) (of map[int][]problem.Problem, others []problem.Problem) {
	of = map[int][]problem.Problem{}
	for _, r := range rows {
		of[r.At.Line] = nil
	}
	for _, p := range found {
		if _, row := of[p.Place.Line]; row {
			of[p.Place.Line] = append(of[p.Place.Line], p)
		} else {
			others = append(others, p)
		}
	}
	return of, others
}

// rows makes a unit of each row; of are problems of single rows, by their lines.
func (l *loader) rows(f *file, table string, rows data.Rows, of map[int][]problem.Problem) {
	p := patterns{file: f, headings: rows.Headings}
	if whole := l.headings(f, table, rows.Headings); !whole {
		return
	}
	l.problems = append(l.problems, p.check()...)
	for _, row := range rows.Rows {
		if len(l.network.Units) == problem.MaxUnits.Most {
			l.problems = append(l.problems, problem.MaxUnits.Over(row.At))
			return
		}
		if u, ok := l.unit(f, &p, row); ok {
			u.Problems = append(u.Problems, of[row.At.Line]...)
			l.network.Units = append(l.network.Units, u)
		}
	}
}

// headings reports whether the columns are there that a unit needs, each once.
func (l *loader) headings(f *file, table string, headings []string) bool {
	before := len(l.problems)
	at := problem.Place{File: table}
	for i, heading := range headings {
		if heading != "" && slices.Contains(headings[:i], heading) {
			l.add(problem.NetworkColumnTwice, at, problem.Args{"column": heading})
		}
	}
	needed := []string{"key", "name"}
	if f.read.BaseURL == "" {
		needed = append(needed, "base_url")
	}
	for _, column := range needed {
		if slices.Contains(headings, column) {
			continue
		}
		args := problem.Args{"column": column}
		others := slices.DeleteFunc(slices.Clone(headings), func(h string) bool { return slices.Contains(columns, h) })
		if nearest, ok := fold.Nearest(column, others); ok {
			args["suggestion"] = nearest
		}
		l.add(problem.NetworkColumn, at, args)
	}
	return len(l.problems) == before
}

// unit makes a unit of a row. It reports false if the row has no usable key.
func (l *loader) unit(f *file, p *patterns, row data.Row) (Unit, bool) {
	c := row.Cells
	u := Unit{Key: c["key"], Name: c["name"], Province: c["province"], Successor: c["successor"], Fields: c, At: row.At}
	if !keyForm.MatchString(u.Key) || disk.Reserved(u.Key) {
		args := problem.Args{"key": u.Key}
		if slug := fold.Slug(cmp.Or(u.Key, u.Name)); keyForm.MatchString(slug) && !disk.Reserved(slug) {
			args["suggestion"] = slug
		}
		l.network.Keyless = append(l.network.Keyless, problem.New(problem.NetworkKey, row.At, args))
		return u, false
	}
	if u.Name == "" {
		u.fault(problem.NetworkName, problem.Args{"key": u.Key})
	}
	if u.Successor != "" { // without a site it needs neither folder nor address
		return u, true
	}
	u.Target = cmp.Or(c["target"], f.read.Target)
	l.languages(&u, f)
	l.places(&u, f, p)
	l.address(&u, cmp.Or(c["base_url"], f.read.BaseURL), p)
	return u, true
}

func (l *loader) languages(u *Unit, f *file) {
	u.Languages = f.read.Languages
	if own := strings.FieldsFunc(u.Fields["languages"], func(r rune) bool { return r == ' ' || r == ',' || r == ';' }); len(own) > 0 {
		u.Languages = own
	}
	for _, tag := range u.Languages {
		if !config.IsTag(strings.ToLower(tag)) {
			u.fault(problem.NetworkLanguage, problem.Args{"value": tag, "key": u.Key})
		}
	}
}

// places puts together the folder of a unit and those of its layers.
func (l *loader) places(u *Unit, f *file, p *patterns) {
	at := func(pattern string, where ...any) string {
		dir, ok := l.expand(u, p, pattern)
		if !ok {
			return ""
		}
		if dir = path.Join(f.dir, dir); !fs.ValidPath(dir) {
			l.add(problem.NetworkOutside, f.doc.Place(where...), problem.Args{"value": pattern})
			return ""
		}
		return dir
	}
	if u.Dir = at(cmp.Or(f.read.Folder, "{key}"), "folder"); u.Dir == "" {
		return
	}
	for i, pattern := range f.read.Layers {
		dir := at(pattern, "layers", i)
		if dir == "" {
			continue
		}
		u.Layers = append(u.Layers, dir)
		if !slices.ContainsFunc(layerFolders, func(name string) bool { return l.isFolder(path.Join(dir, name)) }) {
			l.noLayer(u, f, i, path.Join(dir, layerFolders[0]))
		}
	}
	if !l.isFolder(u.Dir) {
		u.fault(problem.NetworkFolder, problem.Args{"key": u.Key, "folder": u.Dir})
	}
}

// layerFolders are the folders of a layer. One that has none of them brings nothing, which
// nobody means.
var layerFolders = []string{"content", "data", "static", "warnings"}

// noLayer tells that a unit has nothing of a layer; of one that all units have, once.
func (l *loader) noLayer(u *Unit, f *file, i int, folder string) {
	p := problem.New(problem.NetworkFolder, f.doc.Place("layers", i), problem.Args{"key": u.Key, "folder": folder})
	if word.MatchString(f.read.Layers[i]) {
		u.Problems = append(u.Problems, p)
	} else if !slices.ContainsFunc(l.problems, func(q problem.Problem) bool { return q.Code == p.Code && q.Place == p.Place }) {
		l.problems = append(l.problems, p)
	}
}

// fault tells what is wrong with the row of a unit.
func (u *Unit) fault(code problem.Code, args problem.Args) {
	u.Problems = append(u.Problems, problem.New(code, u.At, args))
}

func (l *loader) isFolder(name string) bool {
	info, err := fs.Stat(l.disk, name)
	return err == nil && info.IsDir()
}

func (l *loader) address(u *Unit, pattern string, p *patterns) {
	address, ok := l.expand(u, p, pattern)
	if !ok {
		return
	}
	if u.BaseURL, ok = config.NormalURL(address); !ok {
		u.fault(problem.NetworkAddress, problem.Args{"key": u.Key, "value": address})
	}
}

// expand puts the cells of a unit into a pattern. It reports false, and tells, if a cell
// may not stand there.
func (l *loader) expand(u *Unit, p *patterns, pattern string) (string, bool) {
	text, bad := fill(pattern, u.Fields)
	if bad != "" {
		if slices.Contains(p.headings, bad) { // else it was told once for all
			u.fault(problem.NetworkEmpty, problem.Args{"key": u.Key, "field": bad})
		}
		return "", false
	}
	return text, true
}

// compare looks at the units beside each other. Of two that want the same both have a fault:
// which of them is right cannot be known, and one must not be published in place of the other.
func (l *loader) compare() {
	n := l.network
	slices.SortStableFunc(n.Units, func(a, b Unit) int { return cmp.Compare(a.Key, b.Key) })
	owners := map[string]*Unit{}
	for i := range n.Units {
		u := &n.Units[i]
		if i > 0 && n.Units[i-1].Key == u.Key {
			u.twice(&n.Units[i-1])
			continue
		}
		for _, place := range n.taken(*u) {
			if other := owners[place]; other != nil {
				u.fault(problem.NetworkSameAddress, problem.Args{"key": u.Key, "other": other.Key, "value": place})
				if !other.has(problem.NetworkSameAddress) {
					other.fault(problem.NetworkSameAddress, problem.Args{"key": other.Key, "other": u.Key, "value": place})
				}
				continue
			}
			owners[place] = u
		}
		if into, known := n.Find(u.Successor); u.Successor != "" && (!known || into.Successor != "") {
			u.fault(problem.NetworkSuccessor, problem.Args{"key": u.Key, "value": u.Successor})
		}
		l.target(u)
	}
}

// twice tells that two rows have one key.
func (u *Unit) twice(other *Unit) {
	at := func(p problem.Place) string { return fmt.Sprintf("%s:%s", p.File, problem.At(p)) }
	u.fault(problem.NetworkKeyTwice, problem.Args{"key": u.Key, "other": at(other.At)})
	if !other.has(problem.NetworkKeyTwice) {
		other.fault(problem.NetworkKeyTwice, problem.Args{"key": u.Key, "other": at(u.At)})
	}
}

func (u *Unit) has(code problem.Code) bool {
	return slices.ContainsFunc(u.Problems, func(p problem.Problem) bool { return p.Code == code })
}

// taken are the places that a unit must have for itself: its folder, its address, and where
// its site is published.
func (n *Network) taken(u Unit) []string {
	if u.Successor != "" {
		return nil
	}
	all := []string{u.BaseURL, u.Dir}
	if t, ok := n.Place(u); ok {
		all = append(all, strings.TrimPrefix(strings.Join([]string{t.Type, t.Host, t.Bucket, path.Clean(t.Path)}, ":"), "folder:::"))
	}
	return slices.DeleteFunc(all, func(place string) bool { return place == "" })
}

// target tells of a target that network.toml does not have.
func (l *loader) target(u *Unit) {
	if _, known := l.network.Deploy.Find(u.Target); u.Target == "" || known {
		return
	}
	var known []string
	for _, t := range l.network.Deploy {
		known = append(known, t.Key)
	}
	args := problem.Args{"key": u.Key, "value": u.Target}
	if nearest, ok := fold.Nearest(u.Target, known); ok {
		args["suggestion"] = nearest
	}
	if len(known) > 0 {
		args["known"] = known
	}
	u.fault(problem.NetworkTarget, args)
}
