package accesslog

import (
	"bytes"
	"errors"
	"strings"
)

// custom is a format that a site gives: texts, and after each of them a value.
type custom struct {
	pieces []piece
}

type piece struct {
	before []byte // what stands before the value
	set    func(p *Parser, r *Request, value []byte)
}

// Errors of formats that cannot be used.
var (
	ErrNoValues = errors.New("the format names no values: write it as nginx does, $remote_addr …, or as Apache does, %h …")
	ErrNoTime   = errors.New("the format has no time ($time_local, %t)")
	ErrNoTarget = errors.New("the format has no request ($request, %r)")
	ErrTouching = errors.New("two values of the format touch each other")
)

// apache are the values of Apache's LogFormat. Source:
// httpd.apache.org/docs/2.4/mod/mod_log_config.html.
var apache = map[string]string{
	"h": "remoteaddr", "a": "remoteaddr", "t": "time", "r": "request", "s": "status", "b": "bytes", "B": "bytes", "O": "bytes",
	"v": "host", "V": "host", "m": "method", "U": "uri", "q": "args", "f": "", "l": "", "u": "", "D": "", "T": "", "I": "", "p": "", "P": "", "k": "", "X": "", "L": "", "A": "", "H": "",
}

// compile reads a format.
func compile(format string) (*custom, error) {
	var c custom
	var before []byte
	has := map[string]bool{}
	for rest := format; rest != ""; {
		name, after := variable(rest)
		if after == rest {
			before, rest = append(before, rest[0]), rest[1:]
			continue
		}
		if len(c.pieces) > 0 && len(before) == 0 {
			return nil, ErrTouching
		}
		set := named[name]
		if set == nil {
			set = query // a value that nobody needs
		}
		c.pieces = append(c.pieces, piece{before, set})
		before, rest, has[name] = nil, after, true
	}
	switch {
	case len(c.pieces) == 0:
		return nil, ErrNoValues
	case !has["time"] && !has["timelocal"] && !has["timeiso8601"] && !has["msec"]:
		return nil, ErrNoTime
	case !has["request"] && !has["uri"] && !has["requesturi"]:
		return nil, ErrNoTarget
	}
	c.pieces = append(c.pieces, piece{before: before})
	return &c, nil
}

// variable reads a value's name at the beginning of a format. Without one, the rest is
// all of it.
func variable(format string) (name, rest string) {
	switch {
	case strings.HasPrefix(format, "$"):
		end := 1
		for end < len(format) && (format[end] == '_' || format[end] >= 'a' && format[end] <= 'z' || format[end] >= '0' && format[end] <= '9') {
			end++
		}
		if end > 1 {
			return plainName([]byte(format[1:end])), format[end:]
		}
	case strings.HasPrefix(format, "%"):
		rest := strings.TrimLeft(format[1:], "<>!,0123456789")
		if braced, ok := strings.CutPrefix(rest, "{"); ok {
			if inner, after, ok := strings.Cut(braced, "}"); ok && after != "" {
				if after[0] == 't' {
					return "time", after[1:]
				}
				return plainName([]byte(inner)), after[1:]
			}
		} else if rest != "" {
			if name, known := apache[rest[:1]]; known {
				return name, rest[1:]
			}
		}
	}
	return "", format
}

// read reads a line: each value goes on to the text behind it.
func (c *custom) read(p *Parser, line []byte, r *Request) bool {
	if !bytes.HasPrefix(line, c.pieces[0].before) {
		return false
	}
	line = line[len(c.pieces[0].before):]
	for i, one := range c.pieces[:len(c.pieces)-1] {
		end := until(line, c.pieces[i+1].before)
		if end < 0 {
			return false
		}
		value := p.unescaped(line[:end])
		line = line[end+len(c.pieces[i+1].before):]
		if string(value) != "-" {
			one.set(p, r, value)
		}
	}
	if r.Method == nil {
		r.Method = []byte("GET")
	}
	return r.Status != 0
}

// until finds where the text after a value begins; the end of the line if there is none.
// A quotation mark with a backslash before it belongs to the value, and what stands in
// the brackets of a time too.
func until(line, text []byte) int {
	if len(text) == 0 {
		return len(line)
	}
	if text[0] == '"' {
		for from := 0; ; {
			end := closing(line[from:])
			if end < 0 || bytes.HasPrefix(line[from+end:], text) {
				return ended(end, from)
			}
			from += end + 1
		}
	}
	from := 0
	if len(line) > 0 && line[0] == '[' {
		from = max(bytes.IndexByte(line, ']'), 0)
	}
	return ended(bytes.Index(line[from:], text), from)
}

func ended(end, from int) int {
	if end < 0 {
		return -1
	}
	return from + end
}
