package check

import (
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// frontPictures reports pictures of front matter without words for those who do
// not see them.
type frontPictures struct{}

func (frontPictures) Look(p *Page) []problem.Problem {
	if len(p.Texts) == 0 || p.Entry.Image == nil || p.Entry.Image.Src == "" || p.Entry.Image.Alt != "" {
		return nil
	}
	return one(problem.MarkdownNoAlt, p.Entry.Place("image"), nil)
}

// expired reports entries that came down and still lie in content/.
type expired struct {
	today   time.Time
	entries []*content.Entry
}

func (expired) Look(*Page) []problem.Problem { return nil }

// Close goes through the entries, since those that it means have no page.
func (x expired) Close() []problem.Problem {
	var problems []problem.Problem
	for _, e := range x.entries {
		if e.Draft || e.Unapproved || e.Expires.IsZero() || e.Live(x.today, false) || !e.Expires.In(x.today.Location()).Before(x.today) {
			continue
		}
		problems = append(problems, problem.New(problem.PageExpired, e.Place("expires"), problem.Args{"date": e.Expires.In(x.today.Location())}))
	}
	return problems
}
