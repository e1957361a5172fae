package newsroom

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/generator/build"
)

// try shows what a form would make of its page, by the renderer that makes all
// pages, without saving anything.
func (a ask) try() {
	sent, ok := a.received()
	if !ok {
		return
	}
	at := a.views.next()
	v, err := a.imagine(at, build.Imagined{Drafts: true, File: sent.file, Text: sent.doc.Bytes()})
	if err != nil {
		a.broken(err)
		return
	}
	address, ok := v.Address(sent.file)
	if !ok { // expired, or to come: on its own day it is there
		a.fail(http.StatusOK, "trial-asleep")
		return
	}
	http.Redirect(a.w, a.r, address, http.StatusSeeOther)
}

// lunar tells the lunar date of a day, as JSON for the script of the form.
func (a ask) lunar() {
	a.json(http.StatusOK, map[string]string{"lunar": a.lunarOf(a.r.URL.Query().Get("day"))})
}

func (a ask) lunarOf(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	l, ok := calendar.FromSolar(calendar.DayOf(t))
	if !ok {
		return ""
	}
	return a.say("lunar", "day", l.String(), "year", calendar.YearName(l.Year))
}

func (a ask) json(status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		panic("newsroom: " + err.Error()) // maps and structs of strings
	}
	a.w.Header().Set("Content-Type", "application/json")
	a.w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	a.w.WriteHeader(status)
	_, _ = a.w.Write(data)
}
