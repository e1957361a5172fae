package search

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Append appends what Recall needs to make the index again in another process. It is
// called before Write, which lets go of the words.
func (x *Index) Append(out []byte) []byte {
	size := 32 * len(x.words.spelling)
	for _, p := range x.pages {
		size += len(p.words) + len(p.headings) + 16
	}
	out = slices.Grow(out, size)
	out = binary.AppendUvarint(out, uint64(len(x.words.spelling)-firstWord))
	for _, s := range x.words.spelling[firstWord:] {
		out = appendString(appendString(out, s.folded), s.marks)
	}
	pages := x.inOrder()
	out = binary.AppendUvarint(out, uint64(len(pages)))
	for _, p := range pages {
		out = binary.AppendUvarint(out, uint64(p.number))
		out = binary.AppendUvarint(out, uint64(p.length))
		out = appendString(out, p.headings)
		out = binary.AppendUvarint(out, uint64(len(p.words)))
		out = append(out, p.words...)
	}
	return out
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// errForm is the error of Recall.
var errForm = errors.New("search: not what Append has written")

// Recall gives the index of which Append has written, without pages that are other
// than they were. page tells of each page by the number that it had, all but its headings
// and its text; it reports false for those to leave out, which the caller adds again. The
// index goes on using the memory of data.
func Recall(data []byte, page func(number int) (Page, bool)) (*Index, error) {
	x, r := New(), &recalling{data: data}
	d := x.words
	for range r.number() {
		s := spelling{r.text(), r.text()}
		d.numbers[s] = uint32(len(d.spelling))
		d.spelling = append(d.spelling, s)
	}
	for range r.number() {
		k := kept{number: r.number(), length: r.number(), headings: r.text(), words: r.bytes(r.number())}
		if p, same := page(k.number); same && r.err == nil {
			k.number = p.Number
			k.title, k.summary, k.path, k.note, k.emergency = p.Title, p.Summary, p.Path, p.Note, p.Emergency
			x.pages = append(x.pages, k)
		}
	}
	if len(r.data) > 0 {
		r.err = errForm
	}
	return x, r.err
}

// recalling reads what Append has written. After an error it gives nothing more.
type recalling struct {
	data []byte
	err  error
}

func (r *recalling) number() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > 1<<31 {
		r.data, r.err = nil, errForm
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *recalling) bytes(n int) []byte {
	if n > len(r.data) {
		r.data, r.err = nil, errForm
		return nil
	}
	some := r.data[:n:n]
	r.data = r.data[n:]
	return some
}

func (r *recalling) text() string { return string(r.bytes(r.number())) }
