package newsroom

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"loa/internal/base/approval"
)

// permission is a place that this machine allows the site, or is asked to.
type permission struct {
	Place  string
	Kind   approval.Kind
	Secret string // what the names of the variables begin with whose values go there
	Clear  bool   // anybody on the way can read the line
	Since  time.Time
}

// allowed are the places that this machine allows the site.
func (p *publisher) allowed() ([]permission, error) {
	site, err := filepath.Abs(p.options.Build.Dir)
	if err != nil {
		return nil, err
	}
	entries, err := p.options.Approvals.Entries()
	var all []permission
	for _, e := range entries {
		if e.Site == site {
			all = append(all, permission{Place: e.Action.String(), Kind: e.Action.Kind, Clear: e.Action.Clear, Since: e.Since})
		}
	}
	return all, err
}

// allow answers whether the site may publish to the places that the page named, or takes
// back what was allowed. It is no part of the yes to a release: that one is asked when
// the plan is known.
func (p *publisher) allow(q *request) {
	if q.r.PostFormValue("do") == "forget" {
		if err := p.forget(); err != nil {
			q.broken(err)
			return
		}
		q.to("publish", nil)
		return
	}
	j := p.of(q.r.PostFormValue("job"))
	if j == nil {
		q.to("publish", nil)
		return
	}
	places, clear := j.places()
	switch {
	case q.r.PostFormValue("do") != "allow":
		j.stop()
	case !slices.Equal(q.r.PostForm["place"], places) || clear && q.r.PostFormValue("clear") == "":
		q.fail(http.StatusConflict, "allow-other")
		return
	default:
		j.reply(allowing, true)
	}
	q.to("publish", query("job", strconv.Itoa(j.ID)))
}

// forget takes back all places of the site, and then the passwords that are kept for
// them: a store of passwords that cannot be opened leaves nothing allowed.
func (p *publisher) forget() error {
	places, err := p.allowed()
	if err != nil {
		return err
	}
	_, err = p.options.Approvals.Forget(p.options.Build.Dir)
	if p.options.Secrets != nil {
		for _, at := range places {
			err = errors.Join(err, p.options.Secrets.Forget(at.Place))
		}
	}
	return err
}
