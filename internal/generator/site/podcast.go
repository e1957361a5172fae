package site

import (
	"maps"
	"slices"
)

// Podcasts are the languages in which entries of a list are read aloud, sorted: the list
// has a podcast in each. Those in languages that the site is not written in are in the
// default edition alone.
func (p *Page) Podcasts() []string {
	e := p.Edition
	e.podcastsOnce.Do(e.findPodcasts)
	return slices.Sorted(maps.Keys(e.podcasts[p]))
}

// HasEpisode reports whether a podcast of a list has a recording that may be heard: one
// without any is not published.
func (p *Page) HasEpisode(language string, heard func(Recording) bool) bool {
	p.Edition.podcastsOnce.Do(p.Edition.findPodcasts)
	return slices.ContainsFunc(p.Edition.podcasts[p][language], heard)
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
	e.podcasts = map[*Page]map[string][]Recording{}
	if len(e.site.recordings) == 0 {
		return
	}
	for _, p := range e.Entries {
		for _, r := range p.Recordings() {
			if _, ok := p.InPodcast(r.Language); !ok || r.Language != e.Language.Tag && !e.Default() {
				continue
			}
			e.addEpisode(e.Home, r)
			for above := p.Parent; above != nil; above = above.Parent {
				e.addEpisode(above, r)
			}
		}
	}
}

func (e *Edition) addEpisode(list *Page, r Recording) {
	if list == nil || !list.HasFeed() || list.Kind != Home && list.Kind != Section {
		return
	}
	if e.podcasts[list] == nil {
		e.podcasts[list] = map[string][]Recording{}
	}
	e.podcasts[list][r.Language] = append(e.podcasts[list][r.Language], r)
}
