package site

import "slices"

// Podcasts are the languages in which entries of a list are read aloud, sorted: the list
// has a podcast in each. Those in languages that the site is not written in are in the
// default edition alone.
func (p *Page) Podcasts() []string {
	e := p.Edition
	e.podcastsOnce.Do(e.findPodcasts)
	return e.podcasts[p]
}

// PodcastPath is the file of a list's podcast in a language.
func (p *Page) PodcastPath(language string) string {
	if language == p.Edition.Language.Tag {
		return p.Path + "podcast.xml"
	}
	return p.Path + "podcast." + language + ".xml"
}

// InPodcast gives the recording of an entry that the podcast in a language has.
func (p *Page) InPodcast(language string) (Recording, bool) {
	if p.Fallback || p.Date().IsZero() {
		return Recording{}, false
	}
	all := p.Recordings()
	i := slices.IndexFunc(all, func(r Recording) bool { return r.Language == language })
	if i < 0 {
		return Recording{}, false
	}
	return all[i], true
}

// findPodcasts goes up from each entry that is read aloud.
func (e *Edition) findPodcasts() {
	e.podcasts = map[*Page][]string{}
	if len(e.site.recordings) == 0 {
		return
	}
	for _, p := range e.Entries {
		for _, r := range p.Recordings() {
			if _, ok := p.InPodcast(r.Language); !ok || r.Language != e.Language.Tag && !e.Default() {
				continue
			}
			e.addPodcast(e.Home, r.Language)
			for above := p.Parent; above != nil; above = above.Parent {
				e.addPodcast(above, r.Language)
			}
		}
	}
}

func (e *Edition) addPodcast(list *Page, language string) {
	if list == nil || !list.HasFeed() || list.Kind != Home && list.Kind != Section || slices.Contains(e.podcasts[list], language) {
		return
	}
	e.podcasts[list] = append(e.podcasts[list], language)
	slices.Sort(e.podcasts[list])
}
