package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
)

// The markers of ITU-T T.81, table B.1, that matter here.
const (
	markerSOF0  = 0xC0
	markerSOF2  = 0xC2
	markerRST0  = 0xD0
	markerRST7  = 0xD7
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerEXP   = 0xDF
	markerAPP0  = 0xE0
	markerAPP1  = 0xE1
	markerAPP2  = 0xE2
	markerAPP14 = 0xEE
	markerCOM   = 0xFE
	markerTEM   = 0x01
)

const profileMagic = "ICC_PROFILE\x00"

// segment is a marker with what belongs to it, up to the next marker.
type segment struct {
	marker  byte
	payload []byte // without the length
	scan    []byte // the coded picture behind a start of scan
}

var errNoEnd = broken("no end of picture")

// stripJPEG keeps the segments that the picture is made of. A file that was cut
// off in its last scan, which browsers show, gets its end. A photograph that lies
// on its side, which only its metadata says, is turned and encoded again.
func stripJPEG(data []byte) ([]byte, error) {
	if o := jpegOrientation(data); o > 1 {
		return turnJPEG(data, o)
	}
	data = withBareProfile(data)
	out := append(make([]byte, 0, len(data)), 0xFF, markerSOI)
	rest, scanned := data[2:], false
	for {
		s, after, err := nextSegment(rest)
		if s.marker == markerEOI || errors.Is(err, errNoEnd) && scanned {
			return append(out, 0xFF, markerEOI), nil
		}
		if err != nil {
			return nil, err
		}
		scanned = scanned || s.marker == markerSOS
		if s.keep() {
			out = s.bare().append(out)
		}
		rest = after
	}
}

// turnQuality is that of a photograph which is turned: nobody sees a difference.
const turnQuality = 92

func turnJPEG(data []byte, orientation int) ([]byte, error) {
	img, err := decode(data)
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	if orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	p := printer{Plan: Plan{Quality: turnQuality}, orientation: orientation, profile: profileOf(data, 0xFFFF-16)}
	_, p.gray = img.(*image.Gray)
	out, err := p.encode(p.resize(img, size, size.X))
	return out.Data, err
}

// nextSegment cuts the first segment off data. What stands between two
// segments and belongs to none is passed over, as decoders do.
func nextSegment(data []byte) (s segment, rest []byte, err error) {
	i := bytes.IndexByte(data, 0xFF)
	if i < 0 {
		return s, nil, errNoEnd
	}
	for data = data[i:]; len(data) > 0 && data[0] == 0xFF; {
		data = data[1:]
	}
	if len(data) == 0 {
		return s, nil, errNoEnd
	}
	s.marker, data = data[0], data[1:]
	if standsAlone(s.marker) {
		return s, data, nil
	}
	if len(data) < 2 {
		return s, nil, broken("cut off in a segment")
	}
	n := int(binary.BigEndian.Uint16(data))
	if n < 2 || n > len(data) {
		return s, nil, broken("cut off in a segment")
	}
	s.payload, data = data[2:n], data[n:]
	if s.marker == markerSOS {
		n = scanLength(data)
		s.scan, data = data[:n], data[n:]
	}
	return s, data, nil
}

// standsAlone reports whether a marker has no length: besides the end it is
// those that mean nothing outside a scan.
func standsAlone(marker byte) bool {
	return marker == markerEOI || marker == markerSOI || marker == markerTEM || marker == 0 ||
		markerRST0 <= marker && marker <= markerRST7
}

// scanLength returns how far a coded scan goes: to the first 0xFF that is
// neither a coded 0xFF (a zero follows) nor a restart.
func scanLength(data []byte) int {
	for i := 0; ; i++ {
		n := bytes.IndexByte(data[i:], 0xFF)
		if n < 0 {
			return len(data)
		}
		if i += n; i+1 == len(data) {
			return i
		}
		if next := data[i+1]; next != 0 && (next < markerRST0 || next > markerRST7) {
			return i
		}
	}
}

func (s segment) append(out []byte) []byte {
	out = append(out, 0xFF, s.marker)
	if standsAlone(s.marker) {
		return out
	}
	out = binary.BigEndian.AppendUint16(out, uint16(len(s.payload)+2))
	out = append(out, s.payload...)
	return append(out, s.scan...)
}

// keep reports whether the picture needs a segment: tables, frames and scans, and of
// the application data JFIF, Adobe's colour transform and the colour profile.
func (s segment) keep() bool {
	has := func(prefix string) bool { return bytes.HasPrefix(s.payload, []byte(prefix)) }
	switch {
	case s.marker == markerAPP0:
		return has("JFIF\x00") && len(s.payload) >= 14
	case s.marker == markerAPP2:
		return has(profileMagic)
	case s.marker == markerAPP14:
		return has("Adobe") && len(s.payload) >= 12
	}
	return markerSOF0 <= s.marker && s.marker <= markerEXP && !standsAlone(s.marker)
}

// bare is the segment without the thumbnail that JFIF allows, and without what stands
// behind Adobe's colour transform.
func (s segment) bare() segment {
	switch s.marker {
	case markerAPP0:
		s.payload = append(bytes.Clone(s.payload[:12]), 0, 0)
	case markerAPP14:
		s.payload = s.payload[:12]
	}
	return s
}

// jpegOrientation returns the EXIF orientation (1 to 8) of a JPEG, of which only
// the beginning need be there; 0 if it has none.
func jpegOrientation(data []byte) int {
	for rest := data[min(2, len(data)):]; ; {
		s, after, err := nextSegment(rest)
		if err != nil || s.marker == markerSOS || s.marker == markerEOI {
			return 0
		}
		if o := orientationIn(s); o > 0 {
			return o
		}
		rest = after
	}
}

func orientationIn(s segment) int {
	tiff, ok := bytes.CutPrefix(s.payload, []byte(exifMagic))
	if s.marker != markerAPP1 || !ok {
		return 0
	}
	return tiffOrientation(tiff)
}
