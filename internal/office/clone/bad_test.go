package clone

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
)

// kindOf is the kind of trouble of an error; "" for another error.
func kindOf(err error) Kind {
	var t *Trouble
	if errors.As(err, &t) {
		return t.Kind
	}
	return ""
}

func (p *place) keep(name string, data []byte) {
	p.t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, data, 0o666)); err != nil {
		p.t.Fatal(err)
	}
}

// reachable reports whether a text is in the history of a repository.
func reachable(t *testing.T, dir, text string) bool {
	t.Helper()
	for line := range strings.Lines(git(t, dir, "rev-list", "--objects", "--all")) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.TrimSpace(git(t, dir, "cat-file", "-t", name)) == "blob" && strings.Contains(git(t, dir, "cat-file", "-p", name), text) {
			return true
		}
	}
	return false
}

// TestRewritten: somebody has replaced the remote's history by another. What was taken
// away there does not come back; what was saved here is put on top; the old one is kept.
func TestRewritten(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A", "Một.", "Hai."), "content/b.md": page("B")})
	hoa := joined(t, remote, "Hoa")
	lan.save("content/b.md", page("B", "Bí mật lỡ gửi."))
	lan.send()
	hoa.fetch()
	git(t, remote, "update-ref", "refs/heads/main", "refs/heads/main~1")
	hoa.save("content/a.md", page("A", "Một.", "2."))
	hoa.send()
	if got := hoa.read("content/b.md"); got != page("B") {
		t.Errorf("what was taken away is back: %q", got)
	}
	if got := git(t, remote, "show", "main:content/a.md"); got != page("A", "Một.", "2.") {
		t.Errorf("%q", got)
	}
	if s := hoa.state(); s.Rewritten.IsZero() || s.Ahead != 0 {
		t.Errorf("%+v", s)
	}
	if !reachable(t, hoa.dir, "Bí mật lỡ gửi.") {
		t.Error("the old history is gone")
	}
	lan.fetch()
	if lan.read("content/a.md") != page("A", "Một.", "2.") || lan.read("content/b.md") != page("B") {
		t.Error("not equal")
	}
}

// TestShallow: a clone that Git made with a part of the history saves, fetches and sends.
func TestShallow(t *testing.T) {
	w := newWeb(t)
	lan := started(t, w.options(t.TempDir(), "Lan"), map[string]string{"content/a.md": page("A", "Một.", "Hai.")})
	for _, word := range []string{"1", "2", "3"} {
		lan.save("content/a.md", page("A", word, "Hai."))
	}
	lan.send()
	dir := filepath.Join(t.TempDir(), "hoa")
	git(t, t.TempDir(), "clone", "--depth=1", "file://"+w.repo, dir)
	hoa := opened(t, w.options(dir, "Hoa"))
	hoa.save("content/a.md", page("A", "3", "Hai, ba."))
	lan.save("content/a.md", page("B", "3", "Hai."))
	lan.send()
	hoa.send()
	lan.fetch()
	for _, p := range []*place{lan, hoa} {
		if got := p.read("content/a.md"); got != page("B", "3", "Hai, ba.") {
			t.Errorf("%q", got)
		}
	}
}

// TestHalfSent: the answer to a send was lost, though the branch has moved.
func TestHalfSent(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A")})
	lan.save("content/a.md", page("B"))
	seen := strings.TrimSpace(lan.git("rev-parse", "refs/remotes/origin/main"))
	lan.send()
	lan.git("update-ref", "refs/remotes/origin/main", seen)
	lan.send()
	if s := lan.state(); s.Ahead != 0 || len(s.Conflicts) > 0 {
		t.Errorf("%+v", s)
	}
	if n := strings.Count(git(t, remote, "log", "--format=%s", "main"), "content/a.md"); n != 1 {
		t.Errorf("%d commits", n)
	}
}

// TestLocks: a lock of another program is respected while it is young, one of a run of Loa
// that was killed is not.
func TestLocks(t *testing.T) {
	lan := begun(t, newShare(t), map[string]string{"content/a.md": page("A")})
	for _, name := range []string{"index.lock", "refs/heads/main.lock"} {
		lock := ".git/" + name
		lan.write(lock, "")
		lan.write("content/a.md", page("B", name))
		if _, err := lan.Save(Saving{Paths: []string{"content/a.md"}}); kindOf(err) != Locked {
			t.Errorf("%s: %v", name, err)
		}
		long := time.Now().Add(-time.Hour)
		if err := os.Chtimes(filepath.Join(lan.dir, lock), long, long); err != nil {
			t.Fatal(err)
		}
		lan.send()
		lan.write(lock, mine)
		lan.save("content/a.md", page("C", name))
		lan.send()
	}
}

