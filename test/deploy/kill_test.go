package deploy

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

var kills = flag.Int("kills", 8, "how often TestKilled kills a run at each place")

// publisher is the variable that makes this test binary a program that publishes
// the site in a folder.
const publisher = "LOA_TEST_PUBLISH"

// secrets is the variable that holds what opens the place, as JSON.
const secrets = "LOA_TEST_SECRETS"

func TestMain(m *testing.M) {
	if dir := os.Getenv(publisher); dir != "" {
		var a remote.Address
		err := json.Unmarshal([]byte(os.Getenv(secrets)), &a.Secrets)
		var result deploy.Result
		if err == nil {
			result, err = publish(context.Background(), dir, a)
		}
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
	each(t, func(t *testing.T, a remote.Address, folder string) {
		if a.Type == "folder" {
			t.Skip("it has no line; TestKillMoments in test/ kills at its changes")
		}
		line := newWire(t, ports(a)...)
		a.Host = wired
		v := victim{t, t.TempDir(), folder, a, line, make([]map[string]string, 3), 0}
		for _, version := range []int{1, 2, 1, 2} {
			sources(t, v.dir, version, a)
			v.finish(fmt.Sprint("version ", version))
			v.total, v.versions[version] = line.sent(), served(t, a, folder)
		}
		random := rand.New(rand.NewPCG(15, 300))
		killed := 0
		for try := range *kills {
			if v.kill(try, random.Int64N(v.total)) {
				killed++
			}
		}
		t.Logf("%d of %d runs were killed", killed, *kills)
		if killed < *kills/2 {
			t.Errorf("only %d of %d runs were killed", killed, *kills)
		}
	})
}

// victim is a site that is published by a program which is killed.
type victim struct {
	t           *testing.T
	dir, folder string
	place       remote.Address
	line        *wire
	versions    []map[string]string // what lies at the place, by the version
	total       int64               // bytes that a release sends
}

// finish publishes without disturbance.
func (v *victim) finish(moment string) {
	v.t.Helper()
	v.line.cutAfter(-1)
	if result, err := publish(v.t.Context(), v.dir, v.place); err != nil || !result.Published {
		v.t.Fatal(moment, result, err)
	}
}

// kill publishes in a program of its own, which dies after so many bytes, and then once
// more. It reports whether the program was at work when it was to die.
func (v *victim) kill(try int, at int64) bool {
	v.t.Helper()
	version := 1 + try%2
	sources(v.t, v.dir, version, v.place)
	moment := fmt.Sprintf("kill %d after %d of about %d bytes", try, at, v.total)
	opens, err := json.Marshal(v.place.Secrets)
	if err != nil {
		v.t.Fatal(err)
	}
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), publisher+"="+v.dir, secrets+"="+string(opens))
	if err := program.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.line.killAfter(at, program.Process)
	killed := program.Wait() != nil
	whole(v.t, moment, served(v.t, v.place, v.folder), v.versions[1], v.versions[2])
	v.finish(moment)
	equal(v.t, moment+", finished", v.versions[version], served(v.t, v.place, v.folder))
	nothingLeft(v.t, moment, v.dir, v.folder)
	return killed
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
