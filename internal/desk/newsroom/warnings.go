package newsroom

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/desk/warningedit"
	"loa/internal/generator/build"
	"loa/internal/generator/feed"
)

// warner puts warnings up, renews them and takes them down, and has what changes for
// that published at once.
type warner struct {
	store     *store
	build     build.Options
	publisher *publisher
}

type warningsPage struct {
	Broken   []shownWarning // that readers may see as they were published before
	Up, Over []shownWarning
	Others   []shownWarning // of other sites, which alone can take them down; each has the host for its name
	Form     warningForm
	Places   []sendPlace
}

// sendPlace is a place to which a warning can be sent; none if Key is "".
type sendPlace struct {
	Key string
	On  bool // it was chosen
}

// placesOf are the places of the site. Of several a person chooses one, or none; what they
// chose in a form that comes back stays chosen.
func placesOf(q *request) []sendPlace {
	var all []sendPlace
	for _, t := range q.now.Project.Settings.Deploy {
		all = append(all, sendPlace{Key: t.Key})
	}
	if len(all) > 1 {
		all = append(all, sendPlace{})
	}
	for i := range all {
		all[i].On = q.r.PostForm.Has("target") && q.r.PostForm.Get("target") == all[i].Key
	}
	return all
}

// shownWarning is a warning of the list.
type shownWarning struct {
	Name, Sum, Title, Level string
	State                   string // "live" (it holds), "scheduled" (it will), "expired"
	From, Until             time.Time
	Faults                  []fault
	Unread                  string              // why the file could not be opened
	Said                    []feed.Announcement // as other channels send it
}

// mostOver is how many warnings that are over the page lists.
const mostOver = 20

// desk is the desk for the warnings at this moment.
func (w *warner) desk(q *request) *warningedit.Desk {
	o, now := w.build, q.now.Time
	if !o.Fixed {
		o.Now = now
	}
	return warningedit.New(w.store.folder, o, func() time.Time { return now })
}

// show lists the warnings, above a form for a new one, or for the one that is asked for.
func (w *warner) show(q *request) {
	note := ""
	if word := "warning-done-" + q.r.URL.Query().Get("done"); q.words.Has(word) {
		note = q.say(word)
	}
	w.page(q, http.StatusOK, nil, sheet{Note: note})
}

// page shows the list. A form that was refused stands as it was typed; nil is one that
// was asked for.
func (w *warner) page(q *request, status int, typed *warningForm, top sheet) {
	all, err := w.desk(q).List()
	if err != nil {
		q.broken(err)
		return
	}
	page, settings := warningsPage{Places: placesOf(q)}, q.now.Project.Settings
	asked := q.r.URL.Query().Get("name")
	page.Form = newWarningForm(q)
	for _, one := range all {
		shown := shownWarning{Name: one.Name, Sum: one.Sum, Title: one.Title, State: "expired", Faults: told(q, one.Problems), Said: one.Said}
		if one.Broken() {
			if one.Unread != nil {
				shown.Unread = unopened(q, one)
			}
			page.Broken = append(page.Broken, shown)
			continue
		}
		if one.Warning == nil {
			if len(page.Over) < mostOver || len(shown.Faults) > 0 {
				page.Over = append(page.Over, shown)
			}
			continue
		}
		shown.Level, shown.Until, shown.State = string(one.Warning.Level), one.Warning.Until.In(settings.Zone), "live"
		if one.Warning.From.After(q.now.Time) {
			shown.State, shown.From = "scheduled", one.Warning.From.In(settings.Zone)
		}
		page.Up = append(page.Up, shown)
		if one.Name == asked {
			page.Form.fill(one.Name, one.Sum, warningedit.DraftOf(one.Warning))
		}
	}
	if placed := q.now.Project.Site; placed != nil {
		for _, one := range placed.Warnings {
			if one.Source != nil {
				page.Others = append(page.Others, shownWarning{Name: one.Source.Host, Title: one.Words[0].Title, Level: string(one.Level), Until: one.Until})
			}
		}
	}
	if typed != nil {
		page.Form = *typed
	}
	top.Title, top.Here, top.Page = q.say("alerts"), "warnings", page
	q.show(status, "warnings", top)
}

