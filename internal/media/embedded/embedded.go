// Package embedded finds known pictures inside of other files: as they are (a copy under
// another name, a page of a PDF), in addresses of the form data: (SVG, CSS, HTML,
// Markdown), in base64 and hexadecimal wherever they stand (letters, cards, RTF), packed
// (gzip, the streams of a PDF), and in ZIP files with all that is built like them (DOCX,
// EPUB).
//
//	var finder embedded.Finder
//	finder.Add(7, picture)
//	found, whole := finder.In(file, size)
//
// A picture is known again although its metadata was taken out: its second half counts.
// What is read is bounded: files nested in files to a depth of three, and of a packed
// file its first 64 MiB, of all of them half a GiB. In tells if a bound cut the search.
package embedded

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"slices"

	"loa/internal/base/zipfile"
)

// The bounds of a search.
const (
	deepest     = 3         // files in files
	mostText    = 32 << 20  // bytes that are searched for addresses at once, and of an address
	mostEntry   = 64 << 20  // bytes of a packed file
	mostEntries = 10_000    // packed files
	mostPacked  = 512 << 20 // bytes of all packed files
	mostDoubts  = 1_000     // places of a file that look like a picture and must be compared
)

// probe is how many bytes of a picture are looked for before it is compared.
const probe = 64

// known is a picture as the finder remembers it.
type known struct {
	id   int
	tail int64 // bytes from the middle to the end
	sum  [sha256.Size]byte
}

// Finder finds pictures. It may be used from several goroutines once all are added.
type Finder struct {
	whole  map[[sha256.Size]byte][]int // by the sum of all bytes
	probes map[uint64][]known          // by the rolling sum of what stands in the middle
}

// Empty reports whether the finder knows no picture.
func (f *Finder) Empty() bool { return len(f.whole) == 0 }

// Add makes a picture known by a number of the caller's.
func (f *Finder) Add(id int, data []byte) {
	if f.whole == nil {
		f.whole, f.probes = map[[sha256.Size]byte][]int{}, map[uint64][]known{}
	}
	sum := sha256.Sum256(data)
	f.whole[sum] = append(f.whole[sum], id)
	tail := data[len(data)/2:]
	if len(tail) < 2*probe {
		return // too little to tell it from chance
	}
	key := sumOf(tail[:probe])
	f.probes[key] = append(f.probes[key], known{id, int64(len(tail)), sha256.Sum256(tail)})
}

// In returns the numbers of the pictures that are found in a file, in order, and whether
// all of the file was searched. A file that cannot be read has none.
func (f *Finder) In(r io.ReaderAt, size int64) (found []int, whole bool) {
	if f.Empty() {
		return nil, true
	}
	s := search{Finder: f}
	s.file(r, size, 0)
	slices.Sort(s.found)
	return slices.Compact(s.found), !s.cut
}

type search struct {
	*Finder
	found   []int
	entries int
	bytes   int64 // of packed files so far
	cut     bool  // a bound kept the search from something
}

func (s *search) file(r io.ReaderAt, size int64, depth int) {
	head := make([]byte, min(4, size))
	if n, _ := r.ReadAt(head, 0); n < len(head) || size == 0 {
		return
	}
	s.raw(r, size)
	if string(head) == "PK\x03\x04" {
		s.packed(r, size, depth)
		return
	}
	if endsAsZIP(r, size) { // behind a program or a picture
		s.packed(r, size, depth)
	}
	for at := int64(0); at < size; {
		text := make([]byte, min(size-at, mostText))
		if n, _ := r.ReadAt(text, at); n < len(text) {
			return
		}
		last := at+int64(len(text)) == size
		s.coded(text, last, depth)
		if at == 0 {
			s.squeezed(text, last, depth)
		}
		at += s.addresses(text, last, depth)
	}
}

// endsAsZIP reports whether the end of a list of packed files stands at the end of a file,
// before a comment of up to 64 KiB.
func endsAsZIP(r io.ReaderAt, size int64) bool {
	end := make([]byte, min(size, 66<<10))
	n, _ := r.ReadAt(end, size-int64(len(end)))
	return bytes.Contains(end[:n], []byte("PK\x05\x06"))
}

