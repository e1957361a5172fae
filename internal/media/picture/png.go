package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"iter"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG copies the chunks that the picture needs, checksums included. A photograph
// that lies on its side, which only its metadata says, is turned.
func stripPNG(data []byte) ([]byte, error) {
	if o := orientationOf(data); o > 1 && still(data) {
		return turnPNG(data, o)
	}
	out := append(make([]byte, 0, len(data)), pngMagic...)
	for rest := data[len(pngMagic):]; ; {
		if len(rest) < 12 {
			return nil, broken("no end of picture")
		}
		n := int64(binary.BigEndian.Uint32(rest)) + 12
		if n > int64(len(rest)) {
			return nil, broken("cut off in a chunk")
		}
		chunk, kind := rest[:n], string(rest[4:8])
		if kind == "iCCP" {
			out = append(out, namelessProfile(chunk[8:n-4])...)
		} else if pngNeeded(kind) {
			out = append(out, chunk...)
		}
		if kind == "IEND" {
			return out, nil
		}
		rest = rest[n:]
	}
}

// namelessProfile is a chunk with a colour profile whose name, which may be that of a
// person or a screen, is taken out (PNG, third edition, section 11.3.2.3).
func namelessProfile(body []byte) []byte {
	end := bytes.IndexByte(body, 0)
	if end < 0 {
		return nil
	}
	return newPNGChunk("iCCP", append([]byte("x"), body[end:]...))
}

// newPNGChunk writes a chunk with its length and its checksum.
func newPNGChunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngChunks goes through the chunks of a PNG, by kind and content, as far as they are whole.
func pngChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for rest := data[min(len(pngMagic), len(data)):]; len(rest) >= 12; {
			n := int64(binary.BigEndian.Uint32(rest)) + 12
			if n > int64(len(rest)) || !yield(string(rest[4:8]), rest[8:n-4]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// pngNeeded reports whether a chunk stays. A capital first letter means that
// the picture cannot be shown without it; of the optional ones those stay that
// change how it looks, of PNG (third edition) sections 11.3.1 to 11.3.4 and
// 11.3.6: transparency, colour, background, density, animation. All others are
// text, time, EXIF or unknown.
func pngNeeded(kind string) bool {
	switch kind {
	case "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
		"bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT":
		return true
	}
	return kind[0]&0x20 == 0
}
