package newsroom

import (
	"net/http"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/channel"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// channelsPage is an entry as each outlet has it.
type channelsPage struct {
	File, Title, Address string
	Language             string // of the texts
	Shown                bool   // the site has a page of the entry today
	Loud                 *loudText
	Recordings           []recordingState
	Versions             []Translation
	Posts                []postText
	Messages             []messageText
}

// loudText is the script for loudspeakers.
type loudText struct {
	Asked            bool // the page publishes it
	Minutes, Seconds int
	Text             string
	Address          string  // of the page to read from, which prints on A4; "" for none
	Doubts           []fault // what was read by a guess
}

// recordingState is a recording of the entry's text. State is "same", "stale", "numbers" or
// "unmarked"; Gone are the numbers that it says and the text does not.
type recordingState struct{ File, Language, MadeBy, State, Gone string }

// postText is a post for a network.
type postText struct {
	Network, Text string
	Characters    int
}

// messageText is a short message.
type messageText struct {
	Marks bool
	channel.Message
}

// showChannels shows what each outlet has of an entry.
func showChannels(q *request) {
	file, name, ok := q.entry()
	if !ok {
		return
	}
	page := channelsPage{File: file, Title: titleOf(q, file), Versions: translationsOf(q.now.Project, name)}
	page.Address, _ = q.now.Address(file)
	if of := pageOf(q, file); of != nil {
		if err := page.fill(q, of); err != nil {
			q.broken(err)
			return
		}
	}
	q.show(http.StatusOK, "channels", sheet{Title: q.say("channels"), Here: "overview", Page: page})
}

// pageOf is the page that the site has of a file today; nil for none.
func pageOf(q *request, file string) *site.Page {
	p := q.now.Project
	if p.Site == nil || p.Renderer == nil {
		return nil
	}
	of, _ := p.PageOf(file)
	return of
}

// fill adds the texts of the outlets. The error is an I/O error.
func (c *channelsPage) fill(q *request, of *site.Page) error {
	renderer := q.now.Project.Renderer
	article, err := renderer.Channel(of)
	if err != nil {
		return err
	}
	c.Shown, c.Language = true, of.Edition.Language.Tag
	for _, n := range []struct {
		name string
		of   channel.Network
	}{{"Zalo", channel.Zalo}, {"Facebook", channel.Facebook}} {
		text := channel.Post(article, n.of)
		c.Posts = append(c.Posts, postText{n.name, text, len([]rune(text))})
	}
	for _, marks := range []bool{true, false} {
		c.Messages = append(c.Messages, messageText{marks, channel.SMS(article, marks)})
	}
	for _, r := range of.Recordings() {
		state, err := recordingStateOf(q, r)
		if err != nil {
			return err
		}
		c.Recordings = append(c.Recordings, state)
	}
	if of.Edition.SpokenLanguage() == "" {
		return nil
	}
	s, err := renderer.CheckedScript(of)
	if err == nil {
		c.Loud = loudOf(q, of, s)
	}
	if err == nil && c.Loud.Asked && c.Address != "" {
		c.Loud.Address = c.Address + strings.TrimPrefix(of.ScriptPath(), of.Path)
	}
	return err
}

func loudOf(q *request, of *site.Page, s render.Script) *loudText {
	length := s.Length().Round(time.Second)
	loud := loudText{Asked: of.Scripted(), Minutes: int(length / time.Minute), Seconds: int(length % time.Minute / time.Second)}
	loud.Doubts = told(q, problem.Weigh(s.Problems, map[problem.Code]problem.Severity{problem.SpokenDoubt: problem.Warning, problem.SpokenRow: problem.Warning}))
	var text []byte
	for i, b := range s.Bulletins {
		if i > 0 {
			text = append(text, '\n')
		}
		text = b.Text(text)
	}
	loud.Text = string(text)
	return &loud
}

func recordingStateOf(q *request, r site.Recording) (recordingState, error) {
	s := recordingState{File: r.File.Path, Language: languageName(q.now.Project, r.Language), MadeBy: r.Known.MadeBy, State: "same"}
	if r.Narrated {
		return s, nil // it is made of the text as it is now
	}
	told, err := r.Compare()
	switch {
	case r.Known.From == 0:
		s.State = "unmarked"
	case len(told.Gone) > 0:
		s.State, s.Gone = "numbers", strings.Join(told.Gone, ", ")
	case told.Stale:
		s.State = "stale"
	}
	return s, err
}

// showBoard answers with the sheet for the notice board, to be printed. The theme that drew
// it may be anybody's: it runs no script here and belongs to no origin.
func showBoard(q *request) {
	file, _, ok := q.entry()
	if !ok {
		return
	}
	of := pageOf(q, file)
	if of == nil {
		q.fail(http.StatusNotFound, "channels-off")
		return
	}
	made, err := q.now.Project.OneFile(render.SinglePages{Of: of, Pages: []*site.Page{of}, Layout: "board", Large: q.r.FormValue("paper") == "a3"})
	if err != nil {
		q.broken(err)
		return
	}
	head := q.w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = q.w.Write(made.HTML)
}