// addresses searches the addresses of a text, which is the last of its file or not. It
// returns where the text goes on that was not searched.
func (s *search) addresses(text []byte, last bool, depth int) int64 {
	next := len(text)
	if !last {
		next -= longestHead // an address may begin here
	}
	for _, a := range addresses(text) {
		if !last && a.end == len(text) {
			if a.start > 0 {
				return int64(a.start)
			}
			s.cut = true
			return int64(len(text))
		}
		if depth >= deepest {
			s.cut = true
			break
		}
		if data := a.decode(text); data != nil {
			s.file(bytes.NewReader(data), int64(len(data)), depth+1)
		}
		next = max(next, a.end)
	}
	return int64(next)
}

// packed looks into the files of a ZIP file.
func (s *search) packed(r io.ReaderAt, size int64, depth int) {
	if depth >= deepest {
		s.cut = true
		return
	}
	z, err := zipfile.Open(r, size)
	if err != nil {
		s.cut = s.cut || errors.Is(err, zipfile.ErrTooMany)
		return
	}
	for _, entry := range z.File {
		if s.entries++; s.entries > mostEntries || s.bytes > mostPacked {
			s.cut = true
			return
		}
		from, err := entry.Open()
		if err != nil {
			continue
		}
		data, _ := io.ReadAll(io.LimitReader(from, mostEntry)) // what can be read of it is searched
		s.cut = s.cut || len(data) == mostEntry
		from.Close()
		s.bytes += int64(len(data))
		s.file(bytes.NewReader(data), int64(len(data)), depth+1)
	}
}

// raw looks for the bytes of pictures as they are, in one pass.
func (s *search) raw(r io.ReaderAt, size int64) {
	hash := sha256.New()
	window := roller{}
	buffer := make([]byte, min(size, 256<<10))
	doubts := 0
	for at := int64(0); at < size; {
		n, err := r.ReadAt(buffer[:min(int64(len(buffer)), size-at)], at)
		hash.Write(buffer[:n])
		for i, b := range buffer[:n] {
			key := window.add(b)
			begin := at + int64(i) - probe + 1
			if begin < 0 || s.probes[key] == nil {
				continue
			}
			if doubts >= mostDoubts {
				s.cut = true
				continue
			}
			for _, k := range s.probes[key] {
				doubts++
				if s.same(r, size, begin, k) {
					s.found = append(s.found, k.id)
				}
			}
		}
		at += int64(n)
		if n == 0 || err != nil && err != io.EOF {
			return
		}
	}
	s.found = append(s.found, s.whole[[sha256.Size]byte(hash.Sum(nil))]...)
}

// same reports whether the second half of a picture stands at a place.
func (s *search) same(r io.ReaderAt, size, at int64, k known) bool {
	if slices.Contains(s.found, k.id) || at+k.tail > size {
		return false
	}
	hash := sha256.New()
	if n, err := io.Copy(hash, io.NewSectionReader(r, at, k.tail)); err != nil || n < k.tail {
		return false
	}
	return [sha256.Size]byte(hash.Sum(nil)) == k.sum
}

// base is that of the rolling sum, which is taken modulo 2^64.
const base = 1_099_511_628_211

// roller is the rolling sum of the last bytes (Rabin and Karp).
type roller struct {
	last [probe]byte
	at   int
	sum  uint64
}

// leaving is base to the power of probe.
var leaving = func() uint64 {
	p := uint64(1)
	for range probe {
		p *= base
	}
	return p
}()

func (r *roller) add(b byte) uint64 {
	r.sum = r.sum*base + uint64(b) + 1 - leaving*r.gone()
	r.last[r.at%probe] = b
	r.at++
	return r.sum
}

// gone is what the byte that leaves the window was worth; nothing before it is full.
func (r *roller) gone() uint64 {
	if r.at < probe {
		return 0
	}
	return uint64(r.last[r.at%probe]) + 1
}

func sumOf(data []byte) uint64 {
	var r roller
	for _, b := range data {
		r.add(b)
	}
	return r.sum
}
