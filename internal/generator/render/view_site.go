package render

import (
	"cmp"
	"html/template"
	"strings"

	"loa/internal/generator/config"
	"loa/internal/generator/offline"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// siteView makes what all pages of an edition see of the site.
func (e *edition) siteView() *Site {
	s, settings := e.r.site, e.r.site.Settings
	v := &Site{
		Carrier: e.r.carrier.name(), Language: e.language,
		Home: e.home(), HomeText: e.foreign(e.start()), Base: e.r.origin,
		Policy: policy(settings.Policy()), Measure: e.measure(settings.Measure),
		Organization: e.organization(settings.Organization),
		Data:         s.Data, Extra: settings.Extra,
	}
	v.Title, v.TitleLanguage = e.said(settings.Title)
	v.Hotlines = &Strip{Site: v, Numbers: e.hotlines(nil)}
	e.site = v
	v.Root = strings.TrimSuffix(e.r.url("search"), "search")
	e.online(v)
	if settings.Search.Enabled {
		v.SearchData = e.r.url(search.Names(e.of.Language.Tag))
	}
	if p := e.of.Page(":search"); p != nil {
		v.Search = e.r.url(p.Path)
	}
	if p := e.of.CalendarHome(); p != nil {
		v.Calendar = e.r.url(p.Path)
	}
	if home := e.of.Register.Home; home != nil {
		v.Documents = e.r.url(home.Path)
	}
	for _, p := range e.of.Entries {
		if p.Entry.Emergency {
			v.Emergency = append(v.Emergency, e.link(p))
		}
	}
	v.Menu = e.menu(e.of.Top, nil)
	v.Footer = e.menu(e.of.Footer, nil)
	v.Topics = e.vocabulary(site.Topic)
	v.Audiences = e.vocabulary(site.Audience)
	v.Levels = e.vocabulary(site.Level)
	v.Units = e.vocabulary(site.Unit)
	return v
}

// start is the page at which a reader of the edition begins.
func (e *edition) start() *site.Page {
	if c := e.r.carrier.copy(); c != nil && c.Start(e.of) != nil {
		return c.Start(e.of)
	}
	return e.of.Home
}

func (e *edition) home() string {
	if start := e.start(); start != nil {
		return e.r.url(start.Path)
	}
	return e.r.url(e.of.Prefix)
}

// online adds what there is on the web alone.
func (e *edition) online(v *Site) {
	if _, onWeb := e.r.carrier.(web); !onWeb {
		return
	}
	v.Feed = e.r.url(e.of.Prefix + "feed.xml")
	v.Packs = e.packs()
	if len(e.r.theme.App().Icons) > 0 {
		v.Manifest = e.r.url("manifest.webmanifest")
	}
	if e.r.site.Settings.Offline.Enabled {
		v.Worker = e.r.url(offline.Worker)
	}
	if p := e.of.Page(":offline"); p != nil {
		v.Offline = e.r.url(p.Path)
	}
}

// held leaves those of some pages that readers have.
func (e *edition) held(pages []*site.Page) []*site.Page { return e.r.carrier.copy().Keep(pages) }

func (e *edition) holds(p *site.Page) bool {
	c := e.r.carrier.copy()
	return c == nil || c.Has(p)
}

func (e *edition) text(t config.Text) string {
	text, _ := e.said(t)
	return text
}

// said is a text of site.toml, and its language when that is not the reader's.
func (e *edition) said(t config.Text) (string, *Language) {
	text, tag := t.From(e.of.Language.Tag, e.r.site.Settings.DefaultLanguage)
	return text, e.other(tag)
}

// wordsOf are such a text; nil for none.
func (e *edition) wordsOf(t config.Text) *Words {
	text, language := e.said(t)
	if text == "" {
		return nil
	}
	return &Words{text, language}
}

// other is the language with a tag when it is not the reader's; nil for "".
func (e *edition) other(tag string) *Language {
	if tag == "" {
		return nil
	}
	for of, in := range e.r.editions {
		if strings.EqualFold(of.Language.Tag, tag) && in != e {
			return in.language
		}
	}
	return nil
}

// policy is the meta element of a content security policy. Its quotes are not
// escaped, which a template would do: that costs each page a hundred bytes.
func policy(text string) template.HTML {
	text = strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(text)
	return template.HTML(`<meta http-equiv=Content-Security-Policy content="` + text + `">`)
}

// measure is the measuring script, called by its host if the author gave it no
// name. A copy of the site knows nothing of it.
func (e *edition) measure(m config.Measure) *Measure {
	if m.Script == "" || e.r.carrier.copy() != nil {
		return nil
	}
	host := m.Host()
	return &Measure{Script: m.Script, Name: cmp.Or(e.text(m.Name), host), Host: host}
}

func (e *edition) organization(o config.Organization) Organization {
	return Organization{Name: e.wordsOf(o.Name), Parent: e.wordsOf(o.Parent), Address: e.wordsOf(o.Address),
		Responsible: e.wordsOf(o.Responsible), Licence: e.wordsOf(o.Licence), Phone: o.Phone, Email: o.Email}
}

// hotlines are the numbers that a page asks for, in its order; all of them, in
// the order of site.toml, if it asks for none.
func (e *edition) hotlines(wanted []string) []Hotline {
	var all []Hotline
	known := map[string]Hotline{}
	for _, h := range e.r.site.Settings.Hotlines {
		line := Hotline{Number: h.Number, Note: e.wordsOf(h.Note)}
		line.Label, line.Language = e.said(h.Label)
		known[h.Number] = line
		all = append(all, line)
	}
	if len(wanted) == 0 {
		return all
	}
	var chosen []Hotline
	for _, number := range wanted {
		if line, ok := known[number]; ok {
			chosen = append(chosen, line)
		}
	}
	return chosen
}

// strip is the row of numbers of a page; pages that ask for the same share it.
func (e *edition) strip(wanted []string) *Strip {
	if len(wanted) == 0 {
		return e.site.Hotlines
	}
	key := strings.Join(wanted, " ")
	if done, ok := e.strips.Load(key); ok {
		return done.(*Strip)
	}
	done, _ := e.strips.LoadOrStore(key, &Strip{Site: e.site, Numbers: e.hotlines(wanted)})
	return done.(*Strip)
}

func (e *edition) link(p *site.Page) Link {
	l := Link{Title: e.titleOf(p), URL: e.r.url(p.Path), Summary: p.Summary(), Language: e.foreign(p), TitleLanguage: e.titleLanguage(p)}
	if p.Entry != nil {
		l.Icon = icon(p.Entry.Extra)
	}
	return l
}

// icon is a name that themes draw, or "".
func icon(extra map[string]any) string {
	name, _ := extra["icon"].(string)
	return name
}

// textOf is the language that a page's text is written in.
func (e *edition) textOf(p *site.Page) *Language {
	return e.r.editions[p.Source().Edition].language
}

// foreign is the language of a page's text if it is not the reader's; else nil.
func (e *edition) foreign(p *site.Page) *Language {
	if !p.Fallback && p.Edition == e.of {
		return nil
	}
	if text := e.textOf(p); text != e.language {
		return text
	}
	return nil
}

// titleLanguage is the language of what links call a page, if it is not the
// reader's; else nil.
func (e *edition) titleLanguage(p *site.Page) *Language {
	if p.TitleLanguage != "" {
		return e.other(p.TitleLanguage)
	}
	return e.foreign(p)
}

// vocabulary lists the words of a vocabulary, with their pages and counts.
func (e *edition) vocabulary(kind site.Kind) []Term {
	terms := make([]Term, 0, len(e.of.Terms[kind]))
	for _, t := range e.of.Terms[kind] {
		terms = append(terms, e.term(t))
	}
	return terms
}

func (e *edition) term(t *site.TermPage) Term {
	v := Term{Key: t.Term.Key, Name: t.Name, Language: e.other(t.NameLanguage), Icon: icon(t.Term.Extra)}
	v.Summary, v.SummaryLanguage = e.said(t.Term.Summary)
	if t.Page != nil && e.holds(t.Page) {
		v.URL, v.Count = e.r.url(t.Page.Path), len(t.Page.Items)
		if v.Summary == "" { // a section that is the topic's page has one of its own
			v.Summary, v.SummaryLanguage = t.Page.Summary(), e.foreign(t.Page)
		}
	}
	return v
}

// terms are the words that a page carries, in the author's order.
func (e *edition) terms(kind site.Kind, keys ...string) []Term {
	var found []Term
	for _, key := range keys {
		if t := e.of.Term(kind, key); t != nil {
			found = append(found, e.term(t))
		}
	}
	return found
}

// menu makes a menu with the items marked that the section lies under.
func (e *edition) menu(nodes []site.MenuNode, section *site.Page) []MenuItem {
	items := make([]MenuItem, 0, len(nodes))
	for _, n := range nodes {
		if n.Page != nil && !e.holds(n.Page) {
			continue
		}
		item := MenuItem{Name: n.Name, NameLanguage: e.other(n.NameLanguage), URL: n.URL, Children: e.menu(n.Children, section)}
		if n.Page != nil {
			item.URL = e.r.url(n.Page.Path)
			item.Current = within(section, n.Page)
			item.Language = e.foreign(n.Page)
			if !n.Named {
				item.NameLanguage = e.titleLanguage(n.Page)
			}
		}
		items = append(items, item)
	}
	return items
}

func within(section, page *site.Page) bool {
	for ; section != nil; section = section.Parent {
		if section == page && page.Kind != site.Home {
			return true
		}
	}
	return false
}

// allFrames makes the frame of each section, and one for pages in none.
func (e *edition) allFrames() map[*site.Page]*Frame {
	frames := map[*site.Page]*Frame{nil: {Site: e.site, Menu: e.site.Menu}}
	for _, p := range e.of.Pages {
		if p.Kind == site.Section || p.Kind == site.Search || p.Entry != nil && (p.Kind == site.CalendarPage || p.Kind == site.DocumentsPage) {
			frames[p] = &Frame{Site: e.site, Menu: e.menu(e.of.Top, p)}
		}
	}
	return frames
}

func (e *edition) frame(p *site.Page) *Frame {
	for ; p != nil; p = p.Parent {
		if f, ok := e.frames[p]; ok {
			return f
		}
	}
	return e.frames[nil]
}
