package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/publish/remote"
)

// open opens a store in a folder, whose places may be changed on the way.
func open(t *testing.T, dir string, change func(remote.Place) remote.Place) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{
		Address: remote.Address{Type: "folder", Path: dir},
		Dial: func(ctx context.Context, a remote.Address) (remote.Place, error) {
			p, err := remote.Dial(ctx, a)
			if err == nil && change != nil {
				p = change(p)
			}
			return p, err
		},
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// site is a record and the bytes of its files.
func site(key, text string, n byte) (*Record, Opener) {
	sum := sha256.Sum256([]byte(text))
	r := &Record{
		Form: Form, Key: key, Name: "Xã", Digest: strings.Repeat(hex.EncodeToString([]byte{n}), 32), Day: "2026-11-30", BaseURL: "https://xa.example.vn/", Pages: 1,
		Files:    []File{{Path: "index.html", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(text)), Class: output.EntryPoint}},
		Problems: []problem.Saved{},
	}
	return r, func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// What is put can be read again, and its bytes are checked.
func TestPut(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, nil)
	r, files := site("an-lac", "trang", 1)
	if _, err := s.Record(t.Context(), r.Key, r.Digest); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("before: %v", err)
	}
	if err := s.Put(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	got, err := s.Record(t.Context(), r.Key, r.Digest)
	if err != nil || got.Files[0] != r.Files[0] {
		t.Fatal(got, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "blobs", r.Files[0].SHA256), []byte("trAng"), 0o666); err != nil {
		t.Fatal(err)
	}
	in, err := s.Blob(t.Context(), r.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := io.ReadAll(in); !errors.Is(err, ErrOtherBytes) {
		t.Errorf("other bytes are taken: %v", err)
	}
}

// Of a record, each half and each other name is damaged, and no part of it counts.
func TestDamagedRecords(t *testing.T) {
	r, _ := site("an-lac", "trang", 1)
	whole, err := r.encode()
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) - 1 {
		if _, err := decode(whole[:n], r.Key, r.Digest); !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d of %d bytes are taken: %v", n, len(whole), err)
		}
	}
	if _, err := decode(whole, "ba", r.Digest); !errors.Is(err, ErrDamaged) {
		t.Error("the record of another site is taken")
	}
	for _, bad := range []string{"../x", "/x", "a\\b", "nul", "a/../../b", ""} {
		other := bytes.Replace(whole, []byte(`"index.html"`), []byte(`"`+strings.ReplaceAll(bad, `\`, `\\`)+`"`), 1)
		if _, err := decode(other, r.Key, r.Digest); !errors.Is(err, ErrDamaged) {
			t.Errorf("the path %q is taken", bad)
		}
	}
}

// busy is a place that is too busy for its first so many writes.
type busy struct {
	remote.Place
	times *int
}

func (b busy) Put(ctx context.Context, path string, c remote.Content) error {
	if *b.times > 0 {
		*b.times--
		return &remote.Broken{Err: errors.New("503 Slow Down")}
	}
	return b.Place.Put(ctx, path, c)
}

// A store that is too busy is asked again; one that stays so gets no record.
func TestBusyStore(t *testing.T) {
	for _, c := range []struct {
		times int
		there bool
	}{{2, true}, {1000, false}} {
		dir, times := t.TempDir(), c.times
		s := open(t, dir, func(p remote.Place) remote.Place { return busy{p, &times} })
		r, files := site("an-lac", "trang", 1)
		err := s.Put(t.Context(), r, files)
		_, missing := s.Record(t.Context(), r.Key, r.Digest)
		if (err == nil) != c.there || (missing == nil) != c.there {
			t.Errorf("busy %d times: %v, %v", c.times, err, missing)
		}
	}
}

// A prune keeps the newest records that can be published, those that are wanted, and what is
// young; and every file that a record which stays names.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, nil)
	now := time.Now()
	for n, text := range []string{"cũ nhất", "cũ", "mới", "đang dùng"} {
		r, files := site("an-lac", text, byte(n+1))
		if err := s.Put(t.Context(), r, files); err != nil {
			t.Fatal(err)
		}
		age(t, dir, r, now.Add(time.Duration(n-100)*time.Hour))
	}
	wanted, _ := site("an-lac", "cũ nhất", 1)
	isWanted := func(e Entry) bool { return e.Digest == wanted.Digest }
	would, err := s.Prune(t.Context(), 2, isWanted, now, true)
	if err != nil {
		t.Fatal(err)
	}
	done, err := s.Prune(t.Context(), 2, isWanted, now, false)
	if err != nil || done != would {
		t.Fatalf("%+v, not %+v: %v", done, would, err)
	}
	if done.Records != 1 || done.Blobs != 1 || done.Kept != 3 {
		t.Errorf("%+v", done)
	}
	entries, err := s.Entries(t.Context())
	if err != nil || len(entries) != 3 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		r, err := s.Record(t.Context(), e.Key, e.Digest)
		if err != nil {
			t.Fatal(err)
		}
		checkBlobs(t, s, r)
	}
	if young, err := s.Prune(t.Context(), 1, func(Entry) bool { return false }, now.Add(-200*time.Hour), false); err != nil || young.Records+young.Blobs != 0 {
		t.Errorf("what is young went: %+v %v", young, err)
	}
}

