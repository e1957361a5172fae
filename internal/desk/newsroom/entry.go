package newsroom

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// entryFile is the entry that a request is about, and its name; false if it is none.
func (q *request) entryFile() (string, content.Name, bool) {
	file := q.r.FormValue("file")
	if !sourceedit.Allowed(file) || !strings.HasPrefix(file, content.Root+"/") || path.Ext(file) != ".md" {
		return file, content.Name{}, false
	}
	return file, nameOf(q, file), true
}

// entry is entryFile for callers that need an entry: without one it has answered
// the request.
func (q *request) entry() (file string, name content.Name, ok bool) {
	if file, name, ok = q.entryFile(); !ok {
		q.noPlace(file, sourceedit.Check(file))
	}
	return file, name, ok
}

// noPlace answers that a file may not be written, and why.
func (q *request) noPlace(file string, why error) {
	q.show(http.StatusForbidden, "message", sheet{Title: q.say("cannot"), Bad: q.unplaced(file, why)})
}

// unplaced says why a file may not be written.
func (q *request) unplaced(file string, why error) string {
	var name *sourceedit.NameError
	if errors.As(why, &name) {
		return q.say("name-"+string(name.Fault), "name", shortName(name.Name))
	}
	return q.say("no-place", "file", file)
}

// shortName is a name as far as a message shows it, cut at a word where there is one.
func shortName(name string) string {
	all := []rune(name)
	if len(all) <= longestShown {
		return name
	}
	short := string(all[:longestShown])
	if i := strings.LastIndexAny(short, " -_/"); i > len(short)/2 {
		short = short[:i]
	}
	return short + "…"
}

// longestShown is how much of a name a message shows, in characters.
const longestShown = 60

// nameOf parses the name of a file below content/.
func nameOf(q *request, file string) content.Name {
	return content.ParseName(strings.TrimPrefix(file, content.Root+"/"), q.now.Project.Settings.Languages.Tags())
}
