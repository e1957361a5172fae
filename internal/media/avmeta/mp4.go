package avmeta

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// MP4, MOV and 3GP are boxes within boxes: ISO/IEC 14496-12 and Apple's "QuickTime File
// Format". A box that is not needed becomes a box "free" of the same length.

// kept are the boxes that stay, by the box that holds them. All others are metadata or
// of no use to a player.
var kept = map[string][]string{
	"":     {"ftyp", "styp", "moov", "moof", "mdat", "sidx", "ssix", "mfra", "pdin", "free", "skip", "wide"},
	"moov": {"mvhd", "trak", "mvex", "iods"},
	"trak": {"tkhd", "mdia", "edts", "tref", "tapt", "load", "matt", "clip", "txas"},
	"mdia": {"mdhd", "hdlr", "minf", "elng"},
	"minf": {"vmhd", "smhd", "nmhd", "sthd", "gmhd", "hmhd", "hdlr", "dinf", "stbl"},
	"moof": {"mfhd", "traf"},
	"traf": {"tfhd", "tfdt", "trun", "saiz", "saio", "sbgp", "sgpd", "senc", "subs", "sdtp"},
}

// played are the handlers of tracks that a browser shows. The others hold the places
// of a journey, the moves of a camera, time codes.
var played = []string{"vide", "soun", "text", "sbtl", "subt", "clcp", "auxv"}

func isMP4(head []byte) bool {
	return len(head) >= 8 && slices.Contains([]string{"ftyp", "moov", "wide", "mdat", "free", "skip", "pnot"}, string(head[4:8]))
}

// box is a part of the file: its body lies from body to end.
type box struct {
	kind          string
	at, body, end int64
}

func (s *scan) mp4() error {
	boxes, err := s.boxes(s.file.start, s.file.end)
	if err != nil {
		return err
	}
	m := &movie{scan: s}
	for _, b := range boxes {
		switch b.kind {
		case "moov":
			err = m.moov(b)
		case "moof":
			err = m.fragment(b)
		default:
			err = m.keepOrFree("", b)
		}
		if err != nil {
			return err
		}
	}
	if m.fragments && len(m.dropped) > 0 {
		return fmt.Errorf("%w: a track of metadata lies in fragments", ErrBroken)
	}
	return nil
}

// boxes lists the boxes of a range.
func (s *scan) boxes(at, end int64) ([]box, error) {
	var all []box
	for end-at >= 8 {
		if err := s.count(); err != nil {
			return nil, err
		}
		var head [16]byte
		if err := s.read(head[:8], at); err != nil {
			return nil, err
		}
		size, body := int64(binary.BigEndian.Uint32(head[:])), at+8
		switch size {
		case 0:
			size = end - at
		case 1:
			if err := s.read(head[8:], at+8); err != nil {
				return nil, err
			}
			size, body = int64(binary.BigEndian.Uint64(head[8:])), at+16
		}
		if size < body-at || size > end-at {
			return nil, fmt.Errorf("%w: a box is longer than what holds it", ErrBroken)
		}
		all = append(all, box{string(head[4:8]), at, body, at + size})
		at += size
	}
	s.erase(at, end) // fewer bytes than a box has: QuickTime ends a list by four zeros
	return all, nil
}

// movie is an MP4 file while it is read.
type movie struct {
	*scan
	dropped   []uint32 // numbers of the tracks of metadata
	fragments bool
}

// keepOrFree makes a box free unless it is known to be needed.
func (m *movie) keepOrFree(parent string, b box) error {
	switch {
	case b.kind == "free" || b.kind == "skip" || b.kind == "wide":
		m.erase(b.body, b.end) // an editor may have left there what was taken out
	case !slices.Contains(kept[parent], b.kind):
		m.found(tells(b.kind))
		m.free(b)
	}
	return nil
}

func tells(kind string) Kind {
	switch kind {
	case "gps ", "GPS ":
		return Place
	case "thmb", "pnot", "PICT":
		return Picture
	case "prft":
		return Time
	}
	return Tags
}

// free makes a box one that holds nothing.
func (m *movie) free(b box) {
	m.replace(b.at+4, []byte("free"))
	m.erase(b.body, b.end)
}

func (m *movie) moov(b box) error {
	inside, err := m.boxes(b.body, b.end)
	if err != nil {
		return err
	}
	for _, b := range inside {
		switch b.kind {
		case "mvhd":
			err = m.times(b)
		case "trak":
			err = m.track(b)
		case "cmov":
			err = fmt.Errorf("%w: its header is compressed", ErrBroken)
		case "udta", "meta", "uuid":
			err = m.userData(b)
		default:
			err = m.keepOrFree("moov", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mostUserData is how much of a box of metadata is read to tell what is in it, in
// bytes; all of it is taken out.
const mostUserData = 64 << 10

// userData takes a box of metadata out, telling a place by the names that Apple, 3GPP
// and others give it.
func (m *movie) userData(b box) error {
	data := make([]byte, min(b.end-b.body, mostUserData))
	if err := m.read(data, b.body); err != nil {
		return err
	}
	text := string(data)
	for _, name := range []string{"\xa9xyz", "loci", "location.ISO6709", "gps", "GPS"} {
		if strings.Contains(text, name) {
			m.found(Place)
			break
		}
	}
	if len(data) > 4 {
		m.found(Tags)
	}
	m.free(b)
	return nil
}

// times takes out of a header when the film was made and changed.
func (m *movie) times(b box) error {
	var version [1]byte
	if err := m.read(version[:], b.body); err != nil {
		return err
	}
	width := int64(4)
	if version[0] == 1 {
		width = 8
	}
	at := b.body + 4
	if at+2*width > b.end {
		return fmt.Errorf("%w: a header is too short", ErrBroken)
	}
	return m.eraseText(Time, at, at+2*width)
}

// eraseText erases a range, and tells it if there is anything in its first bytes.
func (m *movie) eraseText(k Kind, at, end int64) error {
	data := make([]byte, min(end-at, mostUserData))
	if err := m.read(data, at); err != nil {
		return err
	}
	if int64(len(data)) < end-at || slices.ContainsFunc(data, func(c byte) bool { return c != 0 }) {
		m.found(k)
		m.erase(at, end)
	}
	return nil
}

// fragment cleans a piece of a film that comes in pieces.
func (m *movie) fragment(b box) error {
	m.fragments = true
	inside, err := m.boxes(b.body, b.end)
	if err != nil {
		return err
	}
	for _, b := range inside {
		if b.kind != "traf" {
			err = m.keepOrFree("moof", b)
		} else {
			err = m.eachOf("traf", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eachOf keeps or frees each box of one that has no parts of its own to look at.
func (m *movie) eachOf(kind string, b box) error {
	inside, err := m.boxes(b.body, b.end)
	if err != nil {
		return err
	}
	for _, b := range inside {
		if err := m.keepOrFree(kind, b); err != nil {
			return err
		}
	}
	return nil
}
