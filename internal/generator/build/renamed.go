package build

import (
	"bytes"
	"path/filepath"
	"slices"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/base/rawfile"
	"loa/internal/generator/check"
	"loa/internal/generator/theme"
)

// assetNamed is an asset of the theme and how often a page names it.
type assetNamed struct {
	Place int // among the theme's
	Times int
}

// renamed are the assets of the theme that have other bytes than when the last build
// was made, and so another name: of each, by its place, the digits that it had and has.
type renamed map[int]digits

type digits struct{ before, now string }

// renames finds them. It reports false if more than names is different.
func renames(before []string, now *theme.Theme) (renamed, bool) {
	if len(before) != len(now.Assets) {
		return nil, false
	}
	all := renamed{}
	for i, a := range now.Assets {
		head, fresh, tail := a.Digits()
		old := before[i]
		if old == a.Path {
			continue
		}
		if len(old) != len(a.Path) || old[:len(head)] != head || old[len(old)-len(tail):] != tail {
			return nil, false
		}
		all[i] = digits{old[len(head) : len(old)-len(tail)], fresh}
	}
	return all, true
}

// assetPaths are the paths of a theme's assets.
func assetPaths(t *theme.Theme) []string {
	var paths []string
	for _, a := range t.Assets {
		paths = append(paths, a.Path)
	}
	return paths
}

// countNamed counts the assets that a page names.
func countNamed(places []int) []assetNamed {
	places = slices.Sorted(slices.Values(places))
	var all []assetNamed
	for _, place := range places {
		if n := len(all); n > 0 && all[n-1].Place == place {
			all[n-1].Times++
		} else {
			all = append(all, assetNamed{place, 1})
		}
	}
	return all
}

// in puts the new names of assets in the place of the old ones. It reports false, and
// leaves the page as it is, if it is not certain that all of those come from the theme.
func (r renamed) in(page []byte, named []assetNamed) bool {
	times, now := map[string]int{}, map[string]string{}
	for _, a := range named {
		d, other := r[a.Place]
		if !other {
			continue
		}
		if known, twice := now[d.before]; twice && known != d.now {
			return false
		}
		times[d.before] += a.Times
		now[d.before] = d.now
	}
	for old, fresh := range now {
		if _, also := now[fresh]; also || bytes.Count(page, []byte(old)) != times[old] {
			return false
		}
	}
	for old, fresh := range now {
		for at := page; ; {
			i := bytes.Index(at, []byte(old))
			if i < 0 {
				break
			}
			at = at[i+copy(at[i:], fresh):]
		}
	}
	return true
}

// touches reports whether a page that names some assets names one of these.
func (r renamed) touches(named []assetNamed) bool {
	return slices.ContainsFunc(named, func(a assetNamed) bool { _, other := r[a.Place]; return other })
}

// rename takes in a page of which nothing is different but names of assets. It reports
// false if the page must be made.
func (r *run) rename(o Output, t *told) (bool, error) {
	buffer := outputs.Get().(*[]byte)
	defer outputs.Put(buffer)
	page, err := rawfile.ReadAll(filepath.Join(r.Options.Out, filepath.FromSlash(o.Path)), (*buffer)[:0])
	*buffer = page
	if err != nil || !r.budget().holds(len(page), t.Own) || !r.past.renamed.in(page, r.past.named(t)) {
		return false, nil
	}
	again := *t
	again.Problems = slices.DeleteFunc(slices.Clone(t.Problems), isBudget)
	again.Problems = append(again.Problems, r.wanted(check.Weight(o.Page, page, int64(r.Settings.Budget.HTML)))...)
	r.hear(o, &again)
	r.heavy.add("/"+o.Page.PathOn(o.Number), page, t.Guess, t.Own)
	if r.keep != nil {
		r.keep.ledger.Note(o.Path, page)
	}
	return true, r.files.Rewrite(o.Path, o.Class, page)
}

var outputs = sync.Pool{New: func() any { return new([]byte) }}

func isBudget(p problem.Problem) bool {
	return p.Code == problem.BudgetHTML || p.Code == problem.BudgetPage
}
