package content

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// approvalLine is a line of front matter that says who approved a text, or which one.
var approvalLine = pattern.New(`^\s*"?approved_(by|text)"?\s*[=:]`)

// ApprovedText is the name of a text that somebody approves: what Git calls its blob, of the
// file without the lines approved_by and approved_text, which are written when it is
// approved. It is the blob that was sent for review, as long as that file has line ends
// of one byte and letters in one form (NFC), as Loa writes them.
func ApprovedText(raw []byte) string {
	text, _ := source.Normalize("", raw)
	_, start, _ := split(text)
	return approvedText(text.Bytes, start)
}

// approvedText is ApprovedText of a text whose body is known.
func approvedText(text []byte, start int) string {
	var kept bytes.Buffer
	for line := range bytes.Lines(text[:start]) {
		if !approvalLine.Match(line) {
			kept.Write(line)
		}
	}
	kept.Write(text[start:])
	sum := sha1.New()
	fmt.Fprintf(sum, "blob %d\x00", kept.Len())
	sum.Write(kept.Bytes())
	return hex.EncodeToString(sum.Sum(nil))
}

// changedSince tells of an entry whose text is another than the one that was approved.
func (r *Reader) changedSince(e *Entry, c *checker, text source.Text, start int) []problem.Problem {
	if e.ApprovedText == "" || strings.EqualFold(e.ApprovedText, approvedText(text.Bytes, start)) {
		return nil
	}
	if r.settings.Newsroom.Approve && e.Kind != Section && !e.Emergency {
		e.Unapproved = r.Approvals.Begun()
	}
	return []problem.Problem{problem.New(problem.ApprovalChanged, c.doc.Place("approved_text"), problem.Args{"by": e.ApprovedBy})}
}