// TestLineEnds: a working copy with the line ends of Windows is not changed, a change in it
// is kept with plain ones, and what comes has those of the folder.
func TestLineEnds(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A", "Một.", "Hai."), "content/lich.ics": "BEGIN:VCALENDAR\r\n"})
	dir := filepath.Join(t.TempDir(), "hoa")
	git(t, t.TempDir(), "-c", "core.autocrlf=true", "clone", "file://"+remote, dir)
	git(t, dir, "config", "core.autocrlf", "true")
	hoa := opened(t, options(dir, remote, "Hoa"))
	windows := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	if got := hoa.read("content/a.md"); got != windows(page("A", "Một.", "Hai.")) {
		t.Fatalf("Git has no such line ends: %q", got)
	}
	if s := hoa.state(); len(s.Unsaved) > 0 {
		t.Errorf("%v", s.Unsaved)
	}
	hoa.save("content/a.md", windows(page("A", "Một.", "2.")))
	if got := hoa.git("cat-file", "-p", "HEAD:content/a.md"); got != page("A", "Một.", "2.") {
		t.Errorf("%q", got)
	}
	lan.save("content/a.md", page("B", "Một.", "Hai."))
	lan.send()
	hoa.send()
	if got := hoa.read("content/a.md"); got != windows(page("B", "Một.", "2.")) {
		t.Errorf("%q", got)
	}
	if got := lan.git("cat-file", "-p", "HEAD:content/lich.ics"); got != "BEGIN:VCALENDAR\r\n" {
		t.Errorf("%q", got)
	}
	if out := hoa.git("status", "--porcelain"); out != "" {
		t.Errorf("Git sees changes: %q", out)
	}
}

