package deploy

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/publish/remote"
)

// TestContract is what every place must do alike.
func TestContract(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, folder string) {
		place := dial(t, a)
		ctx := t.Context()
		put := func(path, text string) {
			t.Helper()
			c := remote.Bytes([]byte(text))
			c.Headers = remote.Headers{Type: "text/plain", Cache: "no-cache"}
			if err := place.Put(ctx, path, c); err != nil {
				t.Fatalf("put %s: %v", path, err)
			}
		}
		read := func(path string) string {
			t.Helper()
			data, err := remote.Read(ctx, place, path, 1<<20)
			if err != nil {
				t.Fatalf("read %s: %v", path, err)
			}
			return string(data)
		}
		if files, err := remote.Files(ctx, place); err != nil || len(files) != 0 {
			t.Fatalf("a new place: %v %v", files, err)
		}
		if _, err := place.Stat(ctx, "a/b.txt"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("stat of what is not there: %v", err)
		}
		if _, err := remote.Read(ctx, place, "a/b.txt", 10); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("reading what is not there: %v", err)
		}
		if err := place.Remove(ctx, "a/b.txt"); err != nil {
			t.Errorf("removing what is not there: %v", err)
		}

		put("a/b.txt", "một")
		put("a/b.txt", "hai, dài hơn")
		put("index.html", "")
		put("a/dai/duoi-nuoc.txt", "đuối nước")
		if got := read("a/b.txt"); got != "hai, dài hơn" {
			t.Errorf("replaced: %q", got)
		}
		if got := read("index.html"); got != "" {
			t.Errorf("an empty file: %q", got)
		}
		if file, err := place.Stat(ctx, "a/b.txt"); err != nil || file.Size != int64(len("hai, dài hơn")) {
			t.Errorf("%+v %v", file, err)
		}

		if err := place.Copy(ctx, "a/b.txt", "kept/b", remote.Headers{Type: "text/plain"}); err != nil {
			t.Fatal(err)
		}
		put("a/b.txt", "ba")
		if read("kept/b") != "hai, dài hơn" || read("a/b.txt") != "ba" {
			t.Error("a copy changes with its origin")
		}
		if err := place.Copy(ctx, "kept/b", "a/b.txt", remote.Headers{Type: "text/plain"}); err != nil || read("a/b.txt") != "hai, dài hơn" {
			t.Errorf("copied back: %v", err)
		}
		if err := place.Copy(ctx, "none", "kept/n", remote.Headers{}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("copying what is not there: %v", err)
		}
		if err := place.Move(ctx, "a/dai/duoi-nuoc.txt", "kept/c"); err != nil || read("kept/c") != "đuối nước" {
			t.Errorf("moved: %v", err)
		}
		if err := place.Move(ctx, "none", "kept/c"); !errors.Is(err, fs.ErrNotExist) || read("kept/c") != "đuối nước" {
			t.Errorf("moving what is not there: %v", err)
		}
		if err := place.Remove(ctx, "a/b.txt"); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Join(folder, "a", "b.txt")); !errors.Is(err, fs.ErrNotExist) {
			t.Error("removed, and still there")
		}

		if err := place.Clean(ctx); err != nil {
			t.Error(err)
		}
		want := []string{"index.html", "kept/b", "kept/c"}
		if diff := cmp.Diff(want, list(t, place)); diff != "" {
			t.Error("what is left:", diff)
		}
		for _, path := range []string{"../x", "/x", "a/../../x", `a\x`, "", "a//b"} {
			if place.Put(ctx, path, remote.Bytes(nil)) == nil || place.Remove(ctx, path) == nil {
				t.Errorf("%q was taken for a path", path)
			}
		}
	})
}

