package newsroom

import (
	"encoding/base64"
	"net/http"

	"loa/internal/desk/sourceedit"
	"loa/internal/importing"
)

// turnedAway answers a form of the desk whose token is that of an earlier run, or
// which came without the cookie. Nothing is done or written; what was typed comes
// back with the token of this run.
func (a ask) turnedAway(path string, bad turned) {
	switch path {
	case "edit", "translate":
		a.retyped(bad)
	case "put":
		file, _, ok := a.entryFile()
		mine, err := base64.StdEncoding.DecodeString(a.r.PostFormValue("text"))
		if !ok || err != nil {
			a.fail(bad.status, bad.why+"-page")
			return
		}
		a.beside(bad.status, file, mine, a.say(bad.why))
	case "new":
		a.blankWith(bad.status, a.say(bad.why))
	case "import":
		a.brought(bad.status, importing.Report{}, false, a.say(bad.why))
	case "trial", "upload", "paste": // the script says it beside the form
		http.Error(a.w, a.say(bad.why+"-script"), bad.status)
	default:
		a.fail(bad.status, bad.why+"-page")
	}
}

// retyped shows the form of an entry as it was sent.
func (a ask) retyped(bad turned) {
	file, name, ok := a.entryFile()
	if ok {
		var base []byte
		var doc *sourceedit.Document
		var refused []untaken
		if base, doc, refused, ok = a.posted(name); ok {
			a.form(bad.status, file, name, doc, base, refused, "", a.say(bad.why))
			return
		}
	}
	a.fail(bad.status, bad.why+"-page")
}
