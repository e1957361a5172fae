package render

import (
	"html/template"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/script"
	"loa/internal/generator/site"
	"loa/internal/generator/spoken"
)

// Loudspeaker is what the layout "loudspeaker" sees: the script of a page, the list of all
// scripts, or the programme of a week.
type Loudspeaker struct {
	Site     *Site
	Language *Language
	Title    string
	Head     template.HTML  // what machines read: first in the head
	Of       *Link          // of a script: the page that it is made of
	Priority string         // of a script: ordinary, priority, emergency
	Scripts  []ScriptLink   // of the list
	Week     []WeekDay      // of the programme; the list has none
	Bulletin []BulletinView // of a script: what is read in one go
	Minutes  int            // how long all bulletins take, with Seconds
	Seconds  int
	Pace     int    // syllables a minute
	Text     string // address of the script as plain text; "" if there is no such file
	SSML     string // and for speech software; likewise
	All      string // address of the list; "" on it
	WeekURL  string // address of the programme; "" if there is none
}

// BulletinView is a bulletin with its sentences numbered.
type BulletinView struct {
	Number, Minutes, Seconds int
	Paragraphs               []NumberedParagraph
}

// NumberedParagraph are sentences, the first with its number.
type NumberedParagraph struct {
	First     int
	Sentences []string
}

// ScriptLink leads to a script.
type ScriptLink struct {
	Title, URL       string
	Minutes, Seconds int
	Priority         string
	Section          string // the title of the page above
}

// WeekDay is a day of the programme.
type WeekDay struct {
	Date    time.Time
	Scripts []ScriptLink
	Events  []*Date
}

// Script is the script of one page.
type Script struct {
	Language  string
	Bulletins []script.Bulletin
	Problems  []problem.Problem // of a check: what was read by a guess, what makes no sentence
}

// Length is how long reading it takes.
func (s Script) Length() (sum time.Duration) {
	for _, b := range s.Bulletins {
		sum += b.Length
	}
	return sum
}

// Text is the script as plain text.
func (s Script) Text() []byte {
	var text []byte
	for i, b := range s.Bulletins {
		if i > 0 {
			text = append(text, "\n* * *\n\n"...)
		}
		text = b.Text(text)
	}
	return text
}

// SSML is the script for speech software.
func (s Script) SSML() []byte { return script.SSML(s.Language, s.Bulletins) }

// voice is how texts of the edition are said.
func (e *edition) voice() *script.Voice {
	e.voiceOnce.Do(func() {
		language := e.of.SpokenLanguage()
		e.spoken = script.NewVoice(language, spoken.Own(e.site.Data["spoken"], language))
	})
	return e.spoken
}

// Script makes the script of a page that asks for one. The error is an I/O error.
func (r *Renderer) Script(p *site.Page) (Script, error) { return r.script(p, r.Thorough) }

// CheckedScript makes the script of any page in a language that is read aloud, with the
// problems of what was read by a guess. The error is an I/O error.
func (r *Renderer) CheckedScript(p *site.Page) (Script, error) { return r.script(p, true) }

// ScriptOf makes the script of a page that was rendered with Renderer.Aloud.
func (r *Renderer) ScriptOf(p *site.Page, out Output) Script {
	return r.scriptOf(p, out.Blocks, out.Place, r.Thorough)
}

func (r *Renderer) script(p *site.Page, checked bool) (Script, error) {
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer) // nothing that comes out of a script shares its memory
	text, start, err := r.texts.Body(p.Entry, buffer)
	if err != nil {
		return Script{}, err
	}
	place := func(offset, length int) problem.Place { return text.Place(start+offset, length) }
	return r.scriptOf(p, r.markdown.Outline(text.Bytes[start:]), place, checked), nil
}

func (r *Renderer) scriptOf(p *site.Page, blocks []markdown.Block, place func(offset, length int) problem.Place, checked bool) Script {
	e := r.editions[p.Edition]
	voice, settings := e.voice(), r.placed.Settings
	told := script.Of(blocks, voice, facts{e, voice})
	s := Script{Language: voice.Language}
	if checked {
		s.Problems = doubts(told, place)
	}
	told.Paragraphs = append(e.before(p, voice), told.Paragraphs...)
	station, _ := e.said(settings.Outlets.Station)
	b := script.Broadcast{Title: p.Title, Station: station, Priority: p.Priority(), Script: told, Hotlines: e.lines(p.Values().Hotlines)}
	if day := p.Entry.Updated; !day.IsZero() {
		b.Updated = day.In(settings.Zone).Format("2/1/2006")
	} else if day := p.Entry.Date; !day.IsZero() {
		b.Updated = day.In(settings.Zone).Format("2/1/2006")
	}
	s.Bulletins = voice.Bulletins(b, script.Pace{Syllables: settings.Outlets.Pace}, time.Duration(settings.Outlets.Minutes)*time.Minute)
	return s
}

// doubts are the problems of a script.
func doubts(s script.Script, place func(offset, length int) problem.Place) []problem.Problem {
	var all []problem.Problem
	for _, d := range s.Doubts {
		all = append(all, problem.New(problem.SpokenDoubt, place(d.Offset, d.Length), problem.Args{"written": d.Written, "said": d.Said}))
	}
	for _, u := range s.Unread {
		all = append(all, problem.New(problem.SpokenRow, place(u.Offset, u.Length), nil))
	}
	return all
}

// before is what stands above the text: the summary that its author wrote, and of an event
// when and where it is.
func (e *edition) before(p *site.Page, voice *script.Voice) []script.Paragraph {
	var all []script.Paragraph
	if p.Entry.Summary != "" {
		all = append(all, voice.Paragraph(p.Entry.Summary))
	}
	if v := e.dates.event(p); v != nil {
		all = append(all, voice.Event(script.Event{Start: v.Start, End: v.End, AllDay: v.AllDay, Place: v.Place, Organizer: v.Organizer, Status: v.Status}))
	}
	return all
}

// lines are hotlines as they are said; all for none.
func (e *edition) lines(wanted []string) []script.Hotline {
	var all []script.Hotline
	for _, h := range e.maker.hotlines(wanted) {
		label := h.Label
		if h.Language != nil {
			label = "" // in words of another language
		}
		all = append(all, script.Hotline{Number: h.Number, Label: label})
	}
	return all
}

// facts answers what directives leave to the site.
type facts struct {
	e     *edition
	voice *script.Voice
}

// Directive returns the sentences of a directive of the site's data. Those of another
// language are left out: the voice cannot say them.
func (f facts) Directive(name string, value func(string) string) []string {
	e, v := f.e, f.voice
	switch name {
	case "hotline":
		asked := strings.FieldsFunc(value("number"), func(r rune) bool { return r == ' ' || r == ',' })
		return []string{v.Written("call", "{numbers}", v.Numbers(e.lines(asked)))}
	case "emergency":
		danger, _ := tableOf(e.site.Data[emergencyTable])[value("danger")].(map[string]any)
		of := e.maker.emergency(danger)
		if of == nil || of.Language != e.language {
			return nil
		}
		all := []string{of.Call}
		if of.Say != "" {
			all = append(all, v.Written("tell")+": "+of.Say)
		}
		return append(all, v.Written("unanswered")+": "+of.Unanswered)
	case "claim":
		return f.claim(value("id"))
	case "document":
		if p := e.of.DocumentPage(value("number")); p != nil {
			return []string{v.Written("paper", "{title}", p.Title, "{number}", p.Entry.Document.Number)}
		}
	case "events":
		return f.events(value)
	}
	return nil
}
