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
	return &Link{Title: other.Name, URL: ds.absolute(words.ICSPath(term)), Language: other}
}
