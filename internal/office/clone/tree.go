package clone

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// entry is a file in a tree; the zero entry is none.
type entry struct {
	mode filemode.FileMode
	hash plumbing.Hash
}

func (e entry) there() bool { return e != entry{} }

// isFile reports whether an entry is a file that is written to a disk: no link, no
// other repository.
func (e entry) isFile() bool {
	return e.mode == filemode.Regular || e.mode == filemode.Executable || e.mode == filemode.Deprecated
}

// The bounds of a tree, which may come from anybody.
const (
	mostFiles = 500_000
	mostDepth = 64
	mostTrees = 100_000 // that are read to tell two trees apart: equal ones are counted each time
)

var errTree = errors.New("more files or folders than any site has")

// tree reads one level of a tree; nothing of the zero hash.
func (r *repository) tree(hash plumbing.Hash) (map[string]entry, error) {
	all := map[string]entry{}
	if hash.IsZero() {
		return all, nil
	}
	data, err := r.object(plumbing.TreeObject, hash)
	if err != nil {
		return nil, err
	}
	for len(data) > 0 {
		mode, rest, ok := bytes.Cut(data, []byte(" "))
		name, rest, named := bytes.Cut(rest, []byte{0})
		if !ok || !named || len(rest) < len(hash) {
			return nil, &Trouble{Kind: Damaged, Detail: hash.String()}
		}
		e := entry{}
		if e.mode, err = filemode.New(string(mode)); err != nil {
			return nil, &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
		}
		copy(e.hash[:], rest)
		all[string(name)], data = e, rest[len(hash):]
	}
	return all, nil
}

// at is the entry at a path; the zero entry of a folder.
func (r *repository) at(tree plumbing.Hash, path string) (entry, error) {
	e, err := r.node(tree, path)
	if e.mode == filemode.Dir {
		return entry{}, err
	}
	return e, err
}

// node is what stands at a path, a folder too.
func (r *repository) node(tree plumbing.Hash, path string) (entry, error) {
	first, rest, deeper := strings.Cut(path, "/")
	level, err := r.tree(tree)
	if err != nil {
		return entry{}, err
	}
	e := level[first]
	switch {
	case !deeper:
		return e, nil
	case e.mode != filemode.Dir:
		return entry{}, nil
	}
	return r.node(e.hash, rest)
}

// inTheWay is the path of a tree that keeps a file from standing at a path: a folder of that
// name, or a file where the path has a folder; "" if there is none.
func (r *repository) inTheWay(tree plumbing.Hash, name string) (string, error) {
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		e, err := r.node(tree, name[:i])
		if err != nil {
			return "", err
		}
		if e.there() && (e.mode == filemode.Dir) == (i == len(name)) {
			return name[:i], nil
		}
	}
	return "", nil
}

// change is a path at which two trees differ.
type change struct {
	path     string
	old, now entry
}

