package accesslog

import "bytes"

// readCommon reads the Common Log Format of Apache and nginx, the combined one, and both
// with the virtual host before them.
//
//	[host[:port] ]address ident user [time] "request" status size[ "referrer" "browser"]
//
// Where the address is what proxies say, "1.2.3.4, 10.0.0.7", the reader's is the first.
// Source: httpd.apache.org/docs/2.4/logs.html. The name of a user may hold spaces.
func readCommon(p *Parser, line []byte, r *Request) bool {
	first, rest, ok := bytes.Cut(line, []byte(" "))
	if !ok {
		return false
	}
	second, _, _ := bytes.Cut(rest, []byte(" "))
	var proxied bool
	if r.Address, proxied = bytes.CutSuffix(first, []byte(",")); proxied {
		second = nil // another address that the request was passed on by, and no host
	}
	if len(second) > 0 && string(second) != "-" && bytes.ContainsAny(second, ".:") && second[0] != '[' {
		r.Host, r.Address = first, second
	}
	open := bytes.Index(rest, []byte(" ["))
	if open < 0 {
		return false
	}
	rest = rest[open+2:]
	end := bytes.IndexByte(rest, ']')
	if end < 0 || !p.clock.common(rest[:end], &r.Time) {
		return false
	}
	return readAnswer(p, rest[end+1:], r)
}

// readAnswer reads what follows the time.
func readAnswer(p *Parser, rest []byte, r *Request) bool {
	request, rest, ok := p.quoted(rest)
	if !ok || !r.request(request) {
		return false
	}
	status, rest := word(rest)
	size, rest := word(rest)
	if !r.status(status) {
		return false
	}
	r.size(size)
	referrer, rest, ok := p.quoted(rest)
	if !ok {
		return true // the common format
	}
	r.Referrer = referrer
	if agent, _, ok := p.quoted(rest); ok {
		r.agent(agent)
	}
	return true
}

// word cuts the next word of a line off.
func word(text []byte) (one, rest []byte) {
	text = bytes.TrimLeft(text, " ")
	one, rest, _ = bytes.Cut(text, []byte(" "))
	return one, rest
}

// quoted cuts a text in quotation marks off, if one comes next.
func (p *Parser) quoted(text []byte) (one, rest []byte, ok bool) {
	text = bytes.TrimLeft(text, " ")
	if len(text) == 0 || text[0] != '"' {
		return nil, text, false
	}
	end := closing(text[1:])
	if end < 0 {
		return nil, text, false
	}
	return p.unescaped(text[1 : end+1]), text[end+2:], true
}

// closing finds the quotation mark that ends a text; -1 for none.
func closing(text []byte) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

// unescaped takes out the backslashes that servers put before what could end the text:
// \" and \xC4.
func (p *Parser) unescaped(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	start := len(p.buffer)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\\' && i+1 < len(text) {
			if high, low := hexAt(text, i+2), hexAt(text, i+3); text[i+1] == 'x' && high >= 0 && low >= 0 {
				c, i = byte(high<<4|low), i+3
			} else {
				i++
				c = text[i]
			}
		}
		p.buffer = append(p.buffer, c)
	}
	return p.buffer[start:]
}

// hexAt is the value of a hexadecimal digit; -1 if there is none.
func hexAt(text []byte, i int) int {
	if i >= len(text) {
		return -1
	}
	switch c := text[i]; {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
