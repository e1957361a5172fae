package render

import (
	"bytes"
	"strings"
	"time"

	"loa/internal/generator/relay"
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
	Source   *Link     // the other site that it is from; nil: it is the site's own
}

// allWarnings are the warnings of the site, the worst first.
func (sm *siteMaker) allWarnings() []*Warning {
	tomorrow := sm.placed.Now.AddDate(0, 0, 1)
	var all []*Warning
	for _, w := range sm.placed.Warnings {
		all = append(all, sm.warning(w, tomorrow))
	}
	return all
}

func (sm *siteMaker) warning(w *warning.Warning, tomorrow time.Time) *Warning {
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
	if w.Source != nil {
		v.Source = &Link{Title: w.Source.Host, URL: "https://" + w.Source.Host + "/"}
		v.Page = sm.sourcePage(w)
		for _, name := range words.Areas {
			if len(w.Units) == 0 {
				v.Units = append(v.Units, Term{Name: name, Language: v.Language})
			}
		}
	}
	return v
}

// sourcePage is the page of the other site that says more, in the reader's language if
// there is one, else in that of the words.
func (sm *siteMaker) sourcePage(w *warning.Warning) *Link {
	for _, tag := range []string{strings.ToLower(sm.of.Language.Tag), w.In(sm.of.Language.Tag).Language} {
		if address := w.Source.Page[tag]; address != "" {
			return &Link{URL: address, Language: sm.other(tag)}
		}
	}
	return nil
}

// Seconds is a moment as the script counts it: seconds since 1970; 0 for none.
func (w *Warning) Seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// Warnings is WarningsFile: what holds now or soon, the worst first, in each language.
func (r *Renderer) Warnings() ([]byte, error) {
	all := make([]relay.Warning, len(r.placed.Warnings))
	for i, w := range r.placed.Warnings {
		all[i] = r.listed(w)
	}
	for _, of := range r.placed.Editions {
		e := r.editions[of]
		for i, v := range e.site.Warnings {
			var out bytes.Buffer
			if err := e.templates.Part(&out, warningPart, v); err != nil {
				return nil, err
			}
			all[i].HTML[of.Language.Tag] = string(smallest(out.Bytes()))
		}
	}
	return relay.List{Warnings: all}.Encode()
}

// listed is a warning in WarningsFile, without its HTML.
func (r *Renderer) listed(w *warning.Warning) relay.Warning {
	one := relay.Warning{ID: w.ID, Level: string(w.Level), Until: w.Until.Unix(), Units: w.Units, HTML: map[string]string{}}
	if !w.From.IsZero() {
		one.From = w.From.Unix()
	}
	if w.Source != nil { // other sites ask where it comes from
		one.Source = w.Source.Host
		return one
	}
	one.Call, one.Words = w.Call, map[string]relay.Words{}
	for _, words := range w.Words {
		said := relay.Words{Title: words.Title, Text: words.Text, Do: words.Do}
		for _, key := range w.Units {
			if unit, ok := r.placed.Settings.Units.Find(key); ok {
				said.Areas = append(said.Areas, unit.Name.In(words.Language, r.placed.Settings.DefaultLanguage))
			}
		}
		one.Words[words.Language] = said
	}
	for _, of := range r.placed.Editions {
		if p := of.WarningPage(w); p != nil {
			if one.Page == nil {
				one.Page = map[string]string{}
			}
			one.Page[strings.ToLower(of.Language.Tag)] = r.placed.Settings.BaseURL + p.Path
		}
	}
	return one
}
