package newsroom

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"loa/internal/base/approval"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/office/host"
	"loa/internal/office/review"
	"loa/internal/publish/deploy"
	"loa/internal/publish/keyring"
)

// reviewer sends pages for review at a Git host, shows what others have sent, and returns,
// approves and publishes it. Nothing is asked before a person has entered a token for the
// host: by that they allow it.
type reviewer struct {
	*sharer
	web       http.RoundTripper // nil for no network
	agent     string
	secrets   deploy.Secrets // nil for none
	environ   func(string) string
	approvals approval.Store
	dir       string

	mu    sync.Mutex
	typed map[string]string // tokens that a person has typed since the desk was opened, by host
	asked host.Host
	of    string // the host, its kind and the token for which it was made
	room  *review.Room
	made  madeFor // what the room was made for
}

// madeFor is all that shapes a room.
type madeFor struct {
	host   host.Host
	clone  *clone.Clone
	branch string
}

// tokenVariable is the environment variable with the token, for machines that keep none.
const tokenVariable = "LOA_OFFICE_TOKEN"

// place is the project at the host; false where the site has none.
func (r *reviewer) place(q *request) (host.Place, bool) {
	if settings := q.now.Project.Settings; settings != nil && r.set(q) {
		return settings.Office.Project()
	}
	return host.Place{}, false
}

func askingHost(at host.Place) approval.Action {
	return approval.Action{Kind: approval.Host, Target: at.String(), Clear: at.Clear()}
}

// token is that of the host; "" if nobody has allowed to ask it, or none is kept.
func (r *reviewer) token(at host.Place) string {
	if allowed, err := r.approvals.Allowed(r.dir, askingHost(at)); err != nil || !allowed {
		return ""
	}
	return r.kept(at)
}

// kept is the token that this machine has for a host: the one that was typed last, that of
// the environment, or one that the system keeps; "" for none.
func (r *reviewer) kept(at host.Place) string {
	r.mu.Lock()
	typed := r.typed[at.String()]
	r.mu.Unlock()
	return cmp.Or(typed, r.environ(tokenVariable), r.stored(at))
}

// stored is the token that the system keeps for a host; "" for none. Whoever gets a site by
// HTTPS has entered it.
func (r *reviewer) stored(at host.Place) string {
	if r.secrets == nil {
		return ""
	}
	return r.secrets.Read(at.String())["token"]
}

// took notes a token that a person has typed, and keeps it where the system keeps its
// passwords. Until the desk is closed it goes before that of the environment.
func (r *reviewer) took(at host.Place, user, token string) {
	r.mu.Lock()
	if r.typed == nil {
		r.typed = map[string]string{}
	}
	r.typed[at.String()] = token
	r.asked = nil // what the host said of it before is old
	r.mu.Unlock()
	if r.secrets != nil {
		r.secrets.Keep(at.String(), map[string]string{"user": user, "token": token})
	}
}

func (r *reviewer) host(at host.Place, token string) host.Host {
	return host.New(at, host.Options{Token: token, Web: r.web, Agent: r.agent, Clock: time.Now})
}

// asking is the host for a token, which keeps what it has said and when it may be asked
// again. The reviewer is held.
func (r *reviewer) asking(at host.Place, token string) host.Host {
	if of := at.String() + "\x00" + string(at.Kind) + "\x00" + token; r.asked == nil || r.of != of {
		r.asked, r.of = r.host(at, token), of
	}
	return r.asked
}

// merged asks the host of a site which reviews it has merged, as far as a person has allowed
// to ask it. It is nil where the site has no host.
func (r *reviewer) merged(office config.Office) func(context.Context) (map[string]clone.Merge, error) {
	at, ok := office.Project()
	if !ok {
		return nil
	}
	return func(ctx context.Context) (map[string]clone.Merge, error) {
		token := r.token(at)
		if token == "" {
			return nil, nil
		}
		r.mu.Lock()
		h := r.asking(at, token)
		r.mu.Unlock()
		return review.Merged(ctx, h, office.Branch)
	}
}

