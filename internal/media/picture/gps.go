package picture

import (
	"bytes"
	"encoding/binary"
)

// The directory of places in EXIF 2.3, section 4.6.6, and its entries for latitude
// and longitude.
const (
	tagGPS       = 0x8825
	tagLatitude  = 2
	tagLongitude = 4
)

// HasGPS reports whether a picture says where it was taken.
func HasGPS(data []byte) bool {
	switch formatOf(data[:min(len(data), sniffed)], "") {
	case isJPEG:
		return jpegGPS(data)
	case isPNG:
		return pngGPS(data)
	case isWebP:
		return webpGPS(data)
	}
	return false
}

func jpegGPS(data []byte) bool {
	for rest := data[2:]; ; {
		s, after, err := nextSegment(rest)
		if err != nil || s.marker == markerSOS || s.marker == markerEOI {
			return false
		}
		if tiff, ok := bytes.CutPrefix(s.payload, []byte(exifMagic)); ok && tiffGPS(tiff) || s.marker == markerAPP1 && xmpGPS(s.payload) {
			return true
		}
		rest = after
	}
}

func pngGPS(data []byte) bool {
	for rest := data[len(pngMagic):]; len(rest) >= 12; {
		n := int64(binary.BigEndian.Uint32(rest)) + 12
		if n > int64(len(rest)) {
			return false
		}
		chunk := rest[8 : n-4]
		if kind := string(rest[4:8]); kind == "eXIf" && tiffGPS(chunk) || kind == "iTXt" && xmpGPS(chunk) {
			return true
		}
		rest = rest[n:]
	}
	return false
}

func webpGPS(data []byte) bool {
	for rest := data[min(12, len(data)):]; len(rest) >= 8; {
		n := int64(binary.LittleEndian.Uint32(rest[4:])) + 8
		if n > int64(len(rest)) {
			return false
		}
		chunk := bytes.TrimPrefix(rest[8:n], []byte(exifMagic))
		if kind := string(rest[:4]); kind == "EXIF" && tiffGPS(chunk) || kind == "XMP " && xmpGPS(chunk) {
			return true
		}
		rest = rest[min(n+n%2, int64(len(rest))):]
	}
	return false
}

func xmpGPS(xmp []byte) bool { return bytes.Contains(xmp, []byte("GPSLatitude")) }

// tiffGPS looks for a latitude or longitude in the directory of places.
func tiffGPS(tiff []byte) bool {
	places := int64(-1)
	eachTag(tiff, -1, func(e tag) {
		if e.id == tagGPS {
			places = e.long()
		}
	})
	found := false
	if places >= 0 {
		eachTag(tiff, places, func(e tag) {
			found = found || e.id == tagLatitude || e.id == tagLongitude
		})
	}
	return found
}
