package avmeta

import (
	"fmt"
	"math/bits"
	"slices"
)

// WebM and Matroska are elements of EBML (RFC 8794, RFC 9559). An element that is not
// needed becomes one named Void of the same length.

const (
	void    = 0xEC
	codecID = 0x86
)

// Elements that hold others and are looked into.
var opened = []uint64{
	0x18538067, // Segment
	0x1549A966, // Info
	0x1654AE6B, // Tracks
	0xAE,       // TrackEntry
}

// Elements whose removal takes metadata out, and what each tells.
var removed = map[uint64]Kind{
	0x1254C367: Tags,    // Tags
	0x1941A469: Picture, // Attachments
	0x7BA9:     Tags,    // Title
	0x4461:     Time,    // DateUTC
	0x7384:     Device,  // SegmentFilename
	0x3C83AB:   Device,  // PrevFilename
	0x3E83BB:   Device,  // NextFilename
	0x536E:     Tags,    // Name of a track
	0xEC:       "",      // Void: an editor may have left there what was taken out
	0xBF:       "",      // CRC-32, which no longer holds
}

// Elements that must be there and name a program: their text becomes spaces.
var blanked = []uint64{0x4D80, 0x5741} // MuxingApp, WritingApp

func isMatroska(head []byte) bool {
	return len(head) > 4 && string(head[:4]) == "\x1a\x45\xdf\xa3"
}

func (s *scan) matroska() error { return s.elements(s.file.start, s.file.end, 0) }

func (s *scan) elements(at, end int64, depth int) error {
	for at < end {
		if err := s.count(); err != nil {
			return err
		}
		id, idLength, err := s.vint(at, end, false)
		if err != nil {
			return err
		}
		size, sizeLength, err := s.vint(at+idLength, end, true)
		if err != nil {
			return err
		}
		body := at + idLength + sizeLength
		next := end
		if size != 1<<(7*sizeLength)-1 { // all ones: to the end
			next = body + int64(size)
		}
		if next < body || next > end {
			return fmt.Errorf("%w: an element is longer than what holds it", ErrBroken)
		}
		kind, remove := removed[id]
		switch {
		case slices.Contains(opened, id):
			if depth > 3 {
				return fmt.Errorf("%w: elements lie too deep", ErrBroken)
			}
			err = s.elements(body, next, depth+1)
		case id == codecID:
			err = s.codec(body, next)
		case slices.Contains(blanked, id):
			s.replace(body, []byte(spaces(next-body)))
		case remove:
			if kind != "" {
				s.found(kind)
			}
			err = s.void(at, next)
		}
		if err != nil {
			return err
		}
		at = next
	}
	return nil
}

// spaces is a text of n spaces; of a bounded number, as names of programs are short.
func spaces(n int64) string {
	text := make([]byte, min(n, 1<<10))
	for i := range text {
		text[i] = ' '
	}
	return string(text)
}

// void makes an element, from its id to its end, one that holds nothing. The length
// takes as many bytes as are needed to say it.
func (s *scan) void(at, end int64) error {
	total := end - at
	for width := int64(1); width <= 8; width++ {
		size := total - 1 - width
		if size < 0 || uint64(size) >= 1<<(7*width)-1 {
			continue
		}
		head := make([]byte, 1+width)
		head[0] = void
		for i := width; i > 0; i-- {
			head[i] = byte(size)
			size >>= 8
		}
		head[1] |= 1 << (8 - width)
		s.replace(at, head)
		s.erase(at+1+width, end)
		return nil
	}
	return fmt.Errorf("%w: an element is too short", ErrBroken)
}

// vint reads a number of variable length (RFC 8794, 4). An id keeps the bit that marks
// its length.
func (s *scan) vint(at, end int64, unmark bool) (value uint64, length int64, err error) {
	var data [8]byte
	n := min(int64(len(data)), end-at)
	if n <= 0 {
		return 0, 0, fmt.Errorf("%w: an element is cut off", ErrBroken)
	}
	if err := s.read(data[:n], at); err != nil {
		return 0, 0, err
	}
	length = int64(bits.LeadingZeros8(data[0])) + 1
	if length > n {
		return 0, 0, fmt.Errorf("%w: a number is cut off", ErrBroken)
	}
	for _, b := range data[:length] {
		value = value<<8 | uint64(b)
	}
	if unmark {
		value &= 1<<(7*length) - 1
	}
	return value, length, nil
}