// enter returns the room of the site's reviews. Without a token it answers with the page
// that asks for one, and returns nil.
func (r *reviewer) enter(q *request) *review.Room {
	at, ok := r.place(q)
	if !ok {
		q.fail(http.StatusNotFound, "reviews-none")
		return nil
	}
	if allowed, err := r.approvals.Allowed(r.sharer.place(q).dir, r.sharer.place(q).action); err != nil || !allowed {
		q.to("office", nil)
		return nil
	}
	token := r.token(at)
	if token == "" {
		r.askToken(q, http.StatusOK, at, "")
		return nil
	}
	opened, err := r.clone(q)
	if err != nil {
		r.sharer.answer(q, http.StatusInternalServerError, "", err)
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if made := (madeFor{r.asking(at, token), opened, q.now.Project.Settings.Office.Branch}); r.room == nil || r.made != made {
		r.room = review.New(review.Options{Host: made.host, Clone: made.clone, Branch: made.branch, Clock: time.Now, Wait: time.Sleep})
		r.made = made
	}
	return r.room
}

type tokenPage struct {
	Host, Place, Kind string
	Clear             bool
	Kept              bool   // a token is kept for the host, of which nobody has allowed it to be asked
	Environ           string // the variable that has one; "" for none
	File              string // the page that is to be sent for review then; "" for none
	Longest           int
}

func (r *reviewer) askToken(q *request, status int, at host.Place, bad string) {
	page := tokenPage{Host: at.Address, Place: askingHost(at).String(), Kind: string(at.Kind), Clear: at.Clear(), File: q.r.FormValue("file"), Longest: keyring.Longest}
	switch { // one that the host does not take is not offered again
	case bad != "":
	case r.environ(tokenVariable) != "":
		page.Environ = tokenVariable
	default:
		page.Kept = r.stored(at) != ""
	}
	q.show(status, "token", sheet{Title: q.say("reviews"), Here: "reviews", Bad: bad, Page: page})
}

// takeToken tries the token that a person typed and keeps it where the system keeps its
// passwords.
func (r *reviewer) takeToken(q *request) {
	at, ok := r.place(q)
	typed := q.r.PostFormValue("secret")
	token := cmp.Or(typed, r.kept(at))
	switch {
	case !ok:
		q.fail(http.StatusNotFound, "reviews-none")
		return
	case q.r.PostFormValue("place") != askingHost(at).String() || at.Clear() && q.r.PostFormValue("clear") == "":
		q.fail(http.StatusConflict, "allow-other")
		return
	case token == "" || len(token) > keyring.Longest:
		r.askToken(q, http.StatusUnprocessableEntity, at, q.say("secret-length", "most", keyring.Longest))
		return
	}
	who, err := r.host(at, token).Who(q.r.Context())
	if err != nil {
		r.askToken(q, http.StatusBadGateway, at, r.untaken(q, err))
		return
	}
	if err := r.approvals.Allow(r.dir, askingHost(at), q.now.Time); err != nil {
		q.broken(err)
		return
	}
	if typed != "" {
		r.took(at, who.Name, typed)
	}
	if file := q.r.PostFormValue("file"); file != "" {
		q.to("send", query("file", file))
		return
	}
	q.to("reviews", query("done", "token"))
}

// reason is why the host or the clone did not do something, in sentences.
func (r *reviewer) reason(q *request, err error) string {
	at, _ := r.place(q)
	if message, hint, ok := host.Said(host.Words(q.words.Language), err, at); ok {
		return message + ". " + hint
	}
	return r.sentence(q, err)
}

// untaken is why the host did not take a token, for the page that asks for another.
func (r *reviewer) untaken(q *request, err error) string {
	if at, _ := r.place(q); host.Is(err, host.Expired) {
		return q.say("token-untaken", "host", at.Address)
	}
	return r.reason(q, err)
}

// mostShown bounds the reviews on the overview.
const mostShown = 12

// open are the reviews that have not ended, as the host told of them last, for the overview;
// nothing is asked.
func (r *reviewer) open(q *request) (all []host.Review) {
	r.mu.Lock()
	room := r.room
	r.mu.Unlock()
	if _, ok := r.place(q); !ok || room == nil {
		return nil
	}
	for _, one := range room.Known().Reviews {
		if one.State != host.Merged && one.State != host.Refused && len(all) < mostShown {
			all = append(all, one)
		}
	}
	return all
}

// number is the number of a review that a request names.
func number(q *request) (int, bool) {
	n, err := strconv.Atoi(q.r.FormValue("n"))
	return n, err == nil && n > 0
}

// refused answers that something was not done. What was typed is on the page before. Where
// the token has run out, the answer is the page that takes another.
func (r *reviewer) refused(q *request, err error) {
	if at, ok := r.place(q); ok && host.Is(err, host.Expired) {
		r.askToken(q, http.StatusBadGateway, at, r.untaken(q, err))
		return
	}
	status := http.StatusBadGateway
	var e *host.Error
	var t *clone.Trouble
	if errors.As(err, &e) && (e.Fault == host.Changed || e.Fault == host.Forbidden || e.Fault == host.Unready) || errors.As(err, &t) && t.Kind == clone.Unseen {
		status = http.StatusConflict
	}
	q.show(status, "message", sheet{Title: q.say("cannot"), Here: "reviews", Bad: r.reason(q, err)})
}
