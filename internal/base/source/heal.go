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

// Heal mends what editors and systems do to a text: byte order marks, UTF-16,
// Windows-1258, line ends of other systems, invisible characters, letters
// apart from their marks. A healthy text costs one look at each byte and is not
// copied. Healing a healed text changes nothing.
func Heal(path string, raw []byte) (Text, []problem.Problem) {
	h := healer{Text: Text{Path: path, Bytes: raw}}
	if order := utf16Order(raw); order != nil {
		h.become(decodeUTF16(raw, order), HealedUTF16)
	}
	if rest, ok := bytes.CutPrefix(h.Bytes, []byte(bom)); ok {
		h.become(rest, HealedBOM)
	}
	if healthy(h.Bytes) < len(h.Bytes) {
		h.heal()
	}
	return h.Text, h.problems
}

type healer struct {
	Text
	problems []problem.Problem
}

func (h *healer) become(mended []byte, what string) {
	h.Bytes = mended
	h.Healed = append(h.Healed, what)
}

func (h *healer) report(code problem.Code, at problem.Place, args problem.Args) {
	h.problems = append(h.problems, problem.New(code, at, args))
}

// heal is the slow road. The order matters: what is dropped may bring a letter
// and its mark together, so composing comes after.
func (h *healer) heal() {
	if bytes.IndexByte(h.Bytes, '\r') >= 0 {
		h.become(unixLines(h.Bytes), HealedLineEnds)
		if healthy(h.Bytes) == len(h.Bytes) {
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
		h.become(mended, HealedZeroWidth)
	}
	if !norm.NFC.IsNormal(h.Bytes) {
		h.become(norm.NFC.Bytes(h.Bytes), HealedNFC)
	}
	if found, ok := findLegacy(h.Bytes); ok {
		h.report(problem.SourceLegacy, h.Place(found.offset, len(found.word)), problem.Args{
			"encoding": found.encoding.title(), "from": string(found.encoding),
			"word": found.word, "meant": found.meant, "file": h.Path,
		})
	}
}

// binary refuses a file with zero bytes. A stray one in a text is dropped; what
// is no text without them either, is left out as a whole.
func (h *healer) binary(offset int) {
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
func (h *healer) decode() {
	if decoded, ok := windows1258(h.Bytes); ok {
		h.become(decoded, HealedWindows1258)
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
