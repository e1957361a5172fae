package newsroom

import (
	"encoding/base64"
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/desk/scaffold"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
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

// comparison is a translation and its source as they lie on the disk, and what
// changed in the source since the translation was stamped.
type comparison struct {
	file          string // the translation's
	name          content.Name
	raw           []byte
	source        *content.Entry
	doc, original *sourceedit.Document // the translation and the source
	changed       []content.Part
	gone          int
}

// compared reads the translation that is asked for and its source. Where that
// cannot be, it has answered why.
func (a ask) compared() (c comparison, ok bool) {
	if c.file, c.name, ok = a.entryFile(); ok {
		var translation *content.Entry
		if c.source, translation = a.pair(c.file, c.name); c.source != nil && c.name.Language != a.now.Project.Settings.DefaultLanguage {
			ok = a.compare(&c, translation)
			return c, ok
		}
	}
	a.fail(http.StatusNotFound, "no-pair", "file", c.file)
	return c, false
}

// compare fills in what lies on the disk. A translation that was begun just now is
// none of the entries, and nothing has changed since.
func (a ask) compare(c *comparison, translation *content.Entry) bool {
	var err error
	if c.raw, err = a.folder.Read(c.file); err != nil {
		a.unread(c.file, err)
		return false
	}
	from, err := a.folder.Read(c.source.File.Name)
	if err != nil {
		a.unread(c.source.File.Name, err)
		return false
	}
	var clear, sourceClear bool
	c.doc, clear = sourceedit.Parse(c.raw)
	c.original, sourceClear = sourceedit.Parse(from)
	if !clear || !sourceClear {
		a.fail(http.StatusUnprocessableEntity, "unclear", "file", c.file)
		return false
	}
	if translation == nil {
		return true
	}
	if c.changed, c.gone, err = translation.Changed(c.source); err != nil {
		a.broken(err)
		return false
	}
	return true
}

// both is a field of the source and of the translation.
func (c comparison) both(f field) [2]side {
	isChanged := slices.ContainsFunc(c.changed, func(p content.Part) bool { return p.Key == f.path[0] })
	return [2]side{{f.shown(f.value(c.original)), isChanged}, {Text: f.shown(f.value(c.doc))}}
}

// sides shows a source and its translation beside each other, with what changed
// in the source since the translation was stamped.
func (a ask) sides() {
	c, ok := a.compared()
	if !ok {
		return
	}
	blocks, err := blocksOf(c.source, c.original, c.changed)
	if err != nil {
		a.broken(err)
		return
	}
	// The page itself shows how the translation stands to its source.
	faults := slices.DeleteFunc(a.listed(c.file, mostListed), func(f fault) bool { return strings.HasPrefix(f.Code, "translation.") })
	page := sidesPage{Source: c.source.File.Name, Language: c.name.Language, Name: a.nameOf(c.name.Language), Gone: c.gone, Marked: len(c.changed) > 0 || c.gone > 0,
		Title: c.both(key(asText, "title")), Summary: c.both(key(asArea, "summary")), Blocks: blocks,
		formPage: formPage{File: c.file, Base: base64.StdEncoding.EncodeToString(c.raw), Body: written(c.doc), Faults: faults, Versions: a.versionsOf(c.name)}}
	note := ""
	if done := a.r.URL.Query().Get("done"); slices.Contains([]string{"saved", "stamped", "translated", "unapproved"}, done) {
		note = a.say("done-" + done)
		page.Begun = done == "translated"
	}
	a.show(http.StatusOK, "sides", sheet{Title: a.say("sides", "title", page.Title[0].Text), Here: "form", Note: note, Page: page})
}

// blocksOf are the pieces of a source's text, those that changed marked.
func blocksOf(source *content.Entry, original *sourceedit.Document, changed []content.Part) ([]block, error) {
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
	site, err := scaffold.Open(a.options.Dir)
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
	if !a.saved(file, sourceedit.Sum(base), next) {
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
func (a ask) beginTranslation(site *scaffold.Site) {
	file, _, ok := a.entry()
	if !ok {
		return
	}
	made, err := site.Translate(path.Clean(file), a.r.PostFormValue("language"), scaffold.Guide{Beside: true})
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
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return false
	}
	draft, _ := doc.Value("draft").(bool)
	return draft
}

// refused says why the author's tools did not do it.
func (a ask) refused(err error) {
	var r *scaffold.Refusal
	if errors.As(err, &r) {
		a.fail(http.StatusUnprocessableEntity, "author-"+r.Key, "file", r.Args["file"], "tag", r.Args["tag"])
		return
	}
	a.broken(err)
}
