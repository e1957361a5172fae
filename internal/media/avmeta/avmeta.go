// Package avmeta removes from films and sounds the metadata that says where, when and
// by whom they were made: MP4, MOV, M4A and 3GP; WebM and Matroska; MP3 and AAC; Ogg
// (Vorbis, Opus); FLAC; WAV and AVI.
//
//	f, err := avmeta.Inspect(file, size)
//	f.Found               // what there was, for a message
//	io.Copy(w, f.Reader(file))
//
// Nothing is encoded again. Tags at either end are cut off; what stands inside is
// overwritten in place by padding of the same length, so that every offset in the
// file stays right. A part that a format does not need for playing is removed unless
// it is on a list of known parts, so an unknown tag is removed.
//
// What is read is bounded: headers only, never the pictures and samples themselves,
// except the samples of tracks that hold nothing but metadata.
package avmeta

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Errors of Inspect. All others are the reader's.
var (
	// ErrUnknown is returned for a file that is in none of the formats.
	ErrUnknown = errors.New("avmeta: not a film or sound that is known")
	// ErrBroken is returned for a file that does not follow its format, so that nobody
	// can say what else is in it.
	ErrBroken = errors.New("avmeta: the file does not follow its format")
	// ErrTooMany is returned for a file with more parts than Inspect reads.
	ErrTooMany = errors.New("avmeta: the file has too many parts")
)

// Kind says what a piece of metadata tells.
type Kind string

// The kinds of metadata.
const (
	Place   Kind = "place"   // where it was made
	Time    Kind = "time"    // when it was made
	Device  Kind = "device"  // with which camera, telephone or program
	Tags    Kind = "tags"    // titles, names, comments: words of any kind
	Picture Kind = "picture" // a picture beside the film or sound
)

// File is a film or sound that was inspected. It is constant.
type File struct {
	Format string // "mp4", "webm", "mp3", "aac", "ogg", "flac", "wav" or "avi"
	Found  []Kind // each once, in the order above; empty for a file without metadata
	// Unplayed names the form of the pictures or sounds that browsers do not play; empty if all are played.
	Unplayed string

	start, end int64  // the part of the source that is published
	edits      []edit // by place, without overlaps
	head, tail []byte // what is published before and behind it, see Marked

	comments *oggComments // of an Ogg file whose first stream can have one more; else nil
	inner    *insert      // what takes the place of a part of the source, see Marked
}

// insert is bytes in place of a part of the source that need not be as long.
type insert struct {
	at, end int64
	data    []byte
}

// edit replaces bytes of the source from at to end. Data of nil stands for zeros.
type edit struct {
	at, end int64
	data    []byte
}

// Named reports whether a file's ending is that of a film or sound which Inspect reads.
func Named(name string) bool { return slices.Contains(endings, strings.ToLower(path.Ext(name))) }

// Is reports whether a file is a film or sound that Inspect reads, by the bytes that it
// begins with; 16 are enough. Bare MPEG and AAC sound, which begin like many files, are
// not recognised so.
func Is(head []byte) bool {
	for _, f := range formats {
		if f.certain && f.is(head) {
			return true
		}
	}
	return strings.HasPrefix(string(head), "ID3") || len(head) >= 8 && string(head[4:8]) == "ftyp"
}

var endings = []string{
	".mp4", ".m4v", ".mov", ".m4a", ".m4b", ".3gp", ".3g2", ".webm", ".mkv", ".mka", ".mp3", ".aac",
	".ogg", ".oga", ".ogv", ".opus", ".flac", ".wav", ".avi",
}

// Inspect reads the headers of a film or sound. The bytes decide what it is, not its
// name.
func Inspect(r io.ReaderAt, size int64) (*File, error) {
	s := &scan{r: r, size: size, file: File{end: size}}
	if err := s.tagsAtEnds(); err != nil {
		return nil, err
	}
	head := make([]byte, min(16, s.file.end-s.file.start))
	if err := s.read(head, s.file.start); err != nil {
		return nil, err
	}
	for _, f := range formats {
		if !f.is(head) {
			continue
		}
		s.file.Format = f.name
		if err := f.inspect(s); err != nil {
			return nil, err
		}
		return s.done()
	}
	return nil, ErrUnknown
}

// format is how one kind of file is recognised and read.
type format struct {
	name    string
	is      func(head []byte) bool
	inspect func(*scan) error
	certain bool // is tells it from every other kind of file
}

