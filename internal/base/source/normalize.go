package source

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
)

const (
	bom         = "\ufeff"
	replacement = "\ufffd"
)

// Normalize mends what editors and systems do to a text: byte order marks, UTF-16,
// Windows-1258, line ends of other systems, invisible characters, letters
// apart from their marks. A clean text is read once and not copied. Normalizing
// a normalized text changes nothing.
func Normalize(path string, raw []byte) (Text, []problem.Problem) {
	h := normalizer{Text: Text{Path: path, Bytes: raw}}
	if order := utf16Order(raw); order != nil {
		h.become(decodeUTF16(raw, order), FixedUTF16)
	}
	if rest, ok := bytes.CutPrefix(h.Bytes, []byte(bom)); ok {
		h.become(rest, FixedBOM)
	}
	if clean(h.Bytes) < len(h.Bytes) {
		h.normalize()
	}
	h.places = new(problem.Locator)
	return h.Text, h.problems
}

type normalizer struct {
	Text
	problems []problem.Problem
}

func (h *normalizer) become(mended []byte, what string) {
	h.Bytes = mended
	h.Fixed = append(h.Fixed, what)
}

func (h *normalizer) report(code problem.Code, at problem.Place, args problem.Args) {
	h.problems = append(h.problems, problem.New(code, at, args))
}

// normalize mends a text that is not clean. The order matters: dropping a
// character may bring a letter and its mark together, so composing comes last.
func (h *normalizer) normalize() {
	if bytes.IndexByte(h.Bytes, '\r') >= 0 {
		h.become(unixLines(h.Bytes), FixedLineEnds)
		if clean(h.Bytes) == len(h.Bytes) {
			return
		}
	}
	if i := bytes.IndexByte(h.Bytes, 0); i >= 0 {
		h.binary(i)
	}
	if !utf8.Valid(h.Bytes) {
		h.decode()
	}
	if mended, changed := dropZeroWidth(h.Bytes); changed {
		h.become(mended, FixedZeroWidth)
	}
	if !norm.NFC.IsNormal(h.Bytes) {
		h.become(norm.NFC.Bytes(h.Bytes), FixedNFC)
	}
	if found, ok := findLegacy(h.Bytes); ok {
		h.report(problem.SourceLegacy, h.Place(found.offset, len(found.word)), problem.Args{
			"encoding": found.encoding.title(), "from": string(found.encoding),
			"word": found.word, "meant": found.meant, "file": h.Path,
		})
	}
}

// binary reports a file with zero bytes. They are dropped; if the rest is not
// UTF-8 either, the file is binary and its text is empty.
func (h *normalizer) binary(offset int) {
	at := h.Place(offset, 1)
	at.Text = "" // not fit for a terminal
	h.report(problem.SourceBinary, at, nil)
	h.Bytes = bytes.ReplaceAll(h.Bytes, []byte{0}, nil)
	if !utf8.Valid(h.Bytes) {
		h.Bytes = nil
	}
}

// decode finds the 8-bit encoding of a text that is not UTF-8. One in TCVN3 or
// VNI is left as its editor showed it, to be recognised and reported.
func (h *normalizer) decode() {
	if decoded, ok := windows1258(h.Bytes); ok {
		h.become(decoded, FixedWindows1258)
		return
	}
	if decoded := windows1252(h.Bytes); foreign(h.Bytes) {
		if _, ok := findLegacy(decoded); ok {
			h.Bytes = decoded
			return
		}
	}
	offset := firstInvalid(h.Bytes)
	h.Bytes = bytes.ToValidUTF8(h.Bytes, []byte(replacement))
	h.report(problem.SourceNotUTF8, h.Place(offset, len(replacement)), nil)
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(b)
}

// unixLines turns CRLF and a lone CR into LF.
func unixLines(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return append(out, b...)
		}
		out = append(append(out, b[:i]...), '\n')
		b = bytes.TrimPrefix(b[i+1:], []byte{'\n'})
	}
}