// TestHeld: what cannot be saved is told before a commit, stays as it is, and hinders
// nothing else.
func TestHeld(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A"), ".gitattributes": "*.mp4 filter=lfs\n"})
	lan.keep("content/phim.webm", make([]byte, mostFile+1))
	lan.keep("content/phim.mp4", []byte("phim"))
	lan.keep("content/A.md", []byte(page("Hoa")))
	lan.keep("content/x\u202egpj.md", []byte(page("Lạ")))
	lan.keep("content/b.md", []byte(page("B")))
	held, err := lan.Send(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var kinds []Kind
	for _, h := range held {
		kinds = append(kinds, h.Kind)
	}
	slices.Sort(kinds)
	if !slices.Equal(kinds, []Kind{BadName, InLFS, SameName, TooLarge}) {
		t.Errorf("%v", held)
	}
	for _, name := range []string{"content/phim.webm", "content/phim.mp4", "content/A.md"} {
		if _, err := lan.Save(Saving{Paths: []string{name}}); err == nil {
			t.Errorf("%s is saved", name)
		}
	}
	if got := git(t, remote, "ls-tree", "-r", "--name-only", "main"); !strings.Contains(got, "content/b.md") || strings.Contains(got, "phim") || strings.Contains(got, "A.md") {
		t.Errorf("%s", got)
	}
	if lan.read("content/A.md") != page("Hoa") {
		t.Error("lost")
	}
}

// TestCapitals: a name whose capitals changed comes over as one file, also to a disk that
// does not tell the two apart.
func TestCapitals(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/Ao.md": page("A", "Một.")})
	hoa, nam := joined(t, remote, "Hoa"), joined(t, remote, "Nam")
	nam.folds = true
	if err := os.Rename(filepath.Join(lan.dir, "content/Ao.md"), filepath.Join(lan.dir, "content/ao.md")); err != nil {
		t.Fatal(err)
	}
	lan.send()
	for _, p := range []*place{hoa, nam} {
		p.fetch()
		if p.read("content/ao.md") != page("A", "Một.") || p.read("content/Ao.md") != "" {
			t.Error("both are there")
		}
		if s := p.state(); len(s.Unsaved) > 0 {
			t.Errorf("%v", s.Unsaved)
		}
	}
	git(t, hoa.dir, "mv", "content/ao.md", "content/B.md")
	hoa.write("content/b.md", page("B"))
	hoa.git("add", ".")
	hoa.git("commit", "-m", "two names")
	hoa.send()
	nam.fetch() // the disk can hold one of them: the other is left alone and not removed for all
	if nam.read("content/B.md") == "" || nam.read("content/b.md") != "" {
		t.Error("both were written to a disk that has one name for them")
	}
	nam.send()
	if got := git(t, remote, "ls-tree", "-r", "--name-only", "main"); !strings.Contains(got, "content/b.md") || !strings.Contains(got, "content/B.md") {
		t.Errorf("%s", got)
	}
}

// TestStranger: nothing that a folder's settings name is run, and nothing that a remote
// holds is written where it could do harm.
func TestStranger(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A")})
	ran := filepath.Join(t.TempDir(), "ran")
	script := filepath.Join(t.TempDir(), "run.sh")
	if err := os.WriteFile(script, []byte("#!/bin/sh\ntouch "+ran+"\ncat\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"core.fsmonitor": script, "core.sshCommand": script, "credential.helper": script, "filter.x.clean": script, "filter.x.smudge": script, "core.hooksPath": filepath.Dir(script), "gpg.program": script, "commit.gpgsign": "true", "url." + t.TempDir() + ".insteadOf": remote} {
		lan.git("config", key, value)
	}
	for _, hook := range []string{"pre-commit", "post-checkout", "pre-push", "reference-transaction"} {
		at := filepath.Join(lan.dir, ".git", "hooks", hook)
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte("#!/bin/sh\ntouch "+ran+"\n"), 0o777)); err != nil {
			t.Fatal(err)
		}
	}
	lan.write(".gitattributes", "*.md filter=x\n")
	lan.save("content/a.md", page("B"))
	lan.send()
	lan.fetch()
	if _, err := os.Stat(ran); err == nil {
		t.Error("a program was run")
	}
	if got := git(t, remote, "show", "main:content/a.md"); got != page("B") {
		t.Errorf("%q", got)
	}

	r, err := openRepository(remote, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	evil, err := r.put(3, []byte("xấu"))
	if err != nil {
		t.Fatal(err)
	}
	blob := entry{0o100644, evil}
	level := map[string]entry{"..": blob, ".git": blob, "con.md": blob, "x\\y.md": blob, "git~1": blob, "liên-kết": {0o120000, evil}, "tốt.md": blob}
	inner, err := r.putTree(map[string]entry{"config": blob, "site-id": blob})
	if err != nil {
		t.Fatal(err)
	}
	level[".GIT"], level[".loa"] = entry{0o40000, inner}, entry{0o40000, inner}
	tree, err := r.putTree(level)
	if err != nil {
		t.Fatal(err)
	}
	tip := strings.TrimSpace(git(t, remote, "rev-parse", "main"))
	commit := strings.TrimSpace(git(t, remote, "commit-tree", tree.String(), "-p", tip, "-m", "xấu"))
	git(t, remote, "update-ref", "refs/heads/main", commit)
	config := lan.read(".git/config")
	lan.fetch()
	if lan.read("tốt.md") != "xấu" || lan.read(".git/config") != config {
		t.Error("not as it should be")
	}
	all, err := os.ReadDir(lan.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if !slices.Contains([]string{".git", ".gitattributes", ".loa", "content", "tốt.md"}, d.Name()) {
			t.Errorf("%s was written", d.Name())
		}
	}
	if s := lan.state(); len(s.Unsaved) > 0 {
		t.Errorf("%v", s.Unsaved)
	}
}

// TestRefused: folders that Loa does not work with are told by their kind and left alone.
func TestRefused(t *testing.T) {
	remote := newShare(t)
	if _, err := Open(options(t.TempDir(), remote, "Lan")); kindOf(err) != NoClone {
		t.Errorf("%v", err)
	}
	lan := begun(t, remote, map[string]string{"content/a.md": page("A")})
	lan.git("checkout", "-q", "-b", "khac")
	if _, err := lan.Fetch(context.Background()); kindOf(err) != OtherBranch {
		t.Errorf("%v", err)
	}
	lan.git("checkout", "-q", "main")
	lan.write(".git/MERGE_HEAD", "x")
	if _, err := lan.Fetch(context.Background()); kindOf(err) != Midway {
		t.Errorf("%v", err)
	}
	if err := os.Remove(filepath.Join(lan.dir, ".git", "MERGE_HEAD")); err != nil {
		t.Fatal(err)
	}
	other := options(lan.dir, lan.dir, "Lan")
	if _, err := opened(t, other).Fetch(context.Background()); kindOf(err) != NotBare {
		t.Errorf("%v", err)
	}
	second := begun(t, newShare(t), map[string]string{"content/x.md": page("X")})
	foreign := options(second.dir, remote, "Lan")
	second.git("update-ref", "-d", "refs/remotes/origin/main")
	if _, err := opened(t, foreign).Fetch(context.Background()); kindOf(err) != Unrelated {
		t.Errorf("%v", err)
	}
	for i := range 30 {
		lan.write("content/"+strings.Repeat("y", i+1)+".md", page("Y"))
	}
	lan.send()
	if err := os.RemoveAll(filepath.Join(lan.dir, "content")); err != nil {
		t.Fatal(err)
	}
	if _, err := lan.Send(context.Background()); kindOf(err) != ManyGone {
		t.Errorf("%v", err)
	}
	small := begun(t, newShare(t), map[string]string{"content/x.md": page("X"), "content/y.md": page("Y"), "data/z.toml": "a = 1\n"})
	if err := os.RemoveAll(filepath.Join(small.dir, "content")); err != nil {
		t.Fatal(err)
	}
	if _, err := small.Send(context.Background()); kindOf(err) != ManyGone {
		t.Errorf("all texts of a small site: %v", err)
	}
}

// TestFilesOfHosts: what tells a host whom to ask and what to run is sent, although its
// name begins with a dot; what other programs hide is not.
func TestFilesOfHosts(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/x.md": page("X")})
	for _, name := range []string{".gitlab-ci.yml", ".github/CODEOWNERS", ".forgejo/workflows/site.yml", ".gitignore", ".vscode/settings.json", "content/.a.md"} {
		lan.write(name, "x: y\n")
	}
	lan.send()
	hoa := joined(t, remote, "Hoa")
	for name, want := range map[string]bool{".gitlab-ci.yml": true, ".github/CODEOWNERS": true, ".forgejo/workflows/site.yml": true, ".gitignore": true, ".vscode/settings.json": false, "content/.a.md": false} {
		if _, err := os.Stat(filepath.Join(hoa.dir, filepath.FromSlash(name))); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMerged: commits that somebody made and merged with Git are sent as they are
// understood: what both did is there.
func TestMerged(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A", "Một.", "Hai."), "content/b.md": page("B")})
	hoa := joined(t, remote, "Hoa")
	hoa.save("content/a.md", page("A", "1.", "Hai."))
	hoa.send()
	lan.save("content/b.md", page("B", "Hai."))
	lan.git("fetch", "-q", "origin")
	lan.git("merge", "-q", "--no-edit", "origin/main")
	hoa.save("content/a.md", page("A", "1.", "2."))
	hoa.send()
	lan.send()
	hoa.fetch()
	for _, p := range []*place{lan, hoa} {
		if p.read("content/a.md") != page("A", "1.", "2.") || p.read("content/b.md") != page("B", "Hai.") {
			t.Errorf("%q %q", p.read("content/a.md"), p.read("content/b.md"))
		}
	}
}

// TestTables: settings that two people changed are put together key by key.
func TestTables(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"data/a.toml": "[x]\na = 1\n"})
	hoa := joined(t, remote, "Hoa")
	lan.save("data/a.toml", "[x]\na = 1\n\n[y]\nb = 2\n")
	hoa.save("data/a.toml", "[x]\na = 3\n")
	lan.send()
	hoa.send()
	if got := hoa.read("data/a.toml"); got != "[x]\na = 3\n\n[y]\nb = 2\n" || len(hoa.state().Conflicts) > 0 {
		t.Errorf("%q", got)
	}
}

// A file of mine where the others have a folder of that name, and the reverse: both texts
// stand in the folder of each in the end, nobody is stuck, and Git agrees.
func TestFileWhereOthersHaveAFolder(t *testing.T) {
	for name, c := range map[string]struct{ mine, theirs, under string }{
		"a file of mine":   {"static/a", "static/a/b.txt", "static/a-"},
		"a folder of mine": {"static/a/b.txt", "static/a", "static/a-"},
		"a page of mine":   {"content/a.md", "content/a.md/b.md", "content/a-"},
	} {
		for _, saved := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, saved %t", name, saved), func(t *testing.T) {
				share := newShare(t)
				lan := begun(t, share, map[string]string{"content/goc.md": page("A")})
				hung := joined(t, share, "Hùng")
				lan.write(c.theirs, page("Của Lan"))
				lan.send()
				hung.write(c.mine, page("Của Hùng"))
				if saved {
					if _, err := hung.SaveAll(); err != nil {
						t.Fatal(err)
					}
				}
				for range 2 {
					for _, p := range []*place{hung, lan} {
						if held, err := p.Send(context.Background()); err != nil {
							t.Fatal(held, err)
						}
					}
				}
				for _, p := range []*place{lan, hung} {
					if text := p.read(c.theirs); text != page("Của Lan") {
						t.Errorf("%s lacks theirs: %q", p.dir, text)
					}
					if all := tree(t, p.dir, path.Dir(c.under)); strings.Count(all, "Của Hùng") != 1 {
						t.Errorf("%s lacks mine:\n%s", p.dir, all)
					}
					p.git("fsck", "--strict")
					if out := p.git("status", "--porcelain"); out != "" {
						t.Errorf("Git sees changes: %q", out)
					}
				}
			})
		}
	}
}

