package render

import (
	"slices"

	"loa/internal/base/fold"
)

// paper is an official document as JSON-LD: Legislation if its type makes rules,
// else a DigitalDocument.
type paper struct {
	Type        string      `json:"@type"`
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	URL         string      `json:"url"`
	Identifier  string      `json:"identifier,omitempty"`
	Number      string      `json:"legislationIdentifier,omitempty"`
	Kind        string      `json:"legislationType,omitempty"`
	PassedBy    *thing      `json:"legislationPassedBy,omitempty"`
	Date        string      `json:"legislationDate,omitempty"`
	Force       string      `json:"legislationLegalForce,omitempty"`
	Changes     string      `json:"legislationRepeals,omitempty"`
	Created     string      `json:"dateCreated,omitempty"`
	Publisher   *thing      `json:"publisher,omitempty"`
	Files       []mediaFile `json:"encoding,omitempty"`
}

type mediaFile struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"contentUrl"`
}

// ruling are the types of documents that make rules, folded.
var ruling = []string{"hien-phap", "bo-luat", "luat", "phap-lenh", "lenh", "nghi-quyet", "nghi-dinh", "thong-tu", "thong-tu-lien-tich", "quyet-dinh"}

// forces are the words of schema.org.
var forces = map[string]string{"in-force": "InForce", "not-yet": "NotInForce", "replaced": "NotInForce", "expired": "NotInForce"}

func (v *Page) paper() *paper {
	d := v.Document
	p := &paper{Type: "DigitalDocument", Name: v.Title, Description: v.Summary, URL: v.Canonical}
	var issuer *thing
	if d.Issuer != "" {
		issuer = &thing{Type: "GovernmentOrganization", Name: d.Issuer}
	}
	if slices.Contains(ruling, fold.Slug(d.Type)) {
		p.Type, p.Number, p.Kind, p.PassedBy, p.Date = "Legislation", d.Number, d.Type, issuer, day(d.Issued)
		p.Force = "https://schema.org/" + forces[d.Status]
		if d.Replaces != nil {
			p.Changes = d.Replaces.Title
		}
	} else {
		p.Identifier, p.Publisher, p.Created = d.Number, issuer, day(d.Issued)
	}
	for _, f := range d.Files {
		p.Files = append(p.Files, mediaFile{Type: "MediaObject", Name: f.Name, URL: f.Absolute})
	}
	return p
}
