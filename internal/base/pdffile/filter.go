package pdffile

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"

	"loa/internal/base/officefile"
)

// Data are the unpacked bytes of a stream. What is left of a stream that breaks off is returned as
// far as it goes. A nil stream is empty.
func (f *File) Data(s *Stream) ([]byte, error) {
	data, last, err := f.Unpack(s)
	if err == nil && last != "" {
		err = fmt.Errorf("%w: filter %s", officefile.ErrNot, last)
	}
	return data, err
}

// Unpack undoes the filters of a stream up to one that is none of bytes but of pictures, whose name it
// returns (section 7.4).
func (f *File) Unpack(s *Stream) (data []byte, picture Name, err error) {
	if s == nil {
		return nil, "", nil
	}
	data = s.raw
	if f.cipher != nil && s.Dict["Type"] != Name("XRef") {
		if data, err = f.cipher.stream(data, s.ref); err != nil {
			return nil, "", err
		}
	}
	return f.unfilter(data, s.Dict)
}

// unfilter undoes the filters that a dictionary names.
func (f *File) unfilter(data []byte, d Dict) (out []byte, picture Name, err error) {
	filters, parameters := f.listOf(d, "Filter", "F"), f.listOf(d, "DecodeParms", "DP")
	if len(filters) > 8 {
		return nil, "", officefile.ErrTooLarge
	}
	for i, filter := range filters {
		var p Dict
		if i < len(parameters) {
			p = f.Dict(parameters[i])
		}
		name := f.Name(filter)
		switch name {
		case "DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF":
			return data, name, nil
		}
		if data, err = f.filtered(name, data, p); err != nil {
			return nil, "", err
		}
	}
	return data, "", nil
}

func (f *File) listOf(d Dict, keys ...Name) Array {
	for _, key := range keys {
		switch o := f.Resolve(d[key]).(type) {
		case Array:
			return o
		case Name, Dict:
			return Array{o}
		}
	}
	return nil
}

func (f *File) filtered(name Name, data []byte, p Dict) ([]byte, error) {
	var r io.Reader
	switch name {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", officefile.ErrNot, err)
		}
		r = z
	case "LZWDecode", "LZW":
		if f.Int(p["EarlyChange"], 1) == 1 {
			r = newEarlyLZW(data)
		} else {
			r = lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8)
		}
	case "ASCIIHexDecode", "AHx":
		l := &lexer{data: append([]byte("<"), data...)}
		return []byte(l.hexadecimal()), nil
	case "ASCII85Decode", "A85":
		text, _, _ := bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~"))
		r = ascii85.NewDecoder(bytes.NewReader(text))
	case "RunLengthDecode", "RL":
		r = &runs{data: data}
	case "Crypt":
		return data, nil
	default:
		return nil, fmt.Errorf("%w: filter %q", officefile.ErrNot, name)
	}
	out, err := f.bounded(r)
	if err != nil {
		return nil, err
	}
	return f.unpredicted(out, p)
}

// bounded reads up to the bounds of the file. A stream that breaks off gives what came before.
func (f *File) bounded(r io.Reader) ([]byte, error) {
	most := min(mostPart, f.left)
	out, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if f.left -= len(out); len(out) > most {
		return nil, fmt.Errorf("%w: a stream", officefile.ErrTooLarge)
	}
	if err != nil && len(out) == 0 && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%w: %w", officefile.ErrNot, err)
	}
	return out, nil
}

// runs undoes RunLengthDecode (section 7.4.5).
type runs struct {
	data []byte
	out  []byte
}

func (r *runs) Read(b []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.data) == 0 || r.data[0] == 128 {
			return 0, io.EOF
		}
		n := int(r.data[0])
		r.data = r.data[1:]
		switch {
		case n < 128:
			n = min(n+1, len(r.data))
			r.out, r.data = r.data[:n], r.data[n:]
		case len(r.data) > 0:
			r.out, r.data = bytes.Repeat(r.data[:1], 257-n), r.data[1:]
		}
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	return n, nil
}

// unpredicted undoes the predictors of PNG and TIFF (section 7.4.4.4).
func (f *File) unpredicted(data []byte, p Dict) ([]byte, error) {
	kind := f.Int(p["Predictor"], 1)
	if kind < 2 {
		return data, nil
	}
	colors, bits, columns := f.Int(p["Colors"], 1), f.Int(p["BitsPerComponent"], 8), f.Int(p["Columns"], 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, fmt.Errorf("%w: predictor", officefile.ErrNot)
	}
	pixel, row := max(1, colors*bits/8), (colors*bits*columns+7)/8
	if kind == 2 {
		if bits != 8 {
			return nil, fmt.Errorf("%w: predictor", officefile.ErrNot)
		}
		for from := 0; from < len(data); from += row {
			line := data[from:min(len(data), from+row)]
			for i := pixel; i < len(line); i++ {
				line[i] += line[i-pixel]
			}
		}
		return data, nil
	}
	return unpredictedPNG(data, pixel, row), nil
}

func unpredictedPNG(data []byte, pixel, row int) []byte {
	out := make([]byte, 0, len(data))
	before := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		line := data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], before[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += before[i]
			case 3:
				line[i] += byte((int(left) + int(before[i])) / 2)
			case 4:
				line[i] += paeth(left, before[i], corner)
			}
		}
		out = append(out, line...)
		copy(before, line)
	}
	return out
}

// paeth chooses the neighbour that is nearest to their plane (PNG, section 9.4).
func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }

// Filters are the names of the filters of a stream.
func (f *File) Filters(s *Stream) []Name {
	var names []Name
	for _, o := range f.listOf(s.Dict, "Filter", "F") {
		names = append(names, f.Name(o))
	}
	return names
}

// Parameters are those of the last filter of a stream.
func (f *File) Parameters(s *Stream) Dict {
	if list := f.listOf(s.Dict, "DecodeParms", "DP"); len(list) > 0 {
		return f.Dict(list[len(list)-1])
	}
	return nil
}
