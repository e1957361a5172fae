package avmeta

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// track is a track of an MP4 file: its boxes by their kinds.
type track struct {
	*movie
	header, media box
	handler       string
}

// track cleans a track, or takes it out if a player shows nothing of it.
func (m *movie) track(b box) error {
	t := &track{movie: m}
	inside, err := m.boxes(b.body, b.end)
	if err != nil {
		return err
	}
	media, err := t.parts(inside)
	if err != nil {
		return err
	}
	if !slices.Contains(played, t.handler) {
		return t.drop(b)
	}
	if err := t.form(); err != nil {
		return err
	}
	for _, b := range inside {
		switch b.kind {
		case "tkhd":
			err = m.times(b)
		case "mdia":
			err = t.cleanMedia(media)
		case "udta", "meta", "uuid":
			err = m.userData(b)
		case "tref": // to the tracks that are taken out, and to chapters
			m.free(b)
		default:
			err = m.keepOrFree("trak", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parts finds the parts of a track that say what it is. It returns the boxes of mdia.
func (t *track) parts(inside []box) ([]box, error) {
	var media []box
	for _, b := range inside {
		switch b.kind {
		case "tkhd":
			t.header = b
		case "mdia":
			if t.media.kind != "" {
				return nil, fmt.Errorf("%w: a track has two contents", ErrBroken)
			}
			t.media = b
			var err error
			if media, err = t.boxes(b.body, b.end); err != nil {
				return nil, err
			}
		}
	}
	for _, b := range media {
		if b.kind != "hdlr" {
			continue
		}
		var data [12]byte
		if b.end-b.body < 12 {
			return nil, fmt.Errorf("%w: a handler is too short", ErrBroken)
		}
		if err := t.read(data[:], b.body); err != nil {
			return nil, err
		}
		t.handler = string(data[8:12])
	}
	return media, nil
}

func (t *track) cleanMedia(inside []box) error {
	for _, b := range inside {
		var err error
		switch b.kind {
		case "mdhd":
			err = t.times(b)
		case "hdlr":
			t.handlerName(b)
		case "minf":
			err = t.cleanInformation(b)
		case "udta", "meta", "uuid":
			err = t.userData(b)
		default:
			err = t.keepOrFree("mdia", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// handlerName takes out the name of a handler, in which cameras write their own.
func (t *track) handlerName(b box) { t.erase(min(b.body+24, b.end), b.end) }

func (t *track) cleanInformation(b box) error {
	inside, err := t.boxes(b.body, b.end)
	if err != nil {
		return err
	}
	for _, b := range inside {
		switch b.kind {
		case "hdlr":
			t.handlerName(b)
		case "dinf":
			err = t.dataReferences(b)
		default:
			err = t.keepOrFree("minf", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dataReferences takes out of the list of files in which the samples lie how those are
// called on the computer where the film was made, if all lie in the film itself.
func (t *track) dataReferences(dinf box) error {
	lists, err := t.boxes(dinf.body, dinf.end)
	if err != nil {
		return err
	}
	for _, list := range lists {
		if list.kind != "dref" || list.end-list.body < 8 {
			continue
		}
		entries, err := t.boxes(list.body+8, list.end)
		if err != nil {
			return err
		}
		for _, e := range entries {
			var flags [4]byte
			if e.end-e.body <= 4 {
				continue
			}
			if err := t.read(flags[:], e.body); err != nil {
				return err
			}
			if flags[3]&1 == 0 {
				return fmt.Errorf("%w: it takes its samples from another file", ErrBroken)
			}
			if err := t.eraseText(Device, e.body+4, e.end); err != nil {
				return err
			}
		}
	}
	return nil
}

// drop takes a track out with all its samples: a player never shows them, but they
// tell where the film was made.
func (t *track) drop(b box) error {
	t.found(Place)
	number, err := t.number()
	if err != nil {
		return err
	}
	t.dropped = append(t.dropped, number)
	ranges, err := t.samples()
	if err != nil {
		return err
	}
	for _, r := range ranges {
		if r.at < t.file.start || r.end > t.file.end {
			return fmt.Errorf("%w: samples lie outside of it", ErrBroken)
		}
		t.erase(r.at, r.end)
	}
	t.free(b)
	return nil
}

// number is the number of a track: it stands behind the two times of its header.
func (t *track) number() (uint32, error) {
	var data [24]byte
	b := t.header
	if b.end-b.body < 24 {
		return 0, fmt.Errorf("%w: a track has no header", ErrBroken)
	}
	if err := t.read(data[:], b.body); err != nil {
		return 0, err
	}
	if data[0] == 1 {
		return binary.BigEndian.Uint32(data[20:]), nil
	}
	return binary.BigEndian.Uint32(data[12:]), nil
}