// TestInTheWay: a file where a folder must be is told by its name, whatever the
// place says, and stays; so is a folder where a file must be. A store without
// folders has no such thing.
func TestInTheWay(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, folder string) {
		if a.Type == "s3" {
			t.Skip("no folders")
		}
		place := dial(t, a)
		for name, text := range map[string]string{"tin": "của người khác", "trang/a.txt": "x"} {
			if err := place.Put(t.Context(), name, remote.Bytes([]byte(text))); err != nil {
				t.Fatal(err)
			}
		}
		want := func(what string, err error, path string) {
			t.Helper()
			var refused *remote.Refused
			if !errors.As(err, &refused) || refused.Reason != remote.InTheWay || refused.Detail != path {
				t.Errorf("%s: %v", what, err)
			}
		}
		x := remote.Bytes([]byte("x"))
		want("put", place.Put(t.Context(), "tin/2026/index.html", x), "tin")
		want("put again", place.Put(t.Context(), "tin/2026/index.html", x), "tin")
		want("claim", place.Claim(t.Context(), "tin/lock", []byte("x")), "tin")
		want("copy", place.Copy(t.Context(), "trang/a.txt", "tin/a.txt", remote.Headers{}), "tin")
		want("a folder", place.Put(t.Context(), "trang", x), "trang")
		if data, err := remote.Read(t.Context(), place, "tin", 100); err != nil || string(data) != "của người khác" {
			t.Errorf("the file of others: %q %v", data, err)
		}
		if data, err := remote.Read(t.Context(), place, "trang/a.txt", 100); err != nil || string(data) != "x" {
			t.Errorf("the folder of others: %q %v", data, err)
		}
	})
}

// TestNames: a file may be called what people call files.
func TestNames(t *testing.T) {
	names := []string{"Đuối nước/Kế hoạch 100% (bản 2).pdf", "a+b & c.txt", "100%25.txt", "q?x=1.txt", "#1 [một].txt", ".htaccess", "-l.txt", "~x.txt", `it's, "so".txt`}
	each(t, func(t *testing.T, a remote.Address, folder string) {
		place := dial(t, a)
		for _, name := range names {
			if err := place.Put(t.Context(), name, remote.Bytes([]byte(name))); err != nil {
				t.Errorf("put %q: %v", name, err)
				continue
			}
			if data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name))); err != nil || string(data) != name {
				t.Errorf("%q lies there as %q: %v", name, data, err)
			}
			if data, err := remote.Read(t.Context(), place, name, 1000); err != nil || string(data) != name {
				t.Errorf("%q read: %q %v", name, data, err)
			}
			if err := place.Copy(t.Context(), name, "kept/x", remote.Headers{Type: "text/plain"}); err != nil {
				t.Errorf("copy %q: %v", name, err)
			}
			if !slices.Contains(list(t, place), name) {
				t.Errorf("%q is not listed: %q", name, list(t, place))
			}
			if err := place.Move(t.Context(), name, "kept/y"); err != nil {
				t.Errorf("move %q: %v", name, err)
			}
			if _, err := place.Stat(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q was moved: %v", name, err)
			}
		}
	})
}

