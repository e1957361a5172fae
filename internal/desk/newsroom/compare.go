package newsroom

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
)

// translationPage is a source beside its translation.
type translationPage struct {
	formPage
	Source   string // its file
	Language string
	Name     string // of the language, in itself
	Title    [2]side
	Summary  [2]side
	Short    []translatedField // other words that readers see
	Blocks   []block
	Gone     int
	Marked   bool // something tells what changed
	Begun    bool // just now: there is nothing to compare
}

type side struct {
	Text    string
	Changed bool
}

// translatedField is a field of one line that a translation writes in its own language.
type translatedField struct {
	Name, Label string
	Sides       [2]side
}

// translated are the fields beside title, summary and text whose words readers see.
var translated = []string{"event.place", "event.organizer", "campaign.slogan", "document.type", "document.issuer", "image.alt", "image.caption"}

// short are those of them that the source or the translation has.
func (c comparison) short(q *request) (all []translatedField) {
	for _, name := range translated {
		f := fieldNamed(name)
		if sides := c.both(f); sides[0].Text != "" || sides[1].Text != "" {
			all = append(all, translatedField{f.name(), q.label(f.Word()), sides})
		}
	}
	return all
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

// compared reads the requested translation and its source. If that fails, it has
// answered why.
func (t *translator) compared(q *request) (c comparison, ok bool) {
	if c.file, c.name, ok = q.entryFile(); ok {
		var translation *content.Entry
		if c.source, translation = pairOf(q.now.Project, c.file, c.name); c.source != nil && c.name.Language != q.now.Project.Settings.DefaultLanguage {
			ok = t.compare(q, &c, translation)
			return c, ok
		}
	}
	q.fail(http.StatusNotFound, "no-pair", "file", c.file)
	return c, false
}

// compare fills in what lies on the disk. A translation that was begun just now is
// not among the entries yet, and nothing has changed since.
func (t *translator) compare(q *request, c *comparison, translation *content.Entry) bool {
	var err error
	if c.raw, err = t.store.folder.Read(c.file); err != nil {
		t.store.unread(q, c.file, err)
		return false
	}
	from, err := t.store.text(q, c.source.File.Name)
	if err != nil {
		t.store.unread(q, c.source.File.Name, err)
		return false
	}
	var clear, sourceClear bool
	c.doc, clear = sourceedit.Parse(c.raw)
	c.original, sourceClear = sourceedit.Parse(from)
	if !clear || !sourceClear {
		q.fail(http.StatusUnprocessableEntity, "unclear", "file", c.file)
		return false
	}
	if translation == nil {
		return true
	}
	if c.changed, c.gone, err = translation.Changed(c.source); err != nil {
		q.broken(err)
		return false
	}
	return true
}

// both is a field of the source and of the translation.
func (c comparison) both(f field) [2]side {
	isChanged := slices.ContainsFunc(c.changed, func(p content.Part) bool { return p.Key == f.path[0] })
	return [2]side{{f.shown(f.value(c.original)), isChanged}, {Text: f.shown(f.value(c.doc))}}
}

// show shows a source and its translation beside each other, with what changed
// in the source since the translation was stamped.
func (t *translator) show(q *request) {
	if file, _, ok := q.entryFile(); ok && toLayer(q, file) {
		return
	}
	c, ok := t.compared(q)
	if !ok {
		return
	}
	blocks, err := blocksOf(c.source, c.original, c.changed)
	if err != nil {
		q.broken(err)
		return
	}
	form := entryForm{file: c.file, name: c.name, base: c.raw, doc: c.doc}
	state, draft := stateOnDisk(q, c.file, c.doc, kindOf(c.doc, c.name))
	// The page itself shows how the translation stands to its source.
	faults := slices.DeleteFunc(faultsOfForm(q, form), func(f fault) bool { return strings.HasPrefix(f.Code, "translation.") })
	page := translationPage{Source: c.source.File.Name, Language: c.name.Language, Name: languageName(q.now.Project, c.name.Language), Gone: c.gone, Marked: len(c.changed) > 0 || c.gone > 0,
		Title: c.both(fieldNamed("title")), Summary: c.both(fieldNamed("summary")), Short: c.short(q), Blocks: blocks,
		formPage: formPage{File: c.file, Base: base64.StdEncoding.EncodeToString(c.raw), Body: written(c.doc), Faults: faults, Standing: standingOf(q, form, state), Draft: draft, Keeping: keeping{q.site, true}, Versions: translationsOf(q.now.Project, c.name)}}
	note := q.saidDone("saved", "stamped", "translated", "unapproved")
	page.Begun = q.r.URL.Query().Get("done") == "translated"
	q.show(http.StatusOK, "translate", sheet{Title: q.say("translate", "title", page.Title[0].Text), Here: "form", Note: note, Page: page})
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
