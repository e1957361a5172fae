package output

import (
	"fmt"
	"maps"
	pathpkg "path"
	"slices"
)

// plan is everything that a commit will do, known before the first change.
type plan struct {
	fresh   []entry  // by class, then path
	early   []string // files to remove first: in the way of new ones, or urgent
	again   []string // urgent ones that come back with other bytes
	hollow  []string // folders in the way, deepest first, empty by then
	late    []string // files to remove last
	during  []string // the list while the commit runs; nil if it need not change
	after   []string // the list when it has run; nil if it need not change
	report  Report
	nothing bool
}

// plan compares what the site has now with what Loa wrote before.
func (s *Stage) plan() (plan, error) {
	var p plan
	now := slices.AppendSeq(make([]string, 0, len(s.files)), maps.Keys(s.files))
	slices.Sort(now)
	for _, path := range now {
		if e := s.files[path]; e.waits {
			p.fresh = append(p.fresh, e)
			p.report.Bytes += e.bytes
		}
	}
	slices.SortStableFunc(p.fresh, func(a, b entry) int { return Compare(a.class, b.class) })
	p.report.Written = len(p.fresh)
	p.report.Unchanged = len(now) - len(p.fresh)
	if err := s.planRemovals(&p, now); err != nil {
		return p, err
	}
	if err := s.lookThroughFolders(&p); err != nil {
		return p, err
	}
	s.planLists(&p, now)
	p.nothing = len(p.fresh)+len(p.early)+len(p.late) == 0 && p.after == nil
	return p, nil
}

// planRemovals finds the files that the site no longer has. Those that a new
// file needs out of its way go first: an old file where there is a folder now,
// or the reverse, or the same name in other capitals; so do those that are urgent.
func (s *Stage) planRemovals(p *plan, now []string) error {
	old := map[string]bool{} // value: must go first
	for path := range s.owned {
		if e, stays := s.files[path]; !stays {
			old[path] = s.below(path) || s.urgent(path)
		} else if e.waits && s.urgent(path) {
			p.again = append(p.again, path)
		}
	}
	slices.Sort(p.again)
	if len(old) > 0 {
		maps.Copy(old, Respelt(slices.Collect(maps.Keys(old)), now))
	}
	for _, path := range now {
		for up := pathpkg.Dir(path); up != "."; up = pathpkg.Dir(up) {
			if _, clash := s.files[up]; clash {
				return fmt.Errorf("output: %s cannot be a file and the folder of %s", up, path)
			}
			if _, was := old[up]; was {
				old[up] = true
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(old)) {
		if old[path] {
			p.early = append(p.early, path)
		} else {
			p.late = append(p.late, path)
		}
	}
	return nil
}

// below reports whether a path lies where the site now has a file.
func (s *Stage) below(path string) bool {
	for up := pathpkg.Dir(path); up != "."; up = pathpkg.Dir(up) {
		if _, ok := s.files[up]; ok {
			return true
		}
	}
	return false
}

// lookThroughFolders makes sure that each folder which must give way to a file
// holds nothing but what goes.
func (s *Stage) lookThroughFolders(p *plan) error {
	for _, e := range p.fresh {
		there, err := s.tree.look(e.path)
		if err == nil && there.kind == folder {
			err = s.lookThrough(p, e.path)
		}
		if err != nil {
			return fmt.Errorf("output: %w", err)
		}
	}
	return nil
}

func (s *Stage) lookThrough(p *plan, dir string) error {
	entries, err := s.disk.entries(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := dir + "/" + e.Name()
		switch {
		case e.IsDir():
			if err := s.lookThrough(p, path); err != nil {
				return err
			}
		case !e.Type().IsRegular() || !s.owns(path):
			s.block(found{kind: strange, at: path})
		}
	}
	p.hollow = append(p.hollow, dir)
	return nil
}

// planLists decides what the list must say while the commit runs and after it.
func (s *Stage) planLists(p *plan, now []string) {
	grows := slices.ContainsFunc(now, func(path string) bool { return !s.owned[path] })
	if grows {
		p.during = slices.Sorted(maps.Keys(s.owned))
		p.during = append(p.during, now...)
		slices.Sort(p.during)
		p.during = slices.Compact(p.during)
	}
	if grows || len(p.early)+len(p.late) > 0 {
		p.after = now
	}
	if slices.Equal(p.during, p.after) {
		p.during = nil
	}
}
