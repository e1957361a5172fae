package picture

import "encoding/binary"

// Flags of the extended header: what is taken out, and that the picture moves.
const webpMoves, webpHasXMP, webpHasEXIF = 0x02, 0x04, 0x08

// stripWebP copies the chunks that the picture needs and mends the header.
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
