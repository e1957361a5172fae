package newsroom

import (
	"encoding/base64"
	"net/http"

	"loa/internal/importing"
)

// rejected answers a form of the desk that has the token of an earlier run.
// Nothing is written; what was typed comes back with the token of this run.
func (d *Desk) rejected(q *request, path string, bad rejection) {
	switch path {
	case "edit", "translate":
		retyped(q, bad)
	case "put":
		file, _, ok := q.entryFile()
		mine, err := base64.StdEncoding.DecodeString(q.r.PostFormValue("text"))
		if !ok || err != nil {
			q.fail(bad.status, bad.why+"-page")
			return
		}
		d.store.beside(q, bad.status, file, mine, q.say(bad.why))
	case "new":
		showNew(q, bad.status, q.say(bad.why))
	case "import":
		showImport(q, bad.status, importing.Report{}, nil, q.say(bad.why))
	case "trial", "upload", "paste": // the script says it beside the form
		http.Error(q.w, q.say(bad.why+"-script"), bad.status)
	default:
		q.fail(bad.status, bad.why+"-page")
	}
}

// retyped shows the form of an entry as it was sent.
func retyped(q *request, bad rejection) {
	file, name, ok := q.entryFile()
	f := entryForm{file: file, name: name}
	if !ok || !posted(q, &f) {
		q.fail(bad.status, bad.why+"-page")
		return
	}
	showForm(q, bad.status, f, "", q.say(bad.why))
}
