package newsroom

import (
	"encoding/base64"
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/author"
	"loa/internal/content"
	"loa/internal/manuscript"
	"loa/internal/markdown"
)

// sidesPage is a source beside its translation.
type sidesPage struct {
	formPage
	Source   string // its file
	Language string
	Name     string // of the language, in itself
	Title    [2]side
	Summary  [2]side
	Blocks   []block
	Gone     int
	Marked   bool // something tells what changed
	Begun    bool // just now: there is nothing to compare
}

type side struct {
	Text    string
	Changed bool
}

// block is a piece of the source: a heading with its text.
type block struct {
	Text    string
	Changed bool
}

// sides shows a source and its translation beside each other, with what changed
// in the source since the translation was stamped.
func (a ask) sides() {
	file, name, ok := a.entryFile()
	source, translation := a.pair(file, name)
	if !ok || source == nil || name.Language == a.now.Project.Settings.DefaultLanguage {
		a.fail(http.StatusNotFound, "no-pair", "file", file)
		return
	}
	raw, err := a.folder.Read(file)
	if err != nil {
		a.unread(file, err)
		return
	}
	from, err := a.folder.Read(source.File.Name)
	if err != nil {
		a.unread(source.File.Name, err)
		return
	}
	doc, ok := manuscript.Parse(raw)
	original, fine := manuscript.Parse(from)
	if !ok || !fine {
		a.fail(http.StatusUnprocessableEntity, "unclear", "file", file)
		return
	}
	var changed []content.Part
	gone := 0
	if translation != nil { // nil: it was begun just now, and nothing has changed since
		if changed, gone, err = translation.Changed(source); err != nil {
			a.broken(err)
			return
		}
	}
	page := sidesPage{Source: source.File.Name, Language: name.Language, Name: a.nameOf(name.Language), Gone: gone, Marked: len(changed) > 0 || gone > 0,
		formPage: formPage{File: file, Base: base64.StdEncoding.EncodeToString(raw), Body: written(doc), Faults: a.listed(file, mostListed), Versions: a.versionsOf(name)}}
	for i, f := range []field{key(asText, "title"), key(asArea, "summary")} {
		isChanged := slices.ContainsFunc(changed, func(p content.Part) bool { return p.Key == f.path[0] })
		both := [2]side{{f.shown(f.value(original)), isChanged}, {Text: f.shown(f.value(doc))}}
		if i == 0 {
			page.Title = both
		} else {
			page.Summary = both
		}
	}
	// The page itself shows how the translation stands to its source.
	page.Faults = slices.DeleteFunc(page.Faults, func(f fault) bool { return strings.HasPrefix(f.Code, "translation.") })
	if page.Blocks, err = blocksOf(source, original, changed); err != nil {
		a.broken(err)
		return
	}
	note := ""
	if done := a.r.URL.Query().Get("done"); slices.Contains([]string{"saved", "stamped", "translated", "unapproved"}, done) {
		note = a.say("done-" + done)
		page.Begun = done == "translated"
	}
	a.show(http.StatusOK, "sides", sheet{Title: a.say("sides", "title", page.Title[0].Text), Here: "form", Note: note, Page: page})
}

// blocksOf are the pieces of a source's text, those that changed marked.
func blocksOf(source *content.Entry, original *manuscript.Document, changed []content.Part) ([]block, error) {
	_, parts, err := source.Stamp()
	if err != nil {
		return nil, err
	}
	texts := slices.DeleteFunc(parts, func(p content.Part) bool { return p.Key != "" })
	var all []block
	for written, folded := range markdown.Blocks([]byte(original.Body())) {
		if len(folded) == 0 {
			continue
		}
		b := block{Text: strings.Trim(string(written), "\r\n")}
		if i := len(all); i < len(texts) {
			b.Changed = slices.ContainsFunc(changed, texts[i].Same)
		}
		all = append(all, b)
	}
	return all, nil
}

// pair finds a translation and its source among the entries.
func (a ask) pair(file string, name content.Name) (source, translation *content.Entry) {
	for _, e := range a.now.Project.Entries {
		switch {
		case e.File.Name == file:
			translation = e
		case e.Key == name.Key && e.Language == a.now.Project.Settings.DefaultLanguage:
			source = e
		}
	}
	return source, translation
}

// translate begins a translation, saves one, or saves it and says that it
// follows its source.
func (a ask) translate() {
	site, err := author.Open(a.options.Dir)
	if err != nil {
		a.broken(err)
		return
	}
	if a.r.PostFormValue("do") == "begin" {
		a.beginTranslation(site)
		return
	}
	sent, ok := a.received()
	if !ok {
		return
	}
	file, name, base, doc := sent.file, sent.name, sent.base, sent.doc
	if len(sent.refused) > 0 {
		a.form(http.StatusUnprocessableEntity, file, name, doc, base, sent.refused, "", a.say("refused-fields"))
		return
	}
	stamped := a.r.PostFormValue("do") == "stamp"
	if source, _ := a.pair(file, name); stamped && (source == nil || !a.isDraft(source.File.Name)) {
		doc.Remove("draft") // what is done goes up with its source
	}
	done := a.done(base, doc)
	next := doc.Bytes()
	if !stamped {
		a.save(file, base, next, a.base()+"translate?"+query("file", file, "done", done).Encode())
		return
	}
	if !a.saved(file, manuscript.Sum(base), next) {
		return
	}
	if _, err := site.Stamp(file); err != nil {
		a.refused(err)
		return
	}
	a.remember(file)
	if done == "saved" {
		done = "stamped"
	}
	a.to("translate", query("file", file, "done", done))
}

// beginTranslation makes the file of a translation beside its source.
func (a ask) beginTranslation(site *author.Site) {
	file, _, ok := a.entryFile()
	if !ok {
		a.fail(http.StatusForbidden, "no-place", "file", file)
		return
	}
	made, err := site.Translate(path.Clean(file), a.r.PostFormValue("language"), author.Guide{Beside: true})
	if err != nil {
		a.refused(err)
		return
	}
	a.remember(made)
	a.to("translate", query("file", made, "done", "translated"))
}

// isDraft reports whether a file says so, as it lies on the disk: the preview
// may not have read it yet.
func (a ask) isDraft(file string) bool {
	raw, err := a.folder.Read(file)
	if err != nil {
		return false
	}
	doc, ok := manuscript.Parse(raw)
	if !ok {
		return false
	}
	draft, _ := doc.Value("draft").(bool)
	return draft
}

// refused says why the author's tools did not do it.
func (a ask) refused(err error) {
	var r *author.Refusal
	if errors.As(err, &r) {
		a.fail(http.StatusUnprocessableEntity, "author-"+r.Key, "file", r.Args["file"], "tag", r.Args["tag"])
		return
	}
	a.broken(err)
}
