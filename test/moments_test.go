//go:build linux || darwin

package test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
	"loa/internal/base/problem"
	"loa/internal/cli"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

var (
	kills  = flag.Int("kills", 36, "at how many moments TestKillMoments kills")
	faults = flag.Int("faults", 12, "at about how many changes of each work TestEachChangeFails lets the disk fail")
)

// work is something that Loa does to a folder, with the site in its folder "site"
// and all else that it writes beside that. It does the same each time that it is
// done, from the same beginning.
type work struct {
	name  string
	begin tree // beside the site of worksite
	first func(dir string, system disk.System) error
	do    func(dir string, system disk.System) error
}

// command is work of the program's.
func command(args ...string) func(dir string, system disk.System) error {
	return func(dir string, system disk.System) error {
		var typed []string
		for _, arg := range args {
			typed = append(typed, strings.ReplaceAll(arg, "DIR", dir))
		}
		typed = append(typed, "--source", filepath.Join(dir, "site"), "--now", "2026-06-15", "--quiet")
		var said strings.Builder
		status := cli.Run(context.Background(), cli.Env{Args: typed, Out: &said, Err: &said, Environ: func(string) string { return "" }, Now: time.Now(), Themes: os.DirFS("theme"), Disk: system})
		if status != 0 {
			return fmt.Errorf("status %d: %s", status, said.String())
		}
		return nil
	}
}