// unopened says why a file of the list could not be opened.
func unopened(q *request, one warningedit.Listed) string {
	var missing *warningedit.Missing
	if errors.As(one.Unread, &missing) || errors.Is(one.Unread, sourceedit.ErrPlace) {
		return q.say("warning-unclear")
	}
	return q.refusal(one.Unread)
}

// told are problems as pages show them.
func told(q *request, found []problem.Problem) []fault {
	var all []fault
	for _, p := range found {
		all = append(all, faultOf(q, p))
	}
	return all
}

// change does what a form asks for.
func (w *warner) change(q *request) {
	name, sum := q.r.PostFormValue("name"), q.r.PostFormValue("sum")
	var form *warningForm
	var changed warningedit.Change
	var err error
	what := q.r.PostFormValue("do")
	switch what {
	case "end":
		changed, err = w.desk(q).End(name, sum)
	case "renew":
		until, ok := tomlfile.ParseMoment(q.r.PostFormValue("until"))
		if !ok {
			w.page(q, http.StatusUnprocessableEntity, nil, sheet{Bad: q.say("warning-when")})
			return
		}
		changed, err = w.desk(q).Renew(name, sum, until)
	default:
		what = "put"
		typed := newWarningForm(q)
		typed.take(q)
		form = &typed
		draft, bad := typed.draft()
		if bad != "" {
			w.refused(q, form, []wrong{{At: "#w-" + bad, Label: q.say("warning-" + bad), Why: q.say("warning-when")}})
			return
		}
		changed, err = w.desk(q).Put(name, sum, draft)
	}
	if err != nil {
		w.failed(q, form, name, err)
		return
	}
	if !changed.Written {
		w.refused(q, form, wrongOf(q, form != nil, changed))
		return
	}
	q.taken(changed.File)
	w.send(q, what)
}

// refused shows the form again, with what is wrong in it.
func (w *warner) refused(q *request, form *warningForm, found []wrong) {
	w.page(q, http.StatusUnprocessableEntity, form, sheet{Bad: q.say("warning-refused"), Wrong: found})
}

// failed tells why nothing was written. After a conflict what was typed stays, with what
// the file says by now beside it.
func (w *warner) failed(q *request, form *warningForm, name string, err error) {
	var missing *warningedit.Missing
	switch {
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere):
		if text, err := w.desk(q).Read(name); form != nil && err == nil {
			form.Sum, form.Disk = sourceedit.Sum(text), string(text)
		}
		w.page(q, http.StatusConflict, form, sheet{Bad: q.say("warning-changed")})
	case errors.As(err, &missing), errors.Is(err, sourceedit.ErrPlace):
		w.page(q, http.StatusNotFound, form, sheet{Bad: q.say("warning-gone")})
	case errors.Is(err, warningedit.ErrUnshown):
		w.page(q, http.StatusUnprocessableEntity, form, sheet{Bad: q.say("warning-unshown")})
	case errors.Is(err, warningedit.ErrUnclear):
		w.page(q, http.StatusUnprocessableEntity, form, sheet{Bad: q.say("warning-unclear")})
	default:
		w.page(q, http.StatusInternalServerError, form, sheet{Bad: unwritten(q, "warnings/"+name, err)})
	}
}

// send publishes what changed for a warning, where a place was chosen.
func (w *warner) send(q *request, done string) {
	target, ok := q.now.Project.Settings.Deploy.Find(strings.TrimSpace(q.r.PostFormValue("target")))
	if !ok {
		q.to("warnings", query("done", done))
		return
	}
	j, begun := w.publisher.begin(q, target.Key, warnings)
	if !begun {
		q.to("warnings", query("done", "waits"))
		return
	}
	q.to("publish", query("job", j.number()))
}
