package imaging

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/source"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// memoryStore is a store in memory.
type memoryStore struct {
	mu    sync.Mutex
	files map[string][]byte
	kept  int
	full  error
}

func (s *memoryStore) Load(name string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.files[name]
	return data, ok
}

func (s *memoryStore) Keep(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full != nil {
		return s.full
	}
	s.kept++
	s.files[name] = data
	return nil
}

func photo(t *testing.T, seed int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := range 300 * 200 {
		img.Set(i%300, i/300, color.RGBA{uint8(i * seed), uint8(i / 7), uint8(i >> 8), 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func processor(t *testing.T, store *memoryStore, ledger string, files map[string][]byte) *Processor {
	t.Helper()
	disk := fstest.MapFS{consent.File: {Data: []byte(ledger)}}
	for name, data := range files {
		disk[name] = &fstest.MapFile{Data: data}
	}
	l, _, err := consent.Load(disk)
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{Disk: disk, Plan: picture.Plan{Widths: []int{100, 200}, Quality: 75}, Ledger: l,
		Today: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Carrier: consent.Web, Store: store})
}

func file(name string) source.File { return source.File{Path: name, Name: name} }

func variants(t *testing.T, r *Processor, name string) []string {
	t.Helper()
	p := r.Look(file(name))
	var all []string
	for i := range p.Variants {
		data, err := r.Encode(p, i)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	if p.Err != nil || len(all) != 2 {
		t.Fatalf("%d variants, %v", len(all), p.Err)
	}
	return all
}

// The same bytes come out with a full store, an empty one, one that lost or garbled
// files, and one that takes none.
func TestStoreChangesNothing(t *testing.T) {
	files := map[string][]byte{"content/a.jpg": photo(t, 1)}
	store := &memoryStore{files: map[string][]byte{}}
	want := variants(t, processor(t, store, "", files), "content/a.jpg")
	if store.kept != 3 {
		t.Errorf("%d files were kept, not a list and two variants", store.kept)
	}
	check := func(what string) {
		t.Helper()
		if got := variants(t, processor(t, store, "", files), "content/a.jpg"); strings.Join(got, "") != strings.Join(want, "") {
			t.Error("other bytes with a store", what)
		}
	}
	before := store.kept
	check("that is full")
	if store.kept != before {
		t.Error("made again")
	}
	for name, data := range store.files {
		store.files[name] = data[:len(data)/2]
		check("with a cut off " + name)
		store.files[name] = append(bytes.Clone(store.files[name]), 'x')
		check("with a garbled " + name)
		delete(store.files, name)
		check("without " + name)
	}
	store = &memoryStore{files: map[string][]byte{}, full: errors.New("disk full")}
	check("that takes nothing")
	r := processor(t, store, "", files)
	if variants(t, r, "content/a.jpg"); !errors.Is(r.Fault(), store.full) {
		t.Error("nobody is told of", store.full)
	}
}

// Equal pictures are made once, also when they come at the same time.
func TestOnce(t *testing.T) {
	store, files := &memoryStore{files: map[string][]byte{}}, map[string][]byte{}
	var names []string
	for _, c := range "abcdefgh" {
		names = append(names, "content/"+string(c)+".jpg")
		files[names[len(names)-1]] = photo(t, 1)
	}
	r := processor(t, store, "", files)
	var all sync.WaitGroup
	for _, name := range names {
		all.Go(func() { r.Look(file(name)) })
	}
	all.Wait()
	if store.kept != 3 {
		t.Errorf("%d files were kept", store.kept)
	}
}

// A withheld picture has no variants, its whole is a box of its size, and the store
// wants nothing of it any more.
func TestWithheld(t *testing.T) {
	files := map[string][]byte{"content/a.jpg": photo(t, 1), "static/ban-sao.jpg": photo(t, 1), "content/b.jpg": photo(t, 2)}
	store := &memoryStore{files: map[string][]byte{}}
	before := processor(t, store, "", files)
	variants(t, before, "content/a.jpg")
	variants(t, before, "content/b.jpg")
	r := processor(t, store, "[[picture]]\nfile = \"content/a.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01\n", files)
	variants(t, r, "content/b.jpg")
	for _, name := range []string{"content/a.jpg", "static/ban-sao.jpg"} {
		p := r.Look(file(name))
		if len(p.Variants) > 0 || p.Verdict != consent.Withdrawn || p.Width != 200 || p.Height != 133 {
			t.Errorf("%s: %+v", name, p)
		}
		box, verdict, err := r.Original(name, files[name])
		w, h, sizeErr := picture.Size(bytes.NewReader(box), name)
		if err != nil || sizeErr != nil || verdict != consent.Withdrawn || w != 300 || h != 200 || bytes.Contains(box, files[name][len(files[name])-60:len(files[name])-20]) {
			t.Errorf("%s: a box of %d × %d, %v, %v", name, w, h, err, sizeErr)
		}
	}
	wanted := 0
	for name := range store.files {
		if r.Wants(name) {
			wanted++
		}
	}
	if wanted != 3 || len(store.files) != 6 {
		t.Errorf("%d of %d files are wanted", wanted, len(store.files))
	}
	if w := r.Withheld(); len(w) < 2 {
		t.Error(w)
	}
}
