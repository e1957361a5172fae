package pdftext

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"slices"

	"golang.org/x/image/ccitt"

	"loa/internal/base/pdffile"
)

// Bounds of pictures, in bytes of their pixels.
const (
	mostPixels       = 64 << 20
	mostPixelsInAll  = 512 << 20
	quality          = 90
	smallestDrawing  = 4 // pixels: what is smaller is a line or a shade
	mostPictureNames = 2000
)

// pictures are those that pages show.
type pictures struct {
	file    *pdffile.File
	names   map[*pdffile.Stream]string
	streams map[string]*pdffile.Stream
	unread  []string
	pixels  int // bytes up to now
}

// name is what HTML calls a picture.
func (p *pictures) name(s *pdffile.Stream) string {
	if name, there := p.names[s]; there {
		return name
	}
	ending := "png"
	if filters := p.file.Filters(s); len(filters) > 0 && filters[len(filters)-1] == "DCTDecode" && s.Dict["SMask"] == nil {
		ending = "jpg"
	}
	name := fmt.Sprintf("hinh-%d.%s", len(p.names)+1, ending)
	p.names[s], p.streams[name] = name, s
	return name
}

func (p *pictures) data(src string) ([]byte, bool) {
	s := p.streams[src]
	if s == nil {
		return nil, false
	}
	data, err := p.read(s)
	if err != nil {
		p.unread = append(p.unread, src)
	}
	return data, err == nil && len(data) > 0
}

var errPicture = fmt.Errorf("a picture of a form that is not read")

// read makes a JPEG or PNG file of a picture.
func (p *pictures) read(s *pdffile.Stream) ([]byte, error) {
	data, filter, err := p.file.Unpack(s)
	if err != nil {
		return nil, err
	}
	var img image.Image
	switch filter {
	case "DCTDecode", "DCT":
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if s.Dict["SMask"] == nil && config.ColorModel != color.CMYKModel {
			return data, nil
		}
		if err := p.room(config.Width, config.Height, 4); err != nil {
			return nil, err
		}
		if img, err = jpeg.Decode(bytes.NewReader(data)); err != nil {
			return nil, err
		}
	case "CCITTFaxDecode", "CCF":
		img, err = p.fax(s, data)
	case "":
		img, err = p.raw(s, data)
	default:
		return nil, errPicture
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if s.Dict["SMask"] == nil && filter == "DCTDecode" {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: quality})
		return out.Bytes(), err
	}
	err = png.Encode(&out, p.masked(img, s))
	return out.Bytes(), err
}

// room counts the bytes of a picture's pixels.
func (p *pictures) room(width, height, each int) error {
	if width < 1 || height < 1 || width > 1<<16 || height > 1<<16 || width*height > mostPixels/each {
		return errPicture
	}
	if p.pixels += width * height * each; p.pixels > mostPixelsInAll {
		return errPicture
	}
	return nil
}

func (p *pictures) number(s *pdffile.Stream, keys ...pdffile.Name) int {
	for _, key := range keys {
		if n := p.file.Int(s.Dict[key], -1); n >= 0 {
			return n
		}
	}
	return 0
}

// inverted reports whether the values of a picture of one colour are turned round.
func (p *pictures) inverted(s *pdffile.Stream) bool {
	for _, key := range []pdffile.Name{"Decode", "D"} {
		if n := p.file.Numbers(s.Dict[key], 2); n != nil {
			return n[0] > n[1]
		}
	}
	return false
}

// fax reads a picture of a fax (section 7.4.6).
func (p *pictures) fax(s *pdffile.Stream, data []byte) (image.Image, error) {
	parameters := p.file.Parameters(s)
	width, height := p.file.Int(parameters["Columns"], 1728), p.number(s, "Height", "H")
	if err := p.room(width, height, 1); err != nil {
		return nil, err
	}
	form := ccitt.Group4
	switch k := p.file.Int(parameters["K"], 0); {
	case k == 0:
		form = ccitt.Group3
	case k > 0:
		return nil, errPicture
	}
	align, _ := p.file.Resolve(parameters["EncodedByteAlign"]).(bool)
	black, _ := p.file.Resolve(parameters["BlackIs1"]).(bool)
	bits, err := io.ReadAll(ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, form, width, height, &ccitt.Options{Align: align, Invert: black != p.inverted(s)}))
	if err != nil && len(bits) == 0 {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	row := (width + 7) / 8
	for i := range img.Pix {
		if at := i/width*row + i%width/8; at >= len(bits) || bits[at]>>(7-i%width%8)&1 == 0 {
			img.Pix[i] = 0xFF // the reader gives 1 for black
		}
	}
	return img, nil
}

// raw reads a picture whose pixels stand one after the other (section 8.9.5).
func (p *pictures) raw(s *pdffile.Stream, data []byte) (image.Image, error) {
	width, height, bits := p.number(s, "Width", "W"), p.number(s, "Height", "H"), p.number(s, "BitsPerComponent", "BPC")
	space := s.Dict["ColorSpace"]
	if space == nil {
		space = s.Dict["CS"]
	}
	colours := p.space(space, 0)
	if stencil, _ := p.file.Resolve(or(s.Dict["ImageMask"], s.Dict["IM"])).(bool); stencil {
		bits, colours = 1, spaceOf{count: 1}
	}
	if !slices.Contains([]int{1, 2, 4, 8, 16}, bits) || colours.count == 0 || width < smallestDrawing || height < smallestDrawing {
		return nil, errPicture
	}
	if err := p.room(width, height, 4); err != nil {
		return nil, err
	}
	row := (width*colours.count*bits + 7) / 8
	if len(data) < row*height/2 {
		return nil, errPicture
	}
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	inverted := p.inverted(s)
	values := make([]int, colours.count)
	for y := range height {
		line := data[min(len(data), y*row):min(len(data), (y+1)*row)]
		for x := range width {
			for c := range values {
				values[c] = sample(line, (x*colours.count+c)*bits, bits)
				if inverted {
					values[c] = 1<<bits - 1 - values[c]
				}
			}
			img.SetNRGBA(x, y, colours.colour(values, bits))
		}
	}
	return img, nil
}

func or(a, b pdffile.Object) pdffile.Object {
	if a == nil {
		return b
	}
	return a
}

// sample reads a number of so many bits.
func sample(line []byte, at, bits int) int {
	i := at / 8
	if i >= len(line) {
		return 0
	}
	switch bits {
	case 8:
		return int(line[i])
	case 16:
		if i+1 < len(line) {
			return int(line[i])<<8 | int(line[i+1])
		}
		return int(line[i]) << 8
	}
	return int(line[i]) >> (8 - bits - at%8) & (1<<bits - 1)
}

// masked is a picture with the transparency that its mask says.
func (p *pictures) masked(img image.Image, s *pdffile.Stream) image.Image {
	stream := p.file.Stream(s.Dict["SMask"])
	if stream == nil {
		return img
	}
	data, filter, err := p.file.Unpack(stream)
	if err != nil || filter != "" {
		return img
	}
	mask, err := p.raw(stream, data)
	if err != nil {
		return img
	}
	b, m := img.Bounds(), mask.Bounds()
	out := image.NewNRGBA(b)
	for y := range b.Dy() {
		for x := range b.Dx() {
			c := color.NRGBAModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA)
			c.A = mask.(*image.NRGBA).NRGBAAt(x*m.Dx()/b.Dx(), y*m.Dy()/b.Dy()).R
			out.SetNRGBA(x, y, c)
		}
	}
	return out
}
