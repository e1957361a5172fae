package newsroom

import (
	"encoding/base64"
	"net/http"

	"loa/internal/importing"
	"loa/internal/manuscript"
)

// outlived answers a page that was opened before the program was started again:
// its token is that of the earlier run. Nothing is done or written; what was
// typed comes back with the token of this run.
func (a ask) outlived(path string) {
	const status = http.StatusForbidden
	switch path {
	case "edit", "translate":
		a.retyped()
	case "put":
		file, _, ok := a.entryFile()
		mine, err := base64.StdEncoding.DecodeString(a.r.PostFormValue("text"))
		if !ok || err != nil {
			a.fail(status, "restarted-page")
			return
		}
		a.beside(status, file, mine, a.say("restarted"))
	case "new":
		a.blankWith(status, a.say("restarted"))
	case "import":
		a.brought(status, importing.Report{}, false, a.say("restarted"))
	case "trial", "upload", "paste": // the script says it beside the form
		http.Error(a.w, a.say("restarted-script"), status)
	default:
		a.fail(status, "restarted-page")
	}
}

// retyped shows the form of an entry as it was sent.
func (a ask) retyped() {
	file, name, ok := a.entryFile()
	if ok {
		var base []byte
		var doc *manuscript.Document
		var refused []untaken
		if base, doc, refused, ok = a.posted(name); ok {
			a.form(http.StatusForbidden, file, name, doc, base, refused, "", a.say("restarted"))
			return
		}
	}
	a.fail(http.StatusForbidden, "restarted-page")
}
