package newsroom

import (
	"errors"
	"io/fs"
	"net/http"

	"loa/internal/base/layers"
	"loa/internal/desk/scaffold"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/check"
	"loa/internal/generator/content"
)

// copier makes pages of earlier layers the site's own, hides them, and goes back: of each
// the site's own folder has a file in its place, or not.
type copier struct {
	store  *store
	layers layers.Options
}

// layerPage is a page of an earlier layer, with what the site has in its place.
type layerPage struct {
	File, Title, Address string
	Origin               string // where the page lies that all sites have
	Hides                string // what hiding takes out: "page", "section", "language"; "" if it cannot be hidden
	Hidden, Own          bool   // the site's own file hides the page, or is a copy of it
	Stale                bool   // the page has changed since it was copied, or nobody knows
	Changed              []string
	Sum                  string // of the site's own file
	Text                 string // of the page
	Old, New             []mark // the page and its copy
	Others               []Translation
	Kept                 bool // there are older versions of a copy
	Wrong                []inTheWay
}

// open opens the sources with their layers; without them it has answered.
func (c *copier) open(q *request) (*scaffold.Site, bool) {
	site, err := scaffold.OpenLayered(c.layers)
	if err != nil {
		q.broken(err)
		return nil, false
	}
	return site, true
}

// show shows a page of an earlier layer.
func (c *copier) show(q *request) {
	if page, ok := c.page(q); ok {
		c.answer(q, http.StatusOK, page, q.saidDone("copied", "hidden", "shown", "compared", "taken", "dropped"), "")
	}
}

func (c *copier) answer(q *request, status int, page layerPage, note, bad string) {
	q.show(status, "layer", sheet{Title: page.Title, Here: "form", Note: note, Bad: bad, Page: page})
}

// page reads what is shown; without a page of an earlier layer it has answered.
func (c *copier) page(q *request) (page layerPage, ok bool) {
	file, name, ok := q.entry()
	if !ok {
		return page, false
	}
	p := q.now.Project
	e := entryAt(p, file)
	if e == nil || p.Alone(file) {
		c.store.unread(q, file, fs.ErrNotExist)
		return page, false
	}
	page = layerPage{File: file, Title: titleInRow(p, e), Own: p.Own(file), Hidden: p.Hidden(e.Key, e.Language), Hides: hides(p, name), Others: translationsOf(p, name)}
	page.Address, _ = q.now.Address(file)
	var text []byte
	text, page.Origin, ok = c.original(q, file)
	if !ok {
		return page, false
	}
	page.Text = string(text)
	if all, err := c.store.folder.Versions(file); err == nil {
		page.Kept = len(all) > 0 && !page.Own
	}
	if !page.Own {
		return page, true
	}
	raw, err := c.store.folder.Read(file)
	if err != nil {
		c.store.unread(q, file, err)
		return page, false
	}
	page.Sum = sourceedit.Sum(raw)
	if page.Hidden {
		return page, true
	}
	page.Old, page.New = marked(page.Text, string(raw))
	page.Stale, page.Changed = staleCopy(p, e)
	return page, true
}

// original is the text of the page that all sites have, and where it lies.
func (c *copier) original(q *request, file string) (text []byte, origin string, ok bool) {
	text, origin, err := q.now.Project.OriginalText(file)
	if err != nil {
		c.store.unread(q, file, err)
	}
	return text, origin, err == nil
}

// hides is what hidden = true would take out in a file's place. The home page stays.
func hides(p *build.Project, name content.Name) string {
	switch {
	case name.Language != p.Settings.DefaultLanguage:
		return "language"
	case name.IsHome():
		return ""
	case name.IsSection():
		return "section"
	}
	return "page"
}

// staleCopy reports whether the original of a copy has changed since, and in what; also if
// nothing tells which text it was made from.
func staleCopy(p *build.Project, e *content.Entry) (stale bool, changed []string) {
	original, err := p.Original(e)
	if err != nil || original == nil || uint32(e.CopyOf) == original.Sum {
		return false, nil
	}
	if e.CopyOf != 0 {
		changed = check.ChangesOfOriginal(e, original)
	}
	return true, changed
}

func entryAt(p *build.Project, file string) *content.Entry {
	for _, e := range p.Entries {
		if e.File.Name == file {
			return e
		}
	}
	return nil
}

