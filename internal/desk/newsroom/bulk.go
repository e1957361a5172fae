package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/relocate"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
)

// bulk does one thing to many entries: what becomes of each is shown before, and each is
// undone by its versions.
type bulk struct{ store *store }

// The things that can be done to many entries.
const (
	bulkUp      = "up"
	bulkApprove = "approve"
	bulkTag     = "tag"
	bulkUntag   = "untag"
	bulkMove    = "move"
)

// mostBulk bounds the entries of one turn: the rows of a page of the overview.
const mostBulk = pageSize

// bulkPage is what is done to which entries.
type bulkPage struct {
	What, To string
	Asks     string   // how To is asked for: "choice", "name" or not at all
	Choices  []choice // of To
	Texts    []bulkText
	Ready    int  // entries of which something is done
	Down     int  // of these, those that readers no longer see
	Planned  bool // the page shows what becomes of each
	Done     bool // the page shows what was done
}

// bulkText is an entry and what becomes of it, or why it stays as it is.
type bulkText struct {
	File, Title, Sum string
	Will, Why        string
	Down             bool // readers no longer see it

	next []byte         // its new text
	plan *relocate.Plan // or where it goes
}

// bulkActions are the things that can be done on a site.
func bulkActions(q *request) []string {
	all := []string{bulkUp}
	if s := q.now.Project.Settings; s.Newsroom.Approve {
		all = append(all, bulkApprove)
	}
	if len(q.now.Project.Settings.Topics) > 0 {
		all = append(all, bulkTag, bulkUntag)
	}
	return append(all, bulkMove)
}

// run asks what the thing needs, shows what becomes of each entry, or does it.
func (b *bulk) run(q *request) {
	page := bulkPage{What: q.r.PostFormValue("what"), To: strings.TrimSpace(q.r.PostFormValue("to"))}
	files := q.r.PostForm["file"]
	switch {
	case !slices.Contains(bulkActions(q), page.What):
		q.fail(http.StatusUnprocessableEntity, "bulk-what")
		return
	case len(files) == 0:
		q.fail(http.StatusUnprocessableEntity, "bulk-none")
		return
	case len(files) > mostBulk:
		q.fail(http.StatusUnprocessableEntity, "bulk-many", "most", mostBulk)
		return
	}
	page.ask(q)
	page.Planned = page.Asks == "" || q.r.PostForm.Has("to") && page.knows(page.To)
	bad := ""
	if q.r.PostForm.Has("to") && !page.Planned {
		bad = q.say("bulk-choose")
	}
	page.Done = page.Planned && q.r.PostFormValue("do") != ""
	if page.Done && q.r.PostFormValue("looked") != page.To { // nobody has seen what that does
		page.Done, bad = false, q.say("bulk-other")
	}
	for _, file := range files {
		page.Texts = append(page.Texts, bulkText{File: file, Title: titleOf(q, file)})
	}
	if page.Planned {
		b.each(q, &page)
	}
	note := ""
	if page.Done {
		note = q.say("bulk-done", "count", page.Ready)
	}
	q.show(http.StatusOK, "bulk", sheet{Title: q.say("bulk-" + page.What), Here: "overview", Note: note, Bad: bad, Page: page})
}

// each says of every entry what becomes of it, or does that.
func (b *bulk) each(q *request, page *bulkPage) {
	var plans []*relocate.Plan
	changed := b.changed(q, *page)
	for i := range page.Texts {
		t := &page.Texts[i]
		if !t.follows(q, *page, plans) {
			if changed[t.File] {
				t.Why = q.say("bulk-changed")
			} else {
				b.plan(q, *page, t)
			}
			if page.Done && t.Why == "" && !q.r.PostForm.Has("sum."+t.File) { // it was to stay
				t.Why, t.plan = q.say("bulk-stayed"), nil
			}
			if t.plan != nil && slices.ContainsFunc(plans, func(p *relocate.Plan) bool { return meet(p, t.plan) }) {
				t.Why, t.plan = q.say("move-taken", "name", t.plan.File), nil
			}
			if page.Done && t.Why == "" {
				b.do(q, t)
			}
		}
		if t.Why != "" {
			continue
		}
		page.Ready++
		if t.Down {
			page.Down++
		}
		if t.plan != nil {
			plans = append(plans, t.plan)
		}
	}
}

