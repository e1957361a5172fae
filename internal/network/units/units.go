// Package units reads network.toml: the units of a network, each a site of its own, with
// the folder, address and target of each.
//
//	network, problems, err := units.Load(os.DirFS(folder))
//	for _, unit := range network.Units {
//		dir := filepath.Join(folder, unit.Dir)
//	}
//
// The units come from a table: a CSV file or a workbook. A word in braces in network.toml
// stands for the cell of the unit's row below that heading.
package units

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

// File is the name of the file in the folder of a network.
const File = "network.toml"

// Network is what network.toml and the files that it includes say.
type Network struct {
	Units   []Unit         // by key; also those that were merged into another one, and those with a faulty row
	Store   config.Target  // where the shards put what they build
	Deploy  config.Targets // with words in braces, see Unit.Place
	Front   Front
	Keyless []problem.Problem // of rows without a key that can be one
}

// Unit is a row of the table of units.
type Unit struct {
	Key       string
	Name      string
	Province  string   // "" for none
	BaseURL   string   // of its site, as config.NormalURL writes it
	Target    string   // a table [deploy.NAME] of network.toml; "" for none
	Languages []string // those of the shared settings that it has; none for all
	Successor string   // the key of the unit that it was merged into; then it has no site
	Dir       string   // its folder, slash-separated, from the folder of the network
	Layers    []string // folders of shared files, the farthest first, likewise
	Fields    map[string]string
	At        problem.Place
	Problems  []problem.Problem // of its row: it has no site until they are mended; other units have theirs
}

// settings is network.toml as it is written.
type settings struct {
	Units     string         `toml:"units"`
	Folder    string         `toml:"folder"`
	Layers    []string       `toml:"layers"`
	BaseURL   string         `toml:"base_url"`
	Target    string         `toml:"target"`
	Languages []string       `toml:"languages"`
	Include   []string       `toml:"include"`
	Store     config.Store   `toml:"store"`
	Deploy    config.Targets `toml:"deploy"`
	Front     Front          `toml:"front"`
}

// Sites are the units that have a site: neither those that were merged nor those with a
// faulty row.
func (n *Network) Sites() []Unit {
	return slices.DeleteFunc(slices.Clone(n.Units), func(u Unit) bool { return u.Successor != "" || len(u.Problems) > 0 })
}

// Faulty are the units with a faulty row.
func (n *Network) Faulty() []Unit {
	return slices.DeleteFunc(slices.Clone(n.Units), func(u Unit) bool { return len(u.Problems) == 0 })
}

// RowProblems are those of single rows.
func (n *Network) RowProblems() []problem.Problem {
	all := slices.Clone(n.Keyless)
	for _, u := range n.Units {
		all = append(all, u.Problems...)
	}
	return problem.Sort(all)
}

// Find returns the unit with a key.
func (n *Network) Find(key string) (Unit, bool) {
	i, found := slices.BinarySearchFunc(n.Units, key, func(u Unit, key string) int { return cmp.Compare(u.Key, key) })
	if !found {
		return Unit{}, false
	}
	return n.Units[i], true
}

// Load reads network.toml in a folder, with the tables and files that it names. The
// network is what could be read. The problems concern all units; those of single rows are in
// the network. The error is an I/O error.
func Load(disk fs.FS) (*Network, []problem.Problem, error) {
	top, found, err := readFile(disk, File)
	if err != nil || top == nil {
		return &Network{}, found, err
	}
	l := &loader{disk: disk, network: &Network{Store: top.read.Store.Target, Deploy: top.read.Deploy, Front: top.read.Front}, problems: found}
	l.store(top)
	l.problems = append(l.problems, config.CheckTargets(top.doc, l.network.Deploy)...)
	if err := l.take(top); err != nil {
		return l.network, l.problems, err
	}
	if err := l.includes(top); err != nil {
		return l.network, l.problems, err
	}
	l.compare()
	l.front(top)
	return l.network, problem.Sort(l.problems), nil
}

// file is one network.toml.
type file struct {
	name string // its path
	dir  string // its folder
	doc  *tomlfile.Doc
	read settings
}

// readFile reads one file; nil if it cannot be read.
func readFile(disk fs.FS, name string) (*file, []problem.Problem, error) {
	text, found, err := source.Read(disk, source.File{Path: name, Name: name})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, []problem.Problem{problem.New(problem.NetworkMissing, problem.Place{File: name}, nil)}, nil
	}
	if err != nil || source.Unread(found) {
		return nil, found, err
	}
	if len(text.Bytes) > problem.MaxSettings.Most {
		return nil, append(found, problem.MaxSettings.Over(problem.Place{File: name})), nil
	}
	f := &file{name: name, dir: path.Dir(name)}
	doc, more := tomlfile.Parse(tomlfile.Source{File: name, Text: text.Bytes, Area: "network"})
	f.doc, found = doc, append(found, more...)
	return f, append(found, doc.Decode(&f.read)...), nil
}

// loader gathers the units of all files.
type loader struct {
	disk     fs.FS
	network  *Network
	problems []problem.Problem
}

func (l *loader) add(code problem.Code, at problem.Place, args problem.Args) {
	l.problems = append(l.problems, problem.New(code, at, args))
}

// includes reads the files of provinces.
func (l *loader) includes(top *file) error {
	for i, named := range top.read.Include {
		at, name := top.doc.Place("include", i), path.Join(top.dir, named)
		if !fs.ValidPath(name) || name == top.name {
			l.add(problem.NetworkInclude, at, problem.Args{"file": named})
			continue
		}
		below, found, err := readFile(l.disk, name)
		if err != nil {
			return err
		}
		if below == nil || len(below.read.Include) > 0 || len(below.read.Deploy) > 0 || below.read.Store.Key != "" || below.read.hasFront() {
			l.add(problem.NetworkInclude, at, problem.Args{"file": named})
			continue
		}
		l.problems = append(l.problems, found...)
		below.inherit(top)
		if err := l.take(below); err != nil {
			return err
		}
	}
	return nil
}

// inherit takes over what an included file does not say itself.
func (f *file) inherit(top *file) {
	f.read.BaseURL = cmp.Or(f.read.BaseURL, top.read.BaseURL)
	f.read.Target = cmp.Or(f.read.Target, top.read.Target)
	if len(f.read.Languages) == 0 {
		f.read.Languages = top.read.Languages
	}
}

// store checks where the store is.
func (l *loader) store(top *file) {
	s := &l.network.Store
	if s.Key == "" { // no table [store]
		s.Key, s.Type, s.Path = "store", "folder", DefaultStore
		return
	}
	s.Type = cmp.Or(s.Type, "folder")
	needed := map[string][]string{"folder": {"path"}, "s3": {"host", "bucket"}}[s.Type]
	if needed == nil {
		l.add(problem.NetworkStore, s.At, problem.Args{"type": s.Type, "key": "type"})
	}
	has := map[string]string{"path": s.Path, "host": s.Host, "bucket": s.Bucket}
	for _, key := range needed {
		if has[key] == "" {
			l.add(problem.NetworkStore, s.At, problem.Args{"type": s.Type, "key": key})
		}
	}
}

// DefaultStore is the folder of the store of a network that names none, below the
// network's own folder.
const DefaultStore = ".loa/store"