// diff lists where two trees differ, sorted by path. Folders that are the same are not
// read.
func (r *repository) diff(old, now plumbing.Hash) ([]change, error) {
	d := difference{r: r}
	err := d.compare("", old, now, 0)
	all := d.all
	slices.SortFunc(all, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return all, err
}

// difference is what is found while two trees are compared.
type difference struct {
	r     *repository
	all   []change
	trees int
}

func (d *difference) compare(below string, old, now plumbing.Hash, depth int) error {
	if old == now {
		return nil
	}
	d.trees++
	if depth > mostDepth || len(d.all) > mostFiles || d.trees > mostTrees {
		return &Trouble{Kind: Damaged, Err: errTree}
	}
	before, err := d.r.tree(old)
	if err != nil {
		return err
	}
	after, err := d.r.tree(now)
	if err != nil {
		return err
	}
	names := maps.Clone(before)
	maps.Copy(names, after)
	for name := range names {
		if err := d.compareOne(below+name, before[name], after[name], depth); err != nil {
			return err
		}
	}
	return nil
}

func (d *difference) compareOne(path string, old, now entry, depth int) error {
	if old == now {
		return nil
	}
	var oldDir, nowDir plumbing.Hash
	if old.mode == filemode.Dir {
		oldDir, old = old.hash, entry{}
	}
	if now.mode == filemode.Dir {
		nowDir, now = now.hash, entry{}
	}
	if old != now {
		d.all = append(d.all, change{path, old, now})
	}
	return d.compare(path+"/", oldDir, nowDir, depth+1)
}

// flat is every file of a tree, by path.
func (r *repository) flat(tree plumbing.Hash) (map[string]entry, error) {
	changes, err := r.diff(plumbing.ZeroHash, tree)
	all := make(map[string]entry, len(changes))
	for _, c := range changes {
		all[c.path] = c.now
	}
	return all, err
}

// edit writes the tree that differs from another at some paths; the zero entry takes a
// file away. A folder without files is no folder.
func (r *repository) edit(tree plumbing.Hash, edits map[string]entry) (plumbing.Hash, error) {
	if len(edits) == 0 {
		return tree, nil
	}
	level, err := r.tree(tree)
	if err != nil {
		return tree, err
	}
	below := map[string]map[string]entry{}
	for path, e := range edits {
		first, rest, deeper := strings.Cut(path, "/")
		switch {
		case deeper && below[first] == nil:
			below[first] = map[string]entry{rest: e}
		case deeper:
			below[first][rest] = e
		case e.there():
			level[first] = e
		case level[first].mode != filemode.Dir:
			delete(level, first)
		}
	}
	for name, edits := range below {
		if err := r.editBelow(level, name, edits); err != nil {
			return tree, err
		}
	}
	return r.putTree(level)
}

func (r *repository) editBelow(level map[string]entry, name string, edits map[string]entry) error {
	old := plumbing.ZeroHash
	if level[name].mode == filemode.Dir {
		old = level[name].hash
	}
	next, err := r.edit(old, edits)
	switch {
	case err != nil:
		return err
	case !next.IsZero():
		level[name] = entry{filemode.Dir, next}
	case level[name].mode == filemode.Dir:
		delete(level, name)
	}
	return nil
}

// putTree writes one level, in Git's order: the name of a folder counts as if it ended
// with a slash. Nothing is the zero hash.
func (r *repository) putTree(level map[string]entry) (plumbing.Hash, error) {
	if len(level) == 0 {
		return plumbing.ZeroHash, nil
	}
	key := func(name string) string {
		if level[name].mode == filemode.Dir {
			return name + "/"
		}
		return name
	}
	names := slices.SortedFunc(maps.Keys(level), func(a, b string) int { return strings.Compare(key(a), key(b)) })
	var b bytes.Buffer
	for _, name := range names {
		e := level[name]
		fmt.Fprintf(&b, "%o %s\x00", uint32(e.mode), name)
		b.Write(e.hash[:])
	}
	return r.put(plumbing.TreeObject, b.Bytes())
}

// commit reads a commit.
func (r *repository) commit(hash plumbing.Hash) (*object.Commit, error) {
	data, err := r.object(plumbing.CommitObject, hash)
	if err != nil {
		return nil, err
	}
	raw := &plumbing.MemoryObject{}
	raw.SetType(plumbing.CommitObject)
	if _, err := raw.Write(data); err != nil {
		return nil, err
	}
	c := &object.Commit{}
	if err := c.Decode(raw); err != nil {
		return nil, &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
	}
	c.Hash = hash
	return c, nil
}

// treeOf is the tree of a commit; the zero hash of none.
func (r *repository) treeOf(commit plumbing.Hash) (plumbing.Hash, error) {
	if commit.IsZero() {
		return plumbing.ZeroHash, nil
	}
	c, err := r.commit(commit)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if c.TreeHash == emptyTree {
		return plumbing.ZeroHash, nil
	}
	return c.TreeHash, nil
}

// emptyTree is the tree without a file.
var emptyTree = plumbing.ComputeHash(plumbing.TreeObject, nil)

// putCommit writes a commit, signed if there is a signer.
func (r *repository) putCommit(c *object.Commit, sign Signer) (plumbing.Hash, error) {
	if c.TreeHash.IsZero() {
		c.TreeHash = emptyTree
		if _, err := r.put(plumbing.TreeObject, nil); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	text, err := encoded(c)
	if err == nil && sign != nil {
		if c.PGPSignature, err = sign(text); err == nil {
			text, err = encoded(c)
		}
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	return r.put(plumbing.CommitObject, text)
}

func encoded(c *object.Commit) ([]byte, error) {
	raw := &plumbing.MemoryObject{}
	if err := c.Encode(raw); err != nil {
		return nil, err
	}
	in, err := raw.Reader()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = b.ReadFrom(in)
	return b.Bytes(), err
}
