package newsroom

import (
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
)

// input is a field as a page shows it.
type input struct {
	Name, Label, Help string
	Control           control
	Value             string // with "T" between day and time
	Day, Clock        string // of a moment
	Choices           []chosenWord
	Lunar             string // of a date of an event
	Wide              bool
	Wrong             string // why it could not be taken; "" if it was
}

type chosenWord struct {
	choice
	On bool
}

type inputs struct {
	Key    string
	Title  string
	Open   bool
	Folded bool
	Inputs []input
}

func inputsOf(q *request, p part, doc *sourceedit.Document, refused []untaken) inputs {
	group := inputs{Key: p.key, Title: q.say("part-" + p.key), Folded: p.folded, Open: !p.folded}
	for _, f := range p.fields {
		if f.path[0] == "approved_by" && !q.now.Project.Settings.Newsroom.Approve && f.value(doc) == nil {
			continue
		}
		value := f.shown(f.value(doc))
		why := ""
		if i := slices.IndexFunc(refused, func(r untaken) bool { return r.name() == f.name() }); i >= 0 {
			value, why = refused[i].sent, q.say(refused[i].why)
		}
		key := f.word()
		in := input{Name: f.name(), Label: labelOf(q, f), Help: helpFor(q, key), Control: f.control, Value: value, Wrong: why,
			Wide: f.control == asArea || f.control == asLines || f.control == asSources || f.control == asChoices || key == "title"}
		if f.path[0] == "approved_by" && q.now.Project.Settings.Newsroom.Approve {
			in.Help += "; " + q.say("approved-again")
		}
		in.Day, in.Clock, _ = strings.Cut(value, "T")
		if f.path[0] == "event" && (f.control == asMoment || f.control == asDate) {
			in.Lunar = lunarOf(q, in.Day)
		}
		if f.choices != nil {
			in.Choices = wordsOf(q, f, value)
			if len(in.Choices) == 0 {
				continue // the site has no such words
			}
		}
		group.Open = group.Open || value != "" || in.Wrong != ""
		group.Inputs = append(group.Inputs, in)
	}
	return group
}

// labelOf is what a field is called.
func labelOf(q *request, f field) string {
	return q.say("field." + strings.TrimPrefix(f.word(), "cascade."))
}

func helpFor(q *request, key string) string {
	if key := "help." + strings.TrimPrefix(key, "cascade."); q.words.Has(key) {
		return q.say(key)
	}
	return ""
}

// wordsOf are the words of a field, those of the file that are none of the
// site's included.
func wordsOf(q *request, f field, value string) []chosenWord {
	now := strings.Split(value, "\n")
	if f.control == asChoice {
		now = []string{value}
	}
	var all []chosenWord
	for _, c := range f.choices(q.now.Project.Settings) {
		if c.Name == "" {
			c.Name = q.say("word." + c.Value)
		}
		all = append(all, chosenWord{c, slices.Contains(now, c.Value)})
	}
	for _, v := range now {
		if v != "" && !slices.ContainsFunc(all, func(c chosenWord) bool { return c.Value == v }) {
			all = append(all, chosenWord{choice{v, v}, true})
		}
	}
	return all
}

// others are the keys of a document that no field asks for.
func others(doc *sourceedit.Document, parts []part) []string {
	known := map[string]bool{"translated_from": true}
	for _, p := range parts {
		for _, f := range p.fields {
			known[f.path[0]] = true
		}
	}
	var all []string
	for k := range doc.Values() {
		if !known[k] {
			all = append(all, k)
		}
	}
	slices.Sort(all)
	return all
}
