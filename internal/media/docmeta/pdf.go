package docmeta

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"html"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

const (
	mostPDF    = 64 << 20 // how much of a file is read
	mostPacked = 4 << 20  // how much of one packed stream is unpacked
	mostInAll  = 64 << 20 // of all of them, packed and unpacked together
	mostText   = 4096     // bytes of a name
	mostNames  = 100      // of a file: nobody reads more
)

var (
	author = pattern.New(`/Author\s*([(<])`)
	// creator is Dublin Core in XMP, which PDF keeps unpacked so that it can be found.
	creator = pattern.New(`(?s)<dc:creator>(.*?)</dc:creator>`)
	item    = pattern.New(`(?s)<rdf:li[^>]*>(.*?)</rdf:li>`)
	// objects are streams of packed objects (PDF 1.5), where the properties may lie.
	objects = pattern.New(`/Type\s*/ObjStm`)
)

func pdf(r io.ReaderAt, size int64) ([]Field, error) {
	data, err := io.ReadAll(io.NewSectionReader(r, 0, min(size, mostPDF)))
	if err != nil {
		return nil, err
	}
	fields := inPDF(data)
	for _, m := range creator.FindAllSubmatch(data, -1) {
		for _, name := range item.FindAllSubmatch(m[1], -1) {
			fields = append(fields, Field{"dc:creator", html.UnescapeString(string(name[1]))})
		}
	}
	left := mostInAll
	for _, at := range objects.FindAllIndex(data, -1) {
		if left <= 0 {
			break
		}
		unpacked, read := unpack(data[at[1]:])
		left -= len(unpacked) + read
		fields = append(fields, inPDF(unpacked)...)
	}
	return fields, nil
}

// inPDF finds the entry Author of dictionaries.
func inPDF(data []byte) []Field {
	var fields []Field
	for len(fields) < mostNames {
		at := author.FindSubmatchIndex(data)
		if at == nil {
			break
		}
		name, end := text(data[at[2]:min(len(data), at[2]+mostText)])
		fields = append(fields, Field{"Author", name})
		data = data[at[2]+end:] // a name holds no other one
	}
	return fields
}

// unpack inflates the stream that begins next, as far as it goes, and says how many
// bytes of it were read.
func unpack(data []byte) (unpacked []byte, read int) {
	at := bytes.Index(data[:min(len(data), 1024)], []byte("stream"))
	if at < 0 {
		return nil, 0
	}
	in := bytes.NewReader(bytes.TrimLeft(data[at+len("stream"):], "\r\n"))
	r, err := zlib.NewReader(in)
	if err != nil {
		return nil, 0
	}
	defer r.Close()
	unpacked, _ = io.ReadAll(io.LimitReader(r, mostPacked)) // a part is better than nothing
	return unpacked, int(in.Size()) - in.Len()
}

// text reads a string object (PDF 1.7, section 7.3.4): in parentheses with escapes, or
// hexadecimal; UTF-16 behind its mark, else the letters of Latin. It says where the
// object ends.
func text(data []byte) (string, int) {
	raw, end := literal(data)
	if data[0] == '<' {
		digits, _, _ := bytes.Cut(data[1:], []byte(">"))
		end = 1 + len(digits)
		digits = bytes.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, digits)
		raw = make([]byte, hex.DecodedLen(len(digits)))
		n, _ := hex.Decode(raw, digits[:len(digits)/2*2])
		raw = raw[:n]
	}
	return letters(raw), end
}

// letters are the bytes of a string object as text.
func letters(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		var units []uint16
		for i := 2; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		return string(utf16.Decode(units))
	case utf8.Valid(raw):
		return strings.TrimPrefix(string(raw), "\ufeff")
	}
	var latin strings.Builder
	for _, b := range raw {
		latin.WriteRune(rune(b))
	}
	return latin.String()
}

// literal reads a string in parentheses, which may nest, and says where it ends.
func literal(data []byte) (out []byte, end int) {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '(':
			if depth++; depth > 1 {
				out = append(out, c)
			}
		case ')':
			if depth--; depth <= 0 {
				return out, i + 1
			}
			out = append(out, c)
		case '\\':
			var b []byte
			b, i = escape(data, i+1)
			out = append(out, b...)
		default:
			out = append(out, c)
		}
	}
	return out, len(data)
}

// escape reads what follows a backslash, and says where it ends.
func escape(data []byte, i int) ([]byte, int) {
	if i >= len(data) {
		return nil, i
	}
	if c := data[i]; c < '0' || c > '7' {
		plain, named := map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}[c]
		switch {
		case named:
			return []byte{plain}, i
		case c == '\n', c == '\r': // the line goes on
			return nil, i
		}
		return []byte{c}, i
	}
	n, end := 0, i
	for ; end < len(data) && end < i+3 && '0' <= data[end] && data[end] <= '7'; end++ {
		n = n*8 + int(data[end]-'0')
	}
	return []byte{byte(n)}, end - 1
}
