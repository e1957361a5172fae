package warning

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
)

// Source is the other site that a warning is from.
type Source struct {
	Host string
	Page map[string]string // by language, the address of its page that says more

	id string // as that site calls the warning
}

// Relayed reads the warnings of the sites that [warnings] from names, as kept has them by
// address, the worst first. What another site writes is taken only if it is as short as a
// warning, ends soon, and concerns this site; what is left out is told, once for each
// site. None of it is an error: another site must not stop this one.
func Relayed(kept func(address string) (relay.List, bool), settings *config.Settings, today time.Time) ([]*Warning, []problem.Problem) {
	var all []*Warning
	var problems []problem.Problem
	for i, address := range settings.Warnings.From {
		list, ok := kept(address)
		if !ok || address == "" {
			continue
		}
		l := listed{settings: settings, address: address, today: today, at: settings.Place("warnings", "from", i), refused: map[refusal]int{}}
		all = append(all, l.take(list)...)
		problems = append(problems, l.problems()...)
	}
	slices.SortStableFunc(all, order)
	return all, problems
}

// mostShown is how many characters all warnings of other sites together may have in a
// language: they stand on every page.
const mostShown = 6000

// With adds the warnings of other sites, the worst first, to the site's own, as long as
// there is room for them, and tells at a place of those for which there is none. One that
// another site has from this one is not added.
func With(own, others []*Warning, at problem.Place) ([]*Warning, []problem.Problem) {
	all := slices.Clone(own)
	refused := map[string]int{}
	shown := 0
	for _, w := range others {
		if slices.ContainsFunc(own, func(o *Warning) bool { return o.ID == w.Source.id }) {
			continue
		}
		if length := w.longest(); len(all) >= problem.MaxWarnings.Most || shown+length > mostShown {
			refused[w.Source.Host]++
		} else {
			all, shown = append(all, w), shown+length
		}
	}
	slices.SortStableFunc(all, order)
	var problems []problem.Problem
	for _, host := range slices.Sorted(maps.Keys(refused)) {
		args := problem.Args{"host": host, "count": refused[host], "reasons": []problem.Term{problem.Term(noRoom)}}
		problems = append(problems, problem.New(problem.WarningFromRefused, at, args))
	}
	return all, problems
}

// longest is how many characters the warning has in the language in which it has most.
func (w *Warning) longest() int {
	most := 0
	for _, words := range w.Words {
		n := 0
		for _, text := range slices.Concat([]string{words.Title, words.Text}, words.Do, words.Areas) {
			n += utf8.RuneCountInString(text)
		}
		most = max(most, n)
	}
	return most
}

// refusal is why a warning of another site is not shown.
type refusal string

const (
	fine       refusal = ""
	over       refusal = "relay-over"       // it has ended; not told
	handedOn   refusal = "relay-handed-on"  // that site has it from another one; not told
	badLevel   refusal = "relay-level"      // not one of the three
	badUntil   refusal = "relay-until"      // no end within two weeks, or one before the beginning
	badWords   refusal = "relay-words"      // no title in a language of this site
	tooLong    refusal = "relay-long"       // longer than any warning
	notOurs    refusal = "relay-units"      // for communes that this site does not have
	elsewhere  refusal = "relay-units-said" // not for the communes that [warnings] units names; not told
	noRoom     refusal = "relay-room"       // as many hold already as may
	strangeTel refusal = "relay-call"       // shown without its number, which this site does not know
)

// silent are those that nobody has to do anything about.
var silent = []refusal{fine, over, handedOn, elsewhere}

// Twice and more what authors are told to stay below: what is longer is no warning.
const (
	longestTitle = 300
	longestText  = 1000
	longestStep  = 300
	mostDo       = 7
	longestArea  = 100 // the name of a unit
	mostAreas    = 20
)

// listed is a list of another site, while it is read.
type listed struct {
	settings *config.Settings
	address  string
	today    time.Time
	at       problem.Place
	refused  map[refusal]int
}

func (l *listed) take(list relay.List) []*Warning {
	var all []*Warning
	for i := range list.Warnings {
		w, why := l.one(&list.Warnings[i])
		l.refused[why]++
		if w != nil {
			all = append(all, w)
		}
	}
	slices.SortStableFunc(all, order) // that site may have another order, and an emergency at its end
	if more := len(all) - problem.MaxWarnings.Most; more > 0 {
		l.refused[noRoom] += more
		all = all[:problem.MaxWarnings.Most]
	}
	return all
}

// problems are one for the whole list: where it stands in site.toml there is no more to
// mend than that.
func (l *listed) problems() []problem.Problem {
	count := 0
	var reasons []problem.Term
	for _, why := range slices.Sorted(maps.Keys(l.refused)) {
		if !slices.Contains(silent, why) {
			count += l.refused[why]
			reasons = append(reasons, problem.Term(why))
		}
	}
	if count == 0 {
		return nil
	}
	return []problem.Problem{problem.New(problem.WarningFromRefused, l.at, problem.Args{"host": relay.Host(l.address), "count": count, "reasons": reasons})}
}

