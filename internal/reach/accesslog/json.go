package accesslog

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// deepest is how many objects of JSON may stand in each other.
const deepest = 8

// named are the names, in small letters and without marks, that people give the values.
var named = map[string]func(p *Parser, r *Request, value []byte){
	"time": at, "timelocal": at, "timeiso8601": at, "timestamp": at, "ts": at, "msec": at, "datetime": at, "date": at, "startutc": at, "starttime": at, "requesttime": at, "eventtime": at,
	"remoteaddr": address, "remoteip": address, "clientip": address, "clienthost": address, "ip": address, "client": address, "clientaddr": address, "remotehost": address, "xrealip": address,
	"method": method, "requestmethod": method, "httpmethod": method, "verb": method,
	"uri": target, "requesturi": target, "path": target, "requestpath": target, "url": target, "originalurl": target, "documenturi": target, "urlpath": target,
	"request": whole, "requestline": whole,
	"args": query, "querystring": query, "query": query,
	"status": answer, "statuscode": answer, "downstreamstatus": answer, "responsecode": answer, "response": answer, "httpstatus": answer,
	"bodybytessent": sent, "bytes": sent, "bytessent": sent, "size": sent, "downstreamcontentsize": sent, "responsesize": sent,
	"httpreferer": from, "referer": from, "referrer": from, "requestreferer": from, "httpreferrer": from,
	"httpuseragent": browser, "useragent": browser, "agent": browser, "requestuseragent": browser, "browser": browser,
	"host": host, "servername": host, "vhost": host, "httphost": host, "virtualhost": host, "requesthost": host, "domain": host,
	"secpurpose": purpose, "purpose": purpose, "httpsecpurpose": purpose, "xpurpose": purpose,
}

func at(p *Parser, r *Request, value []byte) {
	var seconds int64
	if p.clock.any(value, &seconds) && r.Time == 0 {
		r.Time = seconds
	}
}
func address(_ *Parser, r *Request, value []byte) { r.Address = either(r.Address, value) }
func method(_ *Parser, r *Request, value []byte)  { r.Method = either(value, r.Method) }
func target(_ *Parser, r *Request, value []byte) {
	if len(value) > len(r.Target) { // with its query, or as it was before the server changed it
		r.Target = value
	}
}
func whole(_ *Parser, r *Request, value []byte) {
	if r.Target == nil {
		r.request(value)
	}
}
func query(_ *Parser, _ *Request, _ []byte)      {}
func answer(_ *Parser, r *Request, value []byte) { r.status(value) }
func sent(_ *Parser, r *Request, value []byte)   { r.size(value) }
func from(_ *Parser, r *Request, value []byte)   { r.Referrer = either(value, r.Referrer) }
func browser(_ *Parser, r *Request, value []byte) {
	if r.Named = true; len(value) > 0 {
		r.agent(value)
	}
}
func host(_ *Parser, r *Request, value []byte) { r.Host = either(r.Host, value) }
func purpose(_ *Parser, r *Request, value []byte) {
	r.Prefetch = r.Prefetch || bytes.Contains(value, []byte("prefetch"))
}

// readJSON reads a line that is an object, whatever its names are. What lies deeper
// counts like what lies at the top: Caddy puts the request into an object of its own.
func readJSON(p *Parser, line []byte, r *Request) bool {
	if line = bytes.TrimLeft(line, " \t"); len(line) == 0 || line[0] != '{' {
		return false
	}
	s := scan{p: p, r: r, text: line}
	if !s.object(0) || r.Status == 0 {
		return false
	}
	if len(r.Method) == 0 {
		r.Method = []byte("GET")
	}
	if len(r.Address) == 0 { // Apache's %h is called host
		r.Address, r.Host = r.Host, nil
	}
	return true
}

// scan goes through the text of an object.
type scan struct {
	p    *Parser
	r    *Request
	text []byte
}

func (s *scan) space() { s.text = bytes.TrimLeft(s.text, " \t\r\n") }

// take takes one sign, if it is the next.
func (s *scan) take(c byte) bool {
	if s.space(); len(s.text) == 0 || s.text[0] != c {
		return false
	}
	s.text = s.text[1:]
	return true
}

func (s *scan) object(depth int) bool {
	if !s.take('{') || depth > deepest {
		return false
	}
	if s.take('}') {
		return true
	}
	for {
		key, ok := s.string()
		if !ok || !s.take(':') || !s.value(plainName(key), depth) {
			return false
		}
		if !s.take(',') {
			return s.take('}')
		}
	}
}

// plainName is a name in small letters and without marks: http_user_agent and
// Http-User-Agent are one.
func plainName(key []byte) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, string(key))
}

// value takes a value of a name.
func (s *scan) value(name string, depth int) bool {
	s.space()
	if len(s.text) == 0 {
		return false
	}
	switch s.text[0] {
	case '{':
		if name == "respheaders" || name == "responseheaders" {
			quiet := scan{&Parser{}, &Request{}, s.text}
			ok := quiet.object(depth + 1)
			s.text = quiet.text
			return ok
		}
		return s.object(depth + 1)
	case '[':
		return s.list(name, depth+1)
	case '"':
		text, ok := s.string()
		s.set(name, text)
		return ok
	}
	end := bytes.IndexAny(s.text, ",}] \t")
	if end <= 0 {
		return false
	}
	value := s.text[:end]
	if string(value) == "null" {
		value = nil
	}
	s.set(name, value)
	s.text = s.text[end:]
	return true
}

// list takes the values of a list as values of its name.
func (s *scan) list(name string, depth int) bool {
	if !s.take('[') || depth > deepest {
		return false
	}
	if s.take(']') {
		return true
	}
	for {
		if !s.value(name, depth) {
			return false
		}
		if !s.take(',') {
			return s.take(']')
		}
	}
}

// set takes a value; none is told as well, since a request without a browser's name is
// other than a log without the names.
func (s *scan) set(name string, value []byte) {
	if set := named[name]; set != nil {
		set(s.p, s.r, value)
	}
}

// string takes a text.
func (s *scan) string() ([]byte, bool) {
	if !s.take('"') {
		return nil, false
	}
	end := closing(s.text)
	if end < 0 {
		return nil, false
	}
	text := s.text[:end]
	s.text = s.text[end+1:]
	if bytes.IndexByte(text, '\\') < 0 {
		return text, true
	}
	return s.p.unquoted(text), true
}

// unquoted takes the backslashes of JSON out.
func (p *Parser) unquoted(text []byte) []byte {
	start := len(p.buffer)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '\\' || i+1 == len(text) {
			p.buffer = append(p.buffer, c)
			continue
		}
		i++
		switch c = text[i]; c {
		case 'n', 'r', 't', 'b', 'f':
			p.buffer = append(p.buffer, ' ')
		case 'u':
			r, digits := rune(0), 0
			for ; digits < 4 && hexAt(text, i+1) >= 0; digits++ {
				i++
				r = r<<4 | rune(hexAt(text, i))
			}
			p.buffer = utf8.AppendRune(p.buffer, r)
		default:
			p.buffer = append(p.buffer, c)
		}
	}
	return p.buffer[start:]
}
