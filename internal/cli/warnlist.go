package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/warningedit"
	"loa/internal/generator/build"
	"loa/internal/generator/warning"
)

type warnList struct{}

// warningReport is a warning in “loa warn list --format json”.
type warningReport struct {
	Name  string            `json:"name"` // of one of another site its host
	Level string            `json:"level"`
	From  string            `json:"from,omitempty"` // RFC 3339
	Until string            `json:"until"`
	Holds bool              `json:"holds"`
	Title map[string]string `json:"title"`           // by language
	Other bool              `json:"other,omitempty"` // it is from another site, which alone takes it down
}

// Run lists the warnings that hold or will.
func (l *warnList) Run(c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	made, err := build.MakeUrgent(o, nil)
	if err != nil {
		return err
	}
	now := s.Now
	if o.Fixed {
		now = o.Now
	}
	up := slices.DeleteFunc(made.Warnings, func(w *warning.Warning) bool { return !w.Until.After(now) })
	all := make([]warningReport, len(up))
	for i, w := range up {
		all[i] = reportOf(w, now)
	}
	if c.Format == "json" {
		out := json.NewEncoder(v.out)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	if err := v.ended(made.Problems, made.Stopped, "warn-list-broken", nil); err != nil {
		return err
	}
	if len(all) == 0 {
		v.Tell("warn-none", nil)
	}
	for i, w := range up {
		v.warning(w, all[i])
	}
	return nil
}

func reportOf(w *warning.Warning, now time.Time) warningReport {
	r := warningReport{Name: warningedit.NameOf(w.At().File), Level: string(w.Level), Until: w.Until.Format(time.RFC3339),
		Holds: !w.From.After(now), Title: map[string]string{}}
	if w.Source != nil {
		r.Name, r.Other = w.Source.Host, true
	}
	if !w.From.IsZero() {
		r.From = w.From.Format(time.RFC3339)
	}
	for _, words := range w.Words {
		r.Title[words.Language] = words.Title
	}
	return r
}

// warning tells of one, in two lines.
func (v *voice) warning(w *warning.Warning, r warningReport) {
	key, args := "warn-holds", problem.Args{"name": r.Name, "level": v.Say("warn-"+r.Level, nil), "until": w.Until.Format(minuteOfDay)}
	if !r.Holds {
		key, args["from"] = "warn-later", w.From.Format(minuteOfDay)
	}
	v.Tell(key, args)
	if !v.common.Quiet {
		fmt.Fprintln(v.out, "  "+w.Words[0].Title)
	}
}
