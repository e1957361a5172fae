package newsroom

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
)

// accepted reports whether a build that can be made now could still be made with the
// text of a form. Otherwise it has answered with the form, what is wrong beside its
// field, and nothing is written. before is the file as it lies on the disk, nil if it
// is not there.
func (s *store) accepted(q *request, f entryForm, before []byte) bool {
	if before == nil {
		q.taken(f.file) // the preview may not know yet that it is gone
	}
	lacks := needsOf(q, f)
	added, err := addedErrors(q, f, before)
	if err != nil {
		q.broken(err)
		return false
	}
	if len(lacks) == 0 && len(added) == 0 {
		return true
	}
	if was, ok := sourceedit.Parse(f.base); ok && isDraft(was) && q.r.PostFormValue("do") != "save" {
		f.doc.Set([]string{"draft"}, "true") // it has not gone up
	}
	if before != nil {
		f.base = before // of a whole text: what the next try must find
	}
	for _, lack := range lacks {
		if lack.path[0] == "text" {
			f.wrongText = append(f.wrongText, lack.said)
		} else {
			f.refused = append(f.refused, lack)
		}
	}
	f.blame(q, added)
	why := "refused-fields"
	if len(lacks) > 0 {
		why = "refused-up"
	}
	showForm(q, http.StatusUnprocessableEntity, f, "", q.say(why))
	return false
}

// addedErrors are the errors that the site would have with the text of a form and does
// not have with the file as it is: on the desk's day, and on the day on which the entry
// goes up.
func addedErrors(q *request, f entryForm, before []byte) ([]problem.Problem, error) {
	next := f.doc.Bytes()
	days := []time.Time{{}}
	if up := goesUp(q, f.doc); up.After(q.today()) {
		days = append(days, up)
	}
	var all []problem.Problem
	told := map[string]bool{}
	for _, day := range days {
		now := build.Imagined{Day: day}
		if before != nil {
			now.File, now.Text = f.file, before
		}
		added, err := q.now.Adds(now, build.Imagined{Day: day, File: f.file, Text: next})
		if err != nil {
			return nil, err
		}
		for _, p := range added {
			if name := fmt.Sprint(p.Code, p.Place, p.Args); !told[name] {
				told[name], all = true, append(all, p)
			}
		}
	}
	return all, nil
}

// goesUp is the day on which a document appears; the zero time if it says none.
func goesUp(q *request, doc *sourceedit.Document) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, fieldNamed("publish").shown(doc.Value("publish")), q.now.Project.Settings.Zone)
	if err != nil {
		return time.Time{}
	}
	return day
}

// blame puts errors beside the fields that they are about. An error in the text is told
// below it, with its line; one in another file, or of the page as a whole, where the
// form can mend it.
func (f *entryForm) blame(q *request, added []problem.Problem) {
	parts := partsOf(kindOf(f.doc, f.name))
	at := places(f.doc, parts)
	first := f.doc.TextLine()
	for _, p := range added {
		elsewhere := p.Place.File != entryPath(q, f.file)
		if elsewhere && p.Code == problem.AddressTaken { // told of the page that was there before
			p.Args = problem.Args{"address": p.Args["address"], "other": p.Place.File}
		}
		said := sentence(q, p)
		field, known := field{}, false
		switch {
		case elsewhere || p.Place.Line == 0:
			field, known = mends(parts, p.Code)
			if !known && elsewhere {
				said = q.say("at-other", "title", titleOf(q, p.Place.File), "said", said)
			}
		case p.Place.Line >= first:
			f.wrongText = append(f.wrongText, q.say("at-line", "line", p.Place.Line-first+1, "said", said))
			continue
		default:
			field, known = at.field(p.Place)
		}
		switch {
		case !known:
			f.wrongPage = append(f.wrongPage, said)
			continue
		case slices.ContainsFunc(f.refused, func(r untaken) bool { return r.name() == field.name() }):
			continue // one reason a field is enough
		}
		f.refused = append(f.refused, untaken{field: field, sent: field.shown(field.value(f.doc)), said: said})
	}
}

// mends is the field that changes what an error of a page as a whole is about.
func mends(parts []part, code problem.Code) (field, bool) {
	if code != problem.AddressTaken && code != problem.AddressUnusable {
		return field{}, false
	}
	return named(parts, "slug")
}

func named(parts []part, name string) (field, bool) {
	for _, p := range parts {
		for _, f := range p.fields {
			if f.name() == "f."+name {
				return f, true
			}
		}
	}
	return field{}, false
}

// entryPath is the path by which problems name an entry's file.
func entryPath(q *request, file string) string {
	for _, e := range q.now.Project.Entries {
		if e.File.Name == file {
			return e.File.Path
		}
	}
	return path.Clean(file)
}

// needsOf is what an entry that goes up lacks for that, by its kind: nobody is sent to
// an empty page. What has been up without it stays up.
func needsOf(q *request, f entryForm) []untaken {
	kind := kindOf(f.doc, f.name)
	if isDraft(f.doc) || kind == content.Section {
		return nil
	}
	had := map[string]bool{}
	if was, ok := sourceedit.Parse(f.base); ok {
		if !isDraft(was) {
			for _, lack := range lacks(q, was, kind) {
				had[lack.name()] = true
			}
		}
	}
	var all []untaken
	for _, lack := range lacks(q, f.doc, kind) {
		if !had[lack.name()] {
			all = append(all, lack)
		}
	}
	return all
}

func isDraft(doc *sourceedit.Document) bool {
	draft, _ := doc.Value("draft").(bool)
	return draft
}
