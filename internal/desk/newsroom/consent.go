package newsroom

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/media/consent"
)

var paperNumber = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_./-]*$`)

// consentNote is what a form says of the people in a picture, as lines of the
// ledger; "" if it says nothing and need not.
func consentNote(q *request) (string, string) {
	switch q.r.PostFormValue("people") {
	case "none":
		return "children = false\n", ""
	case "children":
		number, until := strings.TrimSpace(q.r.PostFormValue("consent")), q.r.PostFormValue("until")
		if !paperNumber.MatchString(number) {
			return "", q.say("no-consent")
		}
		note := "consent = " + quote(number) + "\n"
		if until != "" {
			day, ok := moment(until)
			if !ok {
				return "", q.say("no-consent")
			}
			note += "until = " + day + "\n"
		}
		if scope := q.r.PostForm["scope"]; len(scope) == 1 && slices.Contains([]string{consent.Web, consent.Disk}, scope[0]) {
			note += "scope = [" + quote(scope[0]) + "]\n"
		}
		return note, ""
	}
	return "", q.say("no-people")
}

// record adds a picture to the consent ledger, below what stands in it. What the
// ledger says already is not said again: a page that answers a form may be loaded
// anew.
func (a *album) record(file, note string) error {
	before, err := a.store.folder.Read(consent.File)
	sum := sourceedit.Sum(before)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		before, sum = nil, ""
	case err != nil:
		return err
	}
	entry := "[[picture]]\nfile = " + quote(file) + "\n" + note
	if strings.Contains(lined(string(before)), entry) {
		return nil
	}
	next := bytes.Clone(before)
	if len(next) > 0 {
		if next[len(next)-1] != '\n' {
			next = append(next, '\n')
		}
		next = append(next, '\n')
	}
	next = append(next, entry...)
	if _, problems := tomlfile.Parse(tomlfile.Source{File: consent.File, Text: next}); len(problems) > 0 {
		return fmt.Errorf("%s has a fault; mend it first", consent.File)
	}
	return a.store.folder.Write(consent.File, sum, next)
}
