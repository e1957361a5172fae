// Package script makes of an article what a person reads aloud, on a loudspeaker or for a
// recording: sentences in words, in paragraphs.
//
//	s := script.Of(markdown.Outline(body), script.Voice{Speaker: speaker, Language: "vi"}, facts)
//	b := script.Broadcast{Title: …, Script: s}.Bulletins(script.Pace{Syllables: 200}, 5*time.Minute)
package script

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"loa/internal/generator/markdown"
	"loa/internal/generator/spoken"
)

// Script is a text as it is read aloud.
type Script struct {
	Paragraphs []Paragraph
	Doubts     []Doubt
	Unread     []Unread
}

// Paragraph are sentences that belong together: a broadcast is never cut between them.
type Paragraph struct {
	Sentences []string
	Act       bool // it tells what to do
}

// Doubt is a part of the body that was read by a guess.
type Doubt struct {
	Offset, Length int // in the body
	Written, Said  string
}

// Unread is the row of a table that makes no sentence, since nothing or no head stands
// over what it says.
type Unread struct{ Offset, Length int }

// Voice is the language of a script and how it is said. It may be used by several
// goroutines.
type Voice struct {
	Speaker  *spoken.Speaker
	Language string // one that spoken knows
	words    map[string]string
	known    sync.Map // written → []string: sentences that many pages have
}

// NewVoice returns the voice of a language that spoken knows, with a site's own forms.
func NewVoice(language string, own map[string]string) *Voice {
	return &Voice{Speaker: spoken.New(language, own), Language: language, words: wordsOf(language)}
}

// Facts answers what a text leaves to the site.
type Facts interface {
	// Directive returns sentences, as written, that a directive of the site's data stands
	// for: whom to call, a figure, dates. None for all others.
	Directive(name string, value func(key string) string) []string
}

// Of makes the script of a body's blocks. facts may be nil.
func Of(blocks []markdown.Block, v *Voice, facts Facts) Script {
	t := &teller{Voice: v, facts: facts, notes: map[int]markdown.Block{}}
	for _, b := range blocks {
		if b.Kind == markdown.NoteBlock {
			t.notes[b.Level] = b
		}
	}
	t.blocks(blocks)
	t.end()
	return t.script
}

// Line is one text in words: a title, a name.
func (v *Voice) Line(written string) string {
	said, _ := v.Speaker.Say(written)
	return capital(said)
}

// Paragraph is a text in words.
func (v *Voice) Paragraph(written string) Paragraph {
	var p Paragraph
	all, _ := v.Speaker.Sentences(written)
	for _, s := range all {
		p.Sentences = append(p.Sentences, finished(s.Said))
	}
	return p
}

// teller goes through the blocks of a body.
type teller struct {
	*Voice
	facts  Facts
	notes  map[int]markdown.Block
	script Script
	open   []string // the paragraph under way
	acting int      // blocks around that tell what to do
	depth  int      // of lists
}

// end ends the paragraph under way.
func (t *teller) end() {
	if len(t.open) > 0 {
		t.script.Paragraphs = append(t.script.Paragraphs, Paragraph{Sentences: t.open, Act: t.acting > 0})
		t.open = nil
	}
}

// add adds sentences to the paragraph under way.
func (t *teller) add(sentences ...string) {
	for _, s := range sentences {
		if s = finished(s); s != "" {
			t.open = append(t.open, s)
		}
	}
}

// tell adds the sentences of a text behind a prefix, "Cẩn thận", with the footnotes that
// stand at them.
func (t *teller) tell(prefix string, p markdown.Passage) {
	all, doubts := t.Speaker.Sentences(p.Text)
	t.doubt(p, doubts)
	marks := p.Marks
	for i, s := range all {
		said := s.Said
		if i == 0 && prefix != "" {
			said = prefix + ": " + said
		}
		t.add(said)
		for len(marks) > 0 && (marks[0].At <= s.Stop || i == len(all)-1) {
			t.footnote(marks[0].Number)
			marks = marks[1:]
		}
	}
}

func (t *teller) doubt(p markdown.Passage, doubts []spoken.Doubt) {
	for _, d := range doubts {
		offset, length := p.Span(d.Offset, d.Offset+len(d.Written))
		t.script.Doubts = append(t.script.Doubts, Doubt{offset, length, d.Written, d.Said})
	}
}

// footnote tells a note where its mark stands, once.
func (t *teller) footnote(number int) {
	note, ok := t.notes[number]
	if !ok {
		return
	}
	delete(t.notes, number)
	prefix := t.words["footnote"]
	for _, b := range note.Blocks {
		if b.Kind == markdown.TextBlock {
			t.tell(prefix, b.Text)
			prefix = ""
		}
	}
}

// phrase is a text in words for the inside of a sentence, without the sign at its end.
func (t *teller) phrase(p markdown.Passage) string {
	said, doubts := t.Speaker.Say(p.Text)
	t.doubt(p, doubts)
	return strings.TrimRight(said, ".,;: ")
}

// word is a name of the language's table with its values, in words.
func (v *Voice) word(name string, values ...string) string {
	said, _ := v.Speaker.Say(v.Written(name, values...))
	return said
}

// finished is a sentence with a capital in front and a sign at its end.
func finished(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), ",; ")
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’»\"'"))
	if !strings.ContainsRune(".!?…:", last) {
		s += "."
	}
	return capital(s)
}

func capital(s string) string {
	if s != "" && 'A' <= s[0] && s[0] <= 'Z' {
		return s
	}
	for i, r := range s {
		if unicode.IsLetter(r) {
			if large := unicode.ToUpper(r); large != r {
				return s[:i] + string(large) + s[i+utf8.RuneLen(r):]
			}
			return s
		}
	}
	return s
}
