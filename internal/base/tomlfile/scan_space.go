package tomlfile

import (
	"bytes"
	"unicode"
)

func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) skipSpace() {
	for s.peek() == ' ' || s.peek() == '\t' || s.peek() == '\r' {
		s.at++
	}
}

// skipBlank passes space, empty lines and comments.
func (s *scanner) skipBlank() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		case '#':
			s.skipLine()
		default:
			return
		}
	}
}

// skipBetween passes what may stand between the values of a list.
func (s *scanner) skipBetween() {
	for s.skipBlank(); s.peek() == ','; s.skipBlank() {
		s.at++
	}
}

func (s *scanner) skipLine() { s.at = s.restOfLine().end }

// restOfLine is what is left of the line, without white space at its end.
func (s *scanner) restOfLine() span {
	end := bytes.IndexByte(s.text[s.at:], '\n')
	if end < 0 {
		end = len(s.text) - s.at
	}
	return span{s.at, s.at + len(bytes.TrimRight(s.text[s.at:s.at+end], " \t\r"))}
}

func (s *scanner) atLineStart() bool {
	before := bytes.TrimRightFunc(s.text[:s.at], func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return len(before) == 0 || before[len(before)-1] == '\n'
}

// backToLineEnd leaves a value that was never closed at the end of its last
// line with text.
func (s *scanner) backToLineEnd() {
	s.at = len(bytes.TrimRight(s.text[:min(s.at, len(s.text))], " \t\r\n"))
}

// looksLikeKey reports whether "key =" follows, which within a list means that
// the list was not closed.
func (s *scanner) looksLikeKey() bool {
	at := s.at
	defer func() { s.at = at }()
	for s.at < len(s.text) && (isBare(s.text[s.at]) || s.text[s.at] == '.') {
		s.at++
	}
	end := s.at
	s.skipSpace()
	return end > at && s.peek() == '='
}
