package render

import "loa/internal/generator/site"

// elsewhere is the feed of another language that has the events which the
// edition's own leaves out, because nobody has written about them in its
// language; nil if there are none.
func (e *edition) elsewhere(term site.Term) *Link {
	words := e.of.Calendar.Foreign(term)
	if words == nil {
		return nil
	}
	other := e.r.editions[words].language
	return &Link{Title: other.Name, URL: e.r.absolute(words.ICSPath(term)), Language: other}
}
