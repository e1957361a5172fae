package disktest

import (
	"io/fs"
	"os"
	"testing"
)

// Link makes a symbolic link. Where the system makes none (Windows, without a right
// that few accounts have), or does not know again what it has made (Wine), the test is
// skipped.
func Link(t testing.TB, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skip("a symbolic link is not known as one here:", err)
	}
}
