package clone

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"

	"loa/internal/base/disk"
)

// mostPack bounds what is fetched or sent at once, in bytes.
const mostPack = 2 << 30

// mostObject bounds one file, folder or commit of a repository, in bytes: it is read whole
// into memory. Hosts refuse more.
const mostObject = 100 << 20

// packs is where packs lie in a repository.
const packs = "objects/pack"

// takePack stores a pack that comes over the line: not before it is whole and every object
// in it has its name. The list of its objects gets its name first, since go-git looks for
// packs and Git for lists.
func (r *repository) takePack(in io.Reader) error {
	if err := r.disk.MkdirAll(r.root, packs, 0o777); err != nil {
		return err
	}
	draft, err := r.disk.Draft(r.root, packs, 0o444)
	if err != nil {
		return err
	}
	defer draft.Discard()
	n, err := io.Copy(draft, io.LimitReader(in, mostPack+1))
	if err == nil && n > mostPack {
		err = &Trouble{Kind: TooLarge}
	}
	if err != nil {
		return err
	}
	if _, err := draft.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := bounded(draft); err != nil {
		return err
	}
	if _, err := draft.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return r.namePack(draft)
}

// bounded reads through a pack, of which no object is held in memory, and says if one would
// have more than mostObject: a few bytes of a pack can stand for any number.
func bounded(in io.ReadSeeker) error {
	scanner := packfile.NewScanner(in)
	_, count, err := scanner.Header()
	if errors.Is(err, packfile.ErrEmptyPackfile) {
		return nil
	}
	for i := uint32(0); err == nil && i < count; i++ {
		var header *packfile.ObjectHeader
		if header, err = scanner.NextObjectHeader(); err != nil {
			break
		}
		if header.Length > mostObject {
			return tooLarge(header.Length)
		}
		var begins beginning
		_, _, err = scanner.NextObject(&begins)
		if whole := begins.whole(); header.Type.IsDelta() && whole > mostObject {
			return tooLarge(int64(min(whole, math.MaxInt64)))
		}
	}
	if err != nil {
		return &Trouble{Kind: Cut, Err: err}
	}
	return nil
}

// tooLarge is the trouble about a file of the repository, of which nobody knows the name.
func tooLarge(size int64) error {
	return &Trouble{Kind: TooLarge, Detail: fmt.Sprintf("%d MB", size>>20)}
}

// beginning keeps the first bytes that are written: of a delta, the two sizes (gitformat-pack,
// section "Deltified representation").
type beginning []byte

func (b *beginning) Write(p []byte) (int, error) {
	*b = append(*b, p[:min(len(p), 2*binary.MaxVarintLen64-len(*b))]...)
	return len(p), nil
}

// whole is how many bytes the object has that a delta makes.
func (b beginning) whole() uint64 {
	_, n := binary.Uvarint(b)
	if n <= 0 {
		return 0
	}
	size, _ := binary.Uvarint(b[n:])
	return size
}

func (r *repository) namePack(draft *disk.Draft) error {
	list := new(idxfile.Writer)
	parser, err := packfile.NewParser(packfile.NewScanner(draft), list)
	if err != nil {
		return err
	}
	sum, err := parser.Parse()
	if errors.Is(err, packfile.ErrEmptyPackfile) {
		return nil
	}
	if err != nil {
		return &Trouble{Kind: Cut, Err: err}
	}
	all, err := list.Index()
	if err != nil {
		return &Trouble{Kind: Cut, Err: err}
	}
	var b bytes.Buffer
	if _, err := idxfile.NewEncoder(&b).Encode(all); err != nil {
		return err
	}
	name := path.Join(packs, "pack-"+sum.String())
	if _, err := r.root.Lstat(name + ".pack"); err == nil {
		return nil
	}
	if err := r.disk.Replace(r.root, name+".idx", b.Bytes(), 0o444); err != nil {
		return err
	}
	if err := draft.Replace(name + ".pack"); err != nil {
		return err
	}
	r.refresh()
	return nil
}

// lacking lists the objects of a commit and those before it that the other side does not
// have: what something is made of before it, so that what is copied in this order is
// never there without its parts.
func (r *repository) lacking(tip plumbing.Hash, has func(plumbing.Hash) bool) ([]plumbing.Hash, error) {
	seen := map[plumbing.Hash]bool{}
	var commits []plumbing.Hash
	for open := []plumbing.Hash{tip}; len(open) > 0; {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.IsZero() || seen[at] || has(at) || !r.has(at) {
			continue
		}
		commit, err := r.commit(at)
		if err != nil {
			return nil, err
		}
		seen[at] = true
		commits = append(commits, at)
		open = append(open, commit.ParentHashes...)
	}
	slices.Reverse(commits) // the older first, but for merges
	var all []plumbing.Hash
	for _, hash := range commits {
		commit, err := r.commit(hash)
		if err != nil {
			return nil, err
		}
		before := plumbing.ZeroHash
		if parent := first(commit); r.has(parent) {
			if before, err = r.treeOf(parent); err != nil {
				return nil, err
			}
		}
		if err := r.parts(before, commit.TreeHash, seen, &all); err != nil {
			return nil, err
		}
		all = append(all, hash)
	}
	return all, nil
}

// parts adds the objects of a tree that another tree does not have at the same place.
func (r *repository) parts(before, tree plumbing.Hash, seen map[plumbing.Hash]bool, all *[]plumbing.Hash) error {
	if before == tree || seen[tree] {
		return nil
	}
	seen[tree] = true
	old, err := r.tree(before)
	if err != nil {
		return err
	}
	now, err := r.tree(tree)
	if err != nil {
		return err
	}
	for name, e := range now {
		switch {
		case e == old[name] || e.mode == filemode.Submodule:
		case e.mode == filemode.Dir:
			below := plumbing.ZeroHash
			if old[name].mode == filemode.Dir {
				below = old[name].hash
			}
			if err := r.parts(below, e.hash, seen, all); err != nil {
				return err
			}
		case !seen[e.hash]:
			seen[e.hash] = true
			*all = append(*all, e.hash)
		}
	}
	*all = append(*all, tree)
	return nil
}

// pack writes objects as a pack.
func (r *repository) pack(out io.Writer, all []plumbing.Hash) error {
	for _, hash := range all {
		if err := r.lookThrough(hash); err != nil {
			return err
		}
	}
	_, err := packfile.NewEncoder(out, r.store, false).Encode(all, 0)
	return err
}