// TestLong: a file of 40 MB, longer than what is sent or held in one piece.
func TestLong(t *testing.T) {
	const size = 40 << 20
	sum := func(r io.Reader) string {
		h := sha256.New()
		if n, err := io.Copy(h, r); err != nil || n != size {
			t.Errorf("%d bytes, %v", n, err)
		}
		return hex.EncodeToString(h.Sum(nil))
	}
	content := func() io.Reader { return io.LimitReader(mathrand.NewChaCha8([32]byte{1}), size) }
	want := sum(content())
	each(t, func(t *testing.T, a remote.Address, folder string) {
		place := dial(t, a)
		c := remote.Content{Size: size, Open: func() (io.ReadCloser, error) { return io.NopCloser(content()), nil }}
		c.Type = "application/pdf"
		if err := place.Put(t.Context(), "dai.pdf", c); err != nil {
			t.Fatal(err)
		}
		if file, err := place.Stat(t.Context(), "dai.pdf"); err != nil || file.Size != size {
			t.Errorf("%+v %v", file, err)
		}
		file, err := place.Open(t.Context(), "dai.pdf")
		if err != nil {
			t.Fatal(err)
		}
		if got := sum(file); got != want {
			t.Error("it came back changed")
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
}

func list(t *testing.T, place remote.Place) []string {
	t.Helper()
	files, err := remote.Files(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	return paths
}

// TestLock: of many that claim a path at once, one succeeds.
func TestLock(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, _ string) {
		const path, many = "_loa/lock", 4
		var mu sync.Mutex
		var wait sync.WaitGroup
		won := 0
		for i := range many {
			place := dial(t, a)
			wait.Go(func() {
				err := place.Claim(t.Context(), path, fmt.Appendf(nil, "number %d", i))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
				case !errors.Is(err, fs.ErrExist):
					t.Errorf("claim: %v", err)
				}
			})
		}
		wait.Wait()
		if won != 1 {
			t.Errorf("%d of %d hold the lock", won, many)
		}
		place := dial(t, a)
		if text, err := remote.Read(t.Context(), place, path, 100); err != nil || !strings.HasPrefix(string(text), "number ") {
			t.Errorf("%q %v", text, err)
		}
		for range 2 { // a second time there is nothing to release
			if err := place.Release(t.Context(), path); err != nil {
				t.Error(err)
			}
		}
		if err := place.Claim(t.Context(), path, []byte("again")); err != nil {
			t.Errorf("released, and yet: %v", err)
		}
	})
}

// TestManyAtOnce: files that go up together arrive as they are.
func TestManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, folder string) {
		place := dial(t, a)
		var wait sync.WaitGroup
		text := func(i int) string { return strings.Repeat(fmt.Sprintf("tệp %d ", i), 2000*(i%5)+1) }
		free := make(chan bool, place.Traits().Workers) // more than that vsftpd has no ports for
		for i := range 40 {
			wait.Go(func() {
				free <- true
				defer func() { <-free }()
				if err := place.Put(t.Context(), fmt.Sprintf("muc-%d/bai-%d/index.html", i%4, i), remote.Bytes([]byte(text(i)))); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		for i := range 40 {
			data, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("muc-%d", i%4), fmt.Sprintf("bai-%d", i), "index.html"))
			if err != nil || string(data) != text(i) {
				t.Errorf("file %d: %d bytes, %v", i, len(data), err)
			}
		}
	})
}

// TestStrangers: a server that is not the one we know gets nothing.
func TestStrangers(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, _ string) {
		reason := func(a remote.Address) remote.Reason {
			place, err := remote.Dial(t.Context(), a)
			if err == nil {
				place.Close()
			}
			var refused *remote.Refused
			if !errors.As(err, &refused) {
				return ""
			}
			return refused.Reason
		}
		wrong, unknown, nobody := a, a, a
		switch a.Type {
		case "sftp":
			wrong.HostKey, unknown.HostKey = "SHA256:x", ""
			unknown.Secrets.Home = t.TempDir()
			nobody.KeyFile = ""
		case "ftp":
			if a.Insecure { // a server without TLS gets no password unless site.toml says so
				a.Insecure = false
				for _, a.TLS = range []string{"explicit", "implicit"} {
					if got := reason(a); got != remote.NoTLS {
						t.Errorf("no encryption, %s: %q", a.TLS, got)
					}
				}
				return
			}
			wrong.Certificate, unknown.Certificate = "SHA256:x", ""
			nobody.Secrets.Password = ""
		case "s3":
			nobody.Secrets.Key = ""
			wrongKey := a
			wrongKey.Secrets.Key = "another"
			if got := reason(wrongKey); got != remote.WrongLogin {
				t.Errorf("a wrong key: %q", got)
			}
		default:
			return
		}
		if got := reason(nobody); got != remote.NoSecret {
			t.Errorf("without a secret: %q", got)
		}
		if a.Type == "s3" {
			return
		}
		if got := reason(wrong); got != remote.WrongHost {
			t.Errorf("another fingerprint: %q", got)
		}
		if got := reason(unknown); got != remote.UnknownHost {
			t.Errorf("no fingerprint: %q", got)
		}
	})
}
