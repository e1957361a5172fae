package officefile

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// Compound is a compound file ([MS-CFB]), which holds the streams of .doc and .xls.
type Compound struct {
	data    []byte
	sector  int      // bytes of one
	table   []uint32 // which sector follows
	small   []uint32 // which short sector follows
	short   []byte   // the short sectors, one behind the other
	cutoff  int      // shorter streams lie in short sectors
	streams map[string]stream
}

type stream struct {
	start uint32
	size  int
}

const (
	headerSize   = 512
	entrySize    = 128
	shortSector  = 64
	lastSector   = 0xFFFFFFFA // higher numbers are marks, such as the end of a chain
	mostEntries  = 10_000
	inHeader     = 109 // sectors of the table that the header names
	kindStream   = 2
	kindRoot     = 5
	atEntryKind  = 66
	atEntryStart = 116
	atEntrySize  = 120
)

// OpenCompound reads the list of streams. The error wraps one of this package.
func OpenCompound(data []byte) (*Compound, error) {
	if !IsCompound(data) || len(data) < headerSize {
		return nil, ErrNot
	}
	c := &Compound{data: data, streams: map[string]stream{}, cutoff: int(binary.LittleEndian.Uint32(data[56:]))}
	switch shift := binary.LittleEndian.Uint16(data[30:]); shift {
	case 9, 12:
		c.sector = 1 << shift
	default:
		return nil, fmt.Errorf("%w: sectors of 2^%d bytes", ErrNot, shift)
	}
	if err := c.readTable(); err != nil {
		return nil, err
	}
	list, err := c.chain(binary.LittleEndian.Uint32(data[48:]), mostEntries*entrySize)
	if err != nil {
		return nil, err
	}
	var root stream
	for ; len(list) >= entrySize; list = list[entrySize:] {
		if name, kind, s := entry(list[:entrySize]); kind == kindRoot {
			root = s
		} else if _, there := c.streams[name]; kind == kindStream && !there {
			c.streams[name] = s
		}
	}
	if c.short, err = c.chain(root.start, root.size); err != nil {
		return nil, err
	}
	small, err := c.chain(binary.LittleEndian.Uint32(data[60:]), len(data))
	if err != nil {
		return nil, err
	}
	c.small = numbers(small)
	return c, nil
}

// readTable puts the table of sectors together, whose own sectors are listed in the header and in
// a chain of further sectors.
func (c *Compound) readTable() error {
	var parts []uint32
	parts = append(parts, numbers(c.data[76:headerSize])[:inHeader]...)
	next := binary.LittleEndian.Uint32(c.data[68:])
	for left := len(c.data) / c.sector; next < lastSector; left-- {
		more, ok := c.at(next)
		if !ok || left <= 0 {
			return fmt.Errorf("%w: the table of sectors goes on outside of the file", ErrNot)
		}
		list := numbers(more)
		parts, next = append(parts, list[:len(list)-1]...), list[len(list)-1]
	}
	for _, part := range parts {
		if part >= lastSector {
			continue
		}
		piece, ok := c.at(part)
		if !ok || len(c.table)*4 > len(c.data)+c.sector {
			return fmt.Errorf("%w: a part of the table of sectors is not in the file", ErrNot)
		}
		c.table = append(c.table, numbers(piece)...)
	}
	return nil
}

// at is one sector. The last of a file may be cut short: what is missing is zero.
func (c *Compound) at(number uint32) ([]byte, bool) {
	from := (int(number) + 1) * c.sector
	if from < 0 || from >= len(c.data) {
		return nil, false
	}
	if from+c.sector > len(c.data) {
		whole := make([]byte, c.sector)
		copy(whole, c.data[from:])
		return whole, true
	}
	return c.data[from : from+c.sector], true
}

// chain reads the sectors that follow each other, up to so many bytes.
func (c *Compound) chain(start uint32, most int) ([]byte, error) {
	var all []byte
	for at := start; at < lastSector && len(all) < most; {
		piece, ok := c.at(at)
		if !ok || int(at) >= len(c.table) || len(all) > len(c.data) {
			return nil, fmt.Errorf("%w: a stream goes on outside of the file", ErrNot)
		}
		all, at = append(all, piece...), c.table[at]
	}
	return all[:min(len(all), most)], nil
}

// Has reports whether there is a stream of a name.
func (c *Compound) Has(name string) bool { _, there := c.streams[name]; return there }

// Stream reads a stream whole.
func (c *Compound) Stream(name string) ([]byte, error) {
	s, there := c.streams[name]
	if !there {
		return nil, fmt.Errorf("%w: no stream %q", ErrNot, name)
	}
	if s.size >= c.cutoff {
		return c.chain(s.start, s.size)
	}
	var all []byte
	for at := s.start; at < lastSector && len(all) < s.size; {
		from := int(at) * shortSector
		if int(at) >= len(c.small) || from+shortSector > len(c.short) || len(all) > len(c.data) {
			return nil, fmt.Errorf("%w: the stream %q goes on outside of the file", ErrNot, name)
		}
		all, at = append(all, c.short[from:from+shortSector]...), c.small[at]
	}
	return all[:min(len(all), s.size)], nil
}

// entry reads one entry of the list of streams. Two streams of one name in different
// folders are not told apart: the first counts.
func entry(b []byte) (name string, kind byte, s stream) {
	length := min(int(binary.LittleEndian.Uint16(b[64:])), 64)
	var units []uint16
	for i := 0; i+3 < length; i += 2 { // without the zero at the end
		units = append(units, binary.LittleEndian.Uint16(b[i:]))
	}
	s = stream{start: binary.LittleEndian.Uint32(b[atEntryStart:]), size: int(binary.LittleEndian.Uint32(b[atEntrySize:]))}
	return string(utf16.Decode(units)), b[atEntryKind], s
}

func numbers(b []byte) []uint32 {
	all := make([]uint32, len(b)/4)
	for i := range all {
		all[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return all
}
