package newsroom

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/media/consent"
)

// consentNote is what a form says of the people in a picture, as lines of the
// ledger; "" if it says nothing and need not.
func consentNote(q *request) (string, string) {
	switch q.r.PostFormValue("people") {
	case "none":
		return "children = false\n", ""
	case "children":
		number, until := strings.TrimSpace(q.r.PostFormValue("consent")), q.r.PostFormValue("until")
		if !consent.Opaque(number) {
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
	before, err := a.ledger()
	if err != nil {
		return err
	}
	sum := ""
	if before != nil {
		sum = sourceedit.Sum(before)
	}
	if strings.Contains(lined(string(before)), consent.NewEntry(file, note)) {
		return nil
	}
	next := consent.Append(before, file, note)
	if _, problems := tomlfile.Parse(tomlfile.Source{File: consent.File, Text: next}); len(problems) > 0 {
		return fmt.Errorf("%s has a fault; mend it first", consent.File)
	}
	return a.store.folder.Write(consent.File, sum, next)
}

// ledger is the text of the consent ledger; nil if there is none.
func (a *album) ledger() ([]byte, error) {
	text, err := a.store.folder.Read(consent.File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && text == nil {
		text = []byte{}
	}
	return text, err
}
