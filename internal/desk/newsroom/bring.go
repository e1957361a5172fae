package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/importing"
	"loa/internal/importing/htmlimport"
	"loa/internal/media/picture"
)

// frame is what a form adds to its files, in bytes, at most.
const frame = 64 << 10

// bringPage is the form that makes entries of files, and what became of them.
type bringPage struct {
	Sections []link
	Section  string
	Largest  int64 // bytes that its files may have
	Done     bool
	Items    []broughtFile
}

// broughtFile is what became of one file.
type broughtFile struct {
	importing.Item
	Reason string
	Unsure []string
	Lost   []string
}

// bring shows the form.
func (a ask) bring() { a.brought(http.StatusOK, importing.Report{}, false, "") }

// take makes entries of the files that the form sent, as loa import does.
func (a ask) take() {
	section := strings.Trim(a.r.PostFormValue("section"), "/")
	if !a.mayHold(section) {
		a.fail(http.StatusForbidden, "no-place", "file", path.Join(content.Root, section))
		return
	}
	files := sentFiles{a.r.MultipartForm}
	names := files.texts()
	if len(names) == 0 {
		a.brought(http.StatusUnprocessableEntity, importing.Report{}, false, a.say("bring-nothing"))
		return
	}
	site, err := os.OpenRoot(a.options.Dir)
	if err != nil {
		a.broken(err)
		return
	}
	defer site.Close()
	a.imports.Lock() // the same file, sent twice at once, is one entry
	defer a.imports.Unlock()
	report, err := importing.Run(files, names, site, importing.Options{Section: section, Say: importing.Words(a.words.Language).Say})
	for _, item := range report.Items {
		if item.State == importing.Imported {
			a.remember(item.Entry)
		}
	}
	switch {
	case errors.Is(err, importing.ErrSection):
		a.fail(http.StatusForbidden, "no-place", "file", path.Join(content.Root, section))
	case err != nil:
		a.brought(http.StatusInternalServerError, report, true, a.say("broken", "reason", err.Error()))
	default:
		a.brought(http.StatusOK, report, true, "")
	}
}

// mayHold reports whether entries may be written into a section: below content/,
// also when a link leads elsewhere.
func (a ask) mayHold(section string) bool {
	_, err := a.folder.Read(path.Join(content.Root, section, "_index.md"))
	return err == nil || errors.Is(err, fs.ErrNotExist) && !errors.Is(err, sourceedit.ErrPlace)
}

func (a ask) brought(status int, report importing.Report, done bool, bad string) {
	page := bringPage{Sections: a.sections(), Section: a.r.FormValue("section"), Largest: largest - frame, Done: done}
	words := importing.Words(a.words.Language)
	for _, item := range report.Items {
		item.File = path.Base(item.File)
		one := broughtFile{Item: item, Lost: a.losses(item.Lost)}
		if item.Reason != "" {
			one.Reason = words.Say(item.Reason, nil)
		}
		for _, key := range item.Unsure {
			one.Unsure = append(one.Unsure, a.say("bring-"+key))
		}
		page.Items = append(page.Items, one)
	}
	note := ""
	if done {
		note = a.say("bring-done", "imported", report.Count(importing.Imported), "same", report.Count(importing.Same), "refused", report.Count(importing.Refused))
	}
	a.show(status, "bring", sheet{Title: a.say("bring"), Here: "import", Note: note, Bad: bad, Page: page})
}

// losses are the losses of a text as lines, one of a kind and words once.
func (a ask) losses(lost []htmlimport.Loss) []string {
	var all []string
	told := map[string]bool{}
	for _, l := range lost {
		text := strings.TrimSpace(l.Text + " " + l.URL)
		if l.Kind == htmlimport.Local || l.URL == "data:" {
			text = l.Text // the address is that of a temporary file, or none
		}
		line := strings.TrimRight(a.say("lost-"+string(l.Kind), "text", text), " :")
		if !told[line] {
			told[line], all = true, append(all, line)
		}
	}
	return all
}

// texts are the names of the files to be read: all but pictures, which belong to
// a page among them.
func (s sentFiles) texts() []string {
	names := s.names()
	texts := slices.DeleteFunc(slices.Clone(names), picture.Named)
	if len(texts) == 0 {
		return names // each is told that it is no text
	}
	return texts
}
