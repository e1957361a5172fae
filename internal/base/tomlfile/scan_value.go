package tomlfile

import "bytes"

// part is one part of a dotted key.
type part struct {
	name string
	span
}

// value reads one value. It always returns a node; at flaws an empty one.
func (s *scanner) value(path []string, depth int) *node {
	s.skipSpace()
	start := s.at
	n := &node{}
	if s.tooDeep(depth, span{start, min(start+1, len(s.text))}) {
		return n
	}
	switch c := s.peek(); {
	case c == '"' || c == '\'':
		s.quoted(c)
	case c == '[':
		s.list(n, path, depth+1)
	case c == '{':
		s.inlineTable(n, path, depth+1)
	default:
		s.bare(depth)
		if s.at == start {
			s.flawed(noValue, span{start, start + 1})
		}
	}
	n.value = span{start, s.at}
	return n
}

// quoted reads a string of any of the four kinds.
func (s *scanner) quoted(quote byte) {
	start := s.at
	triple := bytes.Repeat([]byte{quote}, 3)
	if bytes.HasPrefix(s.text[s.at:], triple) {
		s.at += 3
		for s.at < len(s.text) {
			if bytes.HasPrefix(s.text[s.at:], triple) {
				s.at += 3
				for n := 0; n < 2 && s.peek() == quote; n++ { // quotes just before the closing ones
					s.at++
				}
				return
			}
			s.character(quote)
		}
		s.flawed(openQuote, span{start, start + 3})
		return
	}
	s.at++
	for s.at < len(s.text) && s.text[s.at] != '\n' {
		if s.text[s.at] == quote {
			s.at++
			return
		}
		s.character(quote)
	}
	s.flawed(openQuote, span{start, s.at})
}

// character passes one character of a string, two after a backslash.
func (s *scanner) character(quote byte) {
	if quote == '"' && s.text[s.at] == '\\' && s.at+1 < len(s.text) && s.text[s.at+1] != '\n' {
		s.at++
	}
	s.at++
}

func (s *scanner) list(n *node, path []string, depth int) {
	open := s.at
	s.at++
	for {
		s.skipBetween()
		switch {
		case s.at >= len(s.text) || s.atLineStart() && s.looksLikeKey():
			s.flawed(openBracket, span{open, open + 1})
			s.backToLineEnd()
			return
		case s.peek() == ']':
			s.at++
			return
		case s.peek() == '}' || s.peek() == '=':
			s.flawed(moreText, span{s.at, s.at + 1})
			s.at++
			continue
		}
		item := s.value(path, depth)
		item.key = item.value
		n.items = append(n.items, item)
	}
}

func (s *scanner) inlineTable(n *node, path []string, depth int) {
	open := s.at
	s.at++
	for first := true; ; first = false {
		before := s.at
		s.skipBetween()
		comma := bytes.IndexByte(s.text[before:s.at], ',') >= 0
		switch {
		case s.at >= len(s.text) || s.atLineStart() && (s.peek() == '[' || !first && !comma && s.looksLikeKey()):
			s.flawed(openBracket, span{open, open + 1})
			s.backToLineEnd()
			return
		case s.peek() == '}':
			s.at++
			return
		case s.peek() == ']':
			s.flawed(openBracket, span{open, open + 1})
			return
		}
		s.assignment(n, path, depth)
	}
}

// bare passes a value without quotes: to the line's end or a comment, within
// brackets also to what divides values there.
func (s *scanner) bare(depth int) {
	stops := "#\n"
	if depth > 0 {
		stops = "#\n,]}"
	}
	end := bytes.IndexAny(s.text[s.at:], stops)
	if end < 0 {
		end = len(s.text) - s.at
	}
	s.at += len(bytes.TrimRight(s.text[s.at:s.at+end], " \t\r"))
}

// dottedKey reads a.b."c d".
func (s *scanner) dottedKey() []part {
	var parts []part
	for {
		s.skipSpace()
		p, ok := s.keyPart()
		if !ok {
			return parts
		}
		if parts = append(parts, p); s.tooDeep(len(parts), p.span) {
			return nil
		}
		s.skipSpace()
		if s.peek() != '.' {
			return parts
		}
		s.at++
	}
}

func (s *scanner) keyPart() (part, bool) {
	start := s.at
	if c := s.peek(); c == '"' || c == '\'' {
		s.quoted(c)
		name, ok := unquote(s.text[start:s.at])
		return part{name, span{start, s.at}}, ok
	}
	for s.at < len(s.text) && isBare(s.text[s.at]) {
		s.at++
	}
	return part{string(s.text[start:s.at]), span{start, s.at}}, s.at > start
}

// isBare accepts letters beyond ASCII too: they are a fault in TOML, but the
// key is meant.
func isBare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c >= 0x80
}
