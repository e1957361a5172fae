//go:build linux || darwin

package test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/generator/build"
)

var killsAgain = flag.Int("again-kills", 6, "how often TestKillAgain kills a build")

// remembering are options of builds that know the last one.
func remembering(o build.Options) build.Options {
	o.Memory = &build.Memory{Program: func() string { return "1" }, Clock: time.Now}
	return o
}

// cleanly is what a build that knows nothing makes of a site.
func cleanly(t *testing.T, o build.Options) tree {
	t.Helper()
	o.Memory, o.Out = nil, filepath.Join(t.TempDir(), "clean")
	run(t, o)
	return read(t, o.Out)
}

// TestSitesAgain builds each site cold, on top of that after an edit of a text and of a
// title, and once more with the old text: each time as a build does that knows nothing.
func TestSitesAgain(t *testing.T) {
	sites, err := filepath.Glob("sites/*/site.toml")
	if err != nil || len(sites) == 0 {
		t.Fatal("no sites", err)
	}
	var kept atomic.Int64
	t.Run("sites", func(t *testing.T) {
		for _, settings := range sites {
			folder := filepath.Dir(settings)
			t.Run(filepath.Base(folder), func(t *testing.T) {
				t.Parallel()
				o := remembering(site(t, folder, "2026-06-15"))
				run(t, o)
				cold := read(t, o.Out)
				expectTree(t, cleanly(t, o), cold, "the first build")
				texts := entriesOf(t, o.Dir)
				if len(texts) == 0 {
					return
				}
				name := texts[int(crc32.ChecksumIEEE([]byte(folder)))%len(texts)]
				old, err := os.ReadFile(filepath.Join(o.Dir, name))
				if err != nil {
					t.Fatal(err)
				}
				write(t, o.Dir, tree{name: string(old) + "\n\n## Thêm\n\nMột câu nữa.\n"})
				if run(t, o).Kept > 0 {
					kept.Add(1)
				}
				expectTree(t, cleanly(t, o), read(t, o.Out), "after an edit of "+name)
				write(t, o.Dir, tree{name: titled.ReplaceAllString(string(old), "$1 mới$2")})
				run(t, o)
				expectTree(t, cleanly(t, o), read(t, o.Out), "with another title of "+name)
				write(t, o.Dir, tree{name: string(old)})
				run(t, o)
				expectTree(t, cold, read(t, o.Out), "with the old text of "+name)
			})
		}
	})
	if kept.Load() < int64(len(sites)/2) {
		t.Errorf("of %d sites %d kept pages", len(sites), kept.Load())
	}
}

var titled = regexp.MustCompile(`(?m)^(title *[=:] *"?[^"\n]*)("?)$`)

func entriesOf(t *testing.T, dir string) []string {
	var all []string
	for name := range read(t, filepath.Join(dir, "content")) {
		if filepath.Ext(name) == ".md" {
			all = append(all, "content/"+name)
		}
	}
	slices.Sort(all)
	return all
}

const articles = 30

// article is a text of one word that tells which edition it is of, with a title of every
// second edition and a style sheet of every third.
func article(i, n int) tree {
	return tree{
		fmt.Sprintf("content/muc-%d/bai-%d.md", i%3, i): fmt.Sprintf("+++\ntitle = \"Bài %d, %d\"\nsummary = \"Tóm tắt.\"\n+++\n\n%s\n", i, n/2, strings.Repeat(fmt.Sprintf("lần-%d ", n), 500)),
		"themes/own/assets/style.css":                   fmt.Sprintf("p { margin: %dpx }\n", n/3),
	}
}

const styled = "title = \"T\"\nbase_url = \"https://vi.example/\"\ntheme = \"own\"\n"

// editForEver changes one text after the other, and builds each time, until it is
// killed.
func editForEver(dir string) {
	for n := 0; ; n++ {
		for path, text := range article(n%articles, n) {
			must(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o666))
		}
		fmt.Println(n) // the build begins
		_, err := build.Run(context.Background(), remembering(build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: os.DirFS("theme"), Now: moment, Fixed: true}))
		must(err)
	}
}

var moment = time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)

// TestKillAgain kills builds that keep what the last one made, at any moment. The next
// one makes what a clean build would.
func TestKillAgain(t *testing.T) {
	t.Parallel()
	o := remembering(options(t, t.TempDir(), "2026-06-15"))
	write(t, o.Dir, tree{"site.toml": styled, "themes/own/theme.toml": "extends = \"loa\"\n"})
	for i := range articles {
		write(t, o.Dir, article(i, 0))
	}
	kept := 0
	for round := range *killsAgain {
		killOneBuild(t, "keeper", o)
		expectWhole(t, o.Out)
		write(t, o.Dir, article(round%articles, 1000+round))
		run(t, o)
		expectTree(t, cleanly(t, o), read(t, o.Out), fmt.Sprint("after kill ", round))
		write(t, o.Dir, article(round%articles, 2000+round))
		if run(t, o).Kept > 0 {
			kept++
		}
		expectTree(t, cleanly(t, o), read(t, o.Out), fmt.Sprint("the second time after kill ", round))
	}
	if kept < *killsAgain/2 {
		t.Errorf("%d of %d builds kept pages", kept, *killsAgain)
	}
}

// TestTwoAgain: of two builds that begin at once from the same memory one may have to
// wait, and neither leaves what a clean build would not make.
func TestTwoAgain(t *testing.T) {
	t.Parallel()
	o := remembering(options(t, t.TempDir(), "2026-06-15"))
	write(t, o.Dir, tree{"site.toml": styled, "themes/own/theme.toml": "extends = \"loa\"\n"})
	for i := range articles {
		write(t, o.Dir, article(i, 0))
	}
	run(t, o)
	for round := range 6 {
		write(t, o.Dir, article(round, 1+round))
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				var busy *output.Busy
				if _, err := build.Run(context.Background(), o); err != nil && !errors.As(err, &busy) {
					t.Error(err)
				}
			})
		}
		both.Wait()
		run(t, o)
		expectTree(t, cleanly(t, o), read(t, o.Out), fmt.Sprint("round ", round))
	}
}
