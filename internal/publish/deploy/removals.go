package deploy

import (
	"maps"
	"slices"
	"strings"

	"loa/internal/base/output"
)

// planRemovals finds what the site no longer has.
func (r *release) planRemovals() {
	gone := map[string]bool{}
	for path := range r.state.files {
		gone[path] = true
	}
	maps.Copy(gone, r.state.doubt)
	for _, path := range slices.Sorted(maps.Keys(gone)) {
		if _, stays := r.local.files[path]; stays || r.withdrawn[path] {
			continue
		}
		r.plan.Remove = append(r.plan.Remove, path)
		r.counts(path).Removed++
		if address, is := strings.CutSuffix(path, "index.html"); is {
			r.plan.Lost = append(r.plan.Lost, "/"+address)
		}
	}
	r.plan.gone = r.withoutSuccessor()
	// What leads readers somewhere goes first, then pages, then what they load.
	slices.SortStableFunc(r.plan.Remove, func(a, b string) int { return output.Compare(r.classOf(b), r.classOf(a)) })
}

// planWithdrawals finds what must not be public any more, at its path or kept.
func (r *release) planWithdrawals() {
	r.withdrawn = map[string]bool{}
	if r.local.mustGo == nil {
		return
	}
	for _, old := range []map[string]file{r.state.files, r.previous.was} {
		for path, f := range old {
			if now, stays := r.local.files[path]; r.local.mustGo(path) && (!stays || now.sum != f.sum) {
				r.withdrawn[path] = true
			}
		}
	}
	for path := range r.state.doubt {
		if _, stays := r.local.files[path]; r.local.mustGo(path) && !stays {
			r.withdrawn[path] = true
		}
	}
	r.plan.Withdraw = slices.Sorted(maps.Keys(r.withdrawn))
}

// withoutSuccessor counts the removals that no new file takes the place of.
func (r *release) withoutSuccessor() int {
	stems := map[string]bool{}
	for _, path := range r.plan.Put {
		stems[stem(path)] = true
	}
	count := 0
	for _, path := range r.plan.Remove {
		if !stems[stem(path)] && r.classOf(path) != output.First { // a warning that is over
			count++
		}
	}
	return count
}

// stem is a name without the part that changes with the bytes.
func stem(path string) string { return fingerprinted.ReplaceAllString(path, "") }
