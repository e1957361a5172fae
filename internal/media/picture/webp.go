package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"iter"

	"golang.org/x/image/webp"
)

// Flags of the extended header: what is taken out, and that the picture moves.
const webpMoves, webpHasXMP, webpHasEXIF = 0x02, 0x04, 0x08

// webpSize reads the size of a WebP as it is shown, turned as its chunk EXIF says, which
// stands at the end.
func webpSize(r *bufio.Reader) (w, h int, err error) {
	var head bytes.Buffer
	w, h, err = size(webp.DecodeConfig(io.TeeReader(r, &head)))
	if err != nil || head.Len() < 21 || string(head.Bytes()[12:16]) != "VP8X" || head.Bytes()[20]&webpHasEXIF == 0 {
		return w, h, err
	}
	if _, err := io.Copy(&head, io.LimitReader(r, mostWebP)); err != nil {
		return w, h, err
	}
	if orientationOf(head.Bytes()) >= 5 {
		w, h = h, w
	}
	return w, h, nil
}

// mostWebP is how far a file is read for its EXIF.
const mostWebP = 64 << 20

// webpChunks goes through the chunks of a WebP, by kind and content, as far as they are
// whole.
func webpChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for rest := data[min(12, len(data)):]; len(rest) >= 8; {
			n := int64(binary.LittleEndian.Uint32(rest[4:])) + 8
			if n > int64(len(rest)) || !yield(string(rest[:4]), rest[8:n]) {
				return
			}
			rest = rest[min(n+n%2, int64(len(rest))):]
		}
	}
}

// lyingEXIF is a chunk that says how a picture lies, and nothing else.
func lyingEXIF(orientation int) []byte {
	tiff := append([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), byte(orientation), 0, 0, 0, 0, 0, 0, 0)
	return append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(tiff))), tiff...)
}

// stripWebP copies the chunks that the picture needs and mends the header. How the
// picture lies stays noted: it cannot be encoded again.
func stripWebP(data []byte) ([]byte, error) {
	if len(data) < 12 {
		return nil, broken("cut off in the header")
	}
	end := int64(binary.LittleEndian.Uint32(data[4:])) + 8
	if end < 12 || end > int64(len(data)) {
		return nil, broken("cut off")
	}
	out := append(make([]byte, 0, len(data)), data[:12]...)
	for rest := data[12:end]; len(rest) > 0; {
		if len(rest) < 8 {
			return nil, broken("cut off in a chunk")
		}
		n := int64(binary.LittleEndian.Uint32(rest[4:])) + 8
		if n > int64(len(rest)) {
			return nil, broken("cut off in a chunk")
		}
		out = appendWebP(out, rest[:n])
		rest = rest[min(n+n%2, int64(len(rest))):]
	}
	if o := orientationOf(data); o > 1 && len(out) > 20 && string(out[12:16]) == "VP8X" {
		out[20] |= webpHasEXIF
		out = append(out, lyingEXIF(o)...)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

func appendWebP(out, chunk []byte) []byte {
	kind := string(chunk[:4])
	if !webpNeeded(kind) {
		return out
	}
	at := len(out)
	out = append(out, chunk...)
	if kind == "VP8X" && len(chunk) > 8 {
		out[at+8] &^= webpHasXMP | webpHasEXIF
	}
	if len(chunk)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// webpNeeded reports whether a chunk (RFC 9649) is the picture: the extended
// header, still and moving frames, transparency, colour profile.
func webpNeeded(kind string) bool {
	switch kind {
	case "VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
		return true
	}
	return false
}