// meet reports whether two entries would come to lie at one place.
func meet(a, b *relocate.Plan) bool {
	return strings.EqualFold(a.File, b.File) || a.Address != "" && a.Address == b.Address
}

// follows reports whether an entry moves with an earlier one, as its translations do.
func (t *bulkText) follows(q *request, page bulkPage, plans []*relocate.Plan) bool {
	for _, p := range plans {
		if to, is := p.Where(t.File); is {
			t.Will = q.say("bulk-follows")
			if page.Done {
				t.File = to
			}
			return true
		}
	}
	return false
}

// changed are the entries that are no longer what the page showed. All are looked at before
// the first is written: what is done to one may change the links of another.
func (b *bulk) changed(q *request, page bulkPage) map[string]bool {
	all := map[string]bool{}
	for _, t := range page.Texts {
		if !page.Done || !q.r.PostForm.Has("sum."+t.File) {
			continue
		}
		if raw, err := b.store.folder.Read(t.File); err != nil || sourceedit.Sum(raw) != q.r.PostFormValue("sum."+t.File) {
			all[t.File] = true
		}
	}
	return all
}

// ask fills in how the page asks for what the thing needs.
func (p *bulkPage) ask(q *request) {
	s := q.now.Project.Settings
	switch p.What {
	case bulkApprove:
		p.Asks = "name"
	case bulkTag, bulkUntag:
		p.Asks = "choice"
		for _, t := range s.Topics {
			p.Choices = append(p.Choices, choice{t.Key, t.Name.In(s.DefaultLanguage, s.DefaultLanguage)})
		}
	case bulkMove:
		p.Asks = "choice"
		p.Choices = append(p.Choices, choice{"/", q.say("section-top")})
		for _, l := range sections(q.now.Project) {
			p.Choices = append(p.Choices, choice{l.Path, l.Title + " (" + l.Path + ")"})
		}
	}
}

// knows reports whether something can be what is asked for.
func (p *bulkPage) knows(to string) bool {
	if p.Asks == "name" {
		return to != ""
	}
	return slices.ContainsFunc(p.Choices, func(c choice) bool { return c.Value == to })
}

// plan says what becomes of an entry, or why it stays.
func (b *bulk) plan(q *request, page bulkPage, t *bulkText) {
	if !sourceedit.Allowed(t.File) || !isEntry(q.now.Project, t.File) {
		t.Why = q.say("gone", "file", t.File)
		return
	}
	if p := q.now.Project; !p.Own(t.File) {
		t.Why = q.say("bulk-shared", "file", p.Origin(t.File))
		return
	}
	raw, err := b.store.folder.Read(t.File)
	if err != nil {
		t.Why = q.refusal(err)
		return
	}
	t.Sum = sourceedit.Sum(raw)
	if page.What == bulkMove {
		t.move(q, page.To)
		return
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		t.Why = q.say("bulk-unread")
		return
	}
	f := entryForm{file: t.File, name: nameOf(q, t.File), base: raw, doc: doc}
	if t.change(q, page, f); t.Why != "" {
		return
	}
	t.next = doc.Bytes()
	added, err := addedErrors(q, f, raw)
	if err != nil {
		t.Why = q.refusal(err)
	} else if len(added) > 0 {
		t.Why = sentence(q, added[0])
	}
}

func isEntry(p *build.Project, file string) bool {
	return slices.ContainsFunc(p.Entries, func(e *content.Entry) bool { return e.File.Name == file })
}

// change changes the entry as the form would.
func (t *bulkText) change(q *request, page bulkPage, f entryForm) {
	switch page.What {
	case bulkUp:
		t.up(q, f)
	case bulkApprove:
		if isDraft(f.doc) || !waits(q, f.file, f.doc) {
			t.Why = q.say("bulk-no-wait")
		} else if !f.doc.Set([]string{"approved_by"}, quote(page.To)) {
			t.Why = q.say("wrong-written")
		}
		t.Will = q.say("bulk-approved", "name", page.To)
		if day := goesUp(q, f.doc); day.After(q.today()) {
			t.Will = q.say("bulk-approved-later", "name", page.To, "day", q.day(day))
		}
	case bulkTag, bulkUntag:
		t.tag(q, page, f)
	}
}

