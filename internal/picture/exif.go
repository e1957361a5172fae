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
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == typeShort {
			if o := int(order.Uint16(entries[8:])); o <= 8 {
				return o
			}
			return 0
		}
		entries = entries[12:]
	}
	return 0
}

// exifOf is the smallest EXIF payload that says an orientation: header, one
// directory of one entry, no further directory.
func exifOf(orientation int) []byte {
	b := append([]byte(exifMagic), "MM\x00*"...)
	order := binary.BigEndian
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(b, tagOrientation)
	b = order.AppendUint16(b, typeShort)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, uint16(orientation))
	b = order.AppendUint16(b, 0)
	return order.AppendUint32(b, 0)
}
