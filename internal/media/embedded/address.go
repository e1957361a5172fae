package embedded

import (
	"bytes"
	"encoding/base64"
	"html"
	"net/url"
	"strings"
)

// address is a data: address (RFC 2397) in a text: its content lies from body to end.
type address struct {
	start, body, end int
	base64           bool
}

// longestHead is how long the beginning of an address is, up to its comma, in bytes.
const longestHead = 256

// addresses finds the data: addresses of a text, of which the content may be written
// with references of HTML or in percent.
func addresses(text []byte) []address {
	var all []address
	for at := 0; ; {
		i := indexFold(text[at:], "data:")
		if i < 0 {
			return all
		}
		start := at + i
		at = start + len("data:")
		comma := bytes.IndexByte(text[at:min(at+longestHead-len("data:"), len(text))], ',')
		if comma < 0 {
			continue
		}
		kind := strings.ToLower(string(text[at : at+comma]))
		if strings.ContainsAny(kind, "<>\"'()\n") && !strings.Contains(kind, "base64") {
			continue
		}
		a := address{start: start, body: at + comma + 1, base64: strings.Contains(kind, "base64")}
		a.end = a.body + ends(text[a.body:], a.base64)
		all = append(all, a)
		at = a.end // what looks like an address within is found when its content is searched
	}
}

// ends is where the content of an address ends: at a quote, a bracket or a tag; in
// base64 also at what does not belong to it.
func ends(text []byte, coded bool) int {
	stop := "\"'<>()"
	if coded {
		stop += "{}[]!*:,|^~`$"
	}
	if i := bytes.IndexAny(text, stop); i >= 0 {
		return i
	}
	return len(text)
}

// indexFold is bytes.Index for a word of ASCII, in any case.
func indexFold(text []byte, word string) int {
	for at := 0; ; at++ {
		i := bytes.IndexAny(text[at:], word[:1]+strings.ToUpper(word[:1]))
		if i < 0 || at+i+len(word) > len(text) {
			return -1
		}
		if at += i; strings.EqualFold(string(text[at:at+len(word)]), word) {
			return at
		}
	}
}

// decode is the content of an address; nil of one that cannot be read.
func (a address) decode(text []byte) []byte {
	body := string(text[a.body:a.end])
	if strings.Contains(body, "&") {
		body = html.UnescapeString(body)
	}
	if strings.Contains(body, "%") {
		if plain, err := url.PathUnescape(body); err == nil {
			body = plain
		}
	}
	if !a.base64 {
		return []byte(body)
	}
	body = strings.Map(func(r rune) rune {
		switch {
		case r == '-':
			return '+'
		case r == '_':
			return '/'
		case r == '+', r == '/', '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return r
		}
		return -1
	}, body)
	data, err := base64.RawStdEncoding.DecodeString(body[:len(body)-len(body)%4])
	if err != nil {
		return nil
	}
	if rest, err := base64.RawStdEncoding.DecodeString(body[len(body)-len(body)%4:]); err == nil {
		data = append(data, rest...)
	}
	return data
}

// empty is a picture of one pixel without colour.
const empty = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

// Blank puts an empty picture in the place of each data: address of a text whose
// content must not be shown. It returns the text itself if there is none.
func Blank(text []byte, withheld func(data []byte) bool) ([]byte, bool) {
	var out []byte
	at := 0
	for _, a := range addresses(text) {
		if a.start < at {
			continue
		}
		if data := a.decode(text); data != nil && withheld(data) {
			out = append(append(out, text[at:a.start]...), empty...)
			at = a.end
		}
	}
	if at == 0 {
		return text, false
	}
	return append(out, text[at:]...), true
}