// one understands a warning; nil if it is not shown.
func (l *listed) one(r *relay.Warning) (*Warning, refusal) {
	if r.Source != "" { // else two sites that name each other would hand it on for ever
		return nil, handedOn
	}
	w := &Warning{Level: Level(r.Level), Source: &Source{Host: relay.Host(l.address), id: r.ID}, at: l.at, page: l.at}
	if !slices.Contains(Levels(), w.Level) {
		return nil, badLevel
	}
	if why := l.days(w, r); why != fine {
		return nil, why
	}
	if why := l.words(w, r); why != fine {
		return nil, why
	}
	if why := l.units(w, r); why != fine {
		return nil, why
	}
	w.Source.Page = l.pages(r)
	why := fine
	if call := config.Dialled(r.Call); slices.Contains(l.settings.Phones(), call) {
		w.Call = call
	} else if r.Call != "" {
		why = strangeTel
	}
	w.ID = idOf(w)
	return w, why
}

// days takes the moments. What ends in more than two weeks was written by nobody who will
// look at it again.
func (l *listed) days(w *Warning, r *relay.Warning) refusal {
	first, last := l.today.Unix(), l.today.AddDate(0, 0, longest+1).Unix()
	switch {
	case r.Until > last, r.From >= r.Until, r.Until <= 0:
		return badUntil
	case r.Until <= first:
		return over
	}
	w.Until = time.Unix(r.Until, 0).In(l.settings.Zone)
	if r.From > 0 {
		w.From = time.Unix(r.From, 0).In(l.settings.Zone)
	}
	return fine
}

// words takes what is said in the languages of the site.
func (l *listed) words(w *Warning, r *relay.Warning) refusal {
	for _, tag := range l.settings.Languages.Tags() {
		for key, said := range r.Words {
			if !strings.EqualFold(key, tag) {
				continue
			}
			words := Words{Language: strings.ToLower(tag), Title: clean(said.Title), Text: clean(said.Text), Do: cleaned(said.Do), Areas: cleaned(said.Areas)}
			if !strings.ContainsFunc(words.Title, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				break
			}
			if words.tooLong() {
				return tooLong
			}
			w.Words = append(w.Words, words)
			break
		}
	}
	if len(w.Words) == 0 {
		return badWords
	}
	return fine
}

func (w *Words) tooLong() bool {
	over := func(most int) func(string) bool {
		return func(text string) bool { return utf8.RuneCountInString(text) > most }
	}
	return utf8.RuneCountInString(w.Title) > longestTitle || utf8.RuneCountInString(w.Text) > longestText ||
		len(w.Do) > mostDo || len(w.Areas) > mostAreas || slices.ContainsFunc(w.Do, over(longestStep)) || slices.ContainsFunc(w.Areas, over(longestArea))
}

// units decides whether a warning concerns this site. What [warnings] units says decides
// alone, and the warning keeps the names that it has there. Else its communes are those of
// this site that have the same names. Keys are names of each site for itself (tan-lap is a
// village here and a commune there): they count only in a list that has no names.
func (l *listed) units(w *Warning, r *relay.Warning) refusal {
	if len(r.Units) == 0 {
		return fine
	}
	var names []string
	for _, words := range w.Words {
		names = append(names, words.Areas...)
	}
	if listed := l.settings.Warnings.Units; len(listed) > 0 {
		there := slices.Concat(r.Units, names)
		if !slices.ContainsFunc(listed, func(unit string) bool { return among(there, unit) }) {
			return elsewhere
		}
		return fine
	}
	for _, unit := range l.settings.Units {
		if l.same(unit, r.Units, names) {
			w.Units = append(w.Units, unit.Key)
		}
	}
	if len(l.settings.Units) > 0 && len(w.Units) == 0 {
		return notOurs
	}
	return fine
}

func (l *listed) same(unit config.Term, keys, names []string) bool {
	if len(names) == 0 {
		return among(keys, unit.Key)
	}
	return slices.ContainsFunc(l.settings.Languages.Tags(), func(tag string) bool {
		return among(names, unit.Name.In(tag, l.settings.DefaultLanguage))
	})
}

func among(all []string, name string) bool {
	return slices.ContainsFunc(all, func(one string) bool { return strings.EqualFold(one, name) })
}

// pages takes the addresses of pages on the other site itself.
func (l *listed) pages(r *relay.Warning) map[string]string {
	all := map[string]string{}
	for _, tag := range l.settings.Languages.Tags() {
		for key, address := range r.Page {
			u, err := url.Parse(address)
			if strings.EqualFold(key, tag) && err == nil && u.Scheme == "https" && u.User == nil && strings.EqualFold(u.Host, relay.Host(l.address)) && len(address) <= longestText {
				all[strings.ToLower(tag)] = u.String()
			}
		}
	}
	return all
}

// cleaned are texts without what cannot be seen; empty ones go.
func cleaned(texts []string) []string {
	var all []string
	for _, text := range texts {
		if text = clean(text); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// clean is a text on one line, without characters that control something: some turn the
// direction of all that follows. Those that join and part letters stay.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r >= 0x200b && r <= 0x200d:
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// idOf is by which devices know the warning: a mended one is another one.
func idOf(w *Warning) string {
	text, err := json.Marshal([]any{w.Level, w.From.Unix(), w.Until.Unix(), w.Call, w.Units, w.Words, w.Source})
	if err != nil {
		panic("warning: " + err.Error()) // texts and numbers are always JSON
	}
	sum := sha256.Sum256(text)
	return w.Source.Host + "." + hex.EncodeToString(sum[:6])
}
