package newsroom

import (
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// input is a field as a page shows it.
type input struct {
	Name, Label, Help string
	Control           content.Control
	Value             string // with "T" between day and time
	Day, Clock        string // of a moment
	Choices           []chosenWord
	Lunar             string // of a date of an event
	Wide              bool
	Offers            string // what the field names: see offersOf
	Chosen            string // what people call what it names
	Wrong             string // why it could not be taken; "" if it was
}

type chosenWord struct {
	content.Choice
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
	group := inputs{Key: string(p.key), Title: q.say("part-" + string(p.key)), Folded: p.folded, Open: !p.folded}
	for _, f := range p.fields {
		if f.path[0] == "approved_by" && !q.now.Project.Settings.Newsroom.Approve && f.value(doc) == nil {
			continue
		}
		value := f.shown(f.value(doc))
		why := ""
		if i := slices.IndexFunc(refused, func(r untaken) bool { return r.name() == f.name() }); i >= 0 {
			value, why = refused[i].sent, refused[i].reason(q)
		}
		in := input{Name: f.name(), Label: q.label(f.Word()), Help: q.help(f.Word()), Control: f.Control, Value: value, Wrong: why,
			Wide: f.Control == content.AskArea || f.Control == content.AskLines || f.Control == content.AskSources || f.Control == content.AskChoices || f.Name == "title"}
		if f.path[0] == "approved_by" && q.now.Project.Settings.Newsroom.Approve {
			in.Help += "; " + q.say("approved-again")
		}
		in.Offers, in.Chosen = offersOf(f), chosenName(q, f, value)
		in.Day, in.Clock, _ = strings.Cut(value, "T")
		if f.path[0] == "event" && (f.Control == content.AskMoment || f.Control == content.AskDate) {
			in.Lunar = lunarOf(q, in.Day)
		}
		if f.Choices != nil {
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

// wordsOf are the words of a field, those of the file that are none of the
// site's included.
func wordsOf(q *request, f field, value string) []chosenWord {
	now := strings.Split(value, "\n")
	if f.Control == content.AskChoice {
		now = []string{value}
	}
	var all []chosenWord
	for _, c := range f.Choices(q.now.Project.Settings) {
		if c.Name == "" {
			c.Name = q.say("word." + c.Value)
		}
		all = append(all, chosenWord{c, slices.Contains(now, c.Value)})
	}
	for _, v := range now {
		if v != "" && !slices.ContainsFunc(all, func(c chosenWord) bool { return c.Value == v }) {
			all = append(all, chosenWord{content.Choice{Value: v, Name: v}, true})
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
