package site

import (
	"strings"

	"loa/internal/base/problem"
)

// rows checks what the rows of spreadsheets say of pages: their link and their
// campaign. A spreadsheet is looked at once, in the first language that has it.
func (b *builder) rows() {
	seen := map[string]bool{}
	for _, e := range b.site.Editions {
		for _, a := range e.Calendar.Activities {
			if a.Row == nil || e != a.Words() {
				continue
			}
			at := a.Row.At(a.file)
			key := a.file + "\x00" + a.Row.ID
			if seen[key] {
				continue
			}
			seen[key] = true
			if c := a.Row.Campaign; c != "" && b.site.elsewhere(c) == nil {
				b.report(problem.CampaignUnknown, at, problem.Args{"value": c})
			}
			if link := a.Row.Link; link != "" && !strings.Contains(link, "://") {
				if t := b.site.Resolve(a.Page, link); !t.Found() && !t.NotLive {
					b.report(problem.LinkNotFound, at, b.missing(a.Page, link))
				}
			}
		}
	}
}

func (b *builder) missing(from *Page, link string) problem.Args {
	args := problem.Args{"target": link}
	if b.missed++; b.missed > MostSuggestions {
		return args
	}
	if near := b.site.Suggest(from, link); near != "" {
		args["suggestion"] = near
	}
	return args
}
