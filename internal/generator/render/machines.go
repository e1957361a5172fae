package render

import (
	"loa/internal/generator/metadata"
	"loa/internal/generator/site"
)

// metadataOf is what machines are told of a page.
func metadataOf(v *Page) metadata.Page {
	if v.machines == nil {
		m := newMetadata(v)
		v.machines = &m
	}
	return *v.machines
}

func newMetadata(v *Page) metadata.Page {
	m := metadata.Page{Title: v.Title, Summary: v.Summary, Canonical: v.Canonical, Index: v.Index}
	if picture := v.Shared(); picture != nil {
		m.Picture = &metadata.Picture{Address: picture.Absolute, Alt: picture.Alt, Width: picture.Width, Height: picture.Height}
	}
	if !v.Index {
		return m
	}
	for i, version := range v.Versions() {
		if !version.Fallback && (v.Pager == nil || v.Pager.Number == 1) { // other languages may have other pages of a list
			m.Versions = append(m.Versions, metadata.Version{Language: version.Language.Tag, Address: version.Absolute, Default: i == 0})
		}
	}
	m.Item, m.Crumbs = itemOf(v), crumbsOf(v)
	return m
}

// itemOf is what a page is.
func itemOf(v *Page) any {
	switch v.of.Kind {
	case site.Article:
		a := metadata.Article{Language: v.TextLanguage.Tag, Published: v.Date, Updated: v.Updated, Publisher: v.Site.publisher()}
		if v.Image != nil && !v.Image.Withheld {
			a.Picture = v.Image.Absolute
		}
		for _, author := range v.Authors {
			a.Authors = append(a.Authors, author.Name)
		}
		return a
	case site.Event:
		e := v.Event
		return metadata.Event{Start: e.Start, End: e.End, AllDay: e.AllDay, MovedFrom: e.MovedFrom, Status: e.Status, Place: e.Place, Organizer: e.Organizer}
	case site.Document:
		return v.Document.metadata()
	case site.Home:
		return v.Site.publisher()
	}
	return nil
}

func (d *Document) metadata() metadata.Document {
	m := metadata.Document{Number: d.Number, Type: d.Type, Issuer: d.Issuer, Issued: d.Issued, Status: d.Status}
	if d.Replaces != nil {
		m.Replaces = d.Replaces.Title
	}
	for _, f := range d.Files {
		m.Files = append(m.Files, metadata.File{Name: f.Name, Address: f.Absolute})
	}
	return m
}

// publisher is who answers for the site.
func (s *Site) publisher() metadata.Organization {
	o := s.Organization
	if o.Name == nil {
		return metadata.Organization{Name: s.Title, URL: s.Base}
	}
	m := metadata.Organization{Name: o.Name.Text, URL: s.Base, Own: o.URL, Phone: o.Phone, Email: o.Email, Official: true}
	if o.Logo != nil {
		m.Logo = o.Logo.Absolute
	}
	return m
}

// crumbsOf is the way to a page, itself included; a page further on in a list
// tells the list's address.
func crumbsOf(v *Page) []metadata.Crumb {
	if v.of.Parent == nil {
		return nil
	}
	var way []metadata.Crumb
	for _, s := range v.trail() {
		way = append(way, metadata.Crumb{Name: s.Title, Address: v.in.absolute(s.path)})
	}
	own := metadata.Crumb{Name: v.Title, Address: v.Canonical}
	if len(v.Canonical) != len(v.in.origin)+len(v.of.Path) {
		own.Address = v.in.absolute(v.of.Path)
	}
	return append(way, own)
}
