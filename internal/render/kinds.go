package render

import (
	"loa/internal/site"
)

// event is what templates see of [event].
func (e *edition) event(p *site.Page) *Event {
	from := p.Entry.Event
	if from == nil {
		return nil
	}
	zone := e.r.site.Settings.Zone
	v := &Event{
		Start: from.Start.In(zone), End: from.End.In(zone), AllDay: !from.Start.HasTime && !from.Timed,
		Place: from.Place, Organizer: from.Organizer, Status: from.Status,
		MovedFrom: from.MovedFrom.In(zone), Lunar: from.Lunar, Repeats: from.Repeat != nil,
	}
	if v.Status == "" {
		v.Status = "confirmed"
	}
	return v
}

// document is what templates see of [document].
func (e *edition) document(p *site.Page) *Document {
	from := p.Entry.Document
	if from == nil {
		return nil
	}
	zone := e.r.site.Settings.Zone
	v := &Document{Number: from.Number, Type: from.Type, Issuer: from.Issuer, Signer: from.Signer,
		Issued: from.Issued.In(zone), Effective: from.Effective.In(zone)}
	if from.Replaces != "" {
		v.Replaces = e.documentLink(from.Replaces)
	}
	if other := e.of.ReplacedBy(from.Number); other != nil {
		v.ReplacedBy = &Link{Title: other.Entry.Document.Number, URL: e.r.url(other.Path)}
	}
	for _, name := range from.Files {
		if target := e.r.site.Resolve(p, name); target.File != nil {
			if published := e.r.Files.use(*target.File); published != nil {
				v.Files = append(v.Files, File{Name: published.name(), URL: e.r.url(published.Path), Size: published.Size})
			}
		}
	}
	return v
}

func (e *edition) documentLink(number string) *Link {
	l := &Link{Title: number}
	if p := e.of.DocumentPage(number); p != nil {
		l.URL = e.r.url(p.Path)
	}
	return l
}

// campaign is what templates see of [campaign], with all that belongs to it.
func (e *edition) campaign(p *site.Page) *Campaign {
	from := p.Entry.Campaign.Own
	if from == nil {
		return nil
	}
	zone := e.r.site.Settings.Zone
	v := &Campaign{Slogan: from.Slogan, Start: from.Start.In(zone), End: from.End.In(zone)}
	if from.Document != "" {
		v.Document = e.documentLink(from.Document)
	}
	members := p.Members()
	for i, card := range e.allCards(members) {
		switch members[i].Kind {
		case site.Event:
			v.Events = append(v.Events, card)
		case site.Document:
			v.Documents = append(v.Documents, card)
		default:
			v.Articles = append(v.Articles, card)
		}
	}
	return v
}
