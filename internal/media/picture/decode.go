package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// TooLarge is the error of a picture that would take too much memory to decode.
type TooLarge struct{ Width, Height int }

func (t *TooLarge) Error() string { return fmt.Sprintf("too many pixels: %d × %d", t.Width, t.Height) }

// mostMemory is what decoding one picture may take, in bytes: enough for a phone's
// 108 megapixels, and far from what a file of a few kilobytes can claim.
const mostMemory = 512 << 20

// Turned reports whether Strip has to encode a picture again: a photograph that
// lies on its side.
func Turned(data []byte) bool {
	switch formatOf(data[:min(len(data), sniffed)], "") {
	case isJPEG:
		return jpegOrientation(data) > 1
	case isPNG:
		return still(data) && orientationOf(data) > 1
	}
	return false
}

// Memory is how many bytes decoding a picture takes, about; 0 for one that Prints
// does not decode.
func Memory(data []byte) int64 {
	if !still(data) {
		return 0
	}
	config, err := configOf(data)
	if err != nil {
		return 0
	}
	return memory(data, config)
}

func memory(data []byte, c image.Config) int64 {
	pixels := int64(c.Width) * int64(c.Height)
	switch c.ColorModel {
	case color.GrayModel:
		pixels *= 1
	case color.YCbCrModel:
		pixels *= 3
	case color.NRGBA64Model, color.RGBA64Model:
		pixels *= 8
	default:
		pixels *= 4
	}
	if progressive(data) {
		pixels *= 4 // all coefficients are kept, four bytes each
	}
	return pixels
}

// progressive reports whether a JPEG comes in several passes (T.81, frame header
// SOF2).
func progressive(data []byte) bool {
	if formatOf(data, "") != isJPEG {
		return false
	}
	for rest := data[2:]; ; {
		s, after, err := nextSegment(rest)
		if err != nil || s.marker == markerSOS || s.marker == markerEOI {
			return false
		}
		if s.marker == markerSOF2 {
			return true
		}
		rest = after
	}
}

// still reports whether a picture is one of those that can be decoded and has no
// frames that would be lost.
func still(data []byte) bool {
	switch formatOf(data, "") {
	case isJPEG:
		return true
	case isPNG:
		head, _, _ := bytes.Cut(data, []byte("IDAT"))
		return !bytes.Contains(head, []byte("acTL"))
	case isWebP:
		return !(len(data) > 20 && string(data[12:16]) == "VP8X" && data[20]&webpMoves != 0)
	}
	return false
}

func configOf(data []byte) (image.Config, error) {
	r := bytes.NewReader(data)
	switch formatOf(data, "") {
	case isJPEG:
		return jpeg.DecodeConfig(r)
	case isPNG:
		return png.DecodeConfig(r)
	}
	return webp.DecodeConfig(r)
}

// decode reads the pixels of a still picture, as they lie in the file.
func decode(data []byte) (image.Image, error) {
	config, err := configOf(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, broken("no pixels")
	}
	if memory(data, config) > mostMemory {
		return nil, &TooLarge{config.Width, config.Height}
	}
	var img image.Image
	r := bytes.NewReader(data)
	switch formatOf(data, "") {
	case isJPEG:
		img, err = jpeg.Decode(r)
	case isPNG:
		img, err = png.Decode(r)
	default:
		img, err = webp.Decode(r)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return img, nil
}
