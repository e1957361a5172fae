package doc

import (
	"bytes"
	"fmt"
)

// Records of drawings that hold pictures ([MS-ODRAW] section 2.2.23).
const (
	recordEntry = 0xF007
	recordJPEG  = 0xF01D
	recordPNG   = 0xF01E
	recordCMYK  = 0xF02A
	entryHead   = 36
)

// mostPictures is how many pictures are read.
const mostPictures = 2000

// picture writes the picture that a sign stands for (section 2.9.190).
func (w *writer) picture(l look) {
	head := cut(w.data, l.picture, 68)
	if l.picture < 0 || l.link || len(head) < 68 {
		return // the sign of a field or of an object
	}
	part := cut(w.data, l.picture, w.long(head, 0))
	part = cut(part, w.short(head, 4), len(part))
	if const1 := w.short(head, 6); const1 == 0x66 && len(part) > 0 { // the name of a file that it was linked to
		part = cut(part, 1+int(part[0]), len(part))
	}
	var inside drawings
	if w.records(part, &inside, 0); w.drawings.shapes[inside.last] == 0 { // else it floats, and has its own sign
		w.show(part)
	}
}

// show writes the picture that records hold.
func (w *writer) show(records []byte) {
	data, ending := w.pictureIn(records)
	if data == nil || len(w.d.pictures) >= mostPictures {
		w.d.Drawings++
		return
	}
	name := fmt.Sprintf("hinh-%d.%s", len(w.d.pictures)+1, ending)
	w.d.pictures[name] = data
	w.put(`<img src="`, name, `">`)
}

// pictureIn looks for a picture in records, which may hold records.
func (w *writer) pictureIn(data []byte) (found []byte, ending string) {
	for len(data) >= 8 {
		version, kind, length := w.short(data, 0), w.short(data, 2), w.long(data, 4)
		switch {
		case kind == recordEntry && len(data) > 8+entryHead:
			data = cut(data, 8+entryHead+int(data[8+33]), len(data))
			continue
		case kind == recordJPEG || kind == recordCMYK || kind == recordPNG:
			return pictureOf(cut(data, 8, length))
		case version&0xF == 0xF: // a record of records
			data = data[8:]
			continue
		case length < 0 || length > len(data)-8:
			return nil, ""
		}
		data = data[8+length:]
	}
	return nil, ""
}

// pictureOf finds where a picture begins behind the one or two sums of it.
func pictureOf(data []byte) ([]byte, string) {
	for _, at := range []int{17, 33} {
		rest := cut(data, at, len(data))
		switch {
		case bytes.HasPrefix(rest, []byte("\xff\xd8\xff")):
			return rest, "jpg"
		case bytes.HasPrefix(rest, []byte("\x89PNG")):
			return rest, "png"
		}
	}
	return nil, ""
}
