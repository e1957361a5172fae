package newsroom

import (
	"errors"
	"net/http"
	"path"

	"loa/internal/base/layers"
	"loa/internal/desk/scaffold"
	"loa/internal/desk/sourceedit"
)

// translator begins translations and shows them beside their sources.
type translator struct {
	store  *store
	layers layers.Options
}

// translate begins a translation, saves one, or saves it and stamps it as up to
// date with its source.
func (t *translator) translate(q *request) {
	site, err := scaffold.OpenLayered(t.layers)
	if err != nil {
		q.broken(err)
		return
	}
	defer site.Close()
	if q.r.PostFormValue("do") == "begin" {
		t.begin(q, site)
		return
	}
	f, ok := received(q)
	if !ok {
		return
	}
	if len(f.refused) > 0 {
		showForm(q, http.StatusUnprocessableEntity, f, "", q.say("refused-fields"))
		return
	}
	stamp := q.r.PostFormValue("do") == "stamp"
	if source, _ := pairOf(q.now.Project, f.file, f.name); stamp && (source == nil || !t.isDraft(q, source.File.Name)) {
		f.doc.Remove("draft") // a finished translation goes up with its source
	}
	t.store.join(q, &f)
	done := doneWord(q, f)
	if !t.store.written(q, f) {
		return
	}
	if stamp {
		if _, err := site.Stamp(f.file); err != nil {
			refuse(q, err)
			return
		}
		t.store.remember(f.file)
		q.taken(f.file)
		if done == "saved" {
			done = "stamped"
		}
	}
	q.done("translate", f.file, done)
}

// begin makes the file of a translation beside its source.
func (t *translator) begin(q *request, site *scaffold.Site) {
	file, _, ok := q.entry()
	if !ok {
		return
	}
	made, err := site.Translate(path.Clean(file), q.r.PostFormValue("language"), scaffold.Guide{Beside: true})
	if err != nil {
		refuse(q, err)
		return
	}
	t.store.remember(made)
	q.taken(made)
	q.to("translate", query("file", made, "done", "translated"))
}

// isDraft reports whether a file says so, as it lies on the disk: the preview
// may not have read it yet.
func (t *translator) isDraft(q *request, file string) bool {
	raw, err := t.store.text(q, file)
	if err != nil {
		return false
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return false
	}
	draft, _ := doc.Value("draft").(bool)
	return draft
}

// refuse answers why package scaffold did not do it.
func refuse(q *request, err error) {
	var r *scaffold.Refusal
	if errors.As(err, &r) {
		q.fail(http.StatusUnprocessableEntity, "author-"+r.Key, "file", r.Args["file"], "tag", r.Args["tag"])
		return
	}
	q.broken(err)
}
