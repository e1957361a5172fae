// Package mail reads an e-mail that was saved as a file (.eml, RFC 5322 and MIME): its text, the
// pictures in it and what is attached to it.
//
//	letter, err := mail.Read(data)
//	letter.HTML      // or letter.Text, if it has none
//	letter.Attached  // each with a name and its bytes
//
// Of several forms of the same text the richest is taken. The error is one of package officefile.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/unicode/norm"

	"loa/internal/base/officefile"
)

// Bounds of a letter; what is beyond them is told in Unread.
const (
	mostParts = 500
	deepest   = 10
	mostText  = 24 << 20
)

// Letter is an e-mail.
type Letter struct {
	Subject  string
	HTML     string
	Text     string
	Pictures map[string]File // by their Content-ID
	Attached []File
	Unread   []string // parts that are broken or too many
}

// File is a part of a letter with a name.
type File struct {
	Name string
	Data []byte
}

var words = mime.WordDecoder{CharsetReader: charset.NewReaderLabel}

// Read reads a letter.
func Read(data []byte) (*Letter, error) {
	message, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\ufeff\r\n")))
	if err != nil || message.Header.Get("From") == "" && message.Header.Get("Subject") == "" && message.Header.Get("Content-Type") == "" {
		return nil, fmt.Errorf("%w: no letter", officefile.ErrNot)
	}
	l := &Letter{Pictures: map[string]File{}, Subject: decoded(message.Header.Get("Subject"))}
	r := &reader{letter: l}
	r.part(header(message.Header), message.Body, 0)
	return l, nil
}

func decoded(text string) string {
	if plain, err := words.DecodeHeader(text); err == nil {
		text = plain
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
}

// header is what a part says of itself.
type header map[string][]string

func (h header) get(name string) string {
	if all := h[name]; len(all) > 0 {
		return all[0]
	}
	return ""
}

type reader struct {
	letter *Letter
	parts  int
}

// part reads one part, with those in it.
func (r *reader) part(h header, body io.Reader, depth int) {
	kind, params, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if r.parts++; r.parts > mostParts || depth > deepest {
		r.lose("…")
		return
	}
	if strings.HasPrefix(kind, "multipart/") {
		r.several(kind, params["boundary"], body, depth)
		return
	}
	data, err := io.ReadAll(transferred(h.get("Content-Transfer-Encoding"), body))
	name := nameOf(h, params)
	if err != nil {
		r.lose(name + " " + kind)
		if len(data) == 0 {
			return
		}
	}
	where, _, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	id := strings.Trim(strings.TrimSpace(h.get("Content-Id")), "<>")
	switch {
	case where != "attachment" && kind == "text/html" && name == "":
		r.letter.HTML += r.text(data, params["charset"])
	case where != "attachment" && kind == "text/plain" && name == "":
		r.letter.Text += r.text(data, params["charset"]) + "\n"
	case strings.HasPrefix(kind, "image/") && where != "attachment" && id != "":
		r.letter.Pictures[id] = File{named(name, kind, "anh"), data}
	default:
		if kind == "message/rfc822" && name == "" {
			name = "thu.eml"
		}
		r.letter.Attached = append(r.letter.Attached, File{named(name, kind, "tep"), data})
	}
}

// several reads the parts of a part. Of alternatives HTML is kept beside the text.
func (r *reader) several(kind, boundary string, body io.Reader, depth int) {
	if boundary == "" {
		r.lose(kind)
		return
	}
	parts := multipart.NewReader(body, boundary)
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.lose(kind)
			return
		}
		r.part(header(p.Header), p, depth+1)
		if r.parts > mostParts {
			return
		}
	}
}

func (r *reader) lose(name string) {
	if len(r.letter.Unread) < 20 {
		r.letter.Unread = append(r.letter.Unread, strings.TrimSpace(name))
	}
}

// text decodes a text by the character set that the letter names.
func (r *reader) text(data []byte, label string) string {
	if len(data) > mostText {
		r.lose(label)
		data = data[:mostText]
	}
	if label != "" && !strings.EqualFold(label, "utf-8") {
		if in, err := charset.NewReaderLabel(label, bytes.NewReader(data)); err == nil {
			if text, err := io.ReadAll(in); err == nil {
				data = text
			}
		}
	}
	return norm.NFC.String(strings.ToValidUTF8(string(data), "\ufffd")) // Windows-1258 has marks apart
}

func transferred(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &alphabet{body})
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// alphabet leaves out what is not of base64, as RFC 2045 §6.8 asks.
type alphabet struct{ r io.Reader }

func (a *alphabet) Read(b []byte) (int, error) {
	n, err := a.r.Read(b)
	kept := 0
	for _, c := range b[:n] {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
			b[kept] = c
			kept++
		}
	}
	return kept, err
}

func nameOf(h header, params map[string]string) string {
	_, where, err := mime.ParseMediaType(h.get("Content-Disposition"))
	name := params["name"]
	if err == nil && where["filename"] != "" {
		name = where["filename"]
	}
	if name = path.Base("/" + strings.ReplaceAll(decoded(name), `\`, "/")); name == "/" {
		return ""
	}
	return name
}

// named is a name for a part that may have none.
func named(name, kind, other string) string {
	if name != "" {
		return name
	}
	endings := map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt"}
	return other + endings[kind]
}
