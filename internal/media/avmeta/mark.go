package avmeta

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
)

// Marked returns the file with a remark in it that players and programs show, in the form
// of its format: ID3v2.4 in front of MP3 and AAC, a chunk of INFO behind WAV, XMP behind
// MP4 and M4A, a comment of the first stream of Ogg. It reports false for other formats, and
// for an Ogg whose comments fill more than a page.
func (f *File) Marked(remark string) (*File, bool) {
	marked := *f
	switch f.Format {
	case "mp3", "aac":
		marked.head = id3Remark(remark)
	case "wav":
		marked.tail = infoRemark(remark, (f.end-f.start)%2 != 0)
		size := binary.LittleEndian.AppendUint32(nil, uint32(marked.Size()-8))
		marked.edits = slices.Insert(slices.Clone(f.edits), 0, edit{f.start + 4, f.start + 8, size})
	case "mp4":
		marked.tail = xmpRemark(remark)
	case "ogg":
		marked.inner = f.comments.with(remark)
		return &marked, marked.inner != nil
	default:
		return f, false
	}
	return &marked, true
}

// id3Remark is a tag with one comment in UTF-8 (ID3v2.4, 3 and 4.10).
func id3Remark(text string) []byte {
	body := "\x03vie\x00" + text
	frame := slices.Concat([]byte("COMM"), sevenBits(len(body)), []byte{0, 0}, []byte(body))
	return slices.Concat([]byte("ID3\x04\x00\x00"), sevenBits(len(frame)), frame)
}

// sevenBits is a number in four bytes of seven bits.
func sevenBits(n int) []byte {
	return []byte{byte(n >> 21 & 127), byte(n >> 14 & 127), byte(n >> 7 & 127), byte(n & 127)}
}

// infoRemark is a list of one comment; odd says that what stands before it must be padded.
func infoRemark(text string, odd bool) []byte {
	text += "\x00"
	padded := text
	if len(text)%2 != 0 {
		padded += "\x00"
	}
	var b bytes.Buffer
	if odd {
		b.WriteByte(0)
	}
	b.WriteString("LIST")
	_ = binary.Write(&b, binary.LittleEndian, uint32(4+8+len(padded))) // a buffer takes all
	b.WriteString("INFOICMT")
	_ = binary.Write(&b, binary.LittleEndian, uint32(len(text)))
	b.WriteString(padded)
	return b.Bytes()
}

// xmpID names a box that holds XMP ("XMP Specification Part 3", 1.1.3).
const xmpID = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"

func xmpRemark(text string) []byte {
	var escaped bytes.Buffer
	_ = xml.EscapeText(&escaped, []byte(text)) // a buffer takes all
	packet := fmt.Sprintf("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"+
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>`+
		`<rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`, escaped.Bytes())
	box := binary.BigEndian.AppendUint32(nil, uint32(8+len(xmpID)+len(packet)))
	return slices.Concat(box, []byte("uuid"+xmpID+packet))
}

// chain is sources one behind the other.
type chain []*io.SectionReader

func (c *chain) add(data []byte) {
	if len(data) > 0 {
		*c = append(*c, io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))))
	}
}

func (c chain) ReadAt(p []byte, at int64) (n int, err error) {
	for _, part := range c {
		if at >= part.Size() {
			at -= part.Size()
			continue
		}
		want := p[n:min(int64(len(p)), int64(n)+part.Size()-at)]
		m, err := part.ReadAt(want, at)
		if n += m; m < len(want) {
			return n, err
		}
		if n == len(p) {
			return n, nil
		}
		at = 0
	}
	return n, io.EOF
}
