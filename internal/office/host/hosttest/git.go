package hosttest

import (
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Bare is the repository of a host, by the program of Git. Tests that need one are skipped
// on machines without.
type Bare struct{ dir string }

// Git makes a bare repository the one of the host, which serves it over HTTP at Project. It
// is there already, or made.
func (s *Server) Git(dir string) *Bare {
	s.t.Helper()
	b := &Bare{dir}
	if _, err := exec.LookPath("git"); err != nil {
		s.t.Skip("no git on this machine")
	}
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err != nil {
		b.must(s.t, os.MkdirAll(dir, 0o777))
		_, err := b.git("init", "--bare", "--initial-branch=main")
		b.must(s.t, err)
	}
	_, err := b.git("config", "http.receivepack", "true")
	b.must(s.t, err)
	programs, err := b.git("--exec-path")
	b.must(s.t, err)
	backend := &cgi.Handler{Path: filepath.Join(programs, "git-http-backend"), Root: "/" + Project + ".git",
		Env: []string{"GIT_PROJECT_ROOT=" + dir, "GIT_HTTP_EXPORT_ALL=1"}}
	s.Repo = b
	s.mux.Handle("/"+Project+".git/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength < 0 { // CGI wants to know how long a request is
			http.Error(w, "length required", http.StatusLengthRequired)
			return
		}
		backend.ServeHTTP(w, r)
	}))
	return b
}

func (b *Bare) must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *Bare) git(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=host", "GIT_AUTHOR_EMAIL=host@example.vn", "GIT_COMMITTER_NAME=host", "GIT_COMMITTER_EMAIL=host@example.vn")
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// Head implements Repo.
func (b *Bare) Head(branch string) (string, bool) {
	commit, err := b.git("rev-parse", "--verify", "--quiet", "refs/heads/"+branch)
	return commit, err == nil
}

// Move makes a commit the newest of a branch.
func (b *Bare) Move(branch, commit string) error {
	_, err := b.git("update-ref", "refs/heads/"+branch, commit)
	return err
}

// Keep implements Repo.
func (b *Bare) Keep(reference, commit string) error {
	_, err := b.git("update-ref", reference, commit)
	return err
}

// Branches are the names of the branches that fit a pattern of Git.
func (b *Bare) Branches(pattern string) ([]string, error) {
	all, err := b.git("for-each-ref", "--format=%(refname:short)", "refs/heads/"+pattern)
	return strings.Fields(all), err
}

// Merge implements Repo, and removes the branch that was merged.
func (b *Bare) Merge(branch, into string, by Method) (commit string, err error) {
	switch by {
	case Squashed:
		err = b.squash(branch, into)
	case Rebased:
		err = b.rebase(branch, into)
	default:
		err = b.Update(into, branch)
	}
	if err == nil {
		_, err = b.git("update-ref", "-d", "refs/heads/"+branch)
	}
	commit, _ = b.Head(into)
	return commit, err
}

// Update merges another branch into one, as the button of a host does that brings a review
// up to date.
func (b *Bare) Update(branch, from string) error {
	tree, err := b.git("merge-tree", "--write-tree", branch, from)
	if err != nil {
		return err
	}
	commit, err := b.git("commit-tree", strings.Fields(tree)[0], "-p", branch, "-p", from, "-m", "Merge")
	if err == nil {
		_, err = b.git("update-ref", "refs/heads/"+branch, commit)
	}
	return err
}

// Files are the files of a branch below a folder.
func (b *Bare) Files(branch, below string) ([]string, error) {
	all, err := b.git("ls-tree", "-r", "--name-only", "-z", branch, below)
	return strings.FieldsFunc(all, func(r rune) bool { return r == 0 }), err
}

// File is a file of the published branch; "" if it is not there.
func (b *Bare) File(name string) string { return b.FileOf("main", name) }

// FileOf is a file of a branch; "" if it is not there.
func (b *Bare) FileOf(branch, name string) string {
	text, _ := b.git("show", branch+":"+name)
	return text
}

// Write puts a text into a branch, as the editor on the pages of a host does. What stands
// in its way goes.
func (b *Bare) Write(branch, name, text string) error {
	file := filepath.Join(b.dir, "text-of-a-test")
	defer os.Remove(file)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		return err
	}
	blob, err := b.git("hash-object", "-w", file)
	if err != nil {
		return err
	}
	return b.commit(branch, name, "--add", "--replace", "--cacheinfo", "100644,"+blob+","+name)
}

// Remove takes a file out of a branch.
func (b *Bare) Remove(branch, name string) error {
	return b.commit(branch, name, "--force-remove", name)
}

// commit adds a commit with a change of the index to a branch.
func (b *Bare) commit(branch, message string, change ...string) error {
	defer os.Remove(filepath.Join(b.dir, "index"))
	tree, commit := "", ""
	_, err := b.git("read-tree", branch)
	if err == nil {
		_, err = b.git(append([]string{"--work-tree", b.dir, "update-index"}, change...)...)
	}
	if err == nil {
		tree, err = b.git("write-tree")
	}
	if err == nil {
		commit, err = b.git("commit-tree", tree, "-p", branch, "-m", message)
	}
	if err == nil {
		_, err = b.git("update-ref", "refs/heads/"+branch, commit)
	}
	return err
}

// squash merges a branch as one commit that knows nothing of it.
func (b *Bare) squash(branch, into string) error {
	tree, err := b.git("merge-tree", "--write-tree", into, branch)
	if err != nil {
		return err
	}
	commit, err := b.git("commit-tree", strings.Fields(tree)[0], "-p", into, "-m", "Squash")
	if err == nil {
		_, err = b.git("update-ref", "refs/heads/"+into, commit)
	}
	return err
}

// rebase puts the commits of a branch on top of another that has had nothing new.
func (b *Bare) rebase(branch, into string) error {
	all, err := b.git("rev-list", "--reverse", into+".."+branch)
	for _, commit := range strings.Fields(all) {
		next := ""
		if next, err = b.git("commit-tree", commit+"^{tree}", "-p", into, "-m", "Rebased"); err != nil {
			return err
		}
		if _, err = b.git("update-ref", "refs/heads/"+into, next); err != nil {
			return err
		}
	}
	return err
}
