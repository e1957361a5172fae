package output

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// folderPaths are where a build writes and where it keeps the list of its files.
type folderPaths struct {
	site   string   // absolute
	out    string   // absolute
	name   string   // of the output folder, as people are told: from the site's folder if it lies there
	folder string   // .loa/outputs/<key>, from the site's folder
	state  *os.Root // that folder
}

const stageFolder = "stage"

// Open prepares a build of the site in folder dir into folder out (both as the
// operating system names them), through system. It changes nothing in out, which need not
// exist. It returns problems, and no stage, if out may not be an output folder;
// *Busy if another build is at work there. A caller that names no folder gets an error:
// the system would take "" for the folder that the program runs in.
func Open(dir, out string, system disk.System) (*Stage, []problem.Problem, error) {
	if out == "" {
		return nil, nil, errors.New("output: no folder was named")
	}
	p, problems, err := locate(dir, out)
	if err != nil {
		return nil, nil, fmt.Errorf("output: %w", err)
	}
	if len(problems) > 0 {
		return nil, problems, nil
	}
	s := &Stage{paths: p, system: system, files: map[string]entry{}, urgent: func(string) bool { return false }}
	if problems, err = s.start(); err != nil || len(problems) > 0 {
		return nil, problems, cmp.Or(err, s.Discard())
	}
	return s, nil, nil
}

// locate finds the places and refuses an output folder that would do harm.
//
// The key of its state is made from the path below the site's folder where there is
// one, so that a site that is moved or renamed still knows its files.
func locate(dir, out string) (folderPaths, []problem.Problem, error) {
	site, err := filepath.Abs(dir)
	if err != nil {
		return folderPaths{}, nil, err
	}
	if out, err = filepath.Abs(out); err != nil {
		return folderPaths{}, nil, err
	}
	p := folderPaths{site: site, out: out, name: filepath.ToSlash(out)}
	below, err := filepath.Rel(site, out)
	inside := err == nil && filepath.IsLocal(below)
	if inside {
		p.name = filepath.ToSlash(below)
	}
	sum := sha256.Sum256([]byte(p.name))
	p.folder = ".loa/outputs/" + hex.EncodeToString(sum[:6])
	if problems := refuse(p); len(problems) > 0 {
		return p, problems, nil
	}
	links, err := linksOnTheWay(site, p.folder+"/"+stageFolder)
	if err == nil && inside && len(links) == 0 {
		links, err = linksOnTheWay(site, p.name)
	}
	return p, links, err
}

// start takes the lock, reads the list and clears what a build that died left.
func (s *Stage) start() ([]problem.Problem, error) {
	site, err := os.OpenRoot(s.paths.site)
	if err != nil {
		return nil, err
	}
	s.ending = append(s.ending, site.Close)
	if err := s.system.MkdirAll(site, s.paths.folder, 0o777); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	state, err := site.OpenRoot(s.paths.folder)
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	s.paths.state = state
	s.ending = append(s.ending, state.Close)
	unlock, err := Hold(state.Name(), s.paths.name, s.system)
	if err != nil {
		return nil, err
	}
	s.ending = append(s.ending, unlock)
	s.system.Sweep(state, ".")
	if err := s.loadOwned(); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	return s.openFolders()
}

// loadOwned reads the list of Loa's files.
func (s *Stage) loadOwned() (err error) {
	if s.owned, err = loadList(s.paths.state, s.paths.name); err != nil {
		return err
	}
	s.cased = map[string]string{}
	for path := range s.owned {
		if small := strings.ToLower(path); small != path {
			s.cased[small] = path
		}
	}
	return nil
}

func (s *Stage) openFolders() ([]problem.Problem, error) {
	state := s.paths.state
	clear := func() error {
		return s.system.Insist(func() error { return state.RemoveAll(stageFolder) }, filepath.Join(state.Name(), stageFolder))
	}
	if err := clear(); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	s.ending = append(s.ending, clear)
	if err := s.system.MkdirAll(state, stageFolder, 0o777); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	waiting, err := state.OpenRoot(stageFolder)
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	f := &folders{system: s.system, waiting: waiting, outFolder: s.paths.out, stageFolder: waiting.Name()}
	s.disk, s.tree = f, newTree(f)
	s.ending = append(s.ending, f.close)
	info, err := os.Stat(s.paths.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && !info.IsDir():
		return []problem.Problem{notOurs(s.paths.name, s.paths.name)}, nil
	case err == nil:
		f.out, err = os.OpenRoot(s.paths.out)
	}
	if err != nil {
		err = fmt.Errorf("output: %w", err)
	}
	return nil, err
}

// Discard forgets what was staged and was not committed. It may be called more
// than once, and after Commit.
func (s *Stage) Discard() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for len(s.ending) > 0 {
		last := len(s.ending) - 1
		errs = append(errs, s.ending[last]())
		s.ending = s.ending[:last]
	}
	return errors.Join(errs...)
}
