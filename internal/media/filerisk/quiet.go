package filerisk

import (
	"bytes"
	"path"
)

// QuietSize is the longest file that Quiet vouches for, in bytes.
const QuietSize = 1 << 20

// Quiet reports whether a file of HTML or XML holds nothing that could run, so that it
// may be published as it is: HTML without a single tag, as search engines want it for
// proof of ownership, and XML of data. data is the whole file; of a longer one than
// QuietSize nobody can say.
func Quiet(name string, data []byte) bool {
	if len(data) > QuietSize || !plainBytes(data) {
		return false
	}
	switch path.Ext(clean(name)) {
	case ".html", ".htm":
		return bytes.IndexByte(data, '<') < 0
	case ".xhtml", ".xht", ".xhtm", ".dhtml", ".mht", ".mhtml", ".xsl", ".xslt", ".xul":
		return false
	}
	return !hasTag(bytes.ToLower(data[:min(len(data), HeadSize)])) && quietXML(data)
}

// plainBytes reports whether a text is in an encoding in which a byte below 0x80 is
// the ASCII character, without the controls that switch encodings.
func plainBytes(data []byte) bool {
	for _, b := range data {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' {
			return false
		}
	}
	return true
}

// quietXML looks for the only ways in which XML comes to run: elements of XHTML or
// SVG, whose namespace must be spelled, and style sheets. What could spell a name in
// another way (entities, references, encodings) is none of plain data.
func quietXML(data []byte) bool {
	text := bytes.ToLower(data)
	if !bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<")) {
		return false
	}
	for _, bad := range []string{"1999/xhtml", "2000/svg", "xsl/transform", "xml-stylesheet", "<!doctype", "<!entity", "&#", "<script", "<svg", "<html"} {
		if bytes.Contains(text, []byte(bad)) {
			return false
		}
	}
	declaration, _, _ := bytes.Cut(text[:min(len(text), 200)], []byte("?>"))
	if _, encoding, ok := bytes.Cut(declaration, []byte("encoding")); ok {
		encoding = bytes.TrimLeft(encoding, " \t\r\n=\"'")
		return bytes.HasPrefix(encoding, []byte("utf-8")) || bytes.HasPrefix(encoding, []byte("us-ascii")) || bytes.HasPrefix(encoding, []byte("iso-8859-1"))
	}
	return true
}
