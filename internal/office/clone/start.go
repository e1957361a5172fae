package clone

import (
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
// who share it. A bare repository that is there is left as it is.
func StartShare(dir, branch string, system disk.System) error {
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err == nil {
		return nil
	}
	return start(dir, branch, "", system)
}

// Start makes a clone of the site in o.Dir, which is none yet. Nothing is sent.
func Start(o Options) error {
	if IsClone(o.Dir) {
		return nil
	}
	return start(filepath.Join(o.Dir, ".git"), o.Branch, o.Remote, o.Disk)
}

// Join makes a clone of what the remote has in a folder that is empty or not there. One
// that was cut off goes on when it is called again.
func Join(ctx context.Context, o Options) (err error) {
	if !IsClone(o.Dir) {
		all, err := os.ReadDir(o.Dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if slices.ContainsFunc(all, func(d fs.DirEntry) bool { return d.Name() != ".git" && d.Name() != ".loa" }) {
			return fmt.Errorf("%s: %w", o.Dir, ErrNotEmpty)
		}
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

// start makes the files of a repository, the one by which it is recognised last.
func start(dir, branch, remote string, system disk.System) error {
	if branch == "" {
		branch = DefaultBranch
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, folder := range []string{packs, "objects/info", "refs/heads", "refs/tags"} {
		if err := system.MkdirAll(root, folder, 0o777); err != nil {
			return err
		}
	}
	config := fmt.Sprintf("[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = %t\n", remote == "")
	if remote != "" {
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(remote)
		config += fmt.Sprintf("[remote \"origin\"]\n\turl = \"%s\"\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"%s\"]\n\tremote = origin\n\tmerge = refs/heads/%[2]s\n", quoted, branch)
	}
	if err := system.Replace(root, "config", []byte(config), 0o666); err != nil {
		return err
	}
	return system.Replace(root, "HEAD", []byte("ref: "+path.Join("refs/heads", branch)+"\n"), 0o666)
}
