// Package accesslog reads the requests out of the access logs of web servers: Apache,
// nginx, Caddy, IIS, CloudFront, S3, JSON in the forms that people set up, and a format
// that the site gives.
//
//	parser, err := accesslog.NewParser(`$remote_addr [$time_local] "$request" $status`)
//	for line := range lines {
//		if parser.Parse(line, &request) == accesslog.Read { … }
//	}
//
// Each line is tried on its own, so that a file may mix formats. Only the lines of W3C
// logs depend on an earlier one, which names the fields.
package accesslog

import "bytes"

// MaxLine is how many bytes of a line are read. A longer one is Unread.
const MaxLine = 64 << 10

// Request is what a line says of one request. The slices are parts of the line, or of a
// buffer of the parser: both are overwritten by the next line.
type Request struct {
	Time     int64 // seconds since 1970
	Host     []byte
	Address  []byte
	Method   []byte
	Target   []byte // path and query, as the browser wrote them
	Referrer []byte
	Agent    []byte
	Status   int
	Size     int64 // bytes sent; -1 if the line does not say
	Named    bool  // the format tells the browser
	Prefetch bool  // the browser said that nobody looks at it yet
}

// Outcome is what became of a line.
type Outcome uint8

// The outcomes.
const (
	Unread Outcome = iota // nothing that is known
	Read
	Remark // an empty line, or one that tells of the log itself
)

// Parser reads lines. It is not safe for use by several goroutines.
type Parser struct {
	forms  []form // in the order in which they are tried
	w3c    w3c
	clock  clock
	buffer []byte
}

// form reads one kind of line, and reports whether it could.
type form func(p *Parser, line []byte, r *Request) bool

// NewParser makes a parser that knows all formats, and the one that is given in the words
// of nginx ($remote_addr …) or Apache (%h …), unless it is "".
func NewParser(format string) (*Parser, error) {
	p := &Parser{forms: []form{readJSON, readCommon, readW3C, readS3}}
	if format == "" {
		return p, nil
	}
	own, err := compile(format)
	if err != nil {
		return nil, err
	}
	p.forms = append([]form{own.read}, p.forms...)
	return p, nil
}

// Begin forgets the fields that the last file named.
func (p *Parser) Begin() { p.w3c = w3c{} }

// Parse reads a line, which has no line end.
func (p *Parser) Parse(line []byte, r *Request) Outcome {
	line = bytes.TrimRight(line, "\r")
	line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	switch {
	case len(line) > MaxLine:
		return Unread
	case len(bytes.TrimSpace(line)) == 0:
		return Remark
	case line[0] == '#':
		p.w3c.remark(line)
		return Remark
	}
	for i, read := range p.forms {
		*r, p.buffer = Request{Size: -1}, p.buffer[:0]
		if !read(p, line, r) || r.Time <= 0 || len(r.Target) == 0 {
			continue
		}
		if i > 0 { // the next line is most likely of the same form
			copy(p.forms[1:i+1], p.forms[:i])
			p.forms[0] = read
		}
		return Read
	}
	return Unread
}

// number reads digits, and reports false for anything else.
func number(text []byte) (int64, bool) {
	if len(text) == 0 || len(text) > 18 {
		return 0, false
	}
	var n int64
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// status takes the status of the answer.
func (r *Request) status(text []byte) bool {
	n, ok := number(text)
	if ok = ok && n >= 100 && n <= 999; ok {
		r.Status = int(n)
	}
	return ok
}

// size takes the bytes that were sent; a dash is none.
func (r *Request) size(text []byte) {
	if n, ok := number(text); ok {
		r.Size = n
	} else if string(text) == "-" {
		r.Size = 0
	}
}

// request takes the first line of a request: GET /lich/ HTTP/1.1.
func (r *Request) request(text []byte) bool {
	method, rest, ok := bytes.Cut(text, []byte(" "))
	if !ok || len(method) == 0 || len(method) > 20 {
		return false
	}
	if end := bytes.LastIndex(rest, []byte(" HTTP/")); end >= 0 {
		rest = rest[:end]
	}
	r.Method, r.Target = method, rest
	return len(rest) > 0
}

// agent takes the name of the browser; a dash is none.
func (r *Request) agent(text []byte) {
	r.Named = true
	if string(text) != "-" {
		r.Agent = text
	}
}
