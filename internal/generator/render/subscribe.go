package render

import "loa/internal/generator/site"

// elsewhere is the feed of another language that has the events which the
// edition's own leaves out, because nobody has written about them in its
// language; nil if there are none.
func (ds *dates) elsewhere(term site.Term) *Link {
	words := ds.of.Calendar.Foreign(term)
	if words == nil {
		return nil
	}
	other := ds.languages[words]
	link := &Link{Title: other.Name, Language: other}
	if ds.carrier.served() {
		link.URL = ds.url(words.ICSPath(term))
	} else { // what is carried away may lack that language
		link.URL = ds.absolute(words.ICSPath(term))
	}
	return link
}
