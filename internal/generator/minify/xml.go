package minify

import (
	"bytes"

	"loa/internal/base/pattern"
)

// SVG minifies a drawing.
func SVG(drawing []byte) ([]byte, error) {
	return keepSpace(svgType, drawing, lettering, func(text []byte) []byte {
		return besideTags.ReplaceAllFunc(text, func(space []byte) []byte {
			return bytes.ReplaceAll(spaces.ReplaceAll(space, []byte(" ")), []byte(" "), []byte(kept[' ']))
		})
	})
}

// XML minifies a feed or a sitemap: a document in which an element holds either
// elements or text. White space in a text stays.
func XML(document []byte) ([]byte, error) {
	return keepSpace(xmlType, document, prose, func(text []byte) []byte {
		for c, mark := range kept {
			text = bytes.ReplaceAll(text, []byte{c}, []byte(mark))
		}
		return text
	})
}

// kept are the marks that stand for white space the minifier would drop;
// noncharacters again.
var kept = map[byte]string{' ': "\uFDD2", '\n': "\uFDD3", '\t': "\uFDD4", '\r': "\uFDD5"}

var (
	prose      = pattern.New(`>[^<]*[^<\s][^<]*<`)             // with more than white space
	lettering  = pattern.New(`(?s)<text\b[^>]*>.*?</text\s*>`) // what a drawing says
	besideTags = pattern.New(`>\s+|\s+<`)
	spaces     = pattern.New(`\s+`)
)

// keepSpace minifies with the white space marked that matters.
func keepSpace(kind string, source []byte, where *pattern.Pattern, mark func([]byte) []byte) ([]byte, error) {
	for _, m := range kept {
		if bytes.Contains(source, []byte(m)) {
			return nil, errNoncharacter
		}
	}
	small, err := run(files, kind, where.ReplaceAllFunc(source, mark))
	for c, m := range kept {
		small = bytes.ReplaceAll(small, []byte(m), []byte{c})
	}
	return small, err
}
