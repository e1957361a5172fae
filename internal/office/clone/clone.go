// Package clone keeps a site's folder as a clone of a Git repository, by pages: what is
// saved becomes a commit for each page, what others did is fetched and put together with
// it page by page, and what touches is shown to a person.
//
//	c, err := clone.Open(clone.Options{Dir: dir, Remote: "git@may-chu.example.vn:xa/trang.git", Branch: "main", …})
//	_, err = c.Save(clone.Saving{Paths: []string{"content/a.md"}, By: who, Message: "Sửa Rào ao, giếng"})
//	err = c.Send(ctx)             // fetches first; works again when the network is back
//	state, err := c.State()
//
// No text is lost: what a merge does not take stays in the history that refs/loa/kept
// holds. Nothing of the folder's own settings is run: no hooks, filters, credential
// helpers or commands of SSH. Package go-git reads the objects and speaks the protocols;
// no program of Git is needed, and one may be used beside.
package clone

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/office/host"
	"loa/internal/publish/remote"
)

// Options say which clone of which repository, and give what is outside.
type Options struct {
	Dir    string // the site's folder, in which .git lies
	Remote string // where all send to: https://…, ssh://…, user@host:path, or a shared folder
	Branch string // "" for main

	Disk     disk.System
	Clock    func() time.Time
	Who      Person             // whose commits are made where nobody else is named
	Folder   *sourceedit.Folder // writes the texts, with the lock of the desk; nil: Open opens one
	Language string             // of the messages of commits
	Skip     []string           // folders at the top that are no sources, such as that of the output
	Sign     Signer             // nil for no signatures

	Web      http.RoundTripper   // for HTTPS
	Account  func() Account      // for HTTPS; nil for nobody
	SSH      remote.Secrets      // for SSH
	KeyFile  string              // the private key for SSH; "" for the agent's keys
	HostKey  string              // the server's key as "SHA256:…"; "" for those of known_hosts
	Patience time.Duration       // how long the other side may say nothing; 0 for a minute
	Wait     func(time.Duration) // between two tries; nil for time.Sleep

	// OfText are keys of the front matter that hold for the very text that stands there, such
	// as who has approved it: they come into no other text, and make no other text.
	OfText []string
	// FolderKeys are keys of the front matter that pages have in the folder alone until they
	// are published, with the value (TOML) of a page there that came from a review, such as
	// draft: what is proposed has none of them.
	FolderKeys map[string]string
	// Merged asks the host which branches of reviews it has merged, by their names; nil where
	// there is nobody to ask.
	Merged func(context.Context) (map[string]Merge, error)

	MostCommit int64 // bytes of what one saving changes; 0 for mostCommit
}

// Merge is how a host has merged the branch of a review.
type Merge struct {
	Of  string // the newest commit of the branch that came in; "" if the host does not tell
	Ref string // the reference of the remote that keeps that commit, if the host tells that instead
	As  string // the commit of the published branch that brought it
}

// Account is who logs in by HTTPS. With a token alone the name does not matter to hosts.
type Account struct{ Name, Token string }

// Person is the author of a commit.
type Person struct{ Name, Email string }

// Signer signs the bytes of a commit and returns the armored signature.
type Signer func(commit []byte) (string, error)

// staleAfter is how old a lock of another program is when that program must be gone.
const staleAfter = 10 * time.Minute

// DefaultBranch is the branch where nothing else is said.
const DefaultBranch = "main"

// Clone is a clone. It is safe for concurrent use.
type Clone struct {
	o      Options
	root   *os.Root // the site's folder
	folder *sourceedit.Folder
	words  *problem.Words
	opened bool // folder is closed with the clone
	repo   *repository
	folds  bool // the disk takes names that differ in capitals for one

	mu   sync.Mutex // one change at a time
	line sync.Mutex // one exchange with the remote at a time

	refilled map[plumbing.Hash]bool // objects for which all was fetched once more; of line
}

// checkBranch says if a text is no name of a branch.
func checkBranch(name string) error {
	if host.BranchName(name) {
		return nil
	}
	return &Trouble{Kind: BadBranch, Detail: printable(name)}
}

// IsClone reports whether a folder has what Git makes of a clone.
func IsClone(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, ".git", "HEAD"))
	return err == nil && info.Mode().IsRegular()
}

// filled puts in what is to be used where nothing is said.
func (o Options) filled() Options {
	o.Branch, o.Patience, o.MostCommit = cmp.Or(o.Branch, DefaultBranch), cmp.Or(o.Patience, time.Minute), cmp.Or(o.MostCommit, mostCommit)
	if o.Wait == nil {
		o.Wait = time.Sleep
	}
	return o
}

