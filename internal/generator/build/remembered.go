package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"io"
	"slices"
	"strings"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/record"
	"loa/internal/base/sameness"
	"loa/internal/generator/content"
)

// How a build is remembered. What a site has for each entry, file and page is written
// field by field, since gob takes twice the room and the time; what it has once, and
// problems, by gob.

// encode gives the bytes of a memory, which begin with their digest. It reports
// false if the result cannot be written so that it is the same when it is read.
func encode(m lastBuild) ([]byte, bool) {
	var body bytes.Buffer
	w := record.NewWriter(&body)
	sameness.Write(w, m.Inputs)
	sameness.Write(w, m.Outputs)
	w.Number(uint64(len(m.Classes)))
	for _, class := range m.Classes {
		w.Number(uint64(class))
	}
	if w.Flush() != nil {
		return nil, false
	}
	m.Inputs, m.Outputs, m.Classes = nil, nil, nil
	if err := gob.NewEncoder(&body).Encode(m); err != nil {
		return nil, false
	}
	sum := sha256.Sum256(body.Bytes())
	return append(sum[:], body.Bytes()...), true
}

// decode reads them. What is cut, broken or of another form is nothing.
func decode(data []byte, m *lastBuild) bool {
	if len(data) < sha256.Size || sha256.Sum256(data[sha256.Size:]) != [sha256.Size]byte(data[:sha256.Size]) {
		return false
	}
	r := record.NewReader(data[sha256.Size:])
	inputs, outputs, classes := sameness.Read(r), sameness.Read(r), make([]output.Class, r.Count())
	for i := range classes {
		classes[i] = output.Class(r.Number())
	}
	rest := r.Rest()
	if r.Close() != nil || gob.NewDecoder(bytes.NewReader(rest)).Decode(m) != nil {
		return false
	}
	m.Inputs, m.Outputs, m.Classes = inputs, outputs, classes
	return len(classes) == len(outputs)
}

// toldOnce is what is left of toldAll without what each entry and page has. Problems
// are those of the pages, one page's after the other's.
type toldOnce struct {
	All      toldAll
	Problems []problem.Problem
}

// write writes what the pages have told, sorted by path.
func (a *toldAll) write(to io.Writer) error {
	once := toldOnce{All: *a}
	once.All.Entries, once.All.Pages = nil, nil
	w := record.NewWriter(to)
	w.Number(uint64(len(a.Entries)))
	for i := range a.Entries {
		a.Entries[i].Write(w)
	}
	slices.SortFunc(a.Pages, func(a, b told) int { return strings.Compare(a.File.Path, b.File.Path) })
	w.Number(uint64(len(a.Pages)))
	for i := range a.Pages {
		a.Pages[i].write(w)
		once.Problems = append(once.Problems, a.Pages[i].Problems...)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return gob.NewEncoder(to).Encode(once)
}

// read reads what write has written. It reports false of what is of another form.
func (a *toldAll) read(data []byte) bool {
	r := record.NewReader(data)
	entries := make([]content.Known, r.Count())
	for i := range entries {
		entries[i].Read(r)
	}
	pages := make([]told, r.Count())
	troubled := make([]int, len(pages))
	for i := range pages {
		troubled[i] = pages[i].read(r)
	}
	var once toldOnce
	rest := r.Rest()
	if r.Close() != nil || gob.NewDecoder(bytes.NewReader(rest)).Decode(&once) != nil {
		return false
	}
	for i, n := range troubled {
		if n > len(once.Problems) {
			return false
		}
		if n > 0 {
			pages[i].Problems, once.Problems = once.Problems[:n:n], once.Problems[n:]
		}
	}
	*a = once.All
	a.Entries, a.Pages = entries, pages
	return len(once.Problems) == 0
}

// write writes what a page has told, and of its problems how many there are.
func (t *told) write(w *record.Writer) {
	w.Path(t.File.Path)
	w.Number(uint64(t.File.Class))
	w.Hash(t.File.Note.Sum)
	w.Signed(int64(t.File.Note.Size))
	w.Signed(int64(t.File.Note.Compressed))
	w.Signed(t.File.Note.Photo)
	w.Number(uint64(len(t.Problems)))
	w.Number(uint64(len(t.IDs)))
	for _, id := range t.IDs {
		w.Hash(id)
	}
	w.Number(uint64(len(t.Anchors)))
	for _, a := range t.Anchors {
		w.Shared(a.Page)
		w.Shared(a.Fragment)
	}
	for _, all := range [][]string{t.Uses, t.Photos} {
		w.Number(uint64(len(all)))
		for _, one := range all {
			w.Shared(one)
		}
	}
	w.Number(t.Viewed)
	w.Bool(t.Others)
	for _, n := range []int64{int64(t.Number), int64(t.Named), t.Guess, t.Own} {
		w.Signed(n)
	}
}

// read reads what write has written, and gives the number of problems.
func (t *told) read(r *record.Reader) (problems int) {
	t.File.Path, t.File.Class = r.Path(), output.Class(r.Number())
	t.File.Note.Sum = r.Hash()
	t.File.Note.Size, t.File.Note.Compressed, t.File.Note.Photo = int32(r.Signed()), int32(r.Signed()), r.Signed()
	problems = int(min(r.Number(), 1<<30))
	for range r.Count() {
		t.IDs = append(t.IDs, r.Hash())
	}
	for range r.Count() {
		t.Anchors = append(t.Anchors, part{r.Shared(), r.Shared()})
	}
	for _, all := range []*[]string{&t.Uses, &t.Photos} {
		for range r.Count() {
			*all = append(*all, r.Shared())
		}
	}
	t.Viewed, t.Others = r.Number(), r.Bool()
	t.Number, t.Named, t.Guess, t.Own = int(r.Signed()), int(r.Signed()), r.Signed(), r.Signed()
	return problems
}
