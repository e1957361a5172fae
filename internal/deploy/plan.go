package deploy

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/output"
	"loa/internal/remote"
)

// Plan is what a release will do, known before the first change.
type Plan struct {
	Release   string
	First     bool     // nothing of Loa's is there yet
	Put       []string // to be sent, in order
	Withdraw  []string // to be removed before anything else
	Remove    []string // to be removed last
	Unchanged int
	Bytes     int64
	Time      time.Duration // on the line as it was last time, or a slow one
	Measured  bool          // Time comes from the last time

	Pages   Counts
	Others  Counts
	Lost    []string // addresses of pages that vanish without a redirect
	Foreign []string // files that are not Loa's where ours must go
	Torn    bool     // the place's memory was damaged: all was compared anew

	had  int // files that the place has
	gone int // of those, the ones that go and have no successor
}

// Counts are numbers of files.
type Counts struct{ New, Changed, Removed int }

// Nothing reports whether there is nothing to do.
func (p Plan) Nothing() bool { return len(p.Put)+len(p.Withdraw)+len(p.Remove) == 0 }

// TooMany reports whether more than a tenth of the site would go. A file that
// changes its name with its bytes is replaced, not gone.
func (p Plan) TooMany() bool { return p.gone*10 > p.had }

// Forbidden reports whether the plan may not be carried out with these options.
func (p Plan) Forbidden(o Options) bool {
	return p.TooMany() && !o.AllowRemove || len(p.Foreign) > 0 && !o.Overwrite
}

// slowLine is what is assumed of a line that was never measured, in bytes a
// second: 1 Mbit/s, a poor DSL line's upload.
const slowLine = 125_000

// makePlan compares what is to be there with what is.
func (r *release) makePlan(ctx context.Context) error {
	r.plan = Plan{Release: r.id, First: r.state.release == "" && len(r.state.doubt) == 0, Torn: r.torn, had: len(r.state.files)}
	r.found, r.sizes = map[string]bool{}, map[string]int64{}
	r.planWithdrawals()
	for _, path := range inOrder(r.local.files) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.planPut(ctx, path); err != nil {
			return err
		}
	}
	r.planRemovals()
	r.plan.Time = time.Duration(float64(r.plan.Bytes) / float64(cmp.Or(r.speed, slowLine)) * float64(time.Second))
	r.plan.Measured = r.speed > 0
	return nil
}

// planPut decides about one file of the site.
func (r *release) planPut(ctx context.Context, path string) error {
	was, known := r.state.files[path]
	sure := !r.state.doubt[path] && !r.suspect[path]
	if r.withdrawn[path] { // it will not be there any more
		known, sure = false, true
	}
	if known && sure && was.sum == r.local.files[path].sum {
		r.plan.Unchanged++
		return nil
	}
	if untouched, err := r.untouched(ctx, path); untouched || err != nil {
		r.keepFound(path, r.local.files[path].size)
		return err
	}
	content, err := r.content(ctx, path)
	if err != nil {
		return err
	}
	if (!known || !sure) && !r.withdrawn[path] {
		there, err := r.look(ctx, path, content)
		switch {
		case err != nil:
			return err
		case there == equal && (!sure || !r.place.Traits().Headers): // with headers that nobody knows it is sent again
			r.keepFound(path, content.Size)
			return nil
		case there == other && !known && sure:
			r.plan.Foreign = append(r.plan.Foreign, path)
		}
	}
	r.plan.Put = append(r.plan.Put, path)
	r.plan.Bytes += content.Size
	r.sizes[path] = content.Size
	r.counts(path).add(known)
	return nil
}

// keepFound notes a file that lies there already as it is to be.
func (r *release) keepFound(path string, size int64) {
	r.found[path] = true
	r.sizes[path] = size
	r.plan.Unchanged++
}

func (c *Counts) add(known bool) {
	if known {
		c.Changed++
	} else {
		c.New++
	}
}

func (r *release) counts(name string) *Counts {
	if path.Ext(name) == ".html" {
		return &r.plan.Pages
	}
	return &r.plan.Others
}

// What lies at a path, compared with what is to be there.
type what int

const (
	nothing what = iota
	equal
	other
)

// look compares a file with what lies at its path, with as little reading as
// can be.
func (r *release) look(ctx context.Context, path string, content remote.Content) (what, error) {
	file, there := r.listed[path]
	if r.listed == nil {
		err := r.insist(ctx, func() (err error) { file, err = r.place.Stat(ctx, path); return err })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nothing, err
		}
		there = err == nil
	}
	if !there {
		return nothing, nil
	}
	if file.Size != content.Size {
		return other, nil
	}
	same, err := r.same(ctx, path, file, content)
	if err != nil || !same {
		return other, err
	}
	return equal, nil
}

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
	slices.SortStableFunc(r.plan.Remove, func(a, b string) int { return int(r.classOf(b)) - int(r.classOf(a)) })
}

// planWithdrawals finds what nobody may see any more, at its place or kept.
func (r *release) planWithdrawals() {
	r.withdrawn = map[string]bool{}
	if r.local.urgent == nil {
		return
	}
	for _, old := range []map[string]file{r.state.files, r.previous.was} {
		for path, f := range old {
			if now, stays := r.local.files[path]; r.local.urgent(path) && (!stays || now.sum != f.sum) {
				r.withdrawn[path] = true
			}
		}
	}
	for path := range r.state.doubt {
		if _, stays := r.local.files[path]; r.local.urgent(path) && !stays {
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
		if !stems[stem(path)] {
			count++
		}
	}
	return count
}

// stem is a name without the part that changes with the bytes.
func stem(path string) string { return fingerprinted.ReplaceAllString(path, "") }

func (r *release) classOf(path string) output.Class {
	if f, ok := r.state.files[path]; ok {
		return f.class
	}
	return output.Asset
}
