package deploy

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/publish/remote"
)

var kills = flag.Int("kills", 8, "how often TestKilled kills a run at each place")

// publisher is the variable that makes this test binary a program that publishes
// the site in a folder.
const publisher = "LOA_TEST_PUBLISH"

func TestMain(m *testing.M) {
	if dir := os.Getenv(publisher); dir != "" {
		result, err := publish(context.Background(), dir, remote.Address{})
		if err != nil || !result.Published {
			fmt.Fprintln(os.Stderr, result, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestKilled kills the program with the n-th byte that it sends: each page at the
// place is whole, and the next run brings the rest and leaves nothing else, neither
// there nor here.
func TestKilled(t *testing.T) {
	t.Run("sftp", func(t *testing.T) {
		a, folder := openSFTP(t)
		line := newWire(t, a.Port)
		a.Host = wired
		dir := t.TempDir()
		versions := make([]map[string]string, 3)
		var total int64
		for _, version := range []int{1, 2, 1, 2} {
			sources(t, dir, version, a)
			line.cutAfter(-1)
			if result, err := publish(t.Context(), dir, a); err != nil || !result.Published {
				t.Fatalf("%+v %v", result, err)
			}
			total, versions[version] = line.sent(), tree(t, folder)
		}
		random := rand.New(rand.NewPCG(15, 300))
		killed := 0
		for try := range *kills {
			version := 1 + try%2
			sources(t, dir, version, a)
			at := random.Int64N(total)
			moment := fmt.Sprintf("kill %d after %d of about %d bytes", try, at, total)
			program := exec.Command(os.Args[0])
			program.Env = append(os.Environ(), publisher+"="+dir)
			if err := program.Start(); err != nil {
				t.Fatal(err)
			}
			line.killAfter(at, program.Process)
			if program.Wait() != nil {
				killed++
			}
			whole(t, moment, tree(t, folder), versions[1], versions[2])
			line.cutAfter(-1)
			if result, err := publish(t.Context(), dir, a); err != nil || !result.Published {
				t.Fatal(moment, result, err)
			}
			equal(t, moment+", finished", versions[version], tree(t, folder))
			nothingLeft(t, moment, dir, folder)
		}
		t.Logf("%d of %d runs were killed", killed, *kills)
		if killed < *kills/2 {
			t.Errorf("only %d of %d runs were killed", killed, *kills)
		}
	})
}

// nothingLeft fails if a file waits at the place or in the site, or the lock is
// there.
func nothingLeft(t *testing.T, moment, dir, folder string) {
	t.Helper()
	for _, name := range []string{"_loa/lock", "_loa/new"} {
		file := filepath.Join(folder, name)
		if left, err := os.ReadDir(file); len(left) > 0 {
			t.Errorf("%s: %s is left over", moment, left[0].Name())
		} else if _, gone := os.Lstat(file); gone == nil && err != nil {
			t.Errorf("%s: %s is left over", moment, name)
		}
	}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && disk.IsDraft(e.Name()) {
			t.Errorf("%s: %s is left over", moment, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
