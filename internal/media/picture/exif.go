package picture

import "encoding/binary"

const exifMagic = "Exif\x00\x00"

// The orientation in EXIF 2.3, section 4.6.4: tag 0x0112, one SHORT.
const (
	tagOrientation = 0x0112
	typeShort      = 3
)

// tiffOrientation returns the orientation that the first directory of a TIFF
// structure names, 0 if there is none from 1 to 8.
func tiffOrientation(tiff []byte) int {
	found := 0
	eachTag(tiff, -1, func(e tag) {
		if e.id == tagOrientation && e.kind == typeShort && found == 0 && e.short() <= 8 {
			found = int(e.short())
		}
	})
	return found
}

// lyingTIFF is a TIFF structure that says how a picture lies, and nothing else.
func lyingTIFF(orientation int) []byte {
	return append([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), byte(orientation), 0, 0, 0, 0, 0, 0, 0)
}

// tag is one entry of a directory.
type tag struct {
	id, kind uint16
	value    []byte // four bytes
	order    binary.ByteOrder
}

func (t tag) short() uint16 { return t.order.Uint16(t.value) }
func (t tag) long() int64   { return int64(t.order.Uint32(t.value)) }

// eachTag goes through the entries of the directory that begins at a byte of a
// TIFF structure, the first one if that is negative.
func eachTag(tiff []byte, at int64, visit func(tag)) {
	if len(tiff) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	if at < 0 {
		at = int64(order.Uint32(tiff[4:]))
	}
	if at+2 > int64(len(tiff)) {
		return
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return
		}
		visit(tag{order.Uint16(entries), order.Uint16(entries[2:]), entries[8:12], order})
		entries = entries[12:]
	}
}
