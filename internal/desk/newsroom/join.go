package newsroom

import (
	"errors"
	"net/http"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/office/gitaddress"
	"loa/internal/office/host"
	"loa/internal/publish/deploy"
	"loa/internal/publish/keyring"
)

// joiner gets the site of an office into the empty folder of the desk. Who types the
// address allows it.
type joiner struct {
	*sharer
	folder  *sourceedit.Folder
	dir     string
	secrets deploy.Secrets // nil for none
	start   func(q *request, status int, bad string)
}

// join is what the form of the first page asks for. Where it fails, the next try goes on.
func (j *joiner) join(q *request) {
	remote, token := strings.TrimSpace(q.r.PostFormValue("remote")), strings.TrimSpace(q.r.PostFormValue("secret"))
	way, _, err := gitaddress.Parse(remote)
	switch {
	case j.options == nil || err != nil:
		j.start(q, http.StatusUnprocessableEntity, j.said(q, clone.Address, remote))
		return
	case len(token) > keyring.Longest:
		j.start(q, http.StatusUnprocessableEntity, q.say("secret-length", "most", keyring.Longest))
		return
	}
	o := j.options(config.Office{Remote: remote})
	o.Folder = j.folder
	if way == gitaddress.HTTPS && token != "" {
		o.Account = func() clone.Account { return clone.Account{Token: token} }
	}
	err = clone.Join(q.r.Context(), o)
	if err == nil {
		err = j.approvals.Allow(j.dir, approval.Action{Kind: approval.Share, Target: o.Remote, Key: o.HostKey}, q.now.Time)
	}
	if err != nil {
		j.start(q, http.StatusBadGateway, j.reason(q, err))
		return
	}
	j.keep(remote, token)
	q.taken(".")
	q.to("", nil)
}

// keep gives the token to the system's passwords, for the host of the repository alone.
func (j *joiner) keep(remote, token string) {
	at, ok := host.Of(remote, string(host.GitLab)) // which takes the longest names
	if ok && token != "" && j.secrets != nil {
		j.secrets.Keep(at.String(), map[string]string{"token": token})
	}
}

func (j *joiner) reason(q *request, err error) string {
	if errors.Is(err, clone.ErrNotEmpty) {
		return q.say("not-empty")
	}
	return j.sentence(q, err)
}

// begin makes a clone of a site whose settings name a repository, and of an empty shared
// folder the repository. Nothing is sent. The person allows the place by it.
func (s *sharer) begin(q *request) {
	at := s.place(q)
	if q.r.PostFormValue("place") != at.action.String() {
		q.fail(http.StatusConflict, "allow-other")
		return
	}
	o := s.options(q.now.Project.Settings.Office)
	way, _, err := gitaddress.Parse(o.Remote)
	switch {
	case err != nil:
		err = &clone.Trouble{Kind: clone.Address, Detail: o.Remote, Err: err}
	case way == gitaddress.Share:
		err = clone.StartShare(o.Remote, o.Branch, o.Disk)
	}
	if err == nil {
		err = clone.Start(o)
	}
	if err == nil {
		err = s.approvals.Allow(at.dir, at.action, q.now.Time)
	}
	if errors.Is(err, clone.ErrNotEmpty) {
		q.fail(http.StatusConflict, "not-empty")
		return
	}
	if err != nil {
		s.answer(q, http.StatusInternalServerError, "", err)
		return
	}
	q.to("office", query("done", "begun"))
}
