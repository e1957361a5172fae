package deploy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"time"

	"loa/internal/base/output"
	"loa/internal/publish/remote"
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
	Warnings  bool          // only what changes for a warning; pages follow with the next release

	Pages   Counts
	Others  Counts
	Lost    []string // addresses of pages that vanish without a redirect
	Foreign []string // files that are not Loa's where ours must go
	Damaged bool     // the place's state was damaged: all was compared anew
	Changes []Change // of pages that have a title, in the order of the site; see Options.Pages

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
	r.plan = Plan{Release: r.id, First: r.state.release == "" && len(r.state.doubt) == 0, Damaged: r.damaged, had: len(r.state.files)}
	r.found, r.sizes, r.others = map[string]bool{}, map[string]int64{}, map[string]file{}
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
		there, lies, err := r.compare(ctx, path, content)
		switch {
		case err != nil:
			return err
		case there == equal && (!sure || !r.place.Traits().Headers): // with headers that nobody knows it is sent again
			r.keepFound(path, content.Size)
			return nil
		case there == other && !known && (sure || !r.begun && r.local.files[path].class != output.First): // those go between releases, too
			r.plan.Foreign = append(r.plan.Foreign, path)
			r.other(path, lies)
		}
	}
	r.plan.Put = append(r.plan.Put, path)
	r.plan.Bytes += content.Size
	r.sizes[path] = content.Size
	r.counts(path).add(known)
	return nil
}

// other notes a file that Loa did not send. Its bytes are not read: a name of its own is
// enough to keep it. A link cannot be kept, since what it leads to is elsewhere.
func (r *release) other(path string, lies remote.File) {
	if lies.Size < 0 {
		return
	}
	sum := sha256.Sum256([]byte(r.id + " " + path))
	r.others[path] = file{sum: hex.EncodeToString(sum[:16]), size: lies.Size, class: r.local.files[path].class, other: true}
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

func (r *release) classOf(path string) output.Class {
	if f, ok := r.state.files[path]; ok {
		return f.class
	}
	return output.Asset
}
