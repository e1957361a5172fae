package picture

import "bytes"

// The blocks of GIF89a.
const (
	gifExtension   = 0x21
	gifImage       = 0x2C
	gifTrailer     = 0x3B
	gifText        = 0x01
	gifComment     = 0xFE
	gifApplication = 0xFF
)

// stripGIF copies the frames and what steers them. A file without its trailer,
// which browsers show, gets one.
func stripGIF(data []byte) ([]byte, error) {
	if len(data) < 13 {
		return nil, broken("cut off in the header")
	}
	head := 13 + gifTable(data[10])
	if head > len(data) {
		return nil, broken("cut off in the colours")
	}
	out := append(make([]byte, 0, len(data)), data[:head]...)
	for rest := data[head:]; len(rest) > 0 && rest[0] != gifTrailer; {
		n, err := gifBlock(rest)
		if err != nil {
			return nil, err
		}
		if gifNeeded(rest[:n]) {
			out = append(out, rest[:n]...)
		}
		rest = rest[n:]
	}
	return append(out, gifTrailer), nil
}

// gifTable returns the bytes of the colour table that a flag byte announces.
func gifTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifBlock returns the length of the block that data begins with.
func gifBlock(data []byte) (int, error) {
	at := 0
	switch data[0] {
	case gifExtension:
		at = 2
	case gifImage:
		if len(data) < 10 {
			return 0, broken("cut off in a frame")
		}
		at = 10 + gifTable(data[9]) + 1 // and the code size
	default:
		return 0, broken("unknown block")
	}
	for at < len(data) { // sub-blocks, each with its length before it
		n := int(data[at])
		at += 1 + n
		if n == 0 {
			return at, nil
		}
	}
	return 0, broken("cut off in a block")
}

// gifNeeded reports whether a block stays: all but texts, comments and
// application data, of which the loop count and the colour profile are needed.
func gifNeeded(block []byte) bool {
	if block[0] != gifExtension {
		return true
	}
	switch block[1] {
	case gifComment, gifText: // text that no browser shows
		return false
	case gifApplication:
		for _, name := range []string{"NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"} {
			if bytes.HasPrefix(block[2:], []byte("\x0b"+name)) {
				return true
			}
		}
		return false
	}
	return true
}
