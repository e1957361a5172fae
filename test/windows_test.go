//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
	"loa/internal/base/disk/disktest"
)

// A file whose name changed in its capitals alone stays where it is published:
// what is removed under the old name would be the new file.
func TestCapitalsAreSent(t *testing.T) {
	w := disktest.New(t)
	dir := work{}.start(t)
	old, now := filepath.Join(dir, "site/static/Anh/Hinh1.TXT"), filepath.Join(dir, "site/static/anh/hinh1.txt")
	text := "of any bytes"
	write(t, dir, tree{"site/static/Anh/Hinh1.TXT": text})
	if err := publish(dir, w.System()); err != nil {
		t.Fatal(err)
	}
	must(os.MkdirAll(filepath.Dir(now), 0o777))
	must(os.Rename(old, now))
	must(os.Remove(filepath.Dir(old)))
	for range 2 {
		if err := publish(dir, w.System()); err != nil {
			t.Fatal(err)
		}
		sent := read(t, filepath.Join(dir, "noi"))
		if _, stays := sent["Anh/Hinh1.TXT"]; sent["anh/hinh1.txt"] != text || stays {
			t.Errorf("the file is %q, and the old name is there: %v", sent["anh/hinh1.txt"], stays)
		}
	}
}

// The root of a drive is a folder that nobody can make.
func TestPublishToTheRootOfADrive(t *testing.T) {
	w := disktest.New(t)
	dir := work{}.start(t)
	must(os.Mkdir(filepath.Join(dir, "noi"), 0o777))
	w.Drive(filepath.Join(dir, "noi"))
	if err := publish(dir, w.System()); err != nil {
		t.Fatal(err)
	}
}

// What another program holds is told as that, whatever was to be done with it.
func TestHeldByAnotherProgram(t *testing.T) {
	for _, c := range []struct {
		name, file string
		do         func(dir string, system disk.System) error
	}{
		{"publish", "noi/index.html", publish},
		{"pack", "goi/a.zip", command("pack", "--out", "DIR/goi/a.zip")},
		{"fmt", "site/content/tin/a.md", command("fmt")},
		{"build", "site/site.toml", command("build")},
		{"build reads", "site/content/tin/a.md", command("build")},
		{"build writes", "site/public/index.html", command("build")},
		{"import", "cu/mot.txt", command("import", "DIR/cu")},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := disktest.New(t)
			dir := work{}.start(t)
			write(t, dir, tree{"cu/mot.txt": "Một\n\nChữ.\n"})
			if !strings.HasPrefix(c.file, "cu/") {
				if err := c.do(dir, w.System()); err != nil {
					t.Fatal(err)
				}
			}
			write(t, dir, tree{"site/content/tin/a.md": strings.ReplaceAll(page("Bài khác"), "\n", "\r\n"), "site/content/_index.md": page("Trang khác")})
			full := filepath.Join(dir, filepath.FromSlash(c.file))
			w.Hold(full, -1)
			err := c.do(dir, w.System())
			if disk.Why(err) != disk.InUse && (err == nil || !strings.Contains(err.Error(), "[disk.in-use]") || !strings.Contains(err.Error(), disktest.Program)) {
				t.Errorf("it says %v", err)
			}
			if w.Waited() == 0 {
				t.Error("nothing waited")
			}
			w.Release(full)
			if err := c.do(dir, w.System()); err != nil {
				t.Error("and then:", err)
			}
		})
	}
}
