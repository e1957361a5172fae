// Package picture reads sizes of pictures and removes their metadata: the place where
// a child was photographed, the camera, the computer of the photographer. Strip does
// so without encoding anything again; Prints makes the smaller pictures that pages
// show.
//
//	w, h, err := picture.Size(file, "be-boi.jpg")
//	data, err = picture.Strip("be-boi.jpg", data)
//	prints, err := picture.Prints("be-boi.jpg", data, picture.Plan{Widths: widths, Quality: 75})
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
	"io"
	"path"
	"strings"
)

var (
	// ErrFormat says that a file is no picture that Loa knows.
	ErrFormat = errors.New("not a picture in a known format")
	// ErrBroken says that a picture is cut off or does not follow its format.
	ErrBroken = errors.New("broken picture")
	// ErrLong is for callers: a file with more than problem.MaxPicture bytes, which they
	// do not read.
	ErrLong = errors.New("picture with too many bytes")
)

type format uint8

const (
	unknown format = iota
	isJPEG
	isPNG
	isGIF
	isWebP
	isSVG
	isICO
	isHidden // can carry metadata and cannot be stripped: AVIF, HEIC, TIFF, JPEG XL, camera files; or is none for the web: BMP
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
	case has(4, "ftyp") && stillBrand(head), has(0, "II*\x00"), has(0, "MM\x00*"), has(0, "\xff\x0a"), has(4, "JXL "), has(0, "BM") && has(6, "\x00\x00\x00\x00"):
		return isHidden
	case has(0, "\x00\x00\x01\x00") && strings.EqualFold(path.Ext(name), ".ico"):
		return isICO
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
		w, h, err = pngSize(buffered)
	case isGIF:
		w, h, err = size(gif.DecodeConfig(buffered))
	case isWebP:
		w, h, err = webpSize(buffered)
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
	if jpegOrientation(head.Bytes()) >= 5 { // turned by a quarter
		w, h = h, w
	}
	return w, h, err
}

// Strip returns a picture without its metadata: EXIF, XMP, IPTC, comments,
// thumbnails, times, and whatever hangs behind the end of the picture; of a drawing
// its comments and what drawing programs note, and the metadata of pictures in it.
// Colour profiles stay without their names, animations whole. A photograph that lies on its side is turned,
// which encodes it again. Files that are no picture and not named like one come back as they are. The error
// wraps ErrBroken, or ErrFormat for a kind of picture that may hold metadata which
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
	case isICO:
		data, err = stripICO(data)
	case isSVG:
		data, err = stripSVG(data)
	case isHidden:
		err = ErrFormat
	case unknown:
		err = unknownIn(name)
	}
	if err != nil {
		return nil, fmt.Errorf("metadata of %s: %w", name, err)
	}
	return data, nil
}

// unknownIn is what is wrong with a file whose bytes are no picture: nothing, unless
// it is named like one.
func unknownIn(name string) error {
	switch strings.ToLower(path.Ext(name)) {
	case ".jp2", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".hif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl":
		return ErrFormat
	}
	if Named(name) {
		return broken("its bytes are no picture")
	}
	return nil
}

// Named reports whether a file's name is that of a picture, also of one that Loa
// cannot clean.
func Named(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".svg", ".ico", ".bmp",
		".avif", ".heic", ".heif", ".hif", ".tif", ".tiff", ".jxl", ".jp2", ".dng", ".cr2", ".cr3", ".nef", ".arw":
		return true
	}
	return false
}

// Is reports whether a file is a picture, by its name or else by the bytes that it
// begins with; 16 are enough.
func Is(name string, head []byte) bool { return Named(name) || formatOf(head, name) != unknown }

// Photo reports whether a picture is one that a camera makes, and not a drawing. A
// PNG counts if it takes more than a byte for each pixel.
func Photo(name string, data []byte) bool {
	switch formatOf(data[:min(len(data), sniffed)], name) {
	case isJPEG, isWebP, isHidden:
		return true
	case isPNG:
		w, h, err := Size(bytes.NewReader(data), name)
		return err == nil && len(data) > w*h
	}
	return false
}

func broken(what string) error { return fmt.Errorf("%w: %s", ErrBroken, what) }
