package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG copies the chunks that the picture needs, checksums included.
func stripPNG(data []byte) ([]byte, error) {
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
			out = append(out, namelessProfile(chunk)...)
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
func namelessProfile(chunk []byte) []byte {
	body := chunk[8 : len(chunk)-4]
	end := bytes.IndexByte(body, 0)
	if end < 0 {
		return nil
	}
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)-end+1))
	out = append(out, "iCCPx"...)
	out = append(out, body[end:]...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
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
