package script

import (
	"bytes"
	"encoding/xml"
)

// Text appends a bulletin as plain text: a sentence a line, an empty line between
// paragraphs.
func (b Bulletin) Text(dst []byte) []byte {
	for i, p := range b.Paragraphs {
		if i > 0 {
			dst = append(dst, '\n')
		}
		for _, s := range p.Sentences {
			dst = append(append(dst, s...), '\n')
		}
	}
	return dst
}

// SSML is bulletins in the Speech Synthesis Markup Language (W3C, version 1.1), with a
// pause between them.
func SSML(language string, all []Bulletin) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="`)
	_ = xml.EscapeText(&b, []byte(language)) // a buffer takes all
	b.WriteString("\">\n")
	for i, one := range all {
		if i > 0 {
			b.WriteString("<break time=\"3s\"/>\n")
		}
		for _, p := range one.Paragraphs {
			b.WriteString("<p>\n")
			for _, s := range p.Sentences {
				b.WriteString("<s>")
				_ = xml.EscapeText(&b, []byte(s))
				b.WriteString("</s>\n")
			}
			b.WriteString("</p>\n")
		}
	}
	b.WriteString("</speak>\n")
	return b.Bytes()
}
