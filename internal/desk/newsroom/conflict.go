package newsroom

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"strings"

	"loa/internal/desk/sourceedit"
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
}

// mark is a line, and whether the other text does not have it.
type mark struct {
	Text  string
	Other bool
}

// conflict shows both versions of a file that changed meanwhile, or is gone. The
// one that could not be written is kept among the versions first, whatever is
// chosen then.
func (a ask) conflict(file string, mine []byte) {
	more := ""
	if err := a.folder.Keep(file, mine); err != nil { // the page holds it all the same
		more = a.say("broken", "reason", err.Error())
	}
	a.beside(http.StatusConflict, file, mine, more)
}

// beside shows what somebody wants to write beside the file on the disk.
func (a ask) beside(status int, file string, mine []byte, more string) {
	disk, err := a.folder.Read(file)
	gone := errors.Is(err, fs.ErrNotExist)
	if err != nil && !gone {
		a.unread(file, err)
		return
	}
	left, right := marked(string(disk), string(mine))
	page := both{File: file, Disk: left, Mine: right, Text: base64.StdEncoding.EncodeToString(mine), EditURL: a.base() + "edit?" + query("file", file).Encode()}
	bad := a.say("vanished", "file", file)
	if !gone {
		page.Sum, bad = sourceedit.Sum(disk), a.say("changed", "file", file)
	}
	a.show(status, "conflict", sheet{Title: a.say("conflict"), Bad: strings.TrimSpace(bad + " " + more), Page: page})
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
func (a ask) overwrite() {
	file, _, ok := a.entryFile()
	mine, err := base64.StdEncoding.DecodeString(a.r.PostFormValue("text"))
	if !ok || err != nil {
		a.fail(http.StatusForbidden, "no-place", "file", file)
		return
	}
	if a.saved(file, a.r.PostFormValue("sum"), mine) {
		a.to("edit", query("file", file, "done", "saved"))
	}
}
