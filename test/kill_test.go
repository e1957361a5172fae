//go:build linux || darwin

package test

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/generator/build"
)

// edition is a site as it is at some time: every text changes, pages come and
// go.
func edition(n int) tree {
	files := tree{"site.toml": "title = \"Lần " + fmt.Sprint(n) + "\"\nbase_url = \"https://vi.example/\"\n"}
	for i := range 80 {
		if (i+n)%7 > 0 {
			files[fmt.Sprintf("content/muc-%d/bai-%d.md", i%4, i)] = fmt.Sprintf("+++\ntitle = \"Bài %d\"\n+++\n\n%s\n", i, strings.Repeat(fmt.Sprintf("lần-%d ", n), 500))
		}
	}
	return files
}

// put makes a folder the site of an edition.
func put(dir string, n int) {
	must(os.RemoveAll(filepath.Join(dir, "content")))
	for path, text := range edition(n) {
		must(os.MkdirAll(filepath.Join(dir, filepath.Dir(path)), 0o777))
		must(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o666))
	}
}

// buildForEver builds one edition after the other until it is killed.
func buildForEver(dir string) {
	for n := 0; ; n++ {
		put(dir, n)
		fmt.Println(n) // the build begins
		_, err := build.Run(context.Background(), build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: os.DirFS("theme"), Now: time.Now()})
		must(err)
	}
}

// A build that is killed at any moment leaves whole pages only, and the next one
// makes of them what a clean build would.
func TestKill(t *testing.T) {
	t.Parallel()
	o := options(t, t.TempDir(), "2026-06-15")
	for round := range 20 {
		killOneBuild(t, "builder", o)
		expectWhole(t, o.Out)
		put(o.Dir, round)
		run(t, o)
		clean := options(t, t.TempDir(), "2026-06-15")
		put(clean.Dir, round)
		run(t, clean)
		expectTree(t, read(t, clean.Out), read(t, o.Out), fmt.Sprint("after kill ", round))
	}
}

// killOneBuild starts a building program, looks at pages while it works, and
// kills it after a random number of looks.
func killOneBuild(t *testing.T, role string, o build.Options) {
	t.Helper()
	program := child(role, o.Dir)
	program.Stderr = os.Stderr
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(output)
	for range 1 + rand.IntN(4) {
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal("the building program ended: ", err)
		}
	}
	for range rand.IntN(8) {
		expectWhole(t, o.Out)
	}
	program.Process.Kill()
	program.Wait()
}

// expectWhole reads every page that is there and makes sure that it is complete
// and of one edition.
func expectWhole(t *testing.T, folder string) {
	t.Helper()
	filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return nil // gone since the folder was read
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil
		}
		page := strings.TrimSpace(string(data))
		n := strings.Count(page, "lần-")
		first := page[max(strings.Index(page, "lần-"), 0):]
		first, _, _ = strings.Cut(first, " ")
		if !strings.HasSuffix(page, "</html>") || n > 0 && (n < 500 || strings.Count(page, first+" ")+1 < n) {
			t.Errorf("%s is not whole: %d bytes, %d of %d", name, len(page), strings.Count(page, first), n)
		}
		return nil
	})
}
