package script

import (
	"strings"
	"time"
)

// Written is a name of the language's table with its values, as a person would write it:
// what Facts are made of. Values come as name, value.
func (v *Voice) Written(name string, values ...string) string {
	return filled(v.words[name], values)
}

// filled puts values in their places, and nothing within a value: name, value, name, value.
func filled(text string, values []string) string {
	at := strings.IndexByte(text, '{')
	if at < 0 || len(values) == 0 {
		return text
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(text, '{') {
		b.WriteString(text[:at])
		text = text[at:]
		value, size := text[:1], 1
		for i := 0; i+1 < len(values); i += 2 {
			if strings.HasPrefix(text, values[i]) {
				value, size = values[i+1], len(values[i])
				break
			}
		}
		b.WriteString(value)
		text = text[size:]
	}
	b.WriteString(text)
	return b.String()
}

// Numbers are hotlines in one line: "115, cấp cứu; 111, bảo vệ trẻ em".
func (v *Voice) Numbers(all []Hotline) string {
	var parts []string
	for _, h := range all {
		if h.Label == "" {
			parts = append(parts, h.Number)
		} else {
			parts = append(parts, v.Written("number", "{number}", h.Number, "{label}", h.Label))
		}
	}
	return strings.Join(parts, "; ")
}

// Event is what is said of an event. End is zero where nobody knows it; of whole days it
// is the last one.
type Event struct {
	Start, End time.Time
	AllDay     bool
	Place      string
	Organizer  string
	Status     string // cancelled, moved, tentative, or anything else
}

// Event is a paragraph that tells when and where an event is.
func (v *Voice) Event(e Event) Paragraph {
	var all []string
	if said := v.words[e.Status]; said != "" && (e.Status == "cancelled" || e.Status == "moved" || e.Status == "tentative") {
		all = append(all, v.sentences(e.Status)...)
	}
	if !e.Start.IsZero() {
		all = append(all, v.sentences("when", "{when}", v.When(e))...)
	}
	if e.Place != "" {
		all = append(all, v.sentences("place", "{place}", e.Place)...)
	}
	if e.Organizer != "" {
		all = append(all, v.sentences("organizer", "{organizer}", e.Organizer)...)
	}
	return Paragraph{Sentences: all}
}

// When is the time of an event as it is written: "8h30 đến 10h00 ngày 15/6/2027".
func (v *Voice) When(e Event) string {
	const day = "2/1/2006"
	first, hour := e.Start.Format(day), v.words["hour"]
	switch last := e.End.Format(day); {
	case !e.End.IsZero() && last != first && e.AllDay:
		return v.Written("days", "{from}", first, "{to}", last)
	case !e.End.IsZero() && last != first:
		return v.Written("clock", "{from}", e.Start.Format(hour), "{day}", first) + " – " + v.Written("clock", "{from}", e.End.Format(hour), "{day}", last)
	case e.AllDay:
		return v.Written("day", "{day}", first)
	case e.End.IsZero():
		return v.Written("clock", "{from}", e.Start.Format(hour), "{day}", first)
	}
	return v.Written("clocks", "{from}", e.Start.Format(hour), "{to}", e.End.Format(hour), "{day}", first)
}
