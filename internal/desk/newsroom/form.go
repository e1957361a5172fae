package newsroom

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// input is a field as a page shows it.
type input struct {
	Name, Label, Help string
	Control           control
	Value             string // with "T" between day and time
	Day, Clock        string // of a moment
	Choices           []chosenWord
	Lunar             string // of a date of an event
	Wide              bool
	Wrong             string // why it could not be taken; "" if it was
}

type chosenWord struct {
	choice
	On bool
}

type inputs struct {
	Key    string
	Title  string
	Open   bool
	Folded bool
	Inputs []input
}

// formPage is an entry in the form.
type formPage struct {
	File     string
	Kind     content.Kind
	Base     string // what the form was made from, for finding out what changed
	Parts    []inputs
	Body     string
	Other    []string // keys that stay as they are
	Pages    []link
	Pictures []shownPicture
	Versions []Translation
	State    string
	Draft    bool
	Address  string
	Faults   []fault
	Source   bool // in the default language
	Largest  int  // that a picture may be, in bytes
	Ask      bool // photographs need an entry in the consent ledger
}

// link is a page that a text can lead to.
type link struct{ Path, Title string }

// entryFile is the entry that a request is about, and its name; false if it is none.
func (a ask) entryFile() (string, content.Name, bool) {
	file := a.r.FormValue("file")
	if !sourceedit.Allowed(file) || !strings.HasPrefix(file, content.Root+"/") || path.Ext(file) != ".md" {
		return file, content.Name{}, false
	}
	return file, a.name(file), true
}

// entry is the same for who can do nothing without one: then it has answered so.
func (a ask) entry() (file string, name content.Name, ok bool) {
	if file, name, ok = a.entryFile(); !ok {
		a.fail(http.StatusForbidden, "no-place", "file", file)
	}
	return file, name, ok
}

func (a ask) name(file string) content.Name {
	return content.ParseName(strings.TrimPrefix(file, content.Root+"/"), a.now.Project.Settings.Languages.Tags())
}

// edit shows an entry in the form.
func (a ask) edit() {
	file, name, ok := a.entry()
	if !ok {
		return
	}
	raw, err := a.folder.Read(file)
	if err != nil {
		a.unread(file, err)
		return
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		a.show(http.StatusUnprocessableEntity, "unclear", sheet{Title: path.Base(file), Bad: a.say("unclear", "file", file), Page: formPage{File: file, Faults: a.listed(file, mostListed), Body: string(raw)}})
		return
	}
	note := ""
	if done := a.r.URL.Query().Get("done"); slices.Contains([]string{"saved", "made", "restored", "returned", "up", "waits", "unapproved"}, done) {
		note = a.say("done-" + done)
	}
	a.form(http.StatusOK, file, name, doc, raw, nil, note, "")
}

func (a ask) unread(file string, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		next := link{a.base() + "deleted", a.say("deleted")}
		if all, err := a.folder.Versions(file); err == nil && len(all) > 0 {
			next = link{a.base() + "versions?" + query("file", file).Encode(), a.say("versions")}
		}
		a.show(http.StatusNotFound, "message", sheet{Title: a.say("cannot"), Bad: a.say("gone", "file", file), Page: next})
	case errors.Is(err, sourceedit.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	default:
		a.broken(err)
	}
}

// form shows a document; base are the bytes that it was made from.
func (a ask) form(status int, file string, name content.Name, doc *sourceedit.Document, base []byte, refused []untaken, note, bad string) {
	settings := a.now.Project.Settings
	kind := kindOf(doc, name)
	page := formPage{File: file, Kind: kind, Base: base64.StdEncoding.EncodeToString(base), Body: written(doc), Source: name.Language == settings.DefaultLanguage,
		Largest: largest - frame, Ask: settings.Images.People == "ask", Faults: a.listed(file, mostListed), Pages: a.links(name), Pictures: a.pictures(file, name)}
	parts := partsOf(kind)
	for _, p := range parts {
		page.Parts = append(page.Parts, a.inputs(p, doc, refused))
	}
	page.Other = others(doc, parts)
	page.Address, _ = a.now.Address(file)
	page.State, page.Draft = a.stateNow(file, doc, kind)
	page.Versions = a.versionsOf(name)
	title, _ := doc.Value("title").(string)
	s := sheet{Title: title, Here: "form", Note: note, Bad: bad, Page: page}
	for _, r := range refused {
		s.Wrong = append(s.Wrong, wrong{"#" + r.name(), a.label(r.field), a.say(r.why)})
	}
	a.show(status, "form", s)
}