// A folder that a person replaces by a file, and the reverse, is saved and comes to others.
func TestFileInPlaceOfAFolder(t *testing.T) {
	for name, c := range map[string][2]string{"a file now": {"static/a/b.txt", "static/a"}, "a folder now": {"static/a", "static/a/b.txt"}} {
		t.Run(name, func(t *testing.T) {
			share := newShare(t)
			lan := begun(t, share, map[string]string{"content/goc.md": page("A"), c[0]: "cũ"})
			hung := joined(t, share, "Hùng")
			if err := os.RemoveAll(filepath.Join(lan.dir, "static", "a")); err != nil {
				t.Fatal(err)
			}
			lan.write(c[1], "mới")
			lan.send()
			hung.fetch()
			for _, p := range []*place{lan, hung} {
				if all := tree(t, p.dir, "static"); all != "== "+c[1]+"\nmới" {
					t.Errorf("%s has\n%s", p.dir, all)
				}
				if out := p.git("status", "--porcelain"); out != "" {
					t.Errorf("Git sees changes: %q", out)
				}
			}
		})
	}
}

// Of files that are too large together each is saved by itself; one saving of chosen files
// that is too large is told and saves nothing.
func TestCommitTooLarge(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A")})
	o := options(lan.dir, share, "Lan")
	o.MostCommit = 1000
	small := opened(t, o)
	for _, name := range []string{"static/a.bin", "static/b.bin"} {
		small.write(name, name+strings.Repeat("x", 700))
	}
	if _, err := small.Save(Saving{Paths: []string{"static/a.bin", "static/b.bin"}}); kindOf(err) != TooLarge {
		t.Error(err)
	}
	if s := small.state(); s.Ahead != 0 || len(s.Unsaved) != 2 {
		t.Errorf("%+v", s)
	}
	small.send()
	if got := git(t, share, "ls-tree", "-r", "--name-only", "main"); strings.Count(got, ".bin") != 2 {
		t.Error(got)
	}
	small.write("static/c.bin", strings.Repeat("x", 1700))
	held, err := small.Send(context.Background())
	if err != nil || len(held) != 1 || held[0].Path != "static/c.bin" || held[0].Kind != TooLarge {
		t.Error(held, err)
	}
}

// What a run that was killed, or Git, leaves beside branches hinders nobody, at the shared
// folder and in a clone, and a branch that Git has packed is one.
func TestLeftBesideBranches(t *testing.T) {
	share := newShare(t)
	lan := begun(t, share, map[string]string{"content/a.md": page("A", "Một.")})
	hung := joined(t, share, "Hùng")
	git(t, share, "pack-refs", "--all")
	for _, dir := range []string{share, filepath.Join(hung.dir, ".git")} {
		for _, name := range []string{"refs/heads/.loa-draft-O4SWJFY7HAJVHHI6JQG5QT4CHM", "refs/loa/.loa-draft-CT4E63S7RZ5VNBRYQYUPCML6GW", "refs/heads/khac.lock"} {
			at := filepath.Join(dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, nil, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
	}
	hung.save("content/a.md", page("A", "Của Hùng."))
	lan.save("content/a.md", page("A", "Của Lan."))
	lan.send()
	hung.send()
	if s := hung.state(); len(s.Conflicts) != 1 || s.Ahead != 0 {
		t.Errorf("%+v", s)
	}
}
