// Package picture looks at pictures and takes out what readers must not get:
// the place where a child was photographed, the camera, the photographer's
// computer. Nothing is encoded again, so a picture looks as before.
//
//	w, h, err := picture.Size(file, "be-boi.jpg")
//	data, err = picture.Strip("be-boi.jpg", data)
//	problems := picture.CheckSVG("static/hinh.svg", data)
//
// The content decides what a picture is, not its name: a PNG named .jpg is a
// PNG. Only SVG, which is text, goes by its ending.
package picture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"path"
	"strings"

	"golang.org/x/image/webp"
)

var (
	// ErrFormat says that a file is no picture that Loa knows.
	ErrFormat = errors.New("not a picture in a known format")
	// ErrBroken says that a picture is cut off or does not follow its format.
	ErrBroken = errors.New("broken picture")
)

type format uint8

const (
	unknown format = iota
	isJPEG
	isPNG
	isGIF
	isWebP
	isSVG
	isHidden // can carry metadata and cannot be stripped: AVIF, HEIC, TIFF, JPEG XL, camera files
)

// sniffed is how many bytes formatOf wants to see.
const sniffed = 16

func formatOf(head []byte, name string) format {
	has := func(at int, magic string) bool {
		return len(head) >= at && bytes.HasPrefix(head[at:], []byte(magic))
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return isJPEG
	case has(0, pngMagic):
		return isPNG
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return isGIF
	case has(0, "RIFF") && has(8, "WEBP"):
		return isWebP
	case has(4, "ftyp") && stillBrand(head), has(0, "II*\x00"), has(0, "MM\x00*"), has(0, "\xff\x0a"), has(4, "JXL "):
		return isHidden
	case strings.EqualFold(path.Ext(name), ".svg"):
		return isSVG
	}
	return unknown
}

// stillBrand reports whether an ISO media file is a picture and not a film.
func stillBrand(head []byte) bool {
	switch brand := string(head[8:min(len(head), 12)]); brand {
	case "avif", "avis", "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "crx ":
		return true
	}
	return false
}

// Size returns a picture's width and height in pixels as a browser shows it: a
// photograph turned as its EXIF orientation says, an SVG by its width and
// height or else its viewBox. It reads no more than it needs. The error wraps
// ErrFormat or ErrBroken, or is the reader's.
func Size(r io.Reader, name string) (w, h int, err error) {
	buffered := bufio.NewReader(r)
	head, err := buffered.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, 0, fmt.Errorf("reading %s: %w", name, err)
	}
	switch formatOf(head, name) {
	case isJPEG:
		w, h, err = jpegSize(buffered)
	case isPNG:
		w, h, err = size(png.DecodeConfig(buffered))
	case isGIF:
		w, h, err = size(gif.DecodeConfig(buffered))
	case isWebP:
		w, h, err = size(webp.DecodeConfig(buffered))
	case isSVG:
		w, h, err = svgSize(buffered)
	default:
		err = ErrFormat
	}
	if err != nil {
		return 0, 0, fmt.Errorf("size of %s: %w", name, err)
	}
	return w, h, nil
}

func size(c image.Config, err error) (w, h int, _ error) {
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return c.Width, c.Height, nil
}

// jpegSize reads up to the frame header, where the size stands, and looks for
// the orientation in what came before it.
func jpegSize(r io.Reader) (w, h int, err error) {
	var head bytes.Buffer
	w, h, err = size(jpeg.DecodeConfig(io.TeeReader(r, &head)))
	if orientationOf(head.Bytes()) >= 5 { // turned by a quarter
		w, h = h, w
	}
	return w, h, err
}

// Strip returns a picture without its metadata: EXIF (but for the orientation
// of a photograph), XMP, IPTC, comments, thumbnails, times, and whatever hangs
// behind the end of the picture. Colour profiles and animations stay. Files
// that are no picture, and SVG, come back as they are. The error wraps
// ErrBroken, or ErrFormat for a kind of picture that may hold metadata which
// Loa cannot take out; the data is then nil and must not be published.
func Strip(name string, data []byte) ([]byte, error) {
	var err error
	switch formatOf(data[:min(len(data), sniffed)], name) {
	case isJPEG:
		data, err = stripJPEG(data)
	case isPNG:
		data, err = stripPNG(data)
	case isGIF:
		data, err = stripGIF(data)
	case isWebP:
		data, err = stripWebP(data)
	case isHidden:
		err = ErrFormat
	}
	if err != nil {
		return nil, fmt.Errorf("metadata of %s: %w", name, err)
	}
	return data, nil
}

func broken(what string) error { return fmt.Errorf("%w: %s", ErrBroken, what) }
