package site

import (
	"slices"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// references checks what entries say of one another.
func (b *builder) references() {
	documents := b.numbers()
	for _, e := range b.in.Entries {
		b.campaignOf(e)
		if own := e.Campaign.Own; own != nil && own.Document != "" {
			b.document(e, own.Document, documents, "campaign", "document")
		}
		if e.Document != nil && e.Document.Replaces != "" {
			b.document(e, e.Document.Replaces, documents, "document", "replaces")
		}
		if e.Layout != "" && !slices.Contains(b.in.Layouts, e.Layout) {
			b.report(problem.ThemeLayout, e.Place("layout"), suggest(problem.Args{"name": e.Layout, "known": b.in.Layouts}, e.Layout, b.in.Layouts))
		}
		if !e.ReviewBy.IsZero() && e.ReviewBy.In(b.in.Settings.Zone).Before(b.in.Now) && e.Live(b.in.Now, false) {
			b.report(problem.ReviewPast, e.Place("review_by"), problem.Args{"date": e.ReviewBy.In(b.in.Settings.Zone)})
		}
	}
}

func suggest(args problem.Args, word string, known []string) problem.Args {
	if near, ok := fold.Nearest(word, known); ok {
		args["suggestion"] = near
	}
	return args
}

func (b *builder) campaignOf(e *content.Entry) {
	key := e.Campaign.Path
	if key == "" {
		return
	}
	if g := b.site.groups[key]; g != nil {
		for _, v := range append(slices.Clone(g.versions), g.sleeping...) {
			if v != nil && v.Campaign.Own != nil {
				return
			}
		}
	}
	var known []string
	for _, other := range b.in.Entries {
		if other.Campaign.Own != nil && !slices.Contains(known, other.Key) {
			known = append(known, other.Key)
		}
	}
	b.report(problem.CampaignUnknown, e.Place("campaign"), suggest(problem.Args{"value": key}, key, known))
}

func (b *builder) numbers() []string {
	var all []string
	for _, e := range b.in.Entries {
		if e.Document != nil {
			all = append(all, e.Document.Number)
		}
	}
	return all
}

func (b *builder) document(e *content.Entry, number string, known []string, path ...any) {
	if !slices.Contains(known, number) {
		b.report(problem.DocumentUnknown, e.Place(path...), suggest(problem.Args{"value": number}, number, known))
	}
}
