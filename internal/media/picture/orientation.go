package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"
)

// orientationOf returns how a photograph lies, in the numbers of EXIF (1 to 8); 0 if
// it does not say. Of a JPEG only the beginning need be there.
func orientationOf(data []byte) int {
	switch formatOf(data[:min(len(data), sniffed)], "") {
	case isJPEG:
		return jpegOrientation(data)
	case isPNG:
		found := 0
		for kind, body := range pngChunks(data) {
			if kind == "eXIf" {
				found = tiffOrientation(body)
			}
		}
		return found
	case isWebP:
		found := 0
		for kind, body := range webpChunks(data) {
			if kind == "EXIF" {
				found = tiffOrientation(bytes.TrimPrefix(body, []byte(exifMagic)))
			}
		}
		return found
	}
	return 0
}

// pngSize reads the size of a PNG as it is shown: turned as its chunk eXIf says (PNG,
// third edition, section 11.3.4.5), which may stand behind the picture.
func pngSize(r *bufio.Reader) (w, h int, err error) {
	var head bytes.Buffer
	w, h, err = size(png.DecodeConfig(io.TeeReader(r, &head)))
	if err != nil {
		return 0, 0, err
	}
	rest := bufio.NewReader(io.MultiReader(&head, r))
	if _, err := rest.Discard(len(pngMagic)); err != nil {
		return w, h, err
	}
	orientation, err := findEXIF(rest)
	if orientation >= 5 {
		w, h = h, w
	}
	return w, h, err
}

// mostEXIF is how long a chunk of EXIF may be that is looked into.
const mostEXIF = 1 << 20

// findEXIF passes over the chunks of a PNG up to its orientation; 0 for none. A file
// that is cut off has none: that it is broken is told by who reads it whole.
func findEXIF(r *bufio.Reader) (int, error) {
	for {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return 0, unlessCut(err)
		}
		n := int64(binary.BigEndian.Uint32(head[:]))
		if string(head[4:]) == "eXIf" && n <= mostEXIF {
			tiff := make([]byte, n)
			if _, err := io.ReadFull(r, tiff); err != nil {
				return 0, unlessCut(err)
			}
			return tiffOrientation(tiff), nil
		}
		if string(head[4:]) == "IEND" {
			return 0, nil
		}
		if _, err := io.CopyN(io.Discard, r, n+4); err != nil {
			return 0, unlessCut(err)
		}
	}
}

func unlessCut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// turnPNG makes a PNG that lies on its side upright, pixel for pixel.
func turnPNG(data []byte, orientation int) ([]byte, error) {
	img, err := decode(data)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, turned(img, orientation)); err != nil {
		return nil, err
	}
	return withChunks(out.Bytes(), data), nil
}

// withChunks puts the chunks of an older file that say how its colours are meant
// behind the header of a new one.
func withChunks(data, older []byte) []byte {
	const header = len(pngMagic) + 25
	out := append([]byte{}, data[:header]...)
	for kind, body := range pngChunks(older) {
		switch kind {
		case "iCCP":
			out = append(out, barePNGProfile(body)...)
		case "cHRM", "gAMA", "sRGB", "cICP":
			out = append(out, newPNGChunk(kind, body)...)
		}
	}
	return append(out, data[header:]...)
}

// turned is a picture turned as an orientation from 2 to 8 asks, with the same colours.
func turned(img image.Image, orientation int) image.Image {
	size := img.Bounds().Size()
	if orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	rect := image.Rectangle{Max: size}
	switch img := img.(type) {
	case *image.Gray:
		out := image.NewGray(rect)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 1, img.Rect.Size(), orientation)
		return out
	case *image.Gray16:
		out := image.NewGray16(rect)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 2, img.Rect.Size(), orientation)
		return out
	case *image.Paletted:
		out := image.NewPaletted(rect, img.Palette)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 1, img.Rect.Size(), orientation)
		return out
	case *image.NRGBA:
		out := image.NewNRGBA(rect)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 4, img.Rect.Size(), orientation)
		return out
	case *image.NRGBA64:
		out := image.NewNRGBA64(rect)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 8, img.Rect.Size(), orientation)
		return out
	case *image.RGBA64:
		out := image.NewRGBA64(rect)
		turnPixels(out.Pix, img.Pix, out.Stride, img.Stride, 8, img.Rect.Size(), orientation)
		return out
	case *image.RGBA:
		return upright(img, orientation)
	}
	return img // png.Decode gives no other
}

// turnPixels copies pixels of so many bytes to where an orientation puts them (EXIF
// 2.3, table 6).
func turnPixels(to, from []byte, toStride, fromStride, bytes int, size image.Point, orientation int) {
	w, h := size.X, size.Y
	for y := range h {
		for x := range w {
			toX, toY := x, y
			switch orientation {
			case 2:
				toX = w - 1 - x
			case 3:
				toX, toY = w-1-x, h-1-y
			case 4:
				toY = h - 1 - y
			case 5:
				toX, toY = y, x
			case 6:
				toX, toY = h-1-y, x
			case 7:
				toX, toY = h-1-y, w-1-x
			case 8:
				toX, toY = y, w-1-x
			}
			copy(to[toY*toStride+toX*bytes:][:bytes], from[y*fromStride+x*bytes:][:bytes])
		}
	}
}
