package picture

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// Any bytes: what is decoded has the size that was told before, takes the memory that was
// foreseen, and a picture without its metadata says no place.
func FuzzDecode(f *testing.F) {
	f.Add(jpegWith(f, exifSegment(binary.LittleEndian, "II", 6)))
	f.Add(jpegWith(f, exifSegment(binary.BigEndian, "MM", 1)))
	f.Add(pngOf(f))
	f.Add(gifOf(f))
	f.Add(webpOf(f, riffChunk("EXIF", []byte(secret))))
	f.Fuzz(func(t *testing.T, data []byte) {
		HasGPS(data)
		turned := Turned(data)
		if clean, err := Strip("a", data); err == nil && formatOf(data, "a") != unknown && HasGPS(clean) {
			t.Error("the place stays")
		}
		if Memory(data) > 32<<20 {
			return
		}
		img, err := decode(data)
		if err != nil {
			return
		}
		w, h, err := Size(bytes.NewReader(data), "a")
		if err != nil {
			return
		}
		size := img.Bounds().Size()
		if turned && formatOf(data, "a") == 0 || size.X != w && size.X != h {
			t.Errorf("%v, told as %d × %d", size, w, h)
		}
	})
}
