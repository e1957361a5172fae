// Package approval remembers what the person at this machine has allowed a site to do
// beyond its own folder: write to a folder elsewhere, send files to a host, fetch a file
// from one, run a command.
//
//	store := approval.NewStore(filepath.Join(userConfigDir, "loa", "approvals"))
//	ok, err := store.Allowed(site, action)
//	err = store.Allow(site, action, now)
//
// What is allowed lies outside of every site's folder, so that a site cannot bring its
// own permission. It holds for one folder: a site that was moved, copied or unpacked
// again has to be allowed again. It holds for one action with all that it names: another
// host, user, key or kind of line is another action.
package approval

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"loa/internal/base/disk"
)

// Kind says what an action is.
type Kind string

// The kinds of actions.
const (
	Folder  Kind = "folder"  // to write below a folder outside of the site
	Host    Kind = "host"    // to open a line to a host and send files
	Command Kind = "command" // to run a program
	Fetch   Kind = "fetch"   // to ask a host for a file and send nothing
	Share   Kind = "share"   // to send the site to a repository, and to take in what others sent there
	Read    Kind = "read"    // to read the files of a folder outside of the site
)

// Action is what a site asks for. Two actions are the same if all fields are.
type Action struct {
	Kind Kind `json:"kind"`
	// Target is the folder's absolute path, the host with its port and path
	// ("ftp://host:21/web"), the address of the file, or the command's words, joined by zero bytes.
	Target string `json:"target"`
	User   string `json:"user,omitempty"`  // at the host
	Key    string `json:"key,omitempty"`   // the file of the key or the fingerprint of the host that are used
	Clear  bool   `json:"clear,omitempty"` // anybody on the way can read what is sent, passwords too
	// Secret is what the names of the environment variables begin with whose values the
	// host gets; "" for none.
	Secret string `json:"secret,omitempty"`
}

// Entry is an action that was allowed.
type Entry struct {
	Site   string    `json:"site"` // the absolute path of its folder
	Action Action    `json:"action"`
	Since  time.Time `json:"since"`
	ID     string    `json:"id"` // of the site's folder
}

// Store is a folder that holds a file for each action that was allowed.
type Store struct{ dir string }

// NewStore returns the store in a folder, which need not be there yet. The store in ""
// remembers nothing: it is that of a machine where the person has no folder.
func NewStore(dir string) Store { return Store{dir} }

// Allowed reports whether the person has allowed the site in a folder an action. A store
// that cannot be read is an error, not a permission.
func (s Store) Allowed(site string, a Action) (bool, error) {
	if s.dir == "" {
		return false, nil
	}
	site, err := filepath.Abs(site)
	if err != nil {
		return false, err
	}
	id, err := readID(site)
	if err != nil || id == "" {
		return false, err
	}
	data, err := readBounded(os.DirFS(s.dir), name(site, a))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var e Entry
	if json.Unmarshal(data, &e) != nil {
		return false, nil
	}
	return e.Site == site && e.Action == a && e.ID == id, nil
}

// Allow remembers that the person has allowed the site in a folder an action.
func (s Store) Allow(site string, a Action, now time.Time) error {
	if s.dir == "" {
		return nil
	}
	site, err := filepath.Abs(site)
	if err != nil {
		return err
	}
	id, err := makeID(site)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(Entry{Site: site, Action: a, Since: now.UTC().Truncate(time.Second), ID: id}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	return writeWhole(s.dir, name(site, a), append(data, '\n'))
}

// Forget takes back what was allowed to a site: actions of the given kinds, without any
// all. It returns the number of actions.
func (s Store) Forget(site string, kinds ...Kind) (int, error) {
	site, err := filepath.Abs(site)
	if err != nil {
		return 0, err
	}
	all, err := s.Entries()
	n := 0
	for _, e := range all {
		if e.Site != site || len(kinds) > 0 && !slices.Contains(kinds, e.Action.Kind) {
			continue
		}
		if err := os.Remove(filepath.Join(s.dir, name(e.Site, e.Action))); err != nil {
			return n, err
		}
		n++
	}
	return n, err
}

// Entries lists what was allowed, by site and target. A file that is no entry is left
// out.
func (s Store) Entries() ([]Entry, error) {
	if s.dir == "" {
		return nil, nil
	}
	files, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []Entry
	for _, f := range files {
		data, err := readBounded(os.DirFS(s.dir), f.Name())
		var e Entry
		if err == nil && json.Unmarshal(data, &e) == nil && f.Name() == name(e.Site, e.Action) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return strings.Compare(a.Site+"\x00"+a.Action.Target, b.Site+"\x00"+b.Action.Target)
	})
	return all, err
}

// name is the file of an action of a site: a hash, since targets hold any letter.
func name(site string, a Action) string {
	text, err := json.Marshal(struct {
		Site   string
		Action Action
	}{site, a})
	if err != nil {
		panic(err) // strings and a bool are always JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]) + ".json"
}

// idFile holds, in the folder of a site, a number that nobody can guess. A site that
// comes from elsewhere does not have the one that is in the store.
const idFile = ".loa/site-id"

// mostBytes bounds the files that are read.
const mostBytes = 16 << 10

func readID(site string) (string, error) {
	root, err := os.OpenRoot(site) // .loa may be a link to somewhere else
	if err != nil {
		return "", err
	}
	defer root.Close()
	data, err := readBounded(root.FS(), idFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimSpace(string(data)), err
}

func makeID(site string) (string, error) {
	if id, err := readID(site); err != nil || id != "" {
		return id, err
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		return "", err
	}
	defer root.Close()
	if err := root.MkdirAll(".loa", 0o755); err != nil {
		return "", err
	}
	id := rand.Text()
	return id, disk.System{}.Replace(root, idFile, []byte(id+"\n"), 0o600)
}

func readBounded(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err == nil && len(data) > mostBytes {
		err = fmt.Errorf("%s is longer than %d bytes", name, mostBytes)
	}
	return data, err
}

// writeWhole writes a file so that nobody meets half of it.
func writeWhole(dir, name string, data []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	disk.System{}.Sweep(root, ".")
	return disk.System{}.Replace(root, name, data, 0o600) // readable by its owner alone
}
