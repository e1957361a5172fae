package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
)

// Plan says how pictures are made for pages.
type Plan struct {
	Widths  []int // in pixels, ascending; nothing is published wider than the last
	Quality int   // of JPEG, 1 to 100
}

// printsVersion changes whenever the same picture and plan give other prints.
const printsVersion = "3"

// Key names the plan: 8 hexadecimal digits.
func (p Plan) Key() string {
	sum := sha256.Sum256(fmt.Append(nil, printsVersion, p.Widths, p.Quality))
	return hex.EncodeToString(sum[:4])
}

// Print is a picture in one width, without metadata and upright.
type Print struct {
	Width, Height int
	Ending        string // of its name: ".jpg"
	Kept          bool   // as its author made it, but for the metadata: what Strip returns
	Data          []byte
}

// Prints makes a picture for pages, the widest print first. A photograph becomes
// JPEG; what is transparent, or a drawing of few colours, PNG. A print that would
// hardly save anything over the next wider one is left out, and a picture that is
// smaller as its author made it stays so. What moves, and a drawing, which has no
// pixels, gives none: it is published as it is, stripped. The errors are those of
// Strip, or a *TooLarge.
func Prints(name string, data []byte, plan Plan) ([]Print, error) {
	if !still(data) {
		_, err := Strip(name, data)
		return nil, err
	}
	img, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	clean, err := Strip(name, data)
	if err != nil {
		return nil, err
	}
	p := printer{Plan: plan, source: img, profile: profileOf(data, shortProfile), format: formatOf(data, name)}
	p.orientation = orientationOf(data)
	return p.all(clean)
}

var endings = map[format]string{isJPEG: ".jpg", isPNG: ".png"}

type printer struct {
	Plan
	source      image.Image
	orientation int
	format      format // of the source
	profile     []byte
	gray        bool
	asPNG       bool // the prints are PNG, not JPEG
}

func (p *printer) all(clean []byte) ([]Print, error) {
	_, p.gray = p.source.(*image.Gray)
	size := p.source.Bounds().Size()
	if p.orientation >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	widest := size.X
	if n := len(p.Widths); n > 0 {
		widest = min(widest, p.Widths[n-1])
	}
	base := p.resize(p.source, size, widest)
	first, err := p.widest(base)
	if err != nil {
		return nil, err
	}
	if widest == size.X && p.format != isWebP && len(clean) <= len(first.Data) {
		first.Data, first.Ending, first.Kept = clean, endings[p.format], true
		p.asPNG = p.format == isPNG
	}
	p.source = nil // a large one may go now
	prints := []Print{first}
	for _, width := range slices.Backward(p.Widths) {
		if width >= widest {
			continue
		}
		smaller, err := p.encode(scale(base, width, heightOf(base.Rect.Size(), width)))
		if err != nil {
			return nil, err
		}
		if last := prints[len(prints)-1]; len(smaller.Data) < len(last.Data)*85/100 {
			prints = append(prints, smaller)
		}
	}
	return prints, nil
}

// resize scales the source, which may lie on its side, to a width. shown is its
// size when it is upright.
func (p *printer) resize(from image.Image, shown image.Point, width int) *image.RGBA {
	height := heightOf(shown, width)
	if p.orientation >= 5 {
		return upright(scale(from, height, width), p.orientation)
	}
	if width == shown.X {
		same := image.NewRGBA(image.Rect(0, 0, width, height))
		draw.Draw(same, same.Rect, from, from.Bounds().Min, draw.Src)
		return upright(same, p.orientation)
	}
	return upright(scale(from, width, height), p.orientation)
}

func heightOf(size image.Point, width int) int {
	return max((size.Y*width+size.X/2)/size.X, 1)
}

// widest encodes the widest print and chooses the format of all.
func (p *printer) widest(img *image.RGBA) (Print, error) {
	if p.format == isJPEG {
		return p.encode(img)
	}
	p.asPNG = true
	lossless, err := p.encode(img)
	if err != nil || !img.Opaque() {
		return lossless, err
	}
	p.asPNG = false
	photo, err := p.encode(img)
	if err != nil || len(photo.Data) < len(lossless.Data)*6/10 {
		return photo, err
	}
	p.asPNG = true
	return lossless, nil
}

func (p *printer) encode(img *image.RGBA) (Print, error) {
	out := Print{Width: img.Rect.Dx(), Height: img.Rect.Dy(), Ending: ".png"}
	var b bytes.Buffer
	if p.asPNG {
		err := png.Encode(&b, img)
		out.Data = b.Bytes()
		return out, err
	}
	out.Ending = ".jpg"
	var from image.Image = img
	if p.gray {
		from = grayOf(img)
	}
	err := jpeg.Encode(&b, from, &jpeg.Options{Quality: p.Quality})
	out.Data = withProfile(b.Bytes(), p.profile)
	return out, err
}

func grayOf(img *image.RGBA) *image.Gray {
	gray := image.NewGray(img.Rect)
	for i := range gray.Pix {
		gray.Pix[i] = img.Pix[4*i]
	}
	return gray
}

// shortProfile is how long a colour profile may be that goes into a print. Those of
// phones have 500 bytes; longer ones are sRGB or for printing.
const shortProfile = 1024

// profileOf returns the colour profile of a JPEG if what is made of it needs one:
// it is for RGB, at most so many bytes long, and not sRGB, which is what browsers
// assume.
func profileOf(data []byte, most int) []byte {
	if formatOf(data, "") != isJPEG {
		return nil
	}
	for rest := data[2:]; ; {
		s, after, err := nextSegment(rest)
		if err != nil || s.marker == markerSOS || s.marker == markerEOI {
			return nil
		}
		if profile, ok := bytes.CutPrefix(s.payload, []byte(profileMagic+"\x01\x01")); ok && s.marker == markerAPP2 {
			if len(profile) < 20 || len(profile) > most || string(profile[16:20]) != "RGB " || bytes.Contains(profile, []byte("sRGB")) {
				return nil
			}
			return bareProfile(profile)
		}
		rest = after
	}
}

// withProfile puts a colour profile behind the beginning of a JPEG.
func withProfile(data, profile []byte) []byte {
	if profile == nil {
		return data
	}
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xFF, markerAPP2)
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(profileMagic)+2+len(profile)))
	out = append(append(out, profileMagic...), 1, 1)
	return append(append(out, profile...), data[2:]...)
}
