package render

import "loa/internal/site"

// elsewhere is the feed of another language that has the events which the
// edition's own leaves out, because nobody has written about them in its
// language; nil if there are none.
func (e *edition) elsewhere(term site.Term) *Link {
	c := e.of.Calendar
	shown := c.Activities
	if term.Kind != "" {
		shown = c.Of(term)
	}
	for _, a := range shown {
		if words := a.Words(); words != e.of {
			other := e.r.editions[words].language
			return &Link{Title: other.Name, URL: e.r.absolute(words.ICSPath(term)), Language: other}
		}
	}
	return nil
}
