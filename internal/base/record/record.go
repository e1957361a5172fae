// Package record writes what a program remembers in few bytes, and reads it again.
//
//	w := record.NewWriter(file)
//	w.Path("content/ao.md")
//	w.Number(42)
//	err := w.Flush()
//
//	r := record.NewReader(data)
//	path, n := r.Path(), r.Number()
//	err := r.Close()
//
// A record says nothing of its form: it is read by the calls by which it was written, in
// the same order, by the same program. What is cut or of another form is an error, and
// takes no more memory than its length allows.
package record

import (
	"encoding/binary"
	"errors"
	"io"
)

// Writer writes a record. After an error it writes nothing more.
type Writer struct {
	to     io.Writer
	out    []byte
	err    error
	path   string
	texts  map[string]uint64
	hashes map[uint32]uint64
}

// NewWriter returns a writer to a stream.
func NewWriter(to io.Writer) *Writer {
	return &Writer{to: to, texts: map[string]uint64{}, hashes: map[uint32]uint64{}}
}

// chunk is how many bytes are gathered before they are written.
const chunk = 64 << 10

// Flush writes what has been gathered, and returns the first error.
func (w *Writer) Flush() error {
	if w.err == nil && len(w.out) > 0 {
		_, w.err = w.to.Write(w.out)
	}
	w.out = w.out[:0]
	return w.err
}

func (w *Writer) ready() {
	if len(w.out) >= chunk {
		w.Flush()
	}
}

// Number writes a number that is not negative.
func (w *Writer) Number(n uint64) {
	w.out = binary.AppendUvarint(w.out, n)
	w.ready()
}

// Signed writes a number.
func (w *Writer) Signed(n int64) {
	w.out = binary.AppendVarint(w.out, n)
	w.ready()
}

// Bool writes whether something is so.
func (w *Writer) Bool(so bool) {
	n := uint64(0)
	if so {
		n = 1
	}
	w.Number(n)
}

// Text writes a text.
func (w *Writer) Text(s string) {
	w.Number(uint64(len(s)))
	w.out = append(w.out, s...)
	w.ready()
}

// Raw writes bytes of which the reader knows how many there are.
func (w *Writer) Raw(data []byte) {
	if len(data) < chunk {
		w.out = append(w.out, data...)
		w.ready()
	} else if w.Flush() == nil {
		_, w.err = w.to.Write(data)
	}
}

// Path writes a text of which the beginning is that of the last one, such as a path in a
// sorted list.
func (w *Writer) Path(s string) {
	n := 0
	for n < len(s) && n < len(w.path) && s[n] == w.path[n] {
		n++
	}
	w.Number(uint64(n))
	w.Text(s[n:])
	w.path = s
}

// Shared writes a text that a record has many times.
func (w *Writer) Shared(s string) {
	n, known := w.texts[s]
	w.Number(n) // 0 for a new one
	if !known {
		w.texts[s] = uint64(len(w.texts) + 1)
		w.Text(s)
	}
}

// Hash writes a hash that a record may have many times.
func (w *Writer) Hash(h uint32) {
	n, known := w.hashes[h]
	w.Number(n)
	if !known {
		w.hashes[h] = uint64(len(w.hashes) + 1)
		w.Raw(binary.LittleEndian.AppendUint32(nil, h))
	}
}

// ErrForm is the error of a record that is cut or of another form.
var ErrForm = errors.New("record: cut, or of another form")

// Reader reads a record. After an error it gives nothing more.
type Reader struct {
	data   []byte
	err    error
	path   string
	texts  []string
	hashes []uint32
}

// NewReader returns a reader of what a writer has written.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Close reports ErrForm unless all could be read and nothing is left.
func (r *Reader) Close() error {
	if len(r.data) > 0 {
		r.fail()
	}
	return r.err
}

// Err is the error so far.
func (r *Reader) Err() error { return r.err }

func (r *Reader) fail() { r.data, r.err = nil, ErrForm }

// Number reads what Writer.Number wrote.
func (r *Reader) Number() uint64 {
	n, size := binary.Uvarint(r.data)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[size:]
	return n
}

// Signed reads what Writer.Signed wrote.
func (r *Reader) Signed() int64 {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[size:]
	return n
}

// Count reads the number of things that follow, each of at least one byte.
func (r *Reader) Count() int {
	n := r.Number()
	if n > uint64(len(r.data)) {
		r.fail()
		return 0
	}
	return int(n)
}

// Bool reads what Writer.Bool wrote.
func (r *Reader) Bool() bool { return r.Number() == 1 }

// Text reads what Writer.Text wrote.
func (r *Reader) Text() string { return string(r.Raw(r.Count())) }

// Raw reads so many bytes. They are part of the record's own memory.
func (r *Reader) Raw(n int) []byte {
	if n > len(r.data) {
		r.fail()
		return nil
	}
	some := r.data[:n:n]
	r.data = r.data[n:]
	return some
}

// Rest reads all that is left.
func (r *Reader) Rest() []byte { return r.Raw(len(r.data)) }

// Path reads what Writer.Path wrote.
func (r *Reader) Path() string {
	n := r.Number()
	if n > uint64(len(r.path)) {
		r.fail()
		return ""
	}
	r.path = r.path[:n] + string(r.Raw(r.Count()))
	return r.path
}

// Shared reads what Writer.Shared wrote.
func (r *Reader) Shared() string {
	n := r.Number()
	if n == 0 {
		s := r.Text()
		r.texts = append(r.texts, s)
		return s
	}
	if n > uint64(len(r.texts)) {
		r.fail()
		return ""
	}
	return r.texts[n-1]
}

// Hash reads what Writer.Hash wrote.
func (r *Reader) Hash() uint32 {
	n := r.Number()
	if n > uint64(len(r.hashes)) {
		r.fail()
		return 0
	}
	if n > 0 {
		return r.hashes[n-1]
	}
	if len(r.data) < 4 {
		r.fail()
		return 0
	}
	h := binary.LittleEndian.Uint32(r.Raw(4))
	r.hashes = append(r.hashes, h)
	return h
}