// save is what the newsroom does with a text and a picture that are sent to it.
func save(dir string, system disk.System) error {
	folder, err := sourceedit.Open(filepath.Join(dir, "site"), system, time.Now)
	if err != nil {
		return err
	}
	defer folder.Close()
	for name, text := range (tree{"content/tin/a.md": strings.Repeat("Bài viết lại. ", 500), "content/tin/moi/index.md": "Bài mới.", "content/tin/moi/hinh.png": "\x89PNG"}) {
		sum := ""
		if old, err := folder.Read(name); err == nil {
			if sum = sourceedit.Sum(old); string(old) == text {
				continue
			}
		}
		if err := folder.Write(name, sum, []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// publish publishes to a folder beside the site.
func publish(dir string, system disk.System) error {
	yes := func(deploy.Plan) (bool, error) { return true, nil }
	var watched atomic.Bool // a lock that nobody wrote an owner into: the wait for its owner is over at once
	result, err := deploy.Run(context.Background(), deploy.Options{
		Build: build.Options{Dir: filepath.Join(dir, "site"), Builtin: os.DirFS("theme"), Now: time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC), Fixed: true, Disk: system},
		Name:  "noi", Environ: func(string) string { return "" }, Dial: remote.Dial, AllowRemove: true, Confirm: yes,
		Clock: func() time.Time { return time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC) }, Watch: func(time.Duration) { watched.Store(true) },
		Wait: func(ctx context.Context, _ time.Duration) error {
			if watched.Swap(false) {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		},
		Approvals: approval.NewStore(dir + "-approvals"), Ask: func([]approval.Action) (bool, error) { return true, nil },
	})
	if err == nil && !result.Published {
		err = fmt.Errorf("not published: %v", result.Build.Problems)
	}
	return err
}

// change makes the second edition of the site, after something was done with the
// first.
func change(do func(string, disk.System) error) func(string, disk.System) error {
	return func(dir string, system disk.System) error {
		if err := do(dir, system); err != nil {
			return err
		}
		must(os.Remove(filepath.Join(dir, "site/content/tin/b.md")))
		for name, text := range (tree{"content/tin/a.md": page("Bài A, sửa"), "content/tin/c.md": page("Bài C")}) {
			must(os.WriteFile(filepath.Join(dir, "site", name), []byte(text), 0o666))
		}
		return nil
	}
}

func page(title string) string {
	return "+++\ntitle = \"" + title + "\"\nsummary = \"Tóm tắt của " + title + ".\"\ndate = 2026-06-01\n+++\n\n" + strings.Repeat("Chữ của "+title+". ", 200) + "\n"
}

func worksite() tree {
	return tree{
		"site/site.toml":             "title = \"Vì trẻ em\"\nbase_url = \"https://vi.example/\"\n\n[deploy.noi]\ntype = \"folder\"\npath = \"../noi\"\n",
		"site/content/_index.md":     page("Trang chủ"),
		"site/content/tin/_index.md": page("Tin"),
		"site/content/tin/a.md":      page("Bài A"),
		"site/content/tin/b.md":      page("Bài B"),
	}
}

var works = []work{
	{"build", nil, change(command("build")), command("build", "--compress")},
	{"pack", nil, nil, command("pack", "--out", "DIR/goi/a.zip")},
	{"pack again", nil, change(command("pack", "--out", "DIR/goi/a.zip")), command("pack", "--out", "DIR/goi/a.zip")},
	{"fmt", tree{"site/content/tin/d.md": "---\ntitle: Bài D\n---\r\n\r\nChữ\r\n", "site/data/x.csv": "a,b\r\n1,2\r\n", "site/content/tin/e/index.md": "\ufeff" + page("Bài E")}, nil, command("fmt")},
	{"save", nil, nil, save},
	{"import", tree{"cu/mot.html": "<html><head><title>Một</title></head><body><h1>Bài một</h1><p>Chữ <b>đậm</b>.</p><p><img src=\"data:image/png;base64," + pixel + "\"></p></body></html>", "cu/hai.txt": "Bài hai\n\nChữ của bài hai.\n"}, nil, command("import", "DIR/cu")},
	{"import site", tree{
		"cu/hugo.toml": "title = 'Cũ'\ndefaultContentLanguage = 'vi'\n", "cu/content/_index.md": "---\ntitle: Cũ\n---\n", "cu/content/tin/_index.md": "---\ntitle: Tin cũ\naliases: [/tin-cu/]\n---\n",
		"cu/content/tin/mot.md": "---\ntitle: Một\ndate: 2024-01-02\naliases: [/mot.html]\n---\nChữ, xem [hai](../hai/).\n", "cu/content/tin/hai/index.md": "---\ntitle: Hai\n---\n[Mẫu](mau.csv) của bài hai.\n", "cu/content/tin/hai/mau.csv": "a,b\n1,2\n",
		"cu/content/moi/_index.md": "---\ntitle: Mới\n---\nChữ.\n", "cu/content/moi/ba.md": "---\ntitle: Ba\n---\nChữ của bài ba.\n",
	}, nil, command("import", "site", "DIR/cu")},
	{"publish", nil, change(publish), publish},
	{"new site", nil, nil, newSite("moi")},
	{"new site in a folder", nil, func(dir string, _ disk.System) error { return os.Mkdir(filepath.Join(dir, "moi"), 0o777) }, newSite("moi")},
	{"new theme", nil, nil, newTheme},
	{"new article", nil, nil, newArticle},
}

// newSite makes a site beside that of the test, unless a run that was killed has.
func newSite(name string) func(dir string, system disk.System) error {
	return func(dir string, system disk.System) error {
		err := command("new", "site", "DIR/"+name, "--title", "Mới", "--languages", "vi,en", "--base-url", "https://moi.example/")(dir, system)
		return unlessThere(filepath.Join(dir, name, "site.toml"), err)
	}
}

func newTheme(dir string, system disk.System) error {
	return unlessThere(filepath.Join(dir, "site/themes/moi/theme.toml"), command("new", "theme", "moi")(dir, system))
}

func newArticle(dir string, system disk.System) error {
	return unlessThere(filepath.Join(dir, "site/content/tin/bai-moi.md"), command("new", "article", "tin/bai-moi", "--title", "Bài mới")(dir, system))
}

// unlessThere passes over the refusal to make what is there.
func unlessThere(file string, err error) error {
	if _, there := os.Stat(file); err != nil && there == nil && strings.Contains(err.Error(), "status 2") {
		return nil
	}
	return err
}

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

// start makes a folder in which the work can begin.
func (w work) start(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, worksite())
	write(t, dir, w.begin)
	for _, empty := range []string{"tmp", "goi"} {
		must(os.Mkdir(filepath.Join(dir, empty), 0o777))
	}
	t.Setenv("TMPDIR", filepath.Join(dir, "tmp"))
	if w.first != nil {
		if err := w.first(dir, disk.System{}); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// outcome is what the work makes when nothing goes wrong, what was there before,
// and in how many changes.
func (w work) outcome(t *testing.T) (before, after tree, changes int) {
	t.Helper()
	dir := w.start(t)
	before = read(t, dir)
	var count atomic.Int64
	if err := w.do(dir, disk.System{Before: ofChanges(func(disk.Step) error { count.Add(1); return nil })}); err != nil {
		t.Fatal(err)
	}
	return before, read(t, dir), int(count.Load())
}

// ofChanges passes over the opening of files, which changes nothing.
func ofChanges(before func(disk.Step) error) func(disk.Step) error {
	return func(s disk.Step) error {
		if s.Op == disk.Open {
			return nil
		}
		return before(s)
	}
}

// diesAt is the variable that says at which change of which work this test binary
// dies.
const diesAt = "LOA_TEST_DIES_AT"

// die does a work and kills itself at a change.
func die(dir string) {
	name, number, _ := strings.Cut(os.Getenv(diesAt), ":")
	left, err := strconv.Atoi(number)
	must(err)
	var count atomic.Int64
	for _, w := range works {
		if w.name == name {
			must(w.do(dir, disk.System{Before: ofChanges(func(disk.Step) error {
				if count.Add(1) >= int64(left) {
					must(syscall.Kill(os.Getpid(), syscall.SIGKILL))
					select {} // until it arrives
				}
				return nil
			})}))
		}
	}
}

// A program that is killed before any of its changes leaves each file old or new,
// whole, and the next run ends as if nothing had been, without anything left over.
func TestKillMoments(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 300))
	tried, killed := 0, 0
	for _, w := range works {
		t.Run(w.name, func(t *testing.T) {
			before, after, changes := w.outcome(t)
			for range max(*kills/len(works), 1) {
				tried++
				dir, at := w.start(t), 1+random.IntN(changes)
				program := child("dies", dir)
				program.Env = append(program.Env, diesAt+"="+w.name+":"+strconv.Itoa(at))
				said, err := program.CombinedOutput()
				if !strings.Contains(fmt.Sprint(err), "killed") { // with many at work the number of changes differs a little
					t.Logf("not killed at %d of %d: %v %s", at, changes, err, said)
				} else {
					killed++
				}
				moment := fmt.Sprintf("killed at change %d of %d", at, changes)
				expectBetween(t, moment, before, after, read(t, dir))
				if err := w.do(dir, disk.System{}); err != nil {
					t.Fatal(moment, ", and the next run: ", err)
				}
				expectDone(t, moment, after, read(t, dir))
			}
		})
	}
	t.Logf("%d of %d were killed", killed, tried)
	if killed < tried/2 {
		t.Errorf("only %d of %d were killed", killed, tried)
	}
}

// A disk that is full, or breaks, at any change is an error that says so, and what
// holds for a kill holds.
func TestEachChangeFails(t *testing.T) {
	for _, w := range works {
		t.Run(w.name, func(t *testing.T) {
			before, after, changes := w.outcome(t)
			for n, try := 1, 0; n <= changes; n, try = n+1 + changes / *faults, try+1 {
				refused := []error{syscall.ENOSPC, syscall.EIO}[try%2]
				dir := w.start(t)
				moment := fmt.Sprintf("%v from change %d of %d", refused, n, changes)
				var count atomic.Int64
				var step atomic.Value
				err := w.do(dir, disk.System{Before: ofChanges(func(s disk.Step) error {
					if count.Add(1) < int64(n) {
						return nil
					}
					step.CompareAndSwap(nil, s)
					return refused
				})})
				got := read(t, dir)
				if err == nil && step.Load() != nil && !throwsAway(step.Load().(disk.Step)) {
					t.Errorf("%s: %v failed, and nothing was said", moment, step.Load())
				}
				if err != nil && !errors.Is(err, refused) && !strings.Contains(err.Error(), refused.Error()) && (refused != syscall.ENOSPC || !strings.Contains(err.Error(), "["+string(problem.DiskFull)+"]")) {
					t.Errorf("%s: the error is %v", moment, err)
				}
				expectBetween(t, moment, before, after, got)
				if err := w.do(dir, disk.System{}); err != nil {
					t.Fatal(moment, ", and the next run: ", err)
				}
				expectDone(t, moment, after, read(t, dir))
			}
		})
	}
}

// private reports whether a file is Loa's own: caches, drafts and what it keeps of
// a place. Nobody reads them but Loa.
func private(path string) bool {
	return strings.HasPrefix(path, "site/.loa/") || strings.HasPrefix(path, "noi/_loa/") || strings.HasPrefix(path, "tmp/") || slices.ContainsFunc(strings.Split(path, "/"), disk.IsDraft)
}

// expectBetween fails if a file is neither the old nor the new one, or one is gone
// that was there and is to stay.
func expectBetween(t *testing.T, moment string, before, after, got tree) {
	t.Helper()
	for path, text := range got {
		old, was := before[path]
		next, will := after[path]
		if !private(path) && (!was || text != old) && (!will || text != next) {
			t.Errorf("%s: %s holds %d bytes that are neither the old nor the new ones", moment, path, len(text))
		}
	}
	for path := range before {
		_, will := after[path]
		if _, there := got[path]; !there && will && !private(path) {
			t.Errorf("%s: %s is lost", moment, path)
		}
	}
}

// expectDone fails if the folder is not what an undisturbed run makes of it, or
// holds what such a run would not leave.
func expectDone(t *testing.T, moment string, after, got tree) {
	t.Helper()
	for path, text := range after {
		switch there, ok := got[path]; {
		case versionOf(path) != "":
		case !ok:
			t.Errorf("%s, and run again: %s is not there", moment, path)
		case !private(path) && there != text:
			t.Errorf("%s, and run again: %s holds %d bytes, not %d", moment, path, len(there), len(text))
		}
	}
	for path := range got {
		if _, ok := after[path]; !ok && versionOf(path) == "" || disk.IsDraft(filepath.Base(path)) {
			t.Errorf("%s, and run again: %s is left over", moment, path)
		}
	}
}

// versionOf is the file of which a path is a version, whose name is a time.
func versionOf(path string) string {
	if rest, ok := strings.CutPrefix(path, "site/.loa/versions/"); ok && !disk.IsDraft(filepath.Base(path)) {
		return filepath.Dir(rest)
	}
	return ""
}

// throwsAway reports whether a step is one of those that may fail: what stays is
// removed by the next run.
func throwsAway(s disk.Step) bool {
	return s.Op == disk.Remove || s.Op == disk.Close && filepath.Base(s.Root) == "tmp"
}

// Nothing that Loa does removes, renames or replaces a file while it holds it open,
// or waits for a program that is not there: a Windows disk lets each work be done, and
// done again.
func TestWorkOnWindows(t *testing.T) {
	for _, w := range works {
		t.Run(w.name, func(t *testing.T) {
			_, after, _ := w.outcome(t)
			windows := disktest.New(t)
			dir := w.start(t)
			for range 2 {
				if err := w.do(dir, windows.System()); err != nil {
					t.Fatal(err)
				}
				expectDone(t, "on a Windows disk", after, read(t, dir))
			}
			if waited := windows.Waited(); waited > 0 {
				t.Errorf("waited for %v", waited)
			}
		})
	}
}
