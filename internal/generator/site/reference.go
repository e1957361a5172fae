package site

import (
	"slices"
	"sync"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// references checks what entries say of one another.
func (b *builder) references() {
	documents, campaigns := b.numbers(), sync.OnceValue(b.campaigns)
	for _, e := range b.in.Entries {
		b.campaignOf(e, campaigns)
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

func (b *builder) campaignOf(e *content.Entry, known func() []string) {
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
	b.unknown(problem.CampaignUnknown, e.Place("campaign"), key, known())
}

// campaigns lists the campaigns, each once.
func (b *builder) campaigns() []string {
	var known []string
	listed := map[string]bool{}
	for _, e := range b.in.Entries {
		if e.Campaign.Own != nil && !listed[e.Key] {
			listed[e.Key] = true
			known = append(known, e.Key)
		}
	}
	return known
}

// unknown tells of a name that nothing has, the first with what it may have meant.
func (b *builder) unknown(code problem.Code, at problem.Place, name string, known []string) {
	args := problem.Args{"value": name}
	if b.missed++; b.missed <= MostSuggestions {
		args = suggest(args, name, known)
	}
	b.report(code, at, args)
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
		b.unknown(problem.DocumentUnknown, e.Place(path...), number, known)
	}
}
