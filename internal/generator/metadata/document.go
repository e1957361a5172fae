package metadata

import (
	"slices"
	"time"

	"loa/internal/base/fold"
)

// Document is an official document.
type Document struct {
	Number, Type, Issuer string
	Issued               time.Time
	Status               string // in-force, not-yet, replaced, expired
	Replaces             string // the number of another; "" for none
	Files                []File
}

// File is a file of a document.
type File struct{ Name, Address string }

// document is Legislation if its type makes rules, else a DigitalDocument.
type document struct {
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

// legalForce is schema.org's word for a status.
func legalForce(status string) string {
	if status == "in-force" {
		return "https://schema.org/InForce"
	}
	return "https://schema.org/NotInForce"
}

func (d Document) schema(p Page) any {
	s := &document{Type: "DigitalDocument", Name: p.Title, Description: p.Summary, URL: p.Canonical}
	var issuer *thing
	if d.Issuer != "" {
		issuer = &thing{Type: "GovernmentOrganization", Name: d.Issuer}
	}
	if slices.Contains(ruling, fold.Slug(d.Type)) {
		s.Type, s.Number, s.Kind, s.PassedBy, s.Date = "Legislation", d.Number, d.Type, issuer, day(d.Issued)
		s.Force, s.Changes = legalForce(d.Status), d.Replaces
	} else {
		s.Identifier, s.Publisher, s.Created = d.Number, issuer, day(d.Issued)
	}
	for _, f := range d.Files {
		s.Files = append(s.Files, mediaFile{Type: "MediaObject", Name: f.Name, URL: f.Address})
	}
	return s
}
