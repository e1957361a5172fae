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
	tiff := lyingTIFF(orientation)
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
	out, err := appendWebP(out, data[12:end], webpNeeded)
	if err != nil {
		return nil, err
	}
	if o := orientationOf(data); o > 1 && len(out) > 20 && string(out[12:16]) == "VP8X" {
		out[20] |= webpHasEXIF
		out = append(out, lyingEXIF(o)...)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

// appendWebP appends the needed chunks of a stretch.
func appendWebP(out, rest []byte, needed func(kind string) bool) ([]byte, error) {
	for len(rest) > 0 {
		if len(rest) < 8 {
			return nil, broken("cut off in a chunk")
		}
		n := int64(binary.LittleEndian.Uint32(rest[4:])) + 8
		if n > int64(len(rest)) {
			return nil, broken("cut off in a chunk")
		}
		if kind := string(rest[:4]); needed(kind) {
			body, err := bareWebP(kind, rest[8:n])
			if err != nil {
				return nil, err
			}
			out = binary.LittleEndian.AppendUint32(append(out, kind...), uint32(len(body)))
			out = append(append(out, body...), make([]byte, len(body)%2)...)
		}
		rest = rest[min(n+n%2, int64(len(rest))):]
	}
	return out, nil
}

// bareWebP is the content of a needed chunk without what is no picture.
func bareWebP(kind string, body []byte) ([]byte, error) {
	switch {
	case kind == "VP8X" && len(body) > 0:
		body = bytes.Clone(body[:min(len(body), 10)]) // RFC 9649, section 2.7.1
		body[0] &^= webpHasXMP | webpHasEXIF
	case kind == "ANIM":
		body = body[:min(len(body), 6)] // colour and repeats, section 2.7.1.1
	case kind == "ICCP": // one that cannot be read stays as an empty one
		body = bareProfile(body)
	case kind == "ANMF" && len(body) >= webpFrameHead:
		return appendWebP(bytes.Clone(body[:webpFrameHead]), body[webpFrameHead:], webpOfFrame)
	}
	return body, nil
}

// webpFrameHead is how many bytes of a moving frame say where and how long it is shown.
const webpFrameHead = 16

// webpNeeded reports whether a chunk (RFC 9649) is the picture: the extended
// header, still and moving frames, transparency, colour profile.
func webpNeeded(kind string) bool {
	switch kind {
	case "VP8X", "ANIM", "ANMF", "ICCP":
		return true
	}
	return webpOfFrame(kind)
}

// webpOfFrame reports whether a chunk is a picture or its transparency.
func webpOfFrame(kind string) bool { return kind == "VP8 " || kind == "VP8L" || kind == "ALPH" }
