package render

import (
	"bytes"
	"encoding/json"
	"html/template"
	"time"

	"loa/internal/generator/site"
	"loa/internal/generator/warning"
)

// WarningsFile is what readers' devices ask for, to know the warnings of this moment.
const WarningsFile = "warnings.json"

// warningPart is the part of a theme that shows one warning. The pages and the file for
// readers' devices have the same HTML, so that a theme says in one place how it looks.
const warningPart = "warning"

// Warning is a warning as a page shows it.
type Warning struct {
	ID       string // the name of its file, by which devices know it
	Level    string // "emergency", "warning", "notice"
	Title    string
	Text     string    // "" for none
	Do       []string  // what to do, step by step
	Language *Language // of these words, when it is not the reader's; else nil
	Call     string    // a number to call; "" for none
	Page     *Link     // the page that says more; nil for none
	Units    []Term    // whom it concerns; none: all
	From     time.Time // zero: it holds already
	Until    time.Time // when it goes
	LastDay  time.Time // the last day, of a warning that holds to the end of one; else zero
	Later    bool      // it does not hold yet on the day of the build
}

// allWarnings are the warnings of the site, the worst first.
func (sm *siteMaker) allWarnings() []*Warning {
	tomorrow := sm.placed.Now.AddDate(0, 0, 1)
	var all []*Warning
	for _, w := range sm.placed.Warnings {
		words := w.In(sm.of.Language.Tag)
		v := &Warning{ID: w.ID, Level: string(w.Level), Title: words.Title, Text: words.Text, Do: words.Do, Language: sm.other(words.Language),
			Call: w.Call, Units: sm.terms(site.Unit, w.Units...), From: w.From, Until: w.Until, Later: !w.From.Before(tomorrow)}
		if h, m, s := w.Until.Clock(); h+m+s == 0 {
			v.LastDay = w.Until.AddDate(0, 0, -1)
		}
		if p := sm.of.WarningPage(w); p != nil && sm.holds(p) {
			link := sm.link(p)
			v.Page = &link
		}
		all = append(all, v)
	}
	return all
}

// Seconds is a moment as the script counts it: seconds since 1970; 0 for none.
func (w *Warning) Seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// sent is a warning in WarningsFile.
type sent struct {
	ID    string                   `json:"warning"` // as an element says it
	Level warning.Level            `json:"level"`
	From  int64                    `json:"from,omitempty"` // seconds since 1970
	Until int64                    `json:"until"`
	Units []string                 `json:"units,omitempty"`
	HTML  map[string]template.HTML `json:"html"` // by language
}

// Warnings is WarningsFile: what holds now or soon, the worst first, in each language.
func (r *Renderer) Warnings() ([]byte, error) {
	all := make([]sent, len(r.placed.Warnings))
	for i, w := range r.placed.Warnings {
		all[i] = sent{ID: w.ID, Level: w.Level, Until: w.Until.Unix(), Units: w.Units, HTML: map[string]template.HTML{}}
		if !w.From.IsZero() {
			all[i].From = w.From.Unix()
		}
	}
	for _, of := range r.placed.Editions {
		e := r.editions[of]
		for i, v := range e.site.Warnings {
			var out bytes.Buffer
			if err := e.templates.Part(&out, warningPart, v); err != nil {
				return nil, err
			}
			all[i].HTML[of.Language.Tag] = template.HTML(smallest(out.Bytes()))
		}
	}
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false) // it is no HTML, and shorter
	err := to.Encode(map[string]any{"warnings": all})
	return out.Bytes(), err
}
