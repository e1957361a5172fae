package picture

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// QRCode is a code for a phone's camera, as a path of SVG.
type QRCode struct {
	Size int    // of each side in modules, with the quiet zone of four around it
	Path string // the dark modules, each one unit wide
}

const quietZone = 4

// QR makes the code of an address, readable also when 15 % of it is worn off.
// The error says that the text is too long, over about 2,300 bytes.
func QR(text string) (*QRCode, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("QR code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			width := 0
			for x+width < code.Size && code.Black(x+width, y) {
				width++
			}
			if width > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, width, width)
				x += width
			}
		}
	}
	return &QRCode{Size: code.Size + 2*quietZone, Path: path.String()}, nil
}