// stateNow is the state of an entry by its file as it is: the preview may not
// have read it yet.
func (a ask) stateNow(file string, doc *sourceedit.Document, kind content.Kind) (state string, draft bool) {
	draft, _ = doc.Value("draft").(bool)
	if draft {
		return "draft", true
	}
	if kind != content.Section && a.waits(doc) {
		return "unapproved", false
	}
	for _, e := range a.now.Project.Entries {
		if e.File.Name == file {
			now := *e
			now.Draft, now.Unapproved = false, false
			return stateOf(&now, a.today()), false
		}
	}
	return "", false
}

func (a ask) inputs(p part, doc *sourceedit.Document, refused []untaken) inputs {
	group := inputs{Key: p.key, Title: a.say("part-" + p.key), Folded: p.folded, Open: !p.folded}
	for _, f := range p.fields {
		if f.path[0] == "approved_by" && !a.now.Project.Settings.Newsroom.Approve && f.value(doc) == nil {
			continue
		}
		value := f.shown(f.value(doc))
		why := ""
		if i := slices.IndexFunc(refused, func(r untaken) bool { return r.name() == f.name() }); i >= 0 {
			value, why = refused[i].sent, a.say(refused[i].why)
		}
		key := f.word()
		in := input{Name: f.name(), Label: a.label(f), Help: a.help(key), Control: f.control, Value: value, Wrong: why,
			Wide: f.control == asArea || f.control == asLines || f.control == asSources || f.control == asChoices || key == "title"}
		if f.path[0] == "approved_by" && a.now.Project.Settings.Newsroom.Approve {
			in.Help += "; " + a.say("approved-again")
		}
		in.Day, in.Clock, _ = strings.Cut(value, "T")
		if f.path[0] == "event" && (f.control == asMoment || f.control == asDate) {
			in.Lunar = a.lunarOf(in.Day)
		}
		if f.choices != nil {
			in.Choices = a.wordsOf(f, value)
			if len(in.Choices) == 0 {
				continue // the site has no such words
			}
		}
		group.Open = group.Open || value != "" || in.Wrong != ""
		group.Inputs = append(group.Inputs, in)
	}
	return group
}

// label is what a field is called.
func (a ask) label(f field) string {
	return a.say("field." + strings.TrimPrefix(f.word(), "cascade."))
}

func (a ask) help(key string) string {
	if key := "help." + strings.TrimPrefix(key, "cascade."); a.words.Has(key) {
		return a.say(key)
	}
	return ""
}

// wordsOf are the words of a field, those of the file that are none of the
// site's included.
func (a ask) wordsOf(f field, value string) []chosenWord {
	now := strings.Split(value, "\n")
	if f.control == asChoice {
		now = []string{value}
	}
	var all []chosenWord
	for _, c := range f.choices(a.now.Project.Settings) {
		if c.Name == "" {
			c.Name = a.say("word." + c.Value)
		}
		all = append(all, chosenWord{c, slices.Contains(now, c.Value)})
	}
	for _, v := range now {
		if v != "" && !slices.ContainsFunc(all, func(c chosenWord) bool { return c.Value == v }) {
			all = append(all, chosenWord{choice{v, v}, true})
		}
	}
	return all
}

// others are the keys of a document that no field asks for.
func others(doc *sourceedit.Document, parts []part) []string {
	known := map[string]bool{"translated_from": true}
	for _, p := range parts {
		for _, f := range p.fields {
			known[f.path[0]] = true
		}
	}
	var all []string
	for k := range doc.Values() {
		if !known[k] {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return all
}

// mostLinks bounds the pages that a text is offered to lead to.
const mostLinks = 2000

// links are the pages of the site, as links of an entry are written.
func (a ask) links(from content.Name) []link {
	var all []link
	for _, e := range a.now.Project.Entries {
		if len(all) < mostLinks && e.Language == from.Language && e.Key != from.Key {
			all = append(all, link{strings.TrimPrefix(e.File.Path, content.Root), e.Title})
		}
	}
	return all
}

func (a ask) versionsOf(name content.Name) []Translation {
	var from *content.Entry
	var others []*content.Entry
	first := a.now.Project.Settings.DefaultLanguage
	for _, e := range a.now.Project.Entries {
		switch {
		case e.Key != name.Key:
		case e.Language == first:
			from = e
		default:
			others = append(others, e)
		}
	}
	if from == nil {
		return nil
	}
	all := []Translation{{Language: first, Name: a.nameOf(first), File: from.File.Name}}
	for _, tag := range a.now.Project.Settings.Languages.Tags()[1:] {
		t := translationOf(from, others, tag)
		t.Name = a.nameOf(tag)
		all = append(all, t)
	}
	return all
}

// nameOf is what a language calls itself.
func (a ask) nameOf(tag string) string {
	if l, ok := a.now.Project.Settings.Languages.Find(tag); ok && l.Name != "" {
		return l.Name
	}
	return tag
}
