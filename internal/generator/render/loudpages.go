package render

import (
	"html/template"
	"time"

	"loa/internal/generator/site"
)

// ScriptPage renders the page of a script.
func (r *Renderer) ScriptPage(p *site.Page, s Script) (Output, error) {
	r = r.forPath(p.ScriptPath())
	e := r.editions[p.Edition]
	v := e.loudspeaker(p.Title)
	link := e.link(p)
	v.Of, v.Priority = &link, string(p.Priority())
	v.Minutes, v.Seconds = clock(s.Length())
	for _, name := range p.ScriptFiles() {
		switch url := e.url(p.ScriptPath() + name); name {
		case site.ScriptText:
			v.Text = url
		case site.ScriptSSML:
			v.SSML = url
		}
	}
	v.All = e.url(e.of.ScriptsPath())
	for _, b := range s.Bulletins {
		one := BulletinView{Number: b.Number}
		one.Minutes, one.Seconds = clock(b.Length)
		first := 1
		for _, para := range b.Paragraphs {
			one.Paragraphs = append(one.Paragraphs, NumberedParagraph{first, para.Sentences})
			first += len(para.Sentences)
		}
		v.Bulletin = append(v.Bulletin, one)
	}
	return e.loud(v)
}

// ScriptList renders the page that lists the scripts of a language.
func (r *Renderer) ScriptList(of *site.Edition) (Output, error) {
	r = r.forPath(of.ScriptsPath())
	e := r.editions[of]
	v := e.loudspeaker("")
	v.All = ""
	for _, p := range of.Scripts() {
		v.Scripts = append(v.Scripts, e.scriptLink(p))
	}
	return e.loud(v)
}

// ScriptWeek renders the programme of a week. The error is an I/O error.
func (r *Renderer) ScriptWeek(of *site.Edition, week *site.Week) (Output, error) {
	r = r.forPath(of.WeekPath())
	e := r.editions[of]
	v := e.loudspeaker("")
	zone := r.placed.Settings.Zone
	for _, d := range week.Days {
		day := WeekDay{Date: d.Day.In(zone)}
		for _, p := range d.Pages {
			s, err := r.Script(p)
			if err != nil {
				return Output{}, err
			}
			line := e.scriptLink(p)
			line.Minutes, line.Seconds = clock(s.Length())
			day.Scripts = append(day.Scripts, line)
		}
		for _, o := range d.Events {
			day.Events = append(day.Events, e.dates.date(o))
		}
		v.Week = append(v.Week, day)
	}
	return e.loud(v)
}

// ScriptURL is the address of the page's script for the loudspeaker, for the staff who
// read it; "" if there is none, or in a copy for a disk, which has no scripts.
func (v *Page) ScriptURL() string {
	if !v.in.carrier.served() || !v.of.Scripted() {
		return ""
	}
	return v.in.url(v.of.ScriptPath())
}

func (e *edition) scriptLink(p *site.Page) ScriptLink {
	l := ScriptLink{Title: p.Title, URL: e.url(p.ScriptPath()), Priority: string(p.Priority())}
	if p.Parent != nil {
		l.Section = e.titleOf(p.Parent)
	}
	return l
}

// loudspeaker is what all pages of the layout share.
func (e *edition) loudspeaker(title string) *Loudspeaker {
	v := &Loudspeaker{Site: e.site, Language: e.language, Title: title, Pace: e.placed.Settings.Outlets.Pace, All: e.url(e.of.ScriptsPath()),
		Head: e.site.Policy + template.HTML("<meta name=robots content=noindex>")}
	if e.of.Week() != nil {
		v.WeekURL = e.url(e.of.WeekPath())
	}
	return v
}

func (e *edition) loud(v *Loudspeaker) (Output, error) {
	var out Output
	if err := e.execute("loudspeaker", v, &out); err != nil {
		out.Problems = append(out.Problems, e.r.theme.Problem(err))
	}
	return out, nil
}

// clock is a length in minutes and seconds.
func clock(d time.Duration) (minutes, seconds int) {
	d = d.Round(time.Second)
	return int(d / time.Minute), int(d % time.Minute / time.Second)
}