// change does what a person chose on the page.
func (c *copier) change(q *request) {
	page, ok := c.page(q)
	if !ok {
		return
	}
	site, ok := c.open(q)
	if !ok {
		return
	}
	defer site.Close()
	switch do := q.r.PostFormValue("do"); {
	case do == "copy" && !page.Own:
		c.copy(q, site, page, "edit", "copied")
	case do == "hide" && !page.Own && !page.Hidden && page.Hides != "":
		c.hide(q, site, page)
	case do == "compared" && page.Own && !page.Hidden:
		if page.Sum != q.r.PostFormValue("sum") {
			c.answer(q, http.StatusConflict, page, "", q.say("layer-changed"))
			return
		}
		c.copy(q, site, page, "layer", "compared")
	case do == "take" && page.Own && !page.Hidden:
		c.take(q, site, page)
	case do == "drop" && page.Own:
		c.drop(q, page)
	default: // it has become another since the page was made
		c.answer(q, http.StatusConflict, page, "", q.say("layer-changed"))
	}
}

// copy writes the site's own copy, or that it was compared.
func (c *copier) copy(q *request, site *scaffold.Site, page layerPage, next, word string) {
	if _, err := site.Copy(page.File); err != nil {
		refuse(q, err)
		return
	}
	c.store.remember(page.File)
	q.taken(page.File)
	q.to(next, query("file", page.File, "done", word))
}

// hide takes the page off the site if no link would lead nowhere.
func (c *copier) hide(q *request, site *scaffold.Site, page layerPage) {
	if !c.free(q, &page, build.Imagined{}, build.Imagined{File: page.File, Text: []byte(scaffold.Hiding)}) {
		return
	}
	if _, err := site.Hide(page.File); err != nil {
		refuse(q, err)
		return
	}
	c.store.remember(page.File)
	q.taken(page.File)
	q.to("layer", query("file", page.File, "done", "hidden"))
}

// take writes the original in the place of the copy, whose text stays a version.
func (c *copier) take(q *request, site *scaffold.Site, page layerPage) {
	text, err := site.CopyOf(page.File)
	if err != nil {
		refuse(q, err)
		return
	}
	if c.store.writtenWhole(q, page.File, nameOf(q, page.File), q.r.PostFormValue("sum"), text) {
		q.to("layer", query("file", page.File, "done", "taken"))
	}
}

// drop removes the site's own file, so that the page of all sites is there again.
func (c *copier) drop(q *request, page layerPage) {
	raw, err := c.store.folder.Read(page.File)
	if err != nil {
		c.store.unread(q, page.File, err)
		return
	}
	if !c.free(q, &page, build.Imagined{File: page.File, Text: raw}, build.Imagined{File: page.File, Gone: true}) {
		return
	}
	switch err := c.store.folder.Remove(page.File, q.r.PostFormValue("sum")); {
	case err == nil:
		q.taken(page.File)
		word := "dropped"
		if page.Hidden {
			word = "shown"
		}
		q.to("layer", query("file", page.File, "done", word))
	case errors.Is(err, sourceedit.ErrChanged):
		c.answer(q, http.StatusConflict, page, "", q.say("layer-changed"))
	default:
		c.answer(q, http.StatusInternalServerError, page, "", unwritten(q, page.File, err))
	}
}

// free reports whether the site has no error more after a change; else it has answered
// with what is in the way.
func (c *copier) free(q *request, page *layerPage, from, to build.Imagined) bool {
	added, err := q.now.Adds(from, to)
	if err != nil {
		q.broken(err)
		return false
	}
	page.Wrong = inTheWayOf(q, added)
	if len(page.Wrong) > 0 {
		c.answer(q, http.StatusUnprocessableEntity, *page, "", q.say("layer-blocked"))
	}
	return len(page.Wrong) == 0
}

// toLayer leads from a page that is about a file of the site's own to the one that is about
// its page in an earlier layer, if the own folder has no file there or one that hides it.
func toLayer(q *request, file string) bool {
	p := q.now.Project
	e := entryAt(p, file)
	if e == nil || p.Own(file) && (!p.Hidden(e.Key, e.Language) || p.Alone(file)) {
		return false
	}
	q.to("layer", query("file", file))
	return true
}
