package accesslog

import "bytes"

// readS3 reads the server access log of a bucket:
//
//	owner bucket [time] address requester id REST.GET.OBJECT key "request" status error sent size total turnaround "referrer" "browser" …
//
// Source: docs.aws.amazon.com, "Amazon S3 server access log format".
func readS3(p *Parser, line []byte, r *Request) bool {
	_, rest := word(line)
	_, rest = word(rest)
	if len(rest) == 0 || rest[0] != '[' {
		return false
	}
	end := bytes.IndexByte(rest, ']')
	if end < 0 || !p.clock.common(rest[1:end], &r.Time) {
		return false
	}
	r.Address, rest = word(rest[end+1:])
	_, rest = word(rest)
	_, rest = word(rest)
	operation, rest := word(rest)
	key, rest := word(rest)
	_, rest, ok := p.quoted(rest)
	method, found := bytes.CutPrefix(operation, []byte("WEBSITE."))
	if !found {
		method, found = bytes.CutPrefix(operation, []byte("REST."))
	}
	if !found || !ok {
		return false
	}
	r.Method, _, _ = bytes.Cut(method, []byte("."))
	r.Target = p.rooted(key)
	status, rest := word(rest)
	_, rest = word(rest)
	sent, rest := word(rest)
	for range 3 {
		_, rest = word(rest)
	}
	r.size(sent)
	if referrer, after, ok := p.quoted(rest); ok {
		r.Referrer = referrer
		if agent, _, ok := p.quoted(after); ok {
			r.agent(agent)
		}
	}
	return r.status(status)
}

// rooted is a name with a slash before it; a dash is the root.
func (p *Parser) rooted(key []byte) []byte {
	start := len(p.buffer)
	p.buffer = append(p.buffer, '/')
	if string(key) != "-" {
		p.buffer = append(p.buffer, key...)
	}
	return p.buffer[start:]
}