var formats = []format{
	{"mp4", isMP4, (*scan).mp4, false},
	{"webm", isMatroska, (*scan).matroska, true},
	{"ogg", begins("OggS"), (*scan).ogg, true},
	{"flac", begins("fLaC"), (*scan).flac, true},
	{"wav", isRIFF("WAVE"), (*scan).riff, true},
	{"avi", isRIFF("AVI "), (*scan).riff, true},
	{"aac", isADTS, func(*scan) error { return nil }, false},
	{"mp3", isMPEG, func(*scan) error { return nil }, false},
}

func begins(with string) func([]byte) bool {
	return func(head []byte) bool { return strings.HasPrefix(string(head), with) }
}

// Size is the length of the cleaned file in bytes.
func (f *File) Size() int64 {
	size := int64(len(f.head)) + f.end - f.start + int64(len(f.tail))
	if f.inner != nil {
		size += int64(len(f.inner.data)) - (f.inner.end - f.inner.at)
	}
	return size
}

// Reader returns the cleaned file, of which any part can be read. r is the source that
// Inspect read.
func (f *File) Reader(r io.ReaderAt) *io.SectionReader {
	source := cleaned{f, r}
	var all chain
	all.add(f.head)
	from := f.start
	if f.inner != nil {
		all = append(all, io.NewSectionReader(source, 0, f.inner.at-f.start))
		all.add(f.inner.data)
		from = f.inner.end
	}
	all = append(all, io.NewSectionReader(source, from-f.start, f.end-from))
	all.add(f.tail)
	return io.NewSectionReader(all, 0, f.Size())
}

// cleaned is a source with the edits of a File.
type cleaned struct {
	f *File
	r io.ReaderAt
}

func (c cleaned) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.r.ReadAt(p, c.f.start+at)
	p, at = p[:n], c.f.start+at
	end := at + int64(n)
	first, _ := slices.BinarySearchFunc(c.f.edits, at, func(e edit, at int64) int { return cmp.Compare(e.end, at+1) })
	for _, e := range c.f.edits[first:] {
		if e.at >= end {
			break
		}
		from, to := max(e.at, at), min(e.end, end)
		if e.data != nil {
			copy(p[from-at:to-at], e.data[from-e.at:])
		} else {
			clear(p[from-at : to-at])
		}
	}
	return n, err
}

// mostParts bounds the boxes, chunks and pages of a file that are looked at, and the
// samples of a track of metadata.
const mostParts = 1 << 16

// scan is one file while it is read.
type scan struct {
	r     io.ReaderAt
	size  int64
	file  File
	parts int
}

// read fills data from a place of the source. A source that ends before is broken.
func (s *scan) read(data []byte, at int64) error {
	if at < 0 || at > s.size-int64(len(data)) {
		return fmt.Errorf("%w: it ends too early", ErrBroken)
	}
	if n, err := s.r.ReadAt(data, at); n < len(data) {
		return err
	}
	return nil
}

// count counts a part.
func (s *scan) count() error {
	if s.parts++; s.parts > mostParts {
		return ErrTooMany
	}
	return nil
}

// replace notes that data takes the place of what stands at a place.
func (s *scan) replace(at int64, data []byte) {
	s.file.edits = append(s.file.edits, edit{at, at + int64(len(data)), data})
}

// erase notes that bytes become zeros.
func (s *scan) erase(at, end int64) {
	if at < end {
		s.file.edits = append(s.file.edits, edit{at: at, end: end})
	}
}

func (s *scan) found(k Kind) { s.file.Found = append(s.file.Found, k) }

// done sorts what was noted. Edits that meet come from a file whose parts lie in each
// other.
func (s *scan) done() (*File, error) {
	f := &s.file
	slices.SortFunc(f.edits, func(a, b edit) int { return int(min(max(a.at-b.at, -1), 1)) })
	for i, e := range f.edits {
		if e.at < f.start || e.end > f.end || i > 0 && e.at < f.edits[i-1].end {
			return nil, fmt.Errorf("%w: its parts overlap", ErrBroken)
		}
	}
	order := []Kind{Place, Time, Device, Tags, Picture}
	slices.SortFunc(f.Found, func(a, b Kind) int { return slices.Index(order, a) - slices.Index(order, b) })
	f.Found = slices.Compact(f.Found)
	return f, nil
}
