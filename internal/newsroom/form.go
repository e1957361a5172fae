package newsroom

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/content"
	"loa/internal/fold"
	"loa/internal/manuscript"
	"loa/internal/tomlfile"
)

func quote(text string) string { return tomlfile.Quote(text) }

// input is a field as a page shows it.
type input struct {
	Name, Label, Help string
	Control           control
	Value             string // with "T" between day and time
	Day, Clock        string // of a moment
	Choices           []chosenWord
	Lunar             string // of a date of an event
	Wide, Bad         bool
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
	Address  string
	Faults   []fault
	Source   bool // in the default language
	Ask      bool // photographs need an entry in the consent ledger
}

// link is a page that a text can lead to.
type link struct{ Path, Title string }

// file is the entry that a request is about, and its name; false if it is none.
func (a ask) entryFile() (string, content.Name, bool) {
	file := a.r.FormValue("file")
	if !manuscript.Allowed(file) || !strings.HasPrefix(file, content.Root+"/") || path.Ext(file) != ".md" {
		return file, content.Name{}, false
	}
	return file, a.name(file), true
}

func (a ask) name(file string) content.Name {
	return content.ParseName(strings.TrimPrefix(file, content.Root+"/"), a.now.Project.Settings.Languages.Tags())
}

// edit shows an entry in the form.
func (a ask) edit() {
	file, name, ok := a.entryFile()
	if !ok {
		a.fail(http.StatusForbidden, "no-place", "file", file)
		return
	}
	raw, err := a.folder.Read(file)
	if err != nil {
		a.unread(file, err)
		return
	}
	doc, ok := manuscript.Parse(raw)
	if !ok {
		a.show(http.StatusUnprocessableEntity, "unclear", sheet{Title: path.Base(file), Bad: a.say("unclear", "file", file), Page: formPage{File: file, Faults: a.listed(file, mostListed), Body: string(raw)}})
		return
	}
	note := ""
	if done := a.r.URL.Query().Get("done"); slices.Contains([]string{"saved", "made", "restored", "translated", "stamped"}, done) {
		note = a.say("done-" + done)
	}
	a.form(http.StatusOK, file, name, doc, raw, nil, note, "")
}

func (a ask) unread(file string, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		a.fail(http.StatusNotFound, "gone", "file", file)
	case errors.Is(err, manuscript.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	default:
		a.broken(err)
	}
}

// form shows a document; base are the bytes that it was made from.
func (a ask) form(status int, file string, name content.Name, doc *manuscript.Document, base []byte, refused []field, note, bad string) {
	settings := a.now.Project.Settings
	kind := kindOf(doc, name)
	page := formPage{File: file, Kind: kind, Base: base64.StdEncoding.EncodeToString(base), Body: doc.Body(), Source: name.Language == settings.DefaultLanguage,
		Ask: settings.Images.People == "ask", Faults: a.listed(file, mostListed), Pages: a.links(name), Pictures: a.pictures(file, name)}
	parts := partsOf(kind)
	for _, p := range parts {
		page.Parts = append(page.Parts, a.inputs(p, doc, refused))
	}
	page.Other = others(doc, parts)
	page.Address, _ = a.now.Address(file)
	for _, e := range a.now.Project.Entries {
		if e.File.Name == file {
			page.State = stateOf(e, a.today())
		}
	}
	page.Versions = a.versionsOf(name)
	title, _ := doc.Value("title").(string)
	a.show(status, "form", sheet{Title: title, Here: "form", Note: note, Bad: bad, Page: page})
}

