package clone

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/base/disk"
)

// page is a page of a site.
func page(title string, blocks ...string) string {
	return "+++\ntitle = \"" + title + "\"\n+++\n\n" + strings.Join(blocks, "\n\n") + "\n"
}

// place is a clone in a test.
type place struct {
	*Clone
	t   *testing.T
	dir string
}

func (p *place) write(name, text string) {
	p.t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte(text), 0o666)); err != nil {
		p.t.Fatal(err)
	}
}

// read is a file of the folder; "" if it is gone.
func (p *place) read(name string) string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		p.t.Fatal(err)
	}
	return string(data)
}

func (p *place) save(name, text string) {
	p.t.Helper()
	p.write(name, text)
	if hash, err := p.Save(Saving{Paths: []string{name}, Message: "Sửa " + name}); err != nil || hash == "" {
		p.t.Fatal(name, hash, err)
	}
}

func (p *place) send() {
	p.t.Helper()
	if held, err := p.Send(context.Background()); err != nil || len(held) > 0 {
		p.t.Fatal(held, err)
	}
}

func (p *place) fetch() {
	p.t.Helper()
	if held, err := p.Fetch(context.Background()); err != nil || len(held) > 0 {
		p.t.Fatal(held, err)
	}
}

func (p *place) state() State {
	p.t.Helper()
	s, err := p.State()
	if err != nil {
		p.t.Fatal(err)
	}
	return s
}

func (p *place) git(args ...string) string {
	p.t.Helper()
	return git(p.t, p.dir, args...)
}

