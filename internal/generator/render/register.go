package render

import (
	"loa/internal/generator/site"
)

// Register is what a page of the register of documents shows.
type Register struct {
	Years   []RegisterYear
	Types   []FilterTerm // links that choose the documents of one type
	Issuers []FilterTerm // links that choose those of one issuer
	All     string       // address of the whole register
	JSON    string       // address of the whole register as JSON; "" without documents
	CSV     string       // address of the whole register as CSV; "" without documents
}

// RegisterYear is the documents issued in one year; Year 0 is those without a date.
type RegisterYear struct {
	Year      int
	Documents []*Card
}

// register is what a page of the register shows.
func (ps *pages) register(p *site.Page) *Register {
	from := ps.of.Register
	v := &Register{}
	if from.Home != nil {
		v.All = ps.url(from.Home.Path)
	}
	if path := ps.of.RegisterPath("json"); path != "" {
		v.JSON, v.CSV = ps.url(path), ps.url(ps.of.RegisterPath("csv"))
	}
	choice := func(pages []*site.Page) []FilterTerm {
		var terms []FilterTerm
		for _, one := range ps.held(pages) {
			terms = append(terms, FilterTerm{Name: one.Title, URL: ps.url(one.Path), Current: one == p})
		}
		return terms
	}
	v.Types, v.Issuers = choice(from.Types), choice(from.Issuers)
	shown := from.Documents
	if p != from.Home {
		shown = p.Items
	}
	shown = ps.held(shown)
	for i, card := range ps.allCards(shown) {
		year := 0
		if issued := shown[i].Entry.Document.Issued; !issued.IsZero() {
			year = issued.In(ps.zone()).Year()
		}
		if n := len(v.Years); n == 0 || v.Years[n-1].Year != year {
			v.Years = append(v.Years, RegisterYear{Year: year})
		}
		last := &v.Years[len(v.Years)-1]
		last.Documents = append(last.Documents, card)
	}
	return v
}
