package minify

import (
	"bytes"
	"errors"
	"strconv"
)

// Around a number these two mark a hole in the source: a place that the
// minifier passes over, as it would a template action. They are noncharacters,
// which Unicode keeps out of every text that is handed on.
const (
	holeStart = "\uFDD0"
	holeEnd   = "\uFDD1"
)

var errNoncharacter = errors.New("minify: the source holds U+FDD0 or U+FDD1, which are no characters")

// holes are the pieces of a source that the minifier must not see.
type holes struct {
	pieces []piece
}

// piece is what belongs into a hole.
type piece struct {
	text   []byte
	action int // where in text a template action begins; -1 if there is none
	line   int // of the action in the source, from 0
}

// dig keeps a piece and returns the mark that stands for it.
func (h *holes) dig(p piece) []byte {
	h.pieces = append(h.pieces, p)
	return []byte(holeStart + strconv.Itoa(len(h.pieces)-1) + holeEnd)
}

// fill puts the pieces back, and pieces within pieces. Before an action that has
// moved up by lines it puts line ends into the action, where they mean nothing:
// so a template's error still names the right line.
func (h *holes) fill(source []byte) []byte {
	var out bytes.Buffer
	h.fillInto(&out, source)
	return out.Bytes()
}

func (h *holes) fillInto(out *bytes.Buffer, source []byte) {
	for {
		before, rest, found := bytes.Cut(source, []byte(holeStart))
		out.Write(before)
		if !found {
			return
		}
		number, after, _ := bytes.Cut(rest, []byte(holeEnd))
		n, _ := strconv.Atoi(string(number)) // dig wrote it
		p := h.pieces[n]
		if p.action < 0 {
			h.fillInto(out, p.text)
		} else {
			start := p.action + opening(p.text[p.action:])
			out.Write(p.text[:start])
			for missing := p.line - bytes.Count(out.Bytes(), []byte("\n")); missing > 0; missing-- {
				out.WriteByte('\n')
			}
			out.Write(p.text[start:])
		}
		source = after
	}
}
