package site

import (
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// vocabulary is one controlled list of words and how a page carries them.
type vocabulary struct {
	kind  Kind
	terms config.Vocabulary
	keys  func(*content.Inherited) []string
}

func one(key string) []string {
	if key == "" {
		return nil
	}
	return []string{key}
}

func (b *builder) vocabularies() []vocabulary {
	s := b.in.Settings
	return []vocabulary{
		{Topic, s.Topics, func(v *content.Inherited) []string { return v.Topics }},
		{Audience, s.Audiences, func(v *content.Inherited) []string { return v.Audience }},
		{Level, s.Levels, func(v *content.Inherited) []string { return one(v.Level) }},
		{Unit, s.Units, func(v *content.Inherited) []string { return one(v.Unit) }},
	}
}

// terms places the list pages of all vocabularies and of the authors.
func (b *builder) terms(e *Edition) {
	for _, v := range b.vocabularies() {
		carried := b.carriers(e, v.keys)
		for _, term := range v.terms {
			name, language := b.said(e, term.Name)
			if name == "" {
				name = term.Key
			}
			tp := &TermPage{Term: term, Name: name, NameLanguage: language}
			tp.Page = b.termPage(e, v.kind, tp, carried[term.Key])
			e.Terms[v.kind] = append(e.Terms[v.kind], tp)
		}
	}
	if b.in.Settings.Lists.Authors {
		b.authors(e)
	}
}

// said is a text of site.toml in an edition, and the tag of its language if that is
// not the edition's.
func (b *builder) said(e *Edition, t config.Text) (text, language string) {
	return t.From(e.Language.Tag, b.in.Settings.DefaultLanguage)
}

// carriers lists the pages that carry each word, in the order of lists.
func (b *builder) carriers(e *Edition, keys func(*content.Inherited) []string) map[string][]*Page {
	found := map[string][]*Page{}
	for _, p := range e.Entries {
		for _, key := range keys(p.Values()) {
			if list := found[key]; len(list) == 0 || list[len(list)-1] != p {
				found[key] = append(list, p)
			}
		}
	}
	for _, list := range found {
		if slices.ContainsFunc(list, func(p *Page) bool { return p.sorted.phase != lasting }) { // else the entries' own order is theirs
			inOrder(list, listed, b.titles)
		}
	}
	return found
}

// termPage places a word's page. A word that nothing carries has none, but a
// unit that was merged into another keeps its page, which points there.
func (b *builder) termPage(e *Edition, kind Kind, t *TermPage, items []*Page) *Page {
	term := t.Term
	if term.Page != "" {
		return b.sectionAsTerm(e, kind, term, items)
	}
	if len(items) == 0 && term.MergedInto == "" {
		return nil
	}
	p := &Page{Kind: kind, Edition: e, Key: string(kind) + ":" + term.Key, Title: t.Name, TitleLanguage: t.NameLanguage,
		Items: items, Parent: e.Home, position: -1, Path: e.Prefix + e.word(string(kind)) + "/" + fold.Slug(term.Key) + "/"}
	b.add(e, p)
	return p
}

// sectionAsTerm makes a section the page of a word: one thing, one address. It
// lists its own entries and all others that carry the word.
func (b *builder) sectionAsTerm(e *Edition, kind Kind, term config.Term, items []*Page) *Page {
	name := content.ParseName(term.Page, b.in.Settings.Languages.Tags())
	p := e.byKey[name.Key]
	if p == nil || !name.IsSection() {
		if e.Default() && b.site.groups[name.Key] == nil { // else it is only hidden today
			args := problem.Args{"value": term.Page, "key": term.Key}
			if near, ok := fold.Nearest(term.Page, b.sectionFiles()); ok {
				args["suggestion"] = near
			}
			b.report(problem.TermPage, b.in.Settings.Place(vocabularyKey[kind], term.Key, "page"), args)
		}
		return nil
	}
	for _, item := range items {
		if item.Parent != p {
			p.Items = append(p.Items, item)
		}
	}
	inOrder(p.Items, listed, b.titles)
	p.Items = slices.Compact(p.Items) // a page may carry two words of one section
	for i, item := range p.Items {
		if item.Parent == p {
			item.position = i
		}
	}
	return p
}

var vocabularyKey = map[Kind]string{Topic: "topics", Audience: "audiences", Level: "levels", Unit: "units"}

func (b *builder) sectionFiles() []string {
	var files []string
	for _, folder := range b.folders {
		if folder != "" {
			files = append(files, folder+"/_index.md")
		}
	}
	return files
}

func (b *builder) authors(e *Edition) {
	carried := b.carriers(e, func(v *content.Inherited) []string { return v.Authors })
	var names []string
	for name := range carried {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		tp := &TermPage{Term: config.Term{Key: name}, Name: name}
		tp.Page = b.termPage(e, Author, tp, carried[name])
		e.Terms[Author] = append(e.Terms[Author], tp)
	}
}

// Term finds a word of a vocabulary by its key.
func (e *Edition) Term(kind Kind, key string) *TermPage {
	for _, t := range e.Terms[kind] {
		if t.Term.Key == key {
			return t
		}
	}
	return nil
}
