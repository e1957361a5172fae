package site

import (
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/warning"
)

// ahead is for how many days before their beginning warnings are published, so that
// devices have them by then.
const ahead = 3

// holding are the warnings that are not over when the day begins, and begin soon.
func holding(in Input) []*warning.Warning {
	return slices.DeleteFunc(slices.Clone(in.Warnings), func(w *warning.Warning) bool {
		return !w.Until.After(in.Now) || !w.From.Before(in.Now.AddDate(0, 0, ahead+1))
	})
}

// WarningPage is the page in the edition that says more about a warning; nil for none,
// and for one that is not on the site today.
func (e *Edition) WarningPage(w *warning.Warning) *Page {
	if w.Page == "" || e.Home == nil {
		return nil
	}
	return e.site.Resolve(e.Home, "/"+w.Page).Page
}

// warnings tells of warnings whose page there is not.
func (b *builder) warnings() {
	home := b.site.Editions[0].Home
	for _, w := range b.site.Warnings {
		if w.Page == "" || home == nil {
			continue
		}
		if t := b.site.Resolve(home, "/"+w.Page); t.Page != nil || t.NotLive {
			continue
		}
		args := problem.Args{"page": w.Page}
		if near := b.site.Suggest(home, "/"+w.Page); near != "" {
			args["suggestion"] = near
		}
		b.report(problem.WarningPage, w.PagePlace(), args)
	}
}
