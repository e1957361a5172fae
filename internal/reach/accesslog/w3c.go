package accesslog

import (
	"bytes"
	"slices"
)

// w3c is what the head of a W3C log says: which field stands where. IIS parts the fields
// by spaces, CloudFront by tabs.
//
// Source: www.w3.org/TR/WD-logfile.html.
type w3c struct {
	fields []string
	parts  [][]byte
	cloud  bool // a log of CloudFront
}

// usual are the fields of IIS where a log was cut off from its head.
var usual = []string{"date", "time", "s-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "s-port", "cs-username", "c-ip", "cs(user-agent)", "cs(referer)", "sc-status", "sc-substatus", "sc-win32-status", "time-taken"}

// maxFields is how many fields a line may have.
const maxFields = 100

// remark takes a line that begins with #.
func (w *w3c) remark(line []byte) {
	rest, ok := bytes.CutPrefix(line, []byte("#Fields:"))
	if !ok {
		return
	}
	w.fields, w.cloud = nil, false
	for _, name := range bytes.Fields(rest) {
		lower := string(bytes.ToLower(name))
		if w.cloud = w.cloud || lower == "x-edge-location"; len(w.fields) < maxFields {
			w.fields = append(w.fields, lower)
		}
	}
}

func (w *w3c) split(line []byte) [][]byte {
	w.parts = w.parts[:0]
	by := []byte(" ")
	if bytes.IndexByte(line, '\t') >= 0 {
		by = []byte("\t")
	}
	for len(w.parts) <= maxFields {
		one, rest, more := bytes.Cut(line, by)
		w.parts = append(w.parts, one)
		if line = rest; !more {
			break
		}
	}
	return w.parts
}

func readW3C(p *Parser, line []byte, r *Request) bool {
	fields := p.w3c.fields
	if fields == nil {
		fields = usual
	}
	if len(line) < 20 || len(fields) < 4 {
		return false
	}
	parts := p.w3c.split(line)
	if len(parts) != len(fields) {
		return false
	}
	at := func(name string) []byte {
		if i := slices.Index(fields, name); i >= 0 && string(parts[i]) != "-" {
			return parts[i]
		}
		return nil
	}
	if !p.clock.utc(at("date"), at("time"), &r.Time) || !r.status(at("sc-status")) {
		return false
	}
	r.Method, r.Target, r.Address = at("cs-method"), at("cs-uri-stem"), at("c-ip")
	if query := at("cs-uri-query"); query != nil {
		r.Target = p.join(r.Target, query)
	}
	r.Host, r.Referrer = at("cs-host"), at("cs(referer)")
	if r.Host = either(at("x-host-header"), r.Host); r.Host == nil && !p.w3c.cloud {
		r.Host = at("cs(host)")
	}
	r.size(at("sc-bytes"))
	if slices.Contains(fields, "cs(user-agent)") {
		r.agent(p.spaced(at("cs(user-agent)")))
	}
	return r.Method != nil
}

func either(a, b []byte) []byte {
	if len(a) > 0 {
		return a
	}
	return b
}

func (p *Parser) join(path, query []byte) []byte {
	start := len(p.buffer)
	p.buffer = append(append(append(p.buffer, path...), '?'), query...)
	return p.buffer[start:]
}

// spaced is the name of a browser with the spaces that IIS writes as + and CloudFront as
// %20 or %2520.
func (p *Parser) spaced(text []byte) []byte {
	start := len(p.buffer)
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '+' && !p.w3c.cloud:
			p.buffer = append(p.buffer, ' ')
		case bytes.HasPrefix(text[i:], []byte("%2520")):
			p.buffer = append(p.buffer, ' ')
			i += 4
		case text[i] == '%' && hexAt(text, i+1) >= 0 && hexAt(text, i+2) >= 0:
			p.buffer = append(p.buffer, byte(hexAt(text, i+1)<<4|hexAt(text, i+2)))
			i += 2
		default:
			p.buffer = append(p.buffer, text[i])
		}
	}
	return p.buffer[start:]
}