// checkBlobs fails unless the store has all bytes of a record, whole.
func checkBlobs(t *testing.T, s *Store, r *Record) {
	t.Helper()
	for _, f := range r.Files {
		in, err := s.Blob(t.Context(), f)
		if err != nil {
			t.Errorf("%s lacks %s: %v", r.Digest, f.Path, err)
			continue
		}
		if _, err := io.Copy(io.Discard, in); err != nil {
			t.Errorf("%s of %s: %v", f.Path, r.Digest, err)
		}
		in.Close()
	}
}

// counted is a place that does something before its so manieth request.
type counted struct {
	remote.Place
	left *int
	do   func()
}

func (c counted) before() {
	if *c.left--; *c.left == 0 {
		c.do()
	}
}

func (c counted) List(ctx context.Context, tell func(remote.File) error) error {
	c.before()
	return c.Place.List(ctx, tell)
}

func (c counted) Put(ctx context.Context, path string, content remote.Content) error {
	c.before()
	return c.Place.Put(ctx, path, content)
}

func (c counted) Remove(ctx context.Context, path string) error {
	c.before()
	return c.Place.Remove(ctx, path)
}

func (c counted) Open(ctx context.Context, path string) (io.ReadCloser, error) {
	c.before()
	return c.Place.Open(ctx, path)
}

// Whenever in a prune another run puts a site of old bytes: no record is left that lacks some.
func TestPutInPrune(t *testing.T) {
	asked := 0
	for at := 1; ; at++ {
		dir, left := t.TempDir(), at
		other := open(t, dir, nil)
		r, files := site("an-lac", "trang", 1)
		if err := other.Put(t.Context(), r, files); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(dir, "sites", "an-lac", r.Digest+".json")); err != nil { // bytes that none names
			t.Fatal(err)
		}
		now := time.Now()
		if err := os.Chtimes(filepath.Join(dir, "blobs", r.Files[0].SHA256), now.Add(-99*time.Hour), now.Add(-99*time.Hour)); err != nil {
			t.Fatal(err)
		}
		fresh := open(t, dir, nil)
		s := open(t, dir, func(p remote.Place) remote.Place {
			return counted{p, &left, func() {
				if err := fresh.Put(t.Context(), r, files); err != nil {
					t.Error(err)
				}
			}}
		})
		if _, err := s.Prune(t.Context(), 1, func(Entry) bool { return false }, now, false); err != nil {
			t.Fatal(err)
		}
		if left > 0 {
			break
		}
		asked++
		_, err := open(t, dir, nil).Whole(t.Context(), r.Key, r.Digest)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("put before request %d: %v", at, err)
		}
	}
	if asked < 5 {
		t.Errorf("only %d requests were tried", asked)
	}
}

// Two prunes at once: neither ends for a record that the other one has removed.
func TestPruneInPrune(t *testing.T) {
	forgotten := func(Entry) bool { return false }
	for at, done := 1, false; !done; at++ {
		dir, left := t.TempDir(), at
		later := time.Now().Add(99 * time.Hour)
		other := open(t, dir, nil)
		for n := range 3 {
			r, files := site("an-lac", "trang", byte(n+1))
			if err := other.Put(t.Context(), r, files); err != nil {
				t.Fatal(err)
			}
		}
		s := open(t, dir, func(p remote.Place) remote.Place {
			return counted{p, &left, func() {
				if _, err := other.Prune(t.Context(), 1, forgotten, later, false); err != nil {
					t.Error(err)
				}
			}}
		})
		if _, err := s.Prune(t.Context(), 1, forgotten, later, false); err != nil {
			t.Errorf("another prune before request %d: %v", at, err)
		}
		if done = left > 0; done && at < 5 {
			t.Errorf("only %d requests were tried", at)
		}
	}
}