// Open opens a clone. The error is *Trouble if the folder is none that Loa works with.
func Open(o Options) (*Clone, error) {
	o = o.filled()
	if err := checkBranch(o.Branch); err != nil {
		return nil, err
	}
	var err error
	if o.Dir, err = filepath.Abs(o.Dir); err != nil { // go-git takes names in it for whole paths
		return nil, err
	}
	if info, err := os.Lstat(filepath.Join(o.Dir, ".git")); err != nil || !info.IsDir() {
		return nil, &Trouble{Kind: NoClone, Detail: o.Dir, Err: err}
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, err
	}
	c := &Clone{o: o, root: root, folder: o.Folder, words: Words(o.Language), refilled: map[plumbing.Hash]bool{}}
	if err := c.open(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *Clone) open() (err error) {
	if c.folder == nil {
		if c.folder, err = sourceedit.Open(c.o.Dir, c.o.Disk, c.o.Clock); err != nil {
			return err
		}
		c.folder.Who, c.opened = c.o.Who.Name, true
	}
	if c.repo, err = openRepository(filepath.Join(c.o.Dir, ".git"), c.o.Disk); err != nil {
		return err
	}
	_, err = c.root.Lstat(".GIT")
	c.folds = err == nil
	return errors.Join(c.repo.known(), c.exclude())
}

// exclude has Git leave out what Loa keeps in the site's folder for itself, so that nobody
// commits it with Git.
func (c *Clone) exclude() error {
	const name, line = "info/exclude", "/.loa/\n"
	text, err := c.o.Disk.ReadFile(c.repo.root, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || strings.Contains("\n"+string(text), "\n"+line) {
		return nil // of an unreadable file: it is a service
	}
	if len(text) > 0 && !strings.HasSuffix(string(text), "\n") {
		text = append(text, '\n')
	}
	return errors.Join(c.o.Disk.MkdirAll(c.repo.root, "info", 0o777), c.o.Disk.Replace(c.repo.root, name, append(text, line...), 0o666))
}

// Close releases the folder.
func (c *Clone) Close() error {
	err := c.root.Close()
	if c.repo != nil {
		err = errors.Join(err, c.repo.close())
	}
	if c.opened {
		err = errors.Join(err, c.folder.Close())
	}
	return err
}

// known says what of the form of a repository Loa does not know.
func (r *repository) known() error {
	config, err := r.store.Config()
	if err != nil {
		return &Trouble{Kind: Damaged, Detail: "config", Err: err}
	}
	for _, option := range config.Raw.Section("extensions").Options {
		switch strings.ToLower(option.Key) {
		case "noop", "worktreeconfig", "preciousobjects":
		case "objectformat":
			if option.Value != "sha1" {
				return &Trouble{Kind: NoClone, Detail: option.Key}
			}
		default: // such as refStorage, partialClone
			return &Trouble{Kind: NoClone, Detail: option.Key}
		}
	}
	return nil
}

// local and tracked are the names of the branch here, and of where the remote's was when
// it was last seen.
func (c *Clone) local() string   { return "refs/heads/" + c.o.Branch }
func (c *Clone) tracked() string { return "refs/remotes/origin/" + c.o.Branch }

// kept is the history of all that was saved here and stands in no branch.
const kept = "refs/loa/kept"

// begin takes the clone for a change: no other run of Loa is at work, what a run left that
// was killed is ended, and the folder stands on the branch.
func (c *Clone) begin() (end func(), err error) {
	c.mu.Lock()
	release, err := c.repo.hold(c.o.Wait)
	if err != nil {
		c.mu.Unlock()
		return nil, err
	}
	end = func() {
		c.repo.refresh() // closes the packs: Windows lets nobody remove an open file
		_ = release()
		c.mu.Unlock()
	}
	c.repo.refresh()
	if err := errors.Join(c.onBranch(), c.undisturbed()); err != nil {
		end()
		return nil, err
	}
	if err := c.finish(); err != nil {
		end()
		return nil, err
	}
	return end, nil
}

// onBranch says if the folder stands on another branch than that of the office.
func (c *Clone) onBranch() error {
	head, err := c.repo.store.Reference(plumbing.HEAD)
	if err != nil {
		return &Trouble{Kind: Damaged, Detail: "HEAD", Err: err}
	}
	if head.Type() != plumbing.SymbolicReference || head.Target().String() != c.local() {
		return &Trouble{Kind: OtherBranch, Detail: cmp.Or(head.Target().Short(), head.Hash().String())}
	}
	return nil
}

// undisturbed says if somebody has begun with Git what Loa must not come between.
func (c *Clone) undisturbed() error {
	for _, name := range []string{"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"} {
		if _, err := c.repo.root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return &Trouble{Kind: Midway, Detail: name}
		}
	}
	return nil
}