// up puts a draft up, if it has what its kind needs.
func (t *bulkText) up(q *request, f entryForm) {
	if !isDraft(f.doc) {
		t.Why = q.say("bulk-no-draft")
		return
	}
	if !f.doc.Remove("draft") {
		t.Why = q.say("wrong-written")
		return
	}
	var whys []string
	for _, lack := range needsOf(q, f) {
		whys = append(whys, lack.reason(q))
	}
	t.Why = strings.Join(whys, " ")
	switch day := goesUp(q, f.doc); {
	case waits(q, f.file, f.doc):
		t.Will = q.say("bulk-waits")
	case day.After(q.today()):
		t.Will = q.say("standing-scheduled", "day", q.day(day))
	default:
		t.Will = q.say("bulk-up-next")
	}
}

// tag gives the entry a topic, or takes it away.
func (t *bulkText) tag(q *request, page bulkPage, f entryForm) {
	field := fieldNamed("topics")
	topics := texts(field.value(f.doc))
	has := slices.Contains(topics, page.To)
	if has == (page.What == bulkTag) {
		t.Why = q.say("bulk-same")
		return
	}
	if has {
		topics = slices.DeleteFunc(topics, func(one string) bool { return one == page.To })
	} else {
		topics = append(topics, page.To)
	}
	literal := ""
	if len(topics) > 0 {
		literal = tomlfile.QuoteAll(topics)
	}
	if !field.put(f.doc, literal) {
		t.Why = q.say("wrong-written")
		return
	}
	t.Will = q.say("bulk-topics", "topics", topicNames(q, topics))
	if unapprove(q, f) || outgrown(q, f) {
		t.Will += " " + q.say("bulk-unapproved")
		if _, up := q.now.Address(t.File); up && waits(q, f.file, f.doc) {
			t.Down = true
			t.Will += " " + q.say("bulk-down")
		}
	}
}

// topicNames are topics as people read them.
func topicNames(q *request, keys []string) string {
	s := q.now.Project.Settings
	var names []string
	for _, key := range keys {
		if t, ok := s.Topics.Find(key); ok {
			key = t.Name.In(s.DefaultLanguage, s.DefaultLanguage)
		}
		names = append(names, key)
	}
	if len(names) == 0 {
		return "–"
	}
	return strings.Join(names, ", ")
}

// move plans the entry's way into another section.
func (t *bulkText) move(q *request, to string) {
	name := nameOf(q, t.File)
	if name.IsSection() {
		t.Why = q.say("bulk-section")
		return
	}
	plan, err := relocate.New(q.now.Project, relocate.Wish{File: t.File, Section: strings.Trim(to, "/"), Name: name.Base()})
	var fault *relocate.Error
	switch {
	case errors.As(err, &fault):
		t.Why = q.say("move-"+string(fault.Fault), "name", fault.Name)
	case err != nil:
		t.Why = q.refusal(err)
	default:
		t.plan = plan
		t.Will = q.say("bulk-moves", "address", plan.Address, "count", plan.Links)
		if len(plan.Old) > 0 {
			t.Will += " " + q.say("bulk-moves-old")
		}
		t.Will += besides(q, plan)
	}
}

// besides says which approvals a move ends, and what it leaves for a person.
func besides(q *request, plan *relocate.Plan) (said string) {
	if len(plan.Ended) > 0 {
		said += " " + q.say("move-ended") + " " + strings.Join(plan.Ended, ", ") + "."
	}
	var left []string
	for _, l := range plan.Left {
		one := l.File
		if l.Text != "" {
			one += " (" + l.Text + ")"
		}
		left = append(left, one)
	}
	if len(left) > 0 {
		said += " " + q.say("move-left") + " " + strings.Join(left, ", ") + "."
	}
	return said
}

// do writes what was planned of one entry just now.
func (b *bulk) do(q *request, t *bulkText) {
	var err error
	if t.plan != nil {
		err = t.plan.Do(b.store.folder)
		q.taken(t.plan.Files()...)
		if err == nil {
			t.File = t.plan.File
		}
	} else {
		err = b.store.folder.Write(t.File, t.Sum, t.next)
		q.taken(t.File)
	}
	switch {
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere), errors.Is(err, fs.ErrNotExist):
		t.Why = q.say("bulk-changed")
	case err != nil:
		t.Why = unwritten(q, t.File, err)
	}
}
