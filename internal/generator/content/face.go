package content

import (
	"crypto/sha256"
	"encoding/binary"
	"io"

	"loa/internal/base/source"
)

// Face is a digest of all that other pages can learn of an entry: its path, its front
// matter as it stands in the file, and what is made of the text below, which is the
// lead, the documents that it cites and, of a source, what translations are made
// from. While the faces of all entries, the settings and all other files stay the
// same, so does everything that the site makes of an entry besides its own page.
type Face [16]byte

// faceOf digests an entry that has been read. The text below the front matter
// begins at start. Whole says that the front matter was closed and could be read.
func faceOf(e *Entry, text source.Text, start int, whole bool) (face Face) {
	h := sha256.New()
	add := func(s string) {
		var length [4]byte
		binary.BigEndian.PutUint32(length[:], uint32(len(s)))
		h.Write(length[:])
		io.WriteString(h, s)
	}
	add(e.File.Path)
	h.Write(text.Bytes[:start])
	if whole {
		add("whole")
	}
	add(e.Lead)
	add(string(binary.BigEndian.AppendUint32(nil, e.Sum)))
	if e.Unapproved {
		add("unapproved")
	}
	for _, number := range e.Cites() {
		add(number)
	}
	copy(face[:], h.Sum(nil))
	return face
}