// git runs the program of Git, as an oracle and as the other program in a folder.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git on this machine")
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Git", "GIT_AUTHOR_EMAIL=git@example.vn", "GIT_COMMITTER_NAME=Git", "GIT_COMMITTER_EMAIL=git@example.vn")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// share makes a bare repository.
func newShare(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "trang.git")
	if err := StartShare(dir, "main", disk.System{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func options(dir, remote, who string) Options {
	at := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	return Options{Dir: dir, Remote: remote, Who: Person{Name: who}, Clock: func() time.Time {
		at = at.Add(time.Second)
		return at
	}, Skip: []string{"public"}, Wait: func(time.Duration) {}}
}

// begun is a site that is sent to a remote.
func begun(t *testing.T, remote string, files map[string]string) *place {
	t.Helper()
	o := options(t.TempDir(), remote, "Lan")
	if err := Start(o); err != nil {
		t.Fatal(err)
	}
	p := opened(t, o)
	for name, text := range files {
		p.write(name, text)
	}
	p.send()
	return p
}

func joined(t *testing.T, remote, who string) *place {
	t.Helper()
	o := options(t.TempDir(), remote, who)
	if err := Join(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return opened(t, o)
}

func opened(t *testing.T, o Options) *place {
	t.Helper()
	c, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return &place{c, t, o.Dir}
}

// TestShare is three people on one folder: blocks are put together, what touches waits,
// and all end equal.
func TestShare(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"site.toml": "title = \"A\"\n", "content/ao.md": page("Rào ao", "Một.", "Hai.", "Ba."), "content/anh.jpg": "\xff\xd8"})
	hoa, nam := joined(t, remote, "Hoa"), joined(t, remote, "Nam")
	if got := hoa.read("content/ao.md"); got != lan.read("content/ao.md") {
		t.Fatalf("%q", got)
	}
	lan.save("content/ao.md", page("Rào ao, giếng", "Một.", "Hai.", "Ba."))
	hoa.save("content/ao.md", page("Rào ao", "Một.", "Hai.", "Ba, bốn."))
	nam.save("content/ao.md", page("Rào ao", "Một.", "Hai.", "Ba, năm."))
	lan.send()
	hoa.send()
	nam.send()
	want := page("Rào ao, giếng", "Một.", "Hai.", "Ba, bốn.")
	for _, p := range []*place{lan, hoa, nam} {
		p.fetch()
		if got := p.read("content/ao.md"); got != want {
			t.Errorf("%s", got)
		}
		if s := p.state(); s.Ahead != 0 || len(s.Unsaved) > 0 {
			t.Errorf("%+v", s)
		}
	}
	all := nam.state().Conflicts
	if len(all) != 1 || all[0].Path != "content/ao.md" {
		t.Fatalf("%+v", all)
	}
	if text, err := nam.Text(all[0].Mine); err != nil || string(text) != page("Rào ao", "Một.", "Hai.", "Ba, năm.") {
		t.Errorf("%q %v", text, err)
	}
	if err := nam.Settle(all[0].Path, all[0].Mine); err != nil || len(nam.state().Conflicts) > 0 {
		t.Error(err)
	}
	for _, p := range []*place{lan, hoa, nam} {
		if out := p.git("status", "--porcelain"); out != "" {
			t.Errorf("Git sees changes: %q", out)
		}
		p.git("fsck", "--strict")
	}
	git(t, remote, "fsck", "--strict")
	if log := git(t, remote, "log", "--format=%an %s", "main"); !strings.HasPrefix(log, "Hoa Sửa content/ao.md\nLan Sửa content/ao.md\n") {
		t.Errorf("%s", log)
	}
}

// TestFilesBeside: of a picture that two replaced both are there.
func TestFilesBeside(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a/index.md": page("A", "Một."), "content/a/anh.jpg": "cũ"})
	hoa := joined(t, remote, "Hoa")
	lan.save("content/a/anh.jpg", "của Lan")
	hoa.save("content/a/anh.jpg", "của Hoa")
	lan.send()
	hoa.send()
	lan.fetch()
	s := hoa.state()
	if len(s.Conflicts) != 1 || s.Conflicts[0].Beside == "" {
		t.Fatalf("%+v", s)
	}
	for _, p := range []*place{lan, hoa} {
		if got := p.read("content/a/anh.jpg"); got != "của Lan" {
			t.Errorf("%q", got)
		}
		if got := p.read(s.Conflicts[0].Beside); got != "của Hoa" {
			t.Errorf("%q", got)
		}
	}
	if !strings.Contains(s.Conflicts[0].Beside, "hoa") {
		t.Error(s.Conflicts[0].Beside)
	}
}

// TestOutside: what somebody does with other programs is saved before others' work comes.
func TestOutside(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A", "Một.", "Hai."), "content/b.md": page("B"), "content/c.md": page("C")})
	hoa := joined(t, remote, "Hoa")
	lan.save("content/a.md", page("A", "1.", "Hai."))
	lan.send()
	hoa.write("content/a.md", page("A", "Một.", "2."))
	hoa.write("content/moi.md", page("Mới"))
	if err := os.Remove(filepath.Join(hoa.dir, "content", "b.md")); err != nil {
		t.Fatal(err)
	}
	want := []Change{{"content/a.md", Changed}, {"content/b.md", Removed}, {"content/moi.md", Added}}
	if got := hoa.state().Unsaved; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	hoa.send()
	lan.fetch()
	if lan.read("content/a.md") != page("A", "1.", "2.") || lan.read("content/moi.md") == "" || lan.read("content/b.md") != "" {
		t.Error("not all has come")
	}
}

// TestAtOnce: forms save while the line is open.
func TestAtOnce(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A")})
	hoa := joined(t, remote, "Hoa")
	var all sync.WaitGroup
	for i := range 5 {
		name := fmt.Sprintf("content/b%d.md", i)
		for _, p := range []*place{lan, hoa} {
			all.Go(func() {
				if _, err := p.Send(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Go(func() {
			lan.write(name, page("B"))
			if _, err := lan.Save(Saving{Paths: []string{name}}); err != nil { // or a send has saved it already
				t.Error(err)
			}
		})
	}
	all.Wait()
	lan.send()
	hoa.fetch()
	if got, want := tree(t, hoa.dir, "content"), tree(t, lan.dir, "content"); got != want || strings.Count(got, "b") < 5 {
		t.Errorf("%s\nis not\n%s", got, want)
	}
}

// TestProposed: a piece of work goes to a branch of its own, which grows by a commit when
// it is changed; the branch of the site stays.
func TestProposal(t *testing.T) {
	remote := newShare(t)
	lan := begun(t, remote, map[string]string{"content/a.md": page("A"), "content/b.md": page("B")})
	main := git(t, remote, "rev-parse", "main")
	propose := func() string {
		sent, err := lan.Propose(t.Context(), Proposal{Branch: "duyet/a", Paths: []string{"content/a.md"}, Message: "A"})
		if err != nil {
			t.Fatal(err)
		}
		return sent.Commit
	}
	lan.save("content/a.md", page("A", "Một."))
	lan.save("content/b.md", page("B", "Chưa xong."))
	first := propose()
	if again := propose(); again != first {
		t.Errorf("%s after %s", again, first)
	}
	lan.save("content/a.md", page("A", "Hai."))
	if propose() == first {
		t.Error("not changed")
	}
	if got := git(t, remote, "show", "duyet/a:content/a.md") + git(t, remote, "show", "duyet/a:content/b.md"); got != page("A", "Hai.")+page("B") {
		t.Errorf("%s", got)
	}
	if n := strings.Count(git(t, remote, "log", "--format=%H", "main..duyet/a"), "\n"); n != 2 || git(t, remote, "rev-parse", "main") != main {
		t.Errorf("%d commits", n)
	}
	git(t, remote, "update-ref", "refs/heads/main", "duyet/a")
	lan.fetch()
	if s := lan.state(); s.Ahead != 1 || len(s.Conflicts) > 0 || lan.read("content/b.md") != page("B", "Chưa xong.") {
		t.Errorf("%+v", s)
	}
}
