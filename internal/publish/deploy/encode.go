package deploy

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"loa/internal/base/pattern"
)

// The files of the state are compressed text: a line that names the format, then
// one fact a line, and last the checksum of all lines before it, which reveals a
// file that was cut off or changed by somebody else.
const (
	stateFolder  = "_loa"
	manifestPath = stateFolder + "/manifest.gz"
	changesPath  = stateFolder + "/changes.gz"
	previousPath = stateFolder + "/previous.gz"
	keptFolder   = stateFolder + "/kept/"
	lockPath     = stateFolder + "/lock"

	manifestForm = "loa manifest 1"
	changesForm  = "loa changes 1"
	previousForm = "loa previous 1"

	// stateLimit is how long such a file may be, compressed and not.
	stateLimit = 64 << 20
)

// errDamaged is the error of a state that cannot be read.
var errDamaged = errors.New("the list of published files is damaged")

// OtherForm is the error of a state that is whole, but in a form of another
// edition of Loa: to take it for damaged and write it anew would lose what that
// one knows.
type OtherForm struct{ Form string }

func (o *OtherForm) Error() string { return "another edition of Loa published there (" + o.Form + ")" }

// formLine is the first line of every state, whatever its edition.
var formLine = pattern.New(`^loa [a-z]+ [0-9]+$`)

// encode ends a text with its sum and compresses it.
func encode(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	io.WriteString(w, text) // to memory
	io.WriteString(w, "sum "+hex.EncodeToString(sum[:])+"\n")
	w.Close()
	return out.Bytes()
}

// decode returns the lines of a text of a form, without the first and the last.
func decode(data []byte, form string) ([]string, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	text, err := io.ReadAll(io.LimitReader(r, stateLimit))
	if err != nil {
		return nil, errDamaged
	}
	end := bytes.LastIndex(text, []byte("\nsum ")) + 1
	sum := sha256.Sum256(text[:end])
	if end == 0 || string(text[end:]) != "sum "+hex.EncodeToString(sum[:])+"\n" {
		return nil, errDamaged
	}
	var lines []string
	for s := bufio.NewScanner(bytes.NewReader(text[:end])); s.Scan(); {
		lines = append(lines, s.Text())
	}
	if len(lines) == 0 {
		return nil, errDamaged
	}
	if lines[0] != form {
		if formLine.MatchString(lines[0]) {
			return nil, &OtherForm{lines[0]}
		}
		return nil, errDamaged
	}
	return lines[1:], nil
}
