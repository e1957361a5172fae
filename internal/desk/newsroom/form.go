package newsroom

import (
	"bytes"
	"encoding/base64"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// formPage is an entry in the form.
type formPage struct {
	File      string
	Kind      content.Kind
	Base      string // what the form was made from, for finding out what changed
	Parts     []inputs
	Body      string
	Other     []string // keys that stay as they are
	Pages     []link
	Pictures  []shownPicture
	Versions  []Translation
	State     string
	Draft     bool
	Copy      string // see Row
	Address   string
	Faults    []fault
	Standing  standing
	Keeping   keeping
	WrongText []string
	Rich      richText
	Source    bool // in the default language
	Largest   int  // that a picture may be, in bytes
	Ask       bool // photographs need an entry in the consent ledger
}

// entryForm is an entry while it is edited.
type entryForm struct {
	file    string
	name    content.Name
	base    []byte               // the bytes that the form was made from
	doc     *sourceedit.Document // what the form shows
	refused []untaken

	wrongText []string // what is wrong in the text, in words
	wrongPage []string // what no field can mend
}

// unsaved reports whether the form shows something else than lay on the disk when it was
// made.
func (f entryForm) unsaved() bool {
	return len(f.refused)+len(f.wrongText) > 0 || !bytes.Equal(f.base, f.doc.Bytes())
}

// showForm answers with the form of an entry; note says what was done, bad what
// could not be done. That another change is in it is said in any case.
func showForm(q *request, status int, f entryForm, note, bad string) {
	if q.joined {
		note = strings.TrimSpace(note + " " + q.say("joined"))
	}
	settings := q.now.Project.Settings
	kind := kindOf(f.doc, f.name)
	page := formPage{File: f.file, Kind: kind, Base: base64.StdEncoding.EncodeToString(f.base), Body: written(f.doc), Source: f.name.Language == settings.DefaultLanguage,
		Largest: largest - frame, Ask: settings.Images.People == "ask", Pages: linksFor(q.now.Project, f.name), Pictures: picturesOf(q.now.Project, f.name)}
	parts := partsOf(kind)
	for _, p := range parts {
		page.Parts = append(page.Parts, inputsOf(q, p, f.doc, f.refused))
	}
	page.Other = others(f.doc, parts)
	page.Address, _ = q.now.Address(f.file)
	page.State, page.Draft = stateOnDisk(q, f.file, f.doc, kind)
	if e := entryAt(q.now.Project, f.file); e != nil {
		_, page.Copy = layerOf(q.now.Project, e)
	}
	page.Versions = translationsOf(q.now.Project, f.name)
	page.Keeping = keeping{Site: q.site, Saved: !f.unsaved()}
	page.WrongText = f.wrongText
	page.Rich = richTextOf(q, f.name.Language)
	page.Faults = faultsOfForm(q, f)
	page.Standing = standingOf(q, f, page.State)
	title, _ := f.doc.Value("title").(string)
	s := sheet{Title: title, Here: "form", Note: note, Bad: bad, Page: page}
	s.Wrong = f.wrongs(q)
	q.show(status, "form", s)
}

// wrongs are all that was refused, each with the way to its field.
func (f entryForm) wrongs(q *request) []wrong {
	var all []wrong
	for _, r := range f.refused {
		all = append(all, wrong{"#" + r.name(), q.label(r.Word()), r.reason(q)})
	}
	for _, said := range f.wrongText {
		all = append(all, wrong{"#body", q.say("text"), said})
	}
	for _, said := range f.wrongPage {
		all = append(all, wrong{Why: said})
	}
	return all
}

// stateOnDisk is the state of an entry by its file as it is: the preview may not
// have read it yet.
func stateOnDisk(q *request, file string, doc *sourceedit.Document, kind content.Kind) (state string, draft bool) {
	draft, _ = doc.Value("draft").(bool)
	if draft {
		return "draft", true
	}
	if kind != content.Section && waits(q, file, doc) {
		return "unapproved", false
	}
	for _, e := range q.now.Project.Entries {
		if e.File.Name == file {
			now := *e
			now.Draft, now.Unapproved = false, false
			return stateOf(&now, q.today()), false
		}
	}
	return "", false
}
