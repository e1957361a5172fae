package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	pathpkg "path"
	"slices"

	"loa/internal/base/problem"
)

// Commit brings the output folder to what was staged. With problems nothing
// was changed. With an error part may be done; the next commit mends it.
func (s *Stage) Commit(ctx context.Context) (Report, []problem.Problem, error) {
	s.mu.Lock()
	closed := s.closed
	s.closed = true
	s.mu.Unlock()
	if closed {
		return Report{}, nil, errClosed
	}
	if s.failed != nil {
		return Report{}, nil, s.failed
	}
	p, err := s.plan()
	if problems := s.inTheWay(); err != nil || len(problems) > 0 {
		return Report{}, problems, err
	}
	if err := s.carryOut(ctx, &p); err != nil {
		return Report{}, nil, fmt.Errorf("output: commit: %w", err)
	}
	return p.report, nil, nil
}

// Add is Commit that leaves everything else which earlier builds wrote as it is: nothing
// is removed.
func (s *Stage) Add(ctx context.Context) (Report, []problem.Problem, error) {
	s.mu.Lock()
	for path := range s.owned {
		if _, staged := s.files[path]; !staged {
			s.files[path] = entry{path: path}
		}
	}
	s.mu.Unlock()
	return s.Commit(ctx)
}

// Begun reports whether an earlier build wrote to the output folder.
func (s *Stage) Begun() bool { return len(s.owned) > 0 }

func (s *Stage) carryOut(ctx context.Context, p *plan) error {
	if p.nothing {
		return nil
	}
	if err := s.save(p.during); err != nil {
		return err
	}
	if err := s.clear(ctx, p); err != nil {
		return err
	}
	for _, class := range order {
		if err := s.placeAll(ctx, slices.DeleteFunc(slices.Clone(p.fresh), func(e entry) bool { return e.class != class })); err != nil {
			return err
		}
	}
	if err := s.removeAll(ctx, p.late, &p.report); err != nil {
		return err
	}
	return s.save(p.after)
}

func (s *Stage) save(list []string) error {
	if list == nil {
		return nil
	}
	return saveList(s.system, s.paths.state, s.paths.name, list)
}

// clear makes way: the output folder itself, what is urgent to remove, and what
// stands where new files go.
func (s *Stage) clear(ctx context.Context, p *plan) error {
	if err := s.disk.prepare(); err != nil {
		return err
	}
	s.tree = newTree(s.disk)
	if len(p.early)+len(p.again)+len(p.hollow) == 0 {
		return nil
	}
	if err := s.removeAll(ctx, p.again, new(Report)); err != nil {
		return err
	}
	if err := s.removeAll(ctx, p.early, &p.report); err != nil {
		return err
	}
	for _, dir := range p.hollow {
		if err := s.removeFolder(dir); err != nil {
			return err
		}
	}
	s.tree = newTree(s.disk)
	return nil
}

// placeOne moves a file out.
func (s *Stage) placeOne(e entry) error {
	dir := pathpkg.Dir(e.path)
	if err := s.tree.makeFolder(dir); err != nil {
		return err
	}
	if !s.owned[e.path] && !s.tree.ours(dir) {
		// It was not there when it was staged; somebody may have been quicker.
		if there, err := s.tree.look(e.path); err != nil || there.kind != nothing {
			return errors.Join(fmt.Errorf("%s appeared while the site was built, and Loa did not write it", e.path), err)
		}
	}
	return s.disk.place(e.class, e.path)
}

// removeAll removes files of earlier builds, and then the folders that are
// empty without them. What is no longer a plain file is not Loa's any more.
func (s *Stage) removeAll(ctx context.Context, paths []string, report *Report) error {
	emptied := map[string]bool{}
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		there, err := s.tree.look(path)
		if err != nil {
			return err
		}
		if there.kind == regular && there.at == path {
			if err := s.disk.remove(path); err != nil {
				return err
			}
			report.Removed++
		}
		for dir := pathpkg.Dir(path); dir != "."; dir = pathpkg.Dir(dir) {
			emptied[dir] = true
		}
	}
	deepestFirst := slices.Sorted(maps.Keys(emptied))
	slices.Reverse(deepestFirst)
	for _, dir := range deepestFirst {
		if err := s.removeFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// removeFolder removes a folder if it is empty.
func (s *Stage) removeFolder(dir string) error {
	way, err := s.tree.folder(dir)
	if err != nil || way.kind != folder {
		return err
	}
	entries, err := s.disk.entries(dir)
	if err != nil || len(entries) > 0 {
		return ignoreMissing(err)
	}
	return ignoreMissing(s.disk.remove(dir))
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
