package sitebuild

import (
	"os"
	"path/filepath"
	"testing"
)

// A link counts by where it leads and by the bytes there, and stops nothing: neither one that
// leads nowhere, out, to a folder, nor in a circle.
func TestSumOfLinks(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"content/a.md", "content/b.md", "other/c.md"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("a"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "content", "link.md")
	seen := map[string]string{}
	for _, to := range []string{"a.md", "b.md", "../other/c.md", "none.md", "link.md", "..", "../other", "../../out.md", os.DevNull} {
		_ = os.Remove(link)
		if err := os.Symlink(filepath.FromSlash(to), link); err != nil {
			t.Skip("no links here:", err)
		}
		sum, err := sumTree(dir, "content", "missing")
		if err != nil {
			t.Fatalf("a link to %s: %v", to, err)
		}
		if other, twice := seen[sum]; twice {
			t.Errorf("links to %s and %s have one digest", to, other)
		}
		seen[sum] = to
	}
	_ = os.Remove(link)
	if err := os.Symlink(filepath.FromSlash("../other/c.md"), link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "other", "c.md"), []byte("c"), 0o666); err != nil {
		t.Fatal(err)
	}
	if sum, err := sumTree(dir, "content"); err != nil || seen[sum] != "" {
		t.Errorf("another file behind a link is not seen: %v", err)
	}
	if err := os.Rename(filepath.Join(dir, "content"), filepath.Join(dir, "real")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	before, err := sumTree(dir, "content")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "real", "a.md"), []byte("A"), 0o666); err != nil {
		t.Fatal(err)
	}
	if after, err := sumTree(dir, "content"); err != nil || after == before {
		t.Errorf("another file in a folder behind a link is not seen: %v", err)
	}
}