// A record whose bytes are gone or cut counts as damaged, until they are put again.
func TestWhole(t *testing.T) {
	for name, harm := range map[string]func(string) error{
		"gone": os.Remove,
		"cut":  func(name string) error { return os.Truncate(name, 2) },
	} {
		dir := t.TempDir()
		r, files := site("an-lac", "trang", 1)
		if err := open(t, dir, nil).Put(t.Context(), r, files); err != nil {
			t.Fatal(err)
		}
		if err := harm(filepath.Join(dir, "blobs", r.Files[0].SHA256)); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, nil)
		if _, err := s.Whole(t.Context(), r.Key, r.Digest); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err := s.Put(t.Context(), r, files); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Whole(t.Context(), r.Key, r.Digest); err != nil {
			t.Errorf("%s: put again: %v", name, err)
		}
	}
}

func age(t *testing.T, dir string, r *Record, at time.Time) {
	t.Helper()
	for _, name := range []string{"sites/" + recordName(r.Key, r.Digest), "blobs/" + r.Files[0].SHA256} {
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), at, at); err != nil {
			t.Fatal(err)
		}
	}
}

// pruned is a place where a prune takes the bytes away before the record is written.
type pruned struct {
	remote.Place
	do func()
}

func (p pruned) Put(ctx context.Context, path string, c remote.Content) error {
	if strings.HasSuffix(path, ".json") {
		p.do()
	}
	return p.Place.Put(ctx, path, c)
}

// A prune between the bytes and the record of a run loses none: the run sees it and looks again.
func TestPruneMeanwhile(t *testing.T) {
	dir := t.TempDir()
	other := open(t, dir, nil)
	r, files := site("an-lac", "trang", 1)
	times := 0
	s := open(t, dir, func(p remote.Place) remote.Place {
		return pruned{p, func() {
			if times++; times > 1 {
				return
			}
			if _, err := other.Prune(t.Context(), 1, func(Entry) bool { return false }, time.Now().Add(100*time.Hour), false); err != nil {
				t.Error(err)
			}
		}}
	})
	if err := s.Put(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	checkBlobs(t, s, r)
	if times != 2 {
		t.Errorf("%d writes of the record", times)
	}
}

// Bytes of the right size that are others are found where they are read, and removed: the
// record is damaged then, and the next build mends it. The end of an answer that was cut
// removes nothing.
func TestOtherBytes(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, nil)
	r, files := site("an-lac", "trang", 1)
	if err := s.Put(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	blob := filepath.Join(dir, "blobs", r.Files[0].SHA256)
	read := func(text string) error {
		if err := os.WriteFile(blob, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		in, err := s.Blob(t.Context(), r.Files[0])
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, in)
		return errors.Join(err, in.Close())
	}
	if err := read("tra"); !errors.Is(err, ErrOtherBytes) {
		t.Error("cut:", err)
	}
	if _, err := os.Stat(blob); err != nil {
		t.Error("cut, they are gone:", err)
	}
	if err := read("khac!"); !errors.Is(err, ErrOtherBytes) {
		t.Error("other:", err)
	}
	again := open(t, dir, nil)
	if _, err := again.Whole(t.Context(), r.Key, r.Digest); !errors.Is(err, ErrDamaged) {
		t.Error("the record counts as whole:", err)
	}
	if err := again.Put(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	if _, err := again.Whole(t.Context(), r.Key, r.Digest); err != nil {
		t.Error("not mended:", err)
	}
}

// What is known of a store is bounded, and of one generation.
func TestKnown(t *testing.T) {
	var k known
	sum := strings.Repeat("ab", 32)
	if k.has("", sum) {
		t.Error("known before")
	}
	k.add("", sum)
	if !k.has("", sum) || k.has("later", sum) || k.has("", strings.Repeat("cd", 32)) {
		t.Error("another one, or another generation")
	}
	for i := range mostKnown + 10 {
		k.add("later", fmt.Sprintf("%064x", i))
	}
	if len(k.sums) != mostKnown || !k.has("later", fmt.Sprintf("%064x", 0)) {
		t.Error(len(k.sums))
	}
}

// unlisted is a place that must not be listed.
type unlisted struct {
	remote.Place
	t *testing.T
}

func (u unlisted) List(context.Context, func(remote.File) error) error {
	u.t.Error("the folder was listed")
	return nil
}

// Whether a folder has the bytes of one site is known without a list of all that it holds,
// which in a large network is larger than the memory of a shard.
func TestWholeWithoutList(t *testing.T) {
	dir := t.TempDir()
	r, files := site("an-lac", "trang", 1)
	if err := open(t, dir, nil).Put(t.Context(), r, files); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, func(p remote.Place) remote.Place { return unlisted{p, t} })
	if _, err := s.Whole(t.Context(), r.Key, r.Digest); err != nil {
		t.Error(err)
	}
	if err := os.Remove(filepath.Join(dir, "blobs", r.Files[0].SHA256)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Whole(t.Context(), r.Key, r.Digest); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}
