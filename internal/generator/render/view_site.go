package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"loa/internal/generator/config"
	"loa/internal/generator/offline"
	"loa/internal/generator/search"
	"loa/internal/generator/site"
)

// siteView makes what all pages of an edition see of the site.
func (sm *siteMaker) siteView() *Site {
	s, settings := sm.placed, sm.placed.Settings
	v := &Site{
		Carrier: sm.carrier.name(), Language: sm.language,
		Home: sm.home(), HomeText: sm.foreign(sm.start()), Base: sm.origin,
		Policy: policy(settings.Policy()), Measure: sm.measure(settings.Measure),
		Organization: sm.organization(settings.Organization), Share: shareOf(settings.Share),
		Data: s.Data, Extra: settings.Extra,
	}
	v.Title, v.TitleLanguage = sm.said(settings.Title)
	v.Hotlines = &Strip{Site: v, Numbers: sm.hotlines(nil)}
	sm.site = v
	v.Root = strings.TrimSuffix(sm.url("search"), "search")
	sm.online(v)
	if settings.Search.Enabled {
		v.SearchData = sm.url(search.Names(sm.of.Language.Tag))
	}
	if p := sm.of.Page(":search"); p != nil {
		v.Search = sm.url(p.Path)
	}
	if p := sm.of.CalendarHome(); p != nil {
		v.Calendar = sm.url(p.Path)
	}
	if home := sm.of.Register.Home; home != nil {
		v.Documents = sm.url(home.Path)
	}
	for _, p := range sm.of.Entries {
		if p.Entry.Emergency {
			v.Emergency = append(v.Emergency, sm.link(p))
		}
	}
	v.Menu = sm.menu(sm.of.Top, nil)
	v.Footer = sm.menu(sm.of.Footer, nil)
	v.Topics = sm.vocabulary(site.Topic)
	v.Audiences = sm.vocabulary(site.Audience)
	v.Levels = sm.vocabulary(site.Level)
	v.Units = sm.unitsToday()
	v.Warnings = sm.allWarnings()
	v.Reach = sm.reach()
	return v
}

// start is the page at which a reader of the edition begins.
func (sm *siteMaker) start() *site.Page {
	if c := sm.carrier.copy(); c != nil && c.Start(sm.of) != nil {
		return c.Start(sm.of)
	}
	return sm.of.Home
}

func (sm *siteMaker) home() string {
	if start := sm.start(); start != nil {
		return sm.url(start.Path)
	}
	return sm.url(sm.of.Prefix)
}

// online adds what there is on the web alone.
func (sm *siteMaker) online(v *Site) {
	if !sm.carrier.served() {
		return
	}
	v.Feed = sm.url(sm.of.Prefix + "feed.xml")
	v.Packs = sm.packs()
	if sm.theme.HasPart(warningPart) {
		v.WarningsFile = sm.url(WarningsFile)
	}
	if len(sm.theme.App().Icons) > 0 {
		v.Manifest = sm.url("manifest.webmanifest")
	}
	if sm.placed.Settings.Offline.Enabled {
		v.Worker = sm.url(offline.Worker)
	}
	if p := sm.of.Page(":offline"); p != nil {
		v.Offline = sm.url(p.Path)
	}
}

// held leaves those of some pages that readers have.
func (ln *linker) held(pages []*site.Page) []*site.Page { return ln.carrier.copy().Keep(pages) }

func (ln *linker) holds(p *site.Page) bool {
	c := ln.carrier.copy()
	return c == nil || c.Has(p)
}

func (ln *linker) text(t config.Text) string {
	text, _ := ln.said(t)
	return text
}

// said is a text of site.toml, and its language when that is not the reader's.
func (ln *linker) said(t config.Text) (string, *Language) {
	text, tag := t.From(ln.of.Language.Tag, ln.placed.Settings.DefaultLanguage)
	return text, ln.other(tag)
}

// wordsOf are such a text; nil for none.
func (ln *linker) wordsOf(t config.Text) *Words {
	text, language := ln.said(t)
	if text == "" {
		return nil
	}
	return &Words{text, language}
}