func (a ask) inputs(p part, doc *manuscript.Document, refused []field) inputs {
	group := inputs{Key: p.key, Title: a.say("part-" + p.key), Folded: p.folded, Open: !p.folded}
	for _, f := range p.fields {
		if f.path[0] == "approved_by" && !a.now.Project.Settings.Newsroom.Approve && f.value(doc) == nil {
			continue
		}
		value := f.shown(f.value(doc))
		key := strings.ReplaceAll(strings.Join(f.path, "."), "_", "-")
		in := input{Name: f.name(), Label: a.say("field." + strings.TrimPrefix(key, "cascade.")), Help: a.help(key), Control: f.control, Value: value,
			Wide: f.control == asArea || f.control == asLines || f.control == asSources || f.control == asChoices || key == "title"}
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
		in.Bad = slices.ContainsFunc(refused, func(r field) bool { return r.name() == f.name() })
		group.Open = group.Open || value != "" || in.Bad
		group.Inputs = append(group.Inputs, in)
	}
	return group
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
func others(doc *manuscript.Document, parts []part) []string {
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
	all := []Translation{{Language: first, File: from.File.Name}}
	for _, tag := range a.now.Project.Settings.Languages.Tags()[1:] {
		all = append(all, translationOf(from, others, tag))
	}
	return all
}

// change takes a form in: it saves it, or adds a picture to it first.
func (a ask) change() {
	file, name, ok := a.entryFile()
	if !ok {
		a.fail(http.StatusForbidden, "no-place", "file", file)
		return
	}
	base, doc, refused, ok := a.posted(name)
	if !ok {
		a.fail(http.StatusBadRequest, "not-read")
		return
	}
	if len(refused) > 0 {
		a.form(http.StatusUnprocessableEntity, file, name, doc, base, refused, "", a.say("refused-fields"))
		return
	}
	if a.r.PostFormValue("do") == "picture" {
		p, said := a.addPicture(file, name)
		if said == "" {
			doc.SetBody(strings.TrimRight(doc.Body(), "\n") + "\n\n" + p.Markdown + "\n")
			a.form(http.StatusOK, file, name, doc, base, nil, a.say("done-picture", "file", p.Name), "")
			return
		}
		a.form(http.StatusUnprocessableEntity, file, name, doc, base, nil, "", said)
		return
	}
	a.save(file, base, doc.Bytes(), a.base()+"edit?"+query("file", file, "done", "saved").Encode())
}

// posted is the document that a form makes of what it was made from.
func (a ask) posted(name content.Name) (base []byte, doc *manuscript.Document, refused []field, ok bool) {
	base, err := base64.StdEncoding.DecodeString(a.r.PostFormValue("base"))
	if err != nil {
		return nil, nil, nil, false
	}
	doc, ok = manuscript.Parse(base)
	if !ok {
		return nil, nil, nil, false
	}
	refused = apply(doc, partsOf(kindOf(doc, name)), func(key string) []string { return a.r.PostForm[key] })
	return base, doc, refused, true
}

// save writes a file unless somebody else has; then both are shown.
func (a ask) save(file string, base, next []byte, then string) {
	sum := manuscript.Sum(base)
	switch err := a.folder.Write(file, sum, next); {
	case errors.Is(err, manuscript.ErrChanged):
		a.conflict(file, next)
	case errors.Is(err, manuscript.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	case err != nil:
		a.broken(err)
	default:
		http.Redirect(a.w, a.r, then, http.StatusSeeOther)
	}
}

// newPage is the form for a new entry.
type newPage struct {
	Kinds    []content.Kind
	Sections []link
	Kind     content.Kind
	Section  string
	Name     string
	Today    string
}

func (a ask) blank() { a.blankWith(http.StatusOK, "") }

func (a ask) blankWith(status int, bad string) {
	page := newPage{Kinds: []content.Kind{content.Article, content.Event, content.Campaign, content.Document}, Kind: content.Kind(a.r.FormValue("kind")),
		Section: a.r.FormValue("section"), Name: a.r.FormValue("title"), Today: a.today().Format("2006-01-02"), Sections: a.sections()}
	a.show(status, "new", sheet{Title: a.say("new"), Here: "new", Bad: bad, Page: page})
}

// sections are the folders that an entry may go into.
func (a ask) sections() []link {
	var all []link
	for _, e := range a.now.Project.Entries {
		if e.IsSection() && !e.IsHome() && e.Language == a.now.Project.Settings.DefaultLanguage {
			all = append(all, link{e.Folder(), e.Title})
		}
	}
	return all
}

// create writes a new entry: a draft in a folder of its own, so that pictures
// have a place.
func (a ask) create() {
	title, kind, sectionOf := strings.TrimSpace(a.r.PostFormValue("title")), content.Kind(a.r.PostFormValue("kind")), strings.Trim(a.r.PostFormValue("section"), "/")
	slug := fold.Slug(title)
	if slug == "" {
		a.blankWith(http.StatusUnprocessableEntity, a.say("no-title"))
		return
	}
	if len(slug) > longestSlug {
		slug = strings.Trim(slug[:longestSlug], "-")
	}
	file := path.Join(content.Root, sectionOf, slug, "index.md")
	if _, err := a.folder.Read(path.Join(content.Root, sectionOf, slug+".md")); err == nil {
		a.blankWith(http.StatusConflict, a.say("there", "file", slug))
		return
	}
	switch err := a.folder.Write(file, "", []byte(a.template(kind, title))); {
	case errors.Is(err, manuscript.ErrThere):
		a.blankWith(http.StatusConflict, a.say("there", "file", slug))
	case errors.Is(err, manuscript.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	case err != nil:
		a.broken(err)
	default:
		a.to("edit", query("file", file, "done", "made"))
	}
}

// longestSlug bounds the name of a new file.
const longestSlug = 60

// template is the file of a new entry.
func (a ask) template(kind content.Kind, title string) string {
	today := a.today().Format("2006-01-02")
	front := "title = " + quote(title) + "\ndate = " + today + "\ndraft = true\n"
	switch kind {
	case content.Event:
		front += "\n[event]\nstart = " + today + "\n"
	case content.Campaign:
		front += "\n[campaign]\nstart = " + today + "\n"
	case content.Document:
		front += "\n[document]\nnumber = " + quote(a.say("number-here")) + "\nissued = " + today + "\n"
	}
	return "+++\n" + front + "+++\n\n"
}
