package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"iter"
	"math"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG copies the chunks that the picture needs, checksums included. A photograph
// that lies on its side, which only its metadata says, is turned; how a film lies stays
// noted: it cannot be encoded again.
func stripPNG(data []byte) ([]byte, error) {
	lies := orientationOf(data)
	if lies > 1 && still(data) {
		return turnPNG(data, lies)
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
			out = append(out, barePNGProfile(chunk[8:n-4])...)
		} else if pngNeeded(kind) && n-12 <= pngMost(kind) {
			out = append(out, chunk...)
		}
		if kind == "IHDR" && lies > 1 {
			out = append(out, newPNGChunk("eXIf", lyingTIFF(lies))...)
		}
		if kind == "IEND" {
			return out, nil
		}
		rest = rest[n:]
	}
}

// barePNGProfile is a chunk with a colour profile (PNG, third edition, section
// 11.3.2.3) that is bare and has no name, since its own may be that of a person or a
// screen. Nothing stays of one that cannot be read.
func barePNGProfile(body []byte) []byte {
	_, packed, ok := bytes.Cut(body, []byte{0})
	if !ok || len(packed) == 0 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:])) // behind the method, of which there is one
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, mostICCBytes+1))
	if profile = bareProfile(profile); err != nil || profile == nil {
		return nil
	}
	out := bytes.NewBufferString("x\x00\x00")
	w := zlib.NewWriter(out)
	_, err = w.Write(profile)
	if errors.Join(err, w.Close()) != nil {
		return nil // a buffer takes everything
	}
	return newPNGChunk("iCCP", out.Bytes())
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

// pngMost is how long the content of a chunk of a fixed kind of size may be (PNG, third
// edition, section 11.3): behind that a text could stand.
func pngMost(kind string) int64 {
	most, known := map[string]int64{
		"IHDR": 13, "PLTE": 3 * 256, "tRNS": 256, "cHRM": 32, "gAMA": 4, "sBIT": 4, "sRGB": 1, "cICP": 4, "mDCV": 24, "cLLI": 8,
		"bKGD": 6, "hIST": 2 * 256, "pHYs": 9, "acTL": 8, "fcTL": 26, "IEND": 0,
	}[kind]
	if !known {
		return math.MaxInt64
	}
	return most
}

// pngNeeded reports whether a chunk stays: those without which the picture cannot be
// shown (PNG, third edition, section 11.2), and of the optional ones those that change
// how it looks, of sections 11.3.1 to 11.3.4 and 11.3.6: transparency, colour,
// background, density, animation. All others are text, time, EXIF or unknown, or
// palettes with names, which browsers do not use.
func pngNeeded(kind string) bool {
	switch kind {
	case "IHDR", "PLTE", "IDAT", "IEND",
		"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
		"bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT":
		return true
	}
	return false
}
