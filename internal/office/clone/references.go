package clone

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
)

// references are all branches and other references with where they stand, by full name.
// What has no name of one, or does not say where it stands, is passed over, as Git does:
// programs for files leave their own in any folder.
func (r *repository) references() (map[string]plumbing.Hash, error) {
	all, err := r.packedRefs()
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(r.root.FS(), "refs", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // gone since the folder was listed
			return nil
		}
		if err != nil || d.IsDir() || plumbing.ReferenceName(name).Validate() != nil {
			return err
		}
		hash, err := r.looseRef(name)
		switch {
		case err == nil && !hash.IsZero():
			all[name] = hash
		case !errors.Is(err, fs.ErrNotExist): // what is packed is older
			delete(all, name)
		}
		return nil
	})
	return all, err
}

// ref is where a branch stands; the zero hash if there is no such branch. One whose file
// does not say it is damaged: what is packed of it is older.
func (r *repository) ref(name string) (plumbing.Hash, error) {
	hash, err := r.looseRef(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return hash, err
	}
	packed, err := r.packedRefs()
	return packed[name], err
}

// looseRef reads the file of a reference; the zero hash for one that names another. The
// error is fs.ErrNotExist if it has none.
func (r *repository) looseRef(name string) (hash plumbing.Hash, err error) {
	info, err := r.root.Stat(name)
	if errors.Is(err, syscall.ENOTDIR) || err == nil && info.IsDir() { // others have names below or above
		err = fs.ErrNotExist
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return hash, &Trouble{Kind: Damaged, Detail: name, Err: err}
	}
	if err != nil {
		return hash, err
	}
	text, err := r.disk.ReadFile(r.root, name)
	stands := strings.TrimSpace(string(text))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return hash, err
	case err == nil && strings.HasPrefix(stands, "ref: "):
		return hash, nil
	case err != nil || !plumbing.IsHash(stands):
		return hash, &Trouble{Kind: Damaged, Detail: name, Err: err}
	}
	return plumbing.NewHash(stands), nil
}

// packedRefs are the references that Git has put into one file.
func (r *repository) packedRefs() (map[string]plumbing.Hash, error) {
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
	return all, nil
}
