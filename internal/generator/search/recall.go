package search

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"

	"loa/internal/base/record"
)

// Append appends what Recall needs to make the index again in another process. It is
// called before Write, which lets go of the words.
func (x *Index) Append(out []byte) []byte {
	size := 32 * len(x.words.spelling)
	for _, p := range x.pages {
		size += len(p.words) + len(p.headings) + 16
	}
	file := bytes.NewBuffer(slices.Grow(out, size))
	w := record.NewWriter(file)
	w.Number(uint64(len(x.words.spelling) - firstWord))
	for _, s := range x.words.spelling[firstWord:] {
		w.Text(s.folded)
		w.Text(s.marks)
	}
	pages := x.inOrder()
	w.Number(uint64(len(pages)))
	for _, p := range pages {
		w.Number(uint64(p.number))
		w.Number(uint64(p.length))
		w.Text(p.headings)
		w.Number(uint64(len(p.words)))
		w.Raw(p.words)
	}
	if err := w.Flush(); err != nil {
		panic(err) // to memory
	}
	return file.Bytes()
}

// Sum is a digest of all that Write makes its files of; words is what Append gives.
func (x *Index) Sum(of Language, words []byte) [sha256.Size]byte {
	sum := sha256.New()
	w := record.NewWriter(sum)
	w.Text(fmt.Sprintf("%q %v", of, x.together))
	w.Number(uint64(len(words)))
	w.Raw(words)
	for _, p := range x.inOrder() { // what is not among the words
		for _, text := range []string{p.title, p.summary, p.path, p.note} {
			w.Text(text)
		}
		w.Bool(p.emergency)
	}
	if err := w.Flush(); err != nil {
		panic(err) // a digest takes all
	}
	return [sha256.Size]byte(sum.Sum(nil))
}

// Recall gives the index of which Append has written, without pages that are other
// than they were. page tells of each page by the number that it had, all but its headings
// and its text; it reports false for those to leave out, which the caller adds again. The
// index goes on using the memory of data.
func Recall(data []byte, page func(number int) (Page, bool)) (*Index, error) {
	x, r := New(), record.NewReader(data)
	d := x.words
	for range r.Count() {
		s := spelling{r.Text(), r.Text()}
		d.numbers[s] = uint32(len(d.spelling))
		d.spelling = append(d.spelling, s)
	}
	for range r.Count() {
		k := kept{number: int(r.Number()), length: int(r.Number()), headings: r.Text(), words: r.Raw(r.Count())}
		if p, same := page(k.number); same && r.Err() == nil {
			k.number = p.Number
			k.title, k.summary, k.path, k.note, k.emergency = p.Title, p.Summary, p.Path, p.Note, p.Emergency
			x.pages = append(x.pages, k)
		}
	}
	return x, r.Close()
}
