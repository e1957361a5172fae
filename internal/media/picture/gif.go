package picture

import "bytes"

// The blocks of GIF89a.
const (
	gifExtension   = 0x21
	gifImage       = 0x2C
	gifTrailer     = 0x3B
	gifControl     = 0xF9
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
		out = append(out, gifNeeded(rest[:n])...)
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

// gifNeeded is what stays of a block: frames, how long each is shown, and how often
// the animation runs. Texts, comments and other application data go.
func gifNeeded(block []byte) []byte {
	switch {
	case block[0] != gifExtension, block[1] == gifControl:
		return block
	case block[1] != gifApplication:
		return nil
	}
	for _, name := range []string{"NETSCAPE2.0", "ANIMEXTS1.0"} {
		if loop := "\x0b" + name + "\x03\x01"; len(block) > len(loop)+4 && bytes.HasPrefix(block[2:], []byte(loop)) {
			return append(bytes.Clone(block[:len(loop)+4]), 0)
		}
	}
	return nil
}
