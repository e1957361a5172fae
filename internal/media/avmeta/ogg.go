package avmeta

import (
	"encoding/binary"
	"fmt"
)

// In Ogg (RFC 3533) the comments are the second packet of a Vorbis, Opus, Theora, Speex
// or FLAC stream. The packet may be spread over pages, so it keeps its length: the text
// of each comment becomes spaces, and the checksums of the pages are made anew.

const (
	mostComments = 16 << 20 // the longest comments of a stream, in bytes: they may hold a picture
	mostPages    = 1 << 20  // of a file
)

// page is a page of an Ogg file.
type page struct {
	at, body, end int64
	first         bool // of a stream
	serial        uint32
	lacing        []byte
}

// stream is one of the streams of a file until its comments are complete.
type stream struct {
	packets int
	packet  []byte // the comments
	pieces  []piece
	first   int // where in the lacing of its page the first piece begins
}

// piece is the part of the comments that lies on one page.
type piece struct {
	page page
	skip int64 // from the body of the page to the part, in bytes
	from int   // where in the packet it begins
	size int
}

func (s *scan) ogg() error {
	streams := map[uint32]*stream{}
	pages := 0
	for at := s.file.start; at < s.file.end; pages++ {
		if pages > mostPages {
			return ErrTooMany
		}
		p, err := s.page(at)
		if err != nil {
			return err
		}
		if p.first {
			streams[p.serial] = new(stream)
		}
		if st := streams[p.serial]; st == nil {
			return fmt.Errorf("%w: a stream has no beginning", ErrBroken)
		} else if err := s.packetsOf(p, st); err != nil {
			return err
		}
		at = p.end
	}
	for _, st := range streams {
		if st.packets < 2 {
			return fmt.Errorf("%w: a stream has no comments", ErrBroken)
		}
	}
	return nil
}

func (s *scan) page(at int64) (page, error) {
	var head [27]byte
	if err := s.read(head[:], at); err != nil {
		return page{}, err
	}
	if string(head[:4]) != "OggS" {
		return page{}, fmt.Errorf("%w: a page begins with something else", ErrBroken)
	}
	p := page{at: at, first: head[5]&2 != 0, serial: binary.LittleEndian.Uint32(head[14:]), lacing: make([]byte, head[26])}
	if err := s.read(p.lacing, at+27); err != nil {
		return page{}, err
	}
	p.body = at + 27 + int64(head[26])
	p.end = p.body
	for _, n := range p.lacing {
		p.end += int64(n)
	}
	if p.end > s.file.end {
		return page{}, fmt.Errorf("%w: a page is longer than the file", ErrBroken)
	}
	return p, nil
}

// packetsOf takes in what a page holds of the comments, and cleans them when they are
// complete.
func (s *scan) packetsOf(p page, st *stream) error {
	at := int64(0)
	for i := 0; i < len(p.lacing) && st.packets < 2; i++ {
		begin, first := at, i
		for ; i < len(p.lacing) && p.lacing[i] == 255; i++ {
			at += 255
		}
		ends := i < len(p.lacing)
		if ends {
			at += int64(p.lacing[i])
		}
		if st.packets == 1 {
			if len(st.pieces) == 0 {
				st.first = first
			}
			if err := s.take(p, st, begin, at); err != nil {
				return err
			}
		}
		if !ends {
			return nil
		}
		if st.packets++; st.packets == 2 {
			return s.comments(st)
		}
	}
	return nil
}

func (s *scan) take(p page, st *stream, begin, end int64) error {
	if len(st.pieces) == 0 && end > begin {
		var kind [1]byte
		if err := s.read(kind[:], p.body+begin); err != nil {
			return err
		}
		if kind[0]&0x7f == 4 { // FLAC: its pictures stand in packets of their own
			return ErrUnknown
		}
	}
	if len(st.packet)+int(end-begin) > mostComments {
		return ErrTooMany
	}
	data := make([]byte, end-begin)
	if err := s.read(data, p.body+begin); err != nil {
		return err
	}
	st.pieces = append(st.pieces, piece{page: p, skip: begin, from: len(st.packet), size: len(data)})
	st.packet = append(st.packet, data...)
	return nil
}

// heads are how comments begin, by the codec.
var heads = []string{"\x03vorbis", "OpusTags", "\x81theora"} // Speex has none

// comments blanks the texts of the comments of a stream.
func (s *scan) comments(st *stream) error {
	body := st.packet
	for _, head := range heads {
		if len(body) >= len(head) && string(body[:len(head)]) == head {
			body = body[len(head):]
			break
		}
	}
	text := func() ([]byte, bool) {
		if len(body) < 4 {
			return nil, false
		}
		n := uint64(binary.LittleEndian.Uint32(body))
		if n > uint64(len(body)-4) {
			return nil, false
		}
		t := body[4 : 4+n]
		body = body[4+n:]
		return t, true
	}
	vendor, ok := text()
	if !ok || len(body) < 4 {
		return fmt.Errorf("%w: comments are cut off", ErrBroken)
	}
	blank(vendor)
	counted := len(st.packet) - len(body)
	count := binary.LittleEndian.Uint32(body)
	body = body[4:]
	for range count {
		t, ok := text()
		if !ok {
			return fmt.Errorf("%w: comments are cut off", ErrBroken)
		}
		if before := string(t); before != string(blankComment(t)) {
			s.found(Tags)
		}
	}
	if string(st.packet[:min(8, len(st.packet))]) == "OpusTags" {
		clear(body) // padding, in which anything may stand (RFC 7845, 5.2)
	}
	end := len(st.packet) - len(body)
	if err := s.putBack(st); err != nil || s.file.comments != nil || len(st.pieces) != 1 {
		return err
	}
	last := s.file.edits[len(s.file.edits)-1]
	s.file.comments = &oggComments{st.pieces[0].page, last.data, st.first, st.pieces[0].skip, len(st.packet), counted, end}
	return nil
}

func blank(text []byte) {
	for i := range text {
		text[i] = ' '
	}
}

// blankComment leaves of "NAME=value" a name of one letter and spaces.
func blankComment(text []byte) []byte {
	blank(text)
	if len(text) >= 2 {
		text[0], text[1] = 'X', '='
	}
	return text
}

// putBack notes the pages of the comments as they become, with their checksums.
func (s *scan) putBack(st *stream) error {
	for _, piece := range st.pieces {
		p := piece.page
		data := make([]byte, p.end-p.at)
		if err := s.read(data, p.at); err != nil {
			return err
		}
		copy(data[p.body-p.at+piece.skip:], st.packet[piece.from:piece.from+piece.size])
		clear(data[22:26])
		binary.LittleEndian.PutUint32(data[22:], checksum(data))
		s.replace(p.at, data)
	}
	return nil
}

// checksum is that of a page of Ogg: the polynomial 0x04c11db7, neither reflected nor
// inverted (RFC 3533, 6).
func checksum(data []byte) uint32 {
	var sum uint32
	for _, b := range data {
		sum ^= uint32(b) << 24
		for range 8 {
			if sum&(1<<31) != 0 {
				sum = sum<<1 ^ 0x04c11db7
			} else {
				sum <<= 1
			}
		}
	}
	return sum
}
