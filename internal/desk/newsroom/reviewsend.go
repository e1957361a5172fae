package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/office/clone"
	"loa/internal/office/review"
)

type sendPage struct {
	File, Title string
	Files       []sendable
	Reviewers   []string
	Faults      []fault
}

// sendable is a changed file that can go with a piece of work.
type sendable struct {
	Path, Title string
	On          bool // it belongs to the page from which the person came
}

// ask shows what of the changed files goes into one review.
func (r *reviewer) ask(q *request) {
	file, name, ok := q.entry()
	if !ok || r.enter(q) == nil {
		return
	}
	changed, err := r.changed(q)
	if err != nil {
		r.refused(q, err)
		return
	}
	page := sendPage{File: file, Title: strings.Trim(titleOf(q, file), "“”"), Reviewers: q.now.Project.Settings.Office.ReviewersOf(unitOf(q, file)), Faults: faultsOf(q, file)}
	for _, one := range changed {
		on := one == file || path.Dir(one) == path.Dir(file) && strings.HasPrefix(path.Base(file), "index.") || isPage(one) && nameOf(q, one).Key == name.Key
		page.Files = append(page.Files, sendable{one, titleOf(q, one), on})
	}
	slices.SortStableFunc(page.Files, func(a, b sendable) int {
		switch {
		case a.On && !b.On:
			return -1
		case b.On && !a.On:
			return 1
		}
		return 0
	})
	q.show(http.StatusOK, "send", sheet{Title: q.say("review-send"), Here: "reviews", Page: page})
}

func isPage(file string) bool {
	return strings.HasPrefix(file, content.Root+"/") && path.Ext(file) == ".md"
}

// changed are the files that differ from what is published.
func (r *reviewer) changed(q *request) ([]string, error) {
	at, err := r.clone(q)
	if err != nil {
		return nil, err
	}
	if _, err := at.SaveAll(); err != nil {
		return nil, err
	}
	state, err := at.State()
	return state.Unsent, err
}

// unitOf is the unit that a page stands in.
func unitOf(q *request, file string) string {
	for _, edition := range q.now.Project.Site.Editions {
		for _, page := range edition.Pages {
			if page.Entry != nil && page.Entry.File.Name == file {
				return page.Values().Unit
			}
		}
	}
	return ""
}

// send sends the chosen files for review. A draft of the folder stays one until it is
// published.
func (r *reviewer) send(q *request) {
	room := r.enter(q)
	if room == nil {
		return
	}
	changed, err := r.changed(q)
	if err != nil {
		r.refused(q, err)
		return
	}
	file := q.r.PostFormValue("file")
	chosen := slices.DeleteFunc(slices.Clone(q.r.PostForm["files"]), func(one string) bool { return !slices.Contains(changed, one) })
	if len(chosen) == 0 {
		q.fail(http.StatusUnprocessableEntity, "review-nothing")
		return
	}
	if i := slices.Index(chosen, file); i > 0 { // the review is about it
		chosen[0], chosen[i] = chosen[i], chosen[0]
	}
	title := strings.TrimSpace(q.r.PostFormValue("title"))
	if title == "" {
		title = strings.Trim(titleOf(q, chosen[0]), "“”")
	}
	sent, err := room.Send(q.r.Context(), review.Work{Files: chosen, Title: title, Text: r.summary(q, chosen), Reviewers: q.now.Project.Settings.Office.ReviewersOf(unitOf(q, chosen[0]))})
	q.now = q.now.Take(q.r.Context(), ".") // what others have corrected may have come
	var t *clone.Trouble
	switch {
	case errors.As(err, &t) && t.Kind == clone.Touching:
		r.sharer.answer(q, http.StatusConflict, "", err)
	case err != nil:
		r.refused(q, err)
	default:
		done := query("done", "sent")
		done["left"] = sent.LeftOut
		q.to("reviews", done)
	}
}

// summary says at the host what changes, by title, with the problems of each page.
func (r *reviewer) summary(q *request, files []string) string {
	var b strings.Builder
	if said := strings.TrimSpace(q.r.PostFormValue("text")); said != "" {
		b.WriteString(said + "\n\n")
	}
	for _, file := range files {
		n := [2]int{}
		for _, p := range q.now.Problems {
			if p.Place.File == file && p.Severity >= problem.Warning {
				n[min(int(p.Severity-problem.Warning), 1)]++
			}
		}
		fmt.Fprintf(&b, "- %s (`%s`)", titleOf(q, file), strings.ReplaceAll(file, "`", "'"))
		if n[0]+n[1] > 0 {
			b.WriteString(": " + q.say("errors", "count", n[1]) + ", " + q.say("warnings", "count", n[0]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}
