package htmlimport

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// Decode turns the bytes of a page into text: normalized as any source is, or else by
// what the page says of itself.
func Decode(raw []byte) string {
	text, problems := source.Normalize("", raw)
	for _, p := range problems {
		if p.Code != problem.SourceNotUTF8 {
			continue
		}
		encoding, _, _ := charset.DetermineEncoding(raw, "")
		decoded, err := io.ReadAll(encoding.NewDecoder().Reader(bytes.NewReader(raw)))
		if err == nil && utf8.Valid(decoded) {
			return string(decoded)
		}
	}
	return string(text.Bytes)
}
