package feed

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"loa/internal/generator/site"
	"loa/internal/generator/warning"
)

// WarningsPath is the Atom feed of an edition's warnings, from the output folder.
func WarningsPath(e *site.Edition) string { return e.Prefix + "warnings.xml" }

// Own are the warnings that the site itself gives out. Those of another site are for other
// programs there: twice they would be two.
func Own(s *site.Site) []*warning.Warning {
	return slices.DeleteFunc(slices.Clone(s.Warnings), func(w *warning.Warning) bool { return w.Source != nil })
}

// Warnings writes the feed of the warnings that hold (RFC 4287), in the language of the
// edition. Each entry leads to the page that says more, and to its form for programs
// (CAP). The title is what the theme calls warnings; "" for nothing. A mended warning is another entry, so that readers of feeds show it again.
func Warnings(s *site.Site, e *site.Edition, title string) []byte {
	home, name := s.Settings.BaseURL+e.Prefix, s.Settings.Title.In(e.Language.Tag, s.Settings.DefaultLanguage)
	if title != "" {
		name = title + " – " + name
	}
	f := atomFeed{
		Lang: e.Language.Tag, ID: s.Settings.BaseURL + WarningsPath(e), Title: name,
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: s.Settings.BaseURL + WarningsPath(e)},
			{Rel: "alternate", Type: "text/html", Href: home}},
		Author: atomPerson{Name: author(s, e)},
	}
	latest := time.Time{}
	for _, w := range Own(s) {
		words, sent := w.In(e.Language.Tag), w.SentBy(s.Now)
		if sent.After(latest) {
			latest = sent
			f.Updated = sent.Format(time.RFC3339)
		}
		address := home
		if p := e.WarningPage(w); p != nil {
			address = s.Settings.BaseURL + p.Path
		}
		f.Entries = append(f.Entries, atomEntry{
			ID: s.Settings.BaseURL + CAPPath(w), Title: words.Title,
			Links:     []atomLink{{Rel: "alternate", Type: "text/html", Href: address}, {Rel: "related", Type: capType, Href: s.Settings.BaseURL + CAPPath(w)}},
			Published: sent.Format(time.RFC3339), Updated: sent.Format(time.RFC3339), Summary: later(s, w, said(words)),
		})
	}
	return xmlFile(f)
}

// later puts the moments between which a warning holds, in numbers, before what it says,
// if it does not hold yet when the day of the build begins.
func later(s *site.Site, w *warning.Warning, said string) string {
	if !w.From.After(s.Now) {
		return said
	}
	const minute = "2006-01-02 15:04"
	until := w.Until.Format(minute)
	if h, m, s := w.Until.Clock(); h+m+s == 0 { // to the end of the day before
		until = w.Until.AddDate(0, 0, -1).Format(time.DateOnly) + " 24:00"
	}
	return strings.TrimSuffix(w.From.Format(minute)+" – "+until+"\n"+said, "\n")
}

// said is what a warning says below its title, a line each.
func said(words warning.Words) string {
	var out bytes.Buffer
	if words.Text != "" {
		out.WriteString(words.Text)
	}
	for _, step := range words.Do {
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString("– " + step)
	}
	return out.String()
}

// xmlFile is a whole XML file.
func xmlFile(root any) []byte {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(root); err != nil {
		panic("feed: " + err.Error()) // a struct of strings always encodes
	}
	return out.Bytes()
}
