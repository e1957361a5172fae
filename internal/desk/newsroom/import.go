package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"loa/internal/base/disk"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/importing"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/office"
	"loa/internal/media/picture"
)

// frame is what a form adds to its files, in bytes, at most.
const frame = 64 << 10

// importer makes entries of files that a form sends.
type importer struct {
	store  *store
	dir    string // of the site
	disk   disk.System
	office *office.LibreOffice
	album  *album
	mu     sync.Mutex // one import at a time: the same file, sent twice at once, is one entry
}

// importedPage is the form that makes entries of files, and what became of them.
type importedPage struct {
	Sections []link
	Section  string
	Largest  int64 // bytes that its files may have
	Done     bool
	Token    string
	Hidden   bool // until files are dropped on the page
	Keep     bool // the originals become downloads
	Items    []importedFile
}

// importedFile is what became of one file.
type importedFile struct {
	importing.Item
	Reason string
	Kept   string // what became of the original, as a download of the page
	Unsure []string
	Lost   []string
}

// importPage shows the form.
func importPage(q *request) { showImport(q, http.StatusOK, importing.Report{}, nil, "") }

// run makes entries of the files that the form sent, as loa import does.
func (i *importer) run(q *request) {
	section := strings.Trim(q.r.PostFormValue("section"), "/")
	if err := i.mayHold(section); err != nil {
		q.noPlace(path.Join(content.Root, section), err)
		return
	}
	files := sentFiles{q.r.MultipartForm}
	names := files.texts()
	if len(names) == 0 {
		showImport(q, http.StatusUnprocessableEntity, importing.Report{}, nil, q.say("import-nothing"))
		return
	}
	site, err := os.OpenRoot(i.dir)
	if err != nil {
		q.broken(err)
		return
	}
	defer site.Close()
	i.mu.Lock() // the same file, sent twice at once, is one entry
	defer i.mu.Unlock()
	report, err := importing.Run(files, names, site, importing.Options{Section: section, Disk: i.disk, Say: importing.Words(q.words.Language).Say, Office: i.office, Borrows: q.now.Project.Borrows})
	kept := map[string]string{}
	for _, item := range report.Items {
		if item.State == importing.Imported {
			i.store.remember(item.Entry)
			q.taken(item.Entry)
			if q.r.PostFormValue("keep") != "" {
				kept[item.Entry] = i.keep(q, files, item)
			}
		}
	}
	switch {
	case errors.Is(err, importing.ErrSection):
		q.fail(http.StatusForbidden, "no-place", "file", path.Join(content.Root, section))
	case err != nil:
		showImport(q, http.StatusInternalServerError, report, kept, q.refusal(err))
	default:
		showImport(q, http.StatusOK, report, kept, "")
	}
}

// keep makes the original of an entry its download, and says what became of it: a paper
// lists it among its files, any other text has a link to it at its end.
func (i *importer) keep(q *request, files sentFiles, item importing.Item) string {
	data, err := fs.ReadFile(files, item.File)
	if err != nil {
		return q.refusal(err)
	}
	name := nameOf(q, item.Entry)
	file, said := i.album.attach(q, name, lastPart(item.File), data)
	if said != "" {
		return said
	}
	raw, err := i.store.folder.Read(item.Entry)
	if err != nil {
		return q.refusal(err)
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return q.say("bulk-unread")
	}
	list := fieldNamed("document.files")
	if kindOf(doc, name) == content.Document {
		ok = list.put(doc, tomlfile.QuoteAll(append(texts(list.value(doc)), file.Name)))
	} else {
		doc.SetBody(strings.TrimRight(doc.Body(), "\n") + "\n\n" + file.Markdown + "\n")
	}
	if !ok {
		return q.say("wrong-written")
	}
	if err := i.store.folder.Write(item.Entry, sourceedit.Sum(raw), doc.Bytes()); err != nil {
		return unwritten(q, item.Entry, err)
	}
	q.taken(item.Entry)
	return file.Said
}

// mayHold says why entries may not be written into a section: not below content/,
// also when a link leads elsewhere, or under a name that no folder may have.
func (i *importer) mayHold(section string) error {
	_, err := i.store.folder.Read(path.Join(content.Root, section, "_index.md"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// importForm is the form that takes files.
func importForm(q *request) importedPage {
	return importedPage{Sections: sections(q.now.Project), Section: q.r.FormValue("section"), Largest: largest - frame, Token: q.token, Keep: q.r.PostFormValue("keep") != ""}
}

// showImport shows the form and, if kept is not nil, what became of the files that were
// sent; kept says what of their originals, by entry.
func showImport(q *request, status int, report importing.Report, kept map[string]string, bad string) {
	page := importForm(q)
	page.Done = kept != nil
	words := importing.Words(q.words.Language)
	for _, item := range report.Items {
		item.File = path.Base(item.File)
		one := importedFile{Item: item, Kept: kept[item.Entry], Lost: lossLines(q, item.Lost)}
		if item.Reason != "" {
			one.Reason = words.Say(item.Reason, nil)
		}
		for _, key := range item.Unsure {
			one.Unsure = append(one.Unsure, q.say("import-"+key))
		}
		page.Items = append(page.Items, one)
	}
	note := ""
	if page.Done {
		note = q.say("import-done", "imported", report.Count(importing.Imported), "same", report.Count(importing.Same), "refused", report.Count(importing.Refused))
	}
	q.show(status, "import", sheet{Title: q.say("import"), Here: "import", Note: note, Bad: bad, Page: page})
}

// losses are the losses of a text as lines, one of a kind and words once.
func lossLines(q *request, lost []htmlimport.Loss) []string {
	var all []string
	told := map[string]bool{}
	for _, l := range lost {
		text := strings.TrimSpace(l.Text + " " + l.URL)
		if l.Kind == htmlimport.Local || l.URL == "data:" {
			text = l.Text // the address is that of a temporary file, or none
		}
		line := strings.TrimRight(q.say("lost-"+string(l.Kind), "text", text), " :")
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
