package site

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// Recording is a sound beside an entry: hoc-boi.mww.mp3. A person or a machine reads the
// text aloud in it, in a language that the site need not be written in.
type Recording struct {
	Language string // BCP 47, in small letters
	File     source.File
	Of       *content.Entry   // the text that is read; nil if there is none on the site
	Known    content.Recorded // what its front matter says of the recording
	Narrated bool             // a program has made it of the text as it is now, see Narration

	site     *Site
	compared *sync.Map // *content.Entry → func() (content.Told, error)
}

// Narration is a recording that the command of [audio] made of the text that an entry has
// now. It is taken where nobody has put one beside the text.
type Narration struct {
	File   source.File // Path is where it would lie in content/, Name where it is kept
	MadeBy string      // the program that speaks
}

// Compare says how the recording stands to its text; to none, it says nothing. A text is
// read and compared once, however many pages and languages ask. The error is an I/O error.
func (r Recording) Compare() (content.Told, error) {
	if r.Of == nil {
		return content.Told{}, nil
	}
	told, _ := r.compared.LoadOrStore(r.Of, sync.OnceValues(func() (content.Told, error) { return r.Of.Compare(r.Known, r.site.Stated(r.Of.Language)) }))
	return told.(func() (content.Told, error))()
}

// Recordings are those that a page offers: in languages that the site is not written in,
// whose speakers find nothing else here; then the one in the page's own language, or in
// that of its text. What is read from a text that is not on the site today (a draft, one that
// is over) waits with it.
func (p *Page) Recordings() []Recording {
	s := p.Edition.site
	if p.Entry == nil || len(s.recordings[p.Key]) == 0 {
		return nil
	}
	var foreign, own []Recording
	for _, r := range s.recordings[p.Key] {
		switch {
		case !slices.Contains(s.tags, r.Language):
			r.Of = s.original(p)
			foreign = append(foreign, r)
		case r.Language == p.Edition.Language.Tag || r.Language == p.Entry.Language:
			r.Of = s.groups[p.Key].in(slices.Index(s.tags, r.Language), r.Language)
			own = append(own, r)
		default:
			continue
		}
	}
	all := slices.DeleteFunc(append(foreign, own...), func(r Recording) bool { return r.Of != nil && slices.Contains(s.groups[p.Key].sleeping, r.Of) })
	for i := range all {
		if all[i].Of != nil && !all[i].Narrated {
			all[i].Known = all[i].Of.Recordings[all[i].Language]
		}
	}
	return all
}

// HasRecording reports whether a recording in a language lies beside the page's entry.
func (p *Page) HasRecording(tag string) bool { return p.Edition.site.hasRecording(p.Key, tag) }

func (s *Site) hasRecording(key, tag string) bool {
	return slices.ContainsFunc(s.recordings[key], func(r Recording) bool { return r.Language == tag })
}

// IsRecording reports whether a file is the recording of an entry in some language.
func (s *Site) IsRecording(file string) bool {
	key, _, ok := content.ParseSound(strings.TrimPrefix(file, content.Root+"/"), s.tags)
	return ok && slices.ContainsFunc(s.recordings[key], func(r Recording) bool { return r.File.Path == file })
}

// MadeBy is the program whose voice the recording in a file has, by the front matter of the
// text that it reads; "" for people, and for files that are no recordings.
func (s *Site) MadeBy(file string) string {
	key, language, ok := content.ParseSound(strings.TrimPrefix(file, content.Root+"/"), s.tags)
	if !ok || len(s.recordings[key]) == 0 {
		return ""
	}
	index := max(slices.Index(s.tags, language), 0) // in other languages it reads the default one
	if r, ok := s.narrated(file); ok {
		return r.Known.MadeBy
	}
	if of := s.groups[key].in(index, s.tags[index]); of != nil {
		return of.Recordings[language].MadeBy
	}
	return ""
}

// IsNarrated reports whether a file is a recording that the command of [audio] made.
func (s *Site) IsNarrated(file string) bool {
	_, ok := s.narrated(file)
	return ok
}

func (s *Site) narrated(file string) (Recording, bool) {
	key, _, _ := content.ParseSound(strings.TrimPrefix(file, content.Root+"/"), s.tags)
	all := s.recordings[key]
	i := slices.IndexFunc(all, func(r Recording) bool { return r.Narrated && r.File.Path == file })
	if i < 0 {
		return Recording{}, false
	}
	return all[i], true
}

// original is the text that recordings in languages nobody writes are read from: that in
// the default language, else the page's own.
func (s *Site) original(p *Page) *content.Entry {
	return cmp.Or(s.groups[p.Key].in(0, s.tags[0]), p.Entry)
}

// listRecordings gathers the sounds of content/ by the entries that they lie beside: one
// for each language.
func (b *builder) listRecordings() {
	for _, f := range b.in.Files {
		if content.SoundRank(f.Path) < 0 {
			continue
		}
		key, language, ok := content.ParseSound(strings.TrimPrefix(f.Path, content.Root+"/"), b.site.tags)
		if !ok || b.site.groups[key] == nil {
			continue // a file like any other
		}
		b.addRecording(key, Recording{Language: language, File: f, site: b.site, compared: &sync.Map{}})
	}
	for _, n := range b.in.Narrated {
		key, language, ok := content.ParseSound(strings.TrimPrefix(n.File.Path, content.Root+"/"), b.site.tags)
		if ok && b.site.groups[key] != nil && !b.site.hasRecording(key, language) {
			b.addRecording(key, Recording{Language: language, File: n.File, Known: content.Recorded{MadeBy: n.MadeBy}, Narrated: true, site: b.site, compared: &sync.Map{}})
		}
	}
}

func (b *builder) addRecording(key string, r Recording) {
	if b.site.recordings == nil {
		b.site.recordings = map[string][]Recording{}
	}
	all := b.site.recordings[key]
	at := slices.IndexFunc(all, func(other Recording) bool { return other.Language == r.Language })
	switch {
	case at < 0:
		all = append(all, r)
	case content.SoundRank(r.File.Path) < content.SoundRank(all[at].File.Path):
		all[at] = r
	}
	slices.SortFunc(all, func(a, b Recording) int { return strings.Compare(a.Language, b.Language) })
	b.site.recordings[key] = all
}