// other is the language with a tag when it is not the reader's; nil for "".
func (ln *linker) other(tag string) *Language {
	if tag == "" {
		return nil
	}
	for _, language := range ln.languages {
		if strings.EqualFold(language.Tag, tag) && language != ln.language {
			return language
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
func (sm *siteMaker) measure(m config.Measure) *Measure {
	if m.Script == "" || sm.carrier.copy() != nil {
		return nil
	}
	host := m.Host()
	return &Measure{Script: m.Script, Name: cmp.Or(sm.text(m.Name), host), Host: host}
}

func (sm *siteMaker) organization(o config.Organization) Organization {
	return Organization{Name: sm.wordsOf(o.Name), Parent: sm.wordsOf(o.Parent), Address: sm.wordsOf(o.Address),
		Responsible: sm.wordsOf(o.Responsible), Licence: sm.wordsOf(o.Licence), Phone: o.Phone, Email: o.Email,
		URL: o.URL, LicenceURL: o.LicenceURL, Logo: sm.pictures.logo()}
}

func shareOf(s config.Share) Share {
	return Share{Send: slices.ContainsFunc(s.Buttons, func(b string) bool { return b != "copy" }), Copy: slices.Contains(s.Buttons, "copy")}
}

// hotlines are the numbers that a page asks for, in its order; all of them, in
// the order of site.toml, if it asks for none.
func (sm *siteMaker) hotlines(wanted []string) []Hotline {
	var all []Hotline
	known := map[string]Hotline{}
	for _, h := range sm.placed.Settings.Hotlines {
		line := Hotline{Number: h.Number, Note: sm.wordsOf(h.Note)}
		line.Label, line.Language = sm.said(h.Label)
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
func (ps *pages) strip(wanted []string) *Strip {
	if len(wanted) == 0 {
		return ps.site.Hotlines
	}
	key := strings.Join(wanted, "\x00")
	if done, ok := ps.strips.Load(key); ok {
		return done.(*Strip)
	}
	done, _ := ps.strips.LoadOrStore(key, &Strip{Site: ps.site, Numbers: ps.maker.hotlines(wanted)})
	return done.(*Strip)
}

func (ln *linker) link(p *site.Page) Link {
	l := Link{Title: ln.titleOf(p), URL: ln.url(p.Path), Summary: p.Summary(), Language: ln.foreign(p), TitleLanguage: ln.titleLanguage(p)}
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
func (ln *linker) textOf(p *site.Page) *Language {
	return ln.languages[p.Source().Edition]
}

// foreign is the language of a page's text if it is not the reader's; else nil.
func (ln *linker) foreign(p *site.Page) *Language {
	if !p.Fallback && p.Edition == ln.of {
		return nil
	}
	if text := ln.textOf(p); text != ln.language {
		return text
	}
	return nil
}

// titleLanguage is the language of what links call a page, if it is not the
// reader's; else nil.
func (ln *linker) titleLanguage(p *site.Page) *Language {
	if p.TitleLanguage != "" {
		return ln.other(p.TitleLanguage)
	}
	if p.Title == "" {
		return ln.stringLanguage(ln.nameKey(p))
	}
	return ln.foreign(p)
}

// vocabulary lists the words of a vocabulary, with their pages and counts.
func (ln *linker) vocabulary(kind site.Kind) []Term {
	terms := make([]Term, 0, len(ln.of.Terms[kind]))
	for _, t := range ln.of.Terms[kind] {
		terms = append(terms, ln.term(t))
	}
	return terms
}

func (ln *linker) term(t *site.TermPage) Term {
	v := Term{Key: t.Term.Key, Name: t.Name, Language: ln.other(t.NameLanguage), Icon: icon(t.Term.Extra)}
	v.Summary, v.SummaryLanguage = ln.said(t.Term.Summary)
	if t.Page != nil && ln.holds(t.Page) {
		v.URL, v.Count = ln.url(t.Page.Path), len(t.Page.Items)
		if v.Summary == "" { // a section that is the topic's page has one of its own
			v.Summary, v.SummaryLanguage = t.Page.Summary(), ln.foreign(t.Page)
		}
	}
	return v
}

// unitsToday are the units of which readers may choose theirs: not those of another time.
func (sm *siteMaker) unitsToday() []Term {
	today, units := sm.placed.Now, sm.vocabulary(site.Unit)
	for i, unit := range units {
		if events := sm.of.Calendar.TermPage(site.Term{Kind: site.Unit, Key: unit.Key}); events != nil && sm.holds(events) {
			units[i].Schedule = sm.url(events.Path)
		}
	}
	return slices.DeleteFunc(units, func(t Term) bool {
		unit, _ := sm.placed.Settings.Units.Find(t.Key)
		zone := today.Location()
		return !unit.ValidFrom.IsZero() && unit.ValidFrom.In(zone).After(today) || !unit.ValidTo.IsZero() && unit.ValidTo.In(zone).Before(today)
	})
}

// terms are the words that a page carries, in the author's order.
func (ln *linker) terms(kind site.Kind, keys ...string) []Term {
	var found []Term
	for _, key := range keys {
		if t := ln.of.Term(kind, key); t != nil {
			found = append(found, ln.term(t))
		}
	}
	return found
}

// menu makes a menu with the items marked that the section lies under.
func (sm *siteMaker) menu(nodes []site.MenuNode, section *site.Page) []MenuItem {
	items := make([]MenuItem, 0, len(nodes))
	for _, n := range nodes {
		if n.Page != nil && !sm.holds(n.Page) {
			continue
		}
		item := MenuItem{Name: n.Name, NameLanguage: sm.other(n.NameLanguage), URL: n.URL, Children: sm.menu(n.Children, section)}
		if n.Page != nil {
			item.URL = sm.url(n.Page.Path)
			item.Current = within(section, n.Page)
			item.Language = sm.foreign(n.Page)
			if !n.Named {
				item.NameLanguage = sm.titleLanguage(n.Page)
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
func (sm *siteMaker) allFrames() map[*site.Page]*Frame {
	frames := map[*site.Page]*Frame{nil: {Site: sm.site, Menu: sm.site.Menu}}
	for _, p := range sm.of.Pages {
		if p.Kind == site.Section || p.Kind == site.Search || p.Entry != nil && (p.Kind == site.CalendarPage || p.Kind == site.DocumentsPage) {
			frames[p] = &Frame{Site: sm.site, Menu: sm.menu(sm.of.Top, p)}
		}
	}
	return frames
}

func (ps *pages) frame(p *site.Page) *Frame {
	for ; p != nil; p = p.Parent {
		if f, ok := ps.frames[p]; ok {
			return f
		}
	}
	return ps.frames[nil]
}
