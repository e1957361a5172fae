package embedded

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"io"
	"iter"
)

// shortestRun is how many letters of base64 or hexadecimal may hold a picture: fewer
// are words, sums and keys.
const shortestRun = 256

// coded looks into what stands in a text in letters of base64 or in digits. A run that
// goes on behind a text which is not the last of its file is not searched.
func (s *search) coded(text []byte, last bool, depth int) {
	for run, ended := range runs(text) {
		if depth >= deepest || !ended && !last {
			s.cut = true
			continue
		}
		for _, data := range decoded(run) {
			if !s.within(data, depth) {
				return
			}
		}
	}
}

// squeezed looks into what a file holds packed in other ways than ZIP's; text is how the
// file begins, or all of it.
func (s *search) squeezed(text []byte, whole bool, depth int) {
	packed := bytes.HasPrefix(text, []byte("\x1f\x8b"))
	pages := bytes.HasPrefix(text, []byte("%PDF"))
	if !packed && !pages {
		return
	}
	if depth >= deepest || !whole {
		s.cut = true
		return
	}
	if packed {
		s.within(unzipped(text), depth)
		return
	}
	for data := range inflated(text) {
		if !s.within(data, depth) {
			return
		}
	}
}

// within searches what was unpacked, and reports whether more may be.
func (s *search) within(data []byte, depth int) bool {
	s.cut = s.cut || len(data) == mostEntry
	if s.bytes += int64(len(data)); s.bytes > mostPacked {
		s.cut = true
		return false
	}
	if len(data) > 0 {
		s.file(bytes.NewReader(data), int64(len(data)), depth+1)
	}
	return true
}

// runs goes through the stretches of a text that may be base64 or hexadecimal, without
// the ends of lines: in a letter (MIME), a card (vCard), a table, a document (RTF). ended
// says that something else stands behind it.
func runs(text []byte) iter.Seq2[[]byte, bool] {
	return func(yield func(run []byte, ended bool) bool) {
		var run []byte
		for at := 0; at <= len(text); {
			if at < len(text) && coding[text[at]] {
				run = append(run, text[at])
				at++
				continue
			}
			if len(run) > 0 {
				if n := fold(text[at:]); n > 0 {
					at += n
					continue
				}
			}
			if len(run) >= shortestRun && !yield(run, at < len(text)) {
				return
			}
			run = run[:0]
			at++
		}
	}
}

// coding are the letters of base64, in both alphabets; those of hexadecimal are among
// them.
var coding = func() (is [256]bool) {
	for _, letters := range []string{"AZ", "az", "09", "++", "//", "--", "__"} {
		for c := letters[0]; c <= letters[1]; c++ {
			is[c] = true
		}
	}
	return is
}()

// fold is how long the end of a line is that divides a run, with the blanks that begin
// the next line; 0 for none. An empty line ends a run. JSON writes a slash as \/.
func fold(text []byte) int {
	if len(text) > 1 && text[0] == '\\' && text[1] == '/' {
		return 1
	}
	n := 0
	if n < len(text) && text[n] == '\r' {
		n++
	}
	if n < len(text) && text[n] == '\n' {
		n++
	}
	if n == 0 {
		return 0
	}
	for n < len(text) && (text[n] == ' ' || text[n] == '\t') {
		n++
	}
	if n == len(text) || !coding[text[n]] {
		return 0
	}
	return n
}

// decoded is what a run may stand for.
func decoded(run []byte) [][]byte {
	var all [][]byte
	if data := fromHex(run); data != nil {
		all = append(all, data)
	}
	plain := bytes.NewReader(bytes.Map(func(r rune) rune {
		switch r {
		case '-':
			return '+'
		case '_':
			return '/'
		}
		return r
	}, run))
	data, _ := io.ReadAll(base64.NewDecoder(base64.RawStdEncoding, plain)) // up to what is none
	return append(all, data)
}

// fromHex is what the digits at the end of a run stand for: a word may stand on the line
// before them. nil if they are too few.
func fromHex(run []byte) []byte {
	digits := run[1+bytes.LastIndexFunc(run, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f') && (r < 'A' || r > 'F')
	}):]
	data := make([]byte, len(digits)/2)
	if _, err := hex.Decode(data, digits[:len(digits)/2*2]); err != nil || len(digits) < shortestRun {
		return nil
	}
	return data
}

// unzipped is what a gzip file holds, up to a bound; nil for another file.
func unzipped(data []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, mostEntry)) // what can be read of it is searched
	return out
}

// inflated goes through the packed streams of a PDF (PDF 1.7, section 7.4.4), each up to
// a bound.
func inflated(pdf []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for rest := pdf; ; {
			_, after, found := bytes.Cut(rest, []byte("stream"))
			if !found {
				return
			}
			rest = after
			r, err := zlib.NewReader(bytes.NewReader(afterLine(rest)))
			if err != nil {
				continue
			}
			data, _ := io.ReadAll(io.LimitReader(r, mostEntry)) // what can be read of it is searched
			if !yield(data) {
				return
			}
		}
	}
}

// afterLine is what stands behind the end of the line that text begins with.
func afterLine(text []byte) []byte {
	return bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("\r")), []byte("\n"))
}
