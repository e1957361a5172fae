package output

import (
	"context"
	pathpkg "path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// move is a step of a commit: one file, or a folder that the output does not
// have, with all files of a class in it. A new site goes out in a few of them.
type move struct {
	folder string // "" for one file
	files  []entry
}

// placeAll moves the files of a class out, sorted by path, in as many parts as
// there are processors.
func (s *Stage) placeAll(ctx context.Context, files []entry) error {
	moves, err := s.moves(files)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	for moves := range slices.Chunk(moves, len(moves)/runtime.GOMAXPROCS(0)+1) {
		group.Go(func() error {
			for _, m := range moves {
				if err := s.carryOutOne(ctx, m); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// moves are as few as there can be.
func (s *Stage) moves(files []entry) ([]move, error) {
	var all []move
	for len(files) > 0 {
		way, err := s.tree.folder(pathpkg.Dir(files[0].path))
		if err != nil {
			return nil, err
		}
		m := move{files: files[:1]}
		if way.kind == nothing {
			m.folder = way.at
			n := slices.IndexFunc(files, func(e entry) bool { return !strings.HasPrefix(e.path, m.folder+"/") })
			if n < 0 {
				n = len(files)
			}
			m.files = files[:n]
		}
		all, files = append(all, m), files[len(m.files):]
	}
	return all, nil
}

// carryOutOne makes a move. A folder that cannot be moved as a whole, to another
// device, because somebody has made one of that name, or because some of its files
// wait elsewhere, is made and filled.
func (s *Stage) carryOutOne(ctx context.Context, m move) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.folder != "" && !slices.ContainsFunc(m.files, func(e entry) bool { return e.homed }) && s.placeFolder(m) {
		return nil
	}
	for _, e := range m.files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.placeOne(e); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stage) placeFolder(m move) bool {
	if s.disk.placeFolder(m.files[0].class, m.folder) != nil {
		return false
	}
	dirs := map[string]bool{}
	for _, e := range m.files {
		for dir := pathpkg.Dir(e.path); !dirs[dir]; dir = pathpkg.Dir(dir) {
			dirs[dir] = true
			if dir == m.folder {
				break
			}
		}
	}
	s.tree.moved(dirs)
	return true
}
