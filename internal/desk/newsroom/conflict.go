package newsroom

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// both is a file on the disk beside what somebody wants to write.
type both struct {
	File         string
	Disk, Mine   []mark
	Sum          string // of the file on the disk; "" if it is gone
	Text         string // mine, for sending it again
	EditURL      string
	Version      string
	VersionsPage string
	Kept         string // see request.done
	Table        bool   // no page: mine is taken by its name among the conflicts
	Blob         string // names mine among the conflicts of the office; "" if it is none of them
}

// mark is a line, and whether the other text does not have it.
type mark struct {
	Text  string
	Other bool
}

// join puts what a form changed together with what the file became meanwhile, where the
// two do not touch: the form is then one of the file as it is. What was sent is kept
// among the versions first. Where they touch, and where the form does more than save,
// saving finds the conflict. A form that says what the file says is one of the file.
func (s *store) join(q *request, f *entryForm) {
	now, same := s.still(f.file, sourceedit.Sum(f.base))
	sent := f.doc.Bytes()
	switch {
	case same || now == nil || q.r.PostFormValue("do") != "save" || bytes.Equal(sent, f.base):
		return
	case bytes.Equal(sent, now):
		f.base = now
		return
	}
	was, ok := sourceedit.Parse(f.base)
	if !ok || vouches(was, f.doc) {
		return
	}
	merged, ok := sourceedit.Merge(f.base, sent, now)
	if !ok || s.folder.Keep(f.file, sent) != nil {
		return
	}
	f.base, f.doc, q.joined = now, merged, true
}

// vouches reports whether a form answers for the text, see content.Key: for the one that
// was read, not for one that another change was put into.
func vouches(was, now *sourceedit.Document) bool {
	return slices.ContainsFunc(content.Keys(), func(k content.Key) bool {
		return k.Vouches && !reflect.DeepEqual(was.Value(k.Name), now.Value(k.Name))
	})
}

// conflict shows both versions of a file that changed meanwhile, or is gone. The
// one that could not be written is kept among the versions first, whatever is
// chosen then.
func (s *store) conflict(q *request, file string, mine []byte) {
	more := ""
	if err := s.folder.Keep(file, mine); err != nil { // the page holds it all the same
		more = q.refusal(err)
	}
	s.beside(q, http.StatusConflict, file, mine, more)
}

// beside shows what somebody wants to write beside the file on the disk.
func (s *store) beside(q *request, status int, file string, mine []byte, more string) {
	disk, err := s.folder.Read(file)
	gone := errors.Is(err, fs.ErrNotExist)
	if err != nil && !gone {
		s.unsaved(q, file, "", mine, err)
		return
	}
	left, right := marked(string(disk), string(mine))
	page := both{File: file, Disk: left, Mine: right, Text: base64.StdEncoding.EncodeToString(mine), Kept: q.r.PostFormValue("kept"), Blob: q.r.FormValue("mine"), EditURL: q.base() + "edit?" + query("file", file).Encode()}
	bad := q.say("vanished", "file", file)
	if !gone {
		page.Sum, bad = sourceedit.Sum(disk), q.say("changed", "file", file)
	}
	q.show(status, "conflict", sheet{Title: q.say("conflict"), Bad: strings.TrimSpace(bad + " " + more), Page: page})
}

// marked marks the lines that differ.
func marked(a, b string) (left, right []mark) {
	count := map[string]int{}
	for line := range strings.Lines(a) {
		count[strings.TrimRight(line, "\r\n")]++
	}
	for line := range strings.Lines(b) {
		line = strings.TrimRight(line, "\r\n")
		count[line]--
		right = append(right, mark{line, count[line] < 0})
	}
	count = map[string]int{}
	for _, m := range right {
		count[m.Text]++
	}
	for line := range strings.Lines(a) {
		line = strings.TrimRight(line, "\r\n")
		count[line]--
		left = append(left, mark{line, count[line] < 0})
	}
	return left, right
}

// overwrite writes a whole file in the place of the one that was shown beside
// it. What is replaced stays a version.
func (s *store) overwrite(q *request) {
	file, name, ok := q.entryFile()
	mine, err := base64.StdEncoding.DecodeString(q.r.PostFormValue("text"))
	if !ok || err != nil {
		q.noPlace(file, sourceedit.Check(file))
		return
	}
	if s.writtenWhole(q, file, name, q.r.PostFormValue("sum"), mine) {
		if blob := q.r.PostFormValue("mine"); blob != "" {
			_ = q.sharer.settled(q, file, blob) // else it stays on the list
		}
		q.done("edit", file, "saved")
	}
}
