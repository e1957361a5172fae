package clone

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/base/disk"
)

// references are all branches and other references with where they stand, by full name.
// What a run leaves beside them that was killed is none: go-git takes any file for one.
func (r *repository) references() (map[string]plumbing.Hash, error) {
	all := map[string]plumbing.Hash{}
	packed, err := r.disk.ReadFile(r.root, "packed-refs")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &Trouble{Kind: Damaged, Detail: "packed-refs", Err: err}
	}
	for line := range strings.Lines(string(packed)) {
		hash, name, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && plumbing.IsHash(hash) && strings.HasPrefix(name, "refs/") {
			all[name] = plumbing.NewHash(hash)
		}
	}
	err = fs.WalkDir(r.root.FS(), "refs", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // gone since the folder was listed
			return nil
		}
		if err != nil || d.IsDir() || disk.IsDraft(d.Name()) || strings.HasSuffix(name, ".lock") {
			return err
		}
		text, err := r.disk.ReadFile(r.root, name)
		hash := strings.TrimSpace(string(text))
		switch {
		case errors.Is(err, fs.ErrNotExist), strings.HasPrefix(hash, "ref: "): // one that names another
			return nil
		case err != nil || !plumbing.IsHash(hash):
			return &Trouble{Kind: Damaged, Detail: name, Err: err}
		}
		all[name] = plumbing.NewHash(hash)
		return nil
	})
	return all, err
}
