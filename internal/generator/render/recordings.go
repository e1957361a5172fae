package render

import (
	"mime"
	"path"
	"slices"
	"strings"

	"loa/internal/base/i18n"
	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// Recording is a sound in which a page's text is read aloud.
type Recording struct {
	File       File      // the file as it is published
	Voice      *Language // what is spoken
	Type       string    // "audio/mpeg"
	MadeBy     string    // the program that speaks; "" for a person
	Own        bool      // it reads the text of this page, which is its transcript
	Transcript string    // URL of the words as they are said; "" if only the page has them
	Podcast    string    // URL of the podcast of all recordings in its language; "" if there is none
}

// soundTypes are the types of recordings. Systems differ in what they know.
var soundTypes = map[string]string{".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav"}

func soundType(name string) string {
	ending := strings.ToLower(path.Ext(name))
	if known := soundTypes[ending]; known != "" {
		return known
	}
	return mime.TypeByExtension(ending)
}

// recordings are those that a page offers.
func (ps *pages) recordings(p *site.Page) []Recording {
	var all []Recording
	for _, r := range p.Recordings() {
		v, ok := ps.recording(r)
		if !ok {
			continue
		}
		v.Podcast = ps.podcast(p, r.Language)
		if v.Own = r.Of == p.Entry; v.Own && p.Scripted() {
			v.Transcript = ps.url(p.ScriptPath())
		}
		all = append(all, v)
	}
	return all
}

// recording is a recording as it is published, false if it must not be heard.
func (ps *pages) recording(r site.Recording) (Recording, bool) {
	if !sayable(r) {
		return Recording{}, false
	}
	used := ps.pictures.files.use(r.File)
	if used.fault != nil || used.withheld() {
		return Recording{}, false
	}
	return Recording{File: ps.pictures.file(used), Voice: ps.spokenIn(r.Language), Type: soundType(r.File.Path), MadeBy: r.Known.MadeBy}, true
}

// Recording is a recording as it is published, false if it must not be heard.
func (r *Renderer) Recording(one site.Recording) (Recording, bool) {
	return r.editions[r.placed.Editions[0]].pages.recording(one)
}

// podcast is the address of the podcast of all recordings in a language of one that a page
// offers: that which has the page's own; "" if there is none.
func (ps *pages) podcast(p *site.Page, language string) string {
	if !p.Edition.Default() && language != p.Edition.Language.Tag {
		p = ps.placed.Editions[0].Page(p.Key)
	}
	if p == nil || p.Edition.Home == nil || !slices.Contains(p.Edition.Home.Podcasts(), language) {
		return ""
	}
	if _, ok := p.InPodcast(language); !ok {
		return ""
	}
	return ps.url(p.Edition.Home.PodcastPath(language))
}

// sayable reports whether a recording says no number that its text has no more: such
// a one must not be heard.
func sayable(r site.Recording) bool {
	if r.Of == nil || r.Known.From == 0 {
		return true
	}
	told, err := r.Compare()
	return err == nil && len(told.Gone) == 0
}

// spokenIn is a language that is spoken, with the name that site.toml or its own speakers
// give it.
func (ln *linker) spokenIn(tag string) *Language {
	for _, l := range ln.placed.Settings.Languages {
		if strings.EqualFold(l.Tag, tag) {
			return &Language{Tag: tag, Name: l.Name, Direction: i18n.DirectionOf(tag)}
		}
	}
	name := ln.placed.Settings.Audio.Names[tag]
	if name == "" {
		name = i18n.OwnName(tag)
	}
	return &Language{Tag: tag, Name: name, Direction: i18n.DirectionOf(tag)}
}

// recordingFiles are the files of the recordings that a page offers.
func (ps *pictures) recordingFiles(p *site.Page) []*Published {
	var files []*Published
	for _, r := range p.Recordings() {
		if sayable(r) {
			files = append(files, ps.files.use(r.File))
		}
	}
	return files
}

// checkRecordings tells of recordings that cannot be published, on the page whose text
// they read.
func (r *Renderer) checkRecordings(p *site.Page) []problem.Problem {
	var problems []problem.Problem
	for _, one := range p.Recordings() {
		if one.Of != p.Entry || !sayable(one) {
			continue
		}
		if code, args := r.Files.use(one.File).says(one.File.Path); code != "" {
			problems = append(problems, problem.New(code, problem.Place{File: one.File.Path}, args))
		}
	}
	return problems
}
