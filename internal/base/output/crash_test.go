package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
)

// crashing is the variable that makes this test binary a program that builds a
// site over and over, until it is killed.
const crashing = "LOA_TEST_BUILD_FOR_EVER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashing); dir != "" {
		buildForEver(dir)
	}
	os.Exit(m.Run())
}

// edition is the site as it is at some time: pages come, go and change, files
// become folders.
func edition(n int) files {
	tree := files{}
	for i := range 120 {
		page := fmt.Sprintf("muc-%d/bai-%d/index.html", i%5, i)
		switch (i + n) % 6 {
		case 0:
			continue
		case 1:
			page = fmt.Sprintf("muc-%d/bai-%d", i%5, i)
		}
		tree[page] = sealed(fmt.Sprintf("page %d of edition %d", i, n/2))
	}
	tree["index.html"] = sealed(fmt.Sprint("home ", n))
	return tree
}

// sealed is a page that carries its own hash.
func sealed(text string) string {
	text = strings.Repeat(text+"\n", 300)
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:]) + text
}

func whole(page []byte) bool {
	const seal = 2 * sha256.Size
	if len(page) < seal {
		return false
	}
	sum := sha256.Sum256(page[seal:])
	return bytes.Equal(page[:seal], []byte(hex.EncodeToString(sum[:])))
}

func buildForEver(dir string) {
	for n := 0; ; n++ {
		s, problems, err := Open(dir, filepath.Join(dir, "public"), disk.System{})
		if err == nil && len(problems) == 0 {
			for path, content := range edition(n) {
				s.Write(path, classOf(path), []byte(content)) // Commit tells if it failed
			}
			fmt.Println(n) // the commit begins
			_, problems, err = s.Commit(context.Background())
			s.Discard()
		}
		if err != nil || len(problems) > 0 {
			fmt.Println("failed:", problems, err)
			os.Exit(1)
		}
	}
}

// A build that is killed at any moment leaves whole pages only, and the next
// one makes of them what a clean build would.
func TestKill(t *testing.T) {
	dir := site(t)
	out := filepath.Join(dir, "public")
	build(t, dir, edition(0))
	between := 0
	for round := range 20 {
		killOneBuild(t, dir, out)
		left := read(t, out)
		for path, content := range left {
			if !strings.HasSuffix(path, "/") && !whole([]byte(content)) {
				t.Fatalf("round %d: %s is not whole", round, path)
			}
		}
		if !same(left) {
			between++
		}
		build(t, dir, edition(round))
		expect(t, out, edition(round))
	}
	t.Logf("%d of 20 kills hit a commit half way", between)
}

// same reports whether a tree is some edition, whole.
func same(tree files) bool {
	var n int
	if _, err := fmt.Sscanf(tree["index.html"][min(64, len(tree["index.html"])):], "home %d", &n); err != nil {
		return len(tree) == 0
	}
	want := edition(n)
	for path, content := range tree {
		if want[path] != content {
			return false
		}
	}
	return len(tree) == len(want)
}

// killOneBuild starts a building program, reads pages while it works, and kills
// it after a random number of them.
func killOneBuild(t *testing.T, dir, out string) {
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), crashing+"="+dir)
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	defer program.Wait()
	defer func() {
		program.Process.Kill()
		if said, _ := io.ReadAll(output); bytes.Contains(said, []byte("failed")) {
			t.Errorf("the building program says %s", said)
		}
	}()
	if _, err := output.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	left := rand.IntN(1500)
	for left > 0 {
		left-- // also when there is nothing yet
		filepath.WalkDir(out, func(name string, e fs.DirEntry, err error) error {
			if left--; left < 0 {
				return filepath.SkipAll
			}
			if err != nil || e.IsDir() {
				return nil // gone since the folder was read
			}
			if page, err := os.ReadFile(name); err == nil && !whole(page) {
				t.Errorf("while it was built, %s was not whole", name)
			}
			return nil
		})
	}
}
