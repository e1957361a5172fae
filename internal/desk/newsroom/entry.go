package newsroom

import (
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
		q.fail(http.StatusForbidden, "no-place", "file", file)
	}
	return file, name, ok
}

// nameOf parses the name of a file below content/.
func nameOf(q *request, file string) content.Name {
	return content.ParseName(strings.TrimPrefix(file, content.Root+"/"), q.now.Project.Settings.Languages.Tags())
}
