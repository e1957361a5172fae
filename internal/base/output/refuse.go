package output

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	pathpkg "path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// sources are the folders of a site that a build reads or keeps for itself.
var sources = [...]string{"content", "static", "data", "themes", "warnings", ".loa", ".git"}

// Deployed is a folder of .loa that may hold outputs: what is published to
// a target, which may have an address of its own, is not what people look at in
// public/.
const Deployed = ".loa/deploy/"

// Networked is the other one: what a network has built of its site.
const Networked = ".loa/network/"

// refuse says why a folder may not be the output folder. Folders that exist are
// compared as the system knows them, not by name: links, capitals and short
// names of Windows deceive nobody.
func refuse(p folderPaths) []problem.Problem {
	at := problem.Place{File: p.name}
	if disk.Device(p.out) { // on every system: sites travel
		return []problem.Problem{problem.New(problem.DiskBadName, at, nil)}
	}
	real := resolve(p.out)
	if lies(resolve(p.site), p.out) {
		return []problem.Problem{problem.New(problem.OutputHoldsSite, at, problem.Args{"out": p.name})}
	}
	if strings.HasPrefix(p.name, Deployed) || strings.HasPrefix(p.name, Networked) { // no link leads elsewhere: locate looks for them
		return nil
	}
	first, _, _ := strings.Cut(p.name, "/")
	for _, folder := range sources {
		if strings.EqualFold(first, folder) || lies(real, filepath.Join(p.site, folder)) {
			return []problem.Problem{problem.New(problem.OutputInSources, at, problem.Args{"out": p.name, "folder": folder})}
		}
	}
	return nil
}

// resolve follows the links of that part of a path which exists.
func resolve(path string) string {
	for part, rest := path, ""; ; {
		if real, err := filepath.EvalSymlinks(part); err == nil {
			return filepath.Join(real, rest)
		}
		up := filepath.Dir(part)
		if up == part {
			return path
		}
		part, rest = up, filepath.Join(filepath.Base(part), rest)
	}
}

// lies reports whether a path is a folder or lies below it.
func lies(path, folder string) bool {
	want, err := os.Stat(folder)
	if err != nil {
		return false
	}
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, want) {
			return true
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
}

// linksOnTheWay finds symbolic links between the site's folder and a folder
// below it. Whoever hands on a site could put one there to have it written
// elsewhere.
func linksOnTheWay(site, path string) ([]problem.Problem, error) {
	way := ""
	for part := range strings.SplitSeq(path, "/") {
		way = pathpkg.Join(way, part)
		info, err := os.Lstat(filepath.Join(site, filepath.FromSlash(way)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return []problem.Problem{throughLink(way)}, nil
		}
	}
	return nil, nil
}

func throughLink(path string) problem.Problem {
	return problem.New(problem.OutputSymlink, problem.Place{File: path}, problem.Args{"path": path})
}

func notOurs(path, out string) problem.Problem {
	return problem.New(problem.OutputNotOurs, problem.Place{File: path}, problem.Args{"path": path, "out": out})
}

// block remembers something in the output folder that is in Loa's way.
func (s *Stage) block(there found) {
	path := pathpkg.Join(s.paths.name, there.at)
	p := notOurs(path, s.paths.name)
	if there.kind == link {
		p = throughLink(path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blocks = append(s.blocks, p)
}

// shown is how many files in the way are named; a folder of an old build whose
// list is lost may hold thousands.
const shown = 20

// inTheWay lists the blocks, each path once. The first tells how many are not
// shown.
func (s *Stage) inTheWay() []problem.Problem {
	slices.SortFunc(s.blocks, func(a, b problem.Problem) int { return cmp.Compare(a.Place.File, b.Place.File) })
	blocks := slices.CompactFunc(s.blocks, func(a, b problem.Problem) bool { return a.Place.File == b.Place.File })
	if len(blocks) > shown {
		blocks[shown-1].Args["more"] = len(blocks) - shown
		blocks = blocks[:shown]
	}
	return blocks
}
