package clone

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"loa/internal/base/disk"
)

// ErrNotEmpty says that a folder which is to become a repository or a clone has files.
var ErrNotEmpty = errors.New("the folder is not empty")

// StartShare makes a bare repository in a folder that is empty or not there, for people
// who share it. A bare repository that is there is left as it is. The error is ErrNotEmpty
// for a folder with anything else: it may be any folder of this machine.
func StartShare(dir, branch string, system disk.System) error {
	all, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folders := 0
	for _, d := range all {
		if d.IsDir() && (d.Name() == "objects" || d.Name() == "refs") {
			folders++
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err == nil && folders == 2 {
		return nil
	}
	if slices.ContainsFunc(all, foreign) {
		return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
	}
	return start(dir, branch, "", system)
}

// foreign reports whether a run of StartShare that was cut off can not have left this.
func foreign(d fs.DirEntry) bool {
	switch d.Name() {
	case "objects", "refs":
		return !d.IsDir()
	case "config":
		return !d.Type().IsRegular()
	}
	return !disk.IsDraft(d.Name())
}

// Start makes a clone of the site in o.Dir, which is none yet. Nothing is sent.
func Start(o Options) error {
	if IsClone(o.Dir) {
		return nil
	}
	return start(filepath.Join(o.Dir, ".git"), o.Branch, o.Remote, o.Disk)
}

// Join makes a clone of what the remote has in a folder that is empty or not there. One
// that was cut off goes on when it is called again. Of a branch that the remote does not
// have, nothing is made.
func Join(ctx context.Context, o Options) (err error) {
	begun := IsClone(o.Dir)
	if !begun {
		all, err := os.ReadDir(o.Dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if slices.ContainsFunc(all, func(d fs.DirEntry) bool { return d.Name() != ".git" && d.Name() != ".loa" }) {
			return fmt.Errorf("%s: %w", o.Dir, ErrNotEmpty)
		}
	}
	o = o.filled()
	if err := checkBranch(o.Branch); err != nil {
		return err
	}
	if err := o.hasBranch(ctx); err != nil {
		return err
	}
	if !begun {
		if err := start(filepath.Join(o.Dir, ".git"), o.Branch, o.Remote, o.Disk); err != nil {
			return err
		}
	}
	c, err := Open(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	_, err = c.Fetch(ctx)
	return err
}

// hasBranch asks the remote for the branch.
func (o Options) hasBranch(ctx context.Context) error {
	at, err := (&Clone{o: o}).dial()
	if err != nil {
		return err
	}
	name := "refs/heads/" + o.Branch
	there, err := at.branches(ctx, name)
	if err == nil && there[name].IsZero() {
		err = &Trouble{Kind: NoBranch, Detail: o.Branch}
	}
	return errors.Join(err, at.close())
}

// start makes the files of a repository, the one by which it is recognised last. A file
// that is there is another's, unless a run that was cut off has left the same.
func start(dir, branch, remote string, system disk.System) error {
	branch = cmp.Or(branch, DefaultBranch)
	if err := checkBranch(branch); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := addSame(root, "config", configOf(branch, remote), system); err != nil {
		return err
	}
	for _, folder := range []string{packs, "objects/info", "refs/heads", "refs/tags"} {
		if err := system.MkdirAll(root, folder, 0o777); err != nil {
			return err
		}
	}
	return addSame(root, "HEAD", "ref: "+path.Join("refs/heads", branch)+"\n", system)
}

// addSame writes a file that is not there. The error is ErrNotEmpty if another one is.
func addSame(root *os.Root, name, text string, system disk.System) error {
	err := system.Add(root, name, []byte(text), 0o666)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if before, err := system.ReadFile(root, name); err != nil || string(before) != text {
		return errors.Join(fmt.Errorf("%s: %w", name, ErrNotEmpty), err)
	}
	return nil
}

// configOf is .git/config of a clone, or that of a bare repository of no remote.
func configOf(branch, remote string) string {
	text := fmt.Sprintf("[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = %t\n", remote == "")
	if remote == "" {
		return text
	}
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace
	return text + fmt.Sprintf("[remote \"origin\"]\n\turl = \"%s\"\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"%s\"]\n\tremote = origin\n\tmerge = \"refs/heads/%[2]s\"\n", quote(remote), quote(branch))
}
