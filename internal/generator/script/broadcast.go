package script

import (
	"slices"
	"strconv"
	"time"
)

// Priority is how urgent a broadcast is.
type Priority string

const (
	Ordinary  Priority = "ordinary"
	Important Priority = "priority"
	Urgent    Priority = "emergency" // begins with what to do, and is repeated
)

// PriorityWords are the values of Priority, as front matter has them.
func PriorityWords() []string { return []string{string(Ordinary), string(Important), string(Urgent)} }

// Broadcast is a script with what stands around it. Its texts are as they are written.
type Broadcast struct {
	Title    string
	Station  string // who speaks; "" for nobody
	Updated  string // the day of the text; "" if nobody says
	Hotlines []Hotline
	Priority Priority
	Script   Script
}

// Hotline is a number to call, with what it is for.
type Hotline struct{ Number, Label string }

// Bulletin is what is read in one go.
type Bulletin struct {
	Number     int // from 1
	Paragraphs []Paragraph
	Length     time.Duration
}

// Bulletins cuts a broadcast at the ends of paragraphs, so that none takes longer than
// most (0 for no limit) unless one paragraph does. Each has its own greeting and end.
func (v *Voice) Bulletins(b Broadcast, pace Pace, most time.Duration) []Bulletin {
	body := b.body(v)
	greeting, end := b.greeting(v, 0), b.end(v)
	length := v.Length(greeting, pace) + v.Length(end, pace)
	lengths := make([]time.Duration, len(body))
	for i, p := range body {
		lengths[i] = v.Length(p, pace)
		length += lengths[i]
	}
	if most <= 0 || length <= most {
		return []Bulletin{bulletin(1, greeting, body, end, length)}
	}
	var all []Bulletin
	for rest := body; len(rest) > 0; {
		greeting, more := b.greeting(v, len(all)+1), Paragraph{Sentences: v.sentences("more")}
		around := v.Length(greeting, pace) + max(v.Length(more, pace), v.Length(end, pace))
		n, length := 1, around+lengths[0]
		for n < len(rest) && length+lengths[n] <= most {
			length += lengths[n]
			n++
		}
		if n == len(rest) {
			more = end
		}
		all = append(all, bulletin(len(all)+1, greeting, rest[:n], more, length))
		rest, lengths = rest[n:], lengths[n:]
	}
	return all
}

func bulletin(number int, greeting Paragraph, body []Paragraph, end Paragraph, length time.Duration) Bulletin {
	all := append([]Paragraph{greeting}, body...)
	return Bulletin{number, append(all, end), length}
}

// body is what is read between greeting and end.
func (b *Broadcast) body(v *Voice) []Paragraph {
	if b.Priority != Urgent {
		return b.Script.Paragraphs
	}
	var act, rest []Paragraph
	for _, p := range b.Script.Paragraphs {
		if p.Act {
			act = append(act, p)
		} else {
			rest = append(rest, p)
		}
	}
	if len(act) == 0 { // nothing is marked as what to do: all is repeated
		act, rest = rest, nil
	}
	all := append(append([]Paragraph{}, act...), rest...)
	all = append(all, Paragraph{Sentences: []string{finished(v.words["again"])}})
	return append(all, act...)
}

// greeting is how a bulletin begins; part is its number, 0 for the only one.
func (b *Broadcast) greeting(v *Voice, part int) Paragraph {
	var all []string
	if b.Priority == Urgent {
		all = v.sentences("urgent")
	} else {
		all = v.sentences("greeting")
	}
	if b.Station != "" {
		all = append(all, v.sentences("station", "{station}", b.Station)...)
	}
	if b.Priority == Important {
		all = append(all, v.sentences("priority")...)
	}
	all = append(all, v.sentences("title", "{title}", b.Title)...)
	if part > 0 {
		all = append(all, v.sentences("part", "{n}", strconv.Itoa(part))...)
	}
	if part <= 1 && b.Updated != "" {
		all = append(all, v.sentences("updated", "{date}", b.Updated)...)
	}
	return Paragraph{Sentences: all}
}

// end is how the last bulletin ends.
func (b *Broadcast) end(v *Voice) Paragraph {
	var all []string
	if len(b.Hotlines) > 0 {
		all = v.sentences("hotlines", "{numbers}", v.Numbers(b.Hotlines))
	}
	return Paragraph{Sentences: append(all, v.sentences("closing")...)}
}

// sentences are words of the language's table with their values, said.
func (v *Voice) sentences(name string, values ...string) []string {
	written := v.Written(name, values...)
	if name != "title" { // the others are those of many pages
		if known, ok := v.known.Load(written); ok {
			return slices.Clone(known.([]string))
		}
	}
	said, _ := v.Speaker.Sentences(written)
	var all []string
	for _, s := range said {
		all = append(all, finished(s.Said))
	}
	if name != "title" {
		v.known.Store(written, slices.Clone(all))
	}
	return all
}
