// Package importing makes entries of Word documents, saved web pages and plain
// texts.
//
//	report, err := importing.Run(folder, importing.Find(folder), site, importing.Options{Section: "tin-cu", Say: importing.Words("vi").Say})
//
// Each file becomes one entry, a draft, with what is known of it in its front
// matter; what the text does not say stands there as choices in a comment. A file
// that was imported before is recognised by the hash of its bytes, which
// its entry keeps, wherever the entry has been moved. No file is ever written
// over.
package importing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/office"
)

// Options say where entries go and in which words.
type Options struct {
	Section string // the folder below content/; "" for content/ itself
	Dry     bool   // look, and write nothing
	Disk    disk.System
	Say     func(key string, args problem.Args) string // of Words
	Office  *office.LibreOffice                        // reads older forms (.doc, .ppt); nil where it is not installed
	Borrows func(name string) bool                     // whether a text that other sites share has a name; nil: none has
}

// State is what became of a file.
type State string

const (
	Imported State = "imported"
	Same     State = "same"    // it was imported before, or stands twice in this run
	Refused  State = "refused" // Reason says why
)

// Item is one file of a run.
type Item struct {
	File     string            `json:"file"`
	State    State             `json:"state"`
	Reason   string            `json:"reason,omitempty"` // the key of a sentence of Words
	Entry    string            `json:"entry,omitempty"`
	Title    string            `json:"title,omitempty"`
	Date     string            `json:"date,omitempty"`
	Events   int               `json:"events,omitempty"` // of a calendar
	Number   string            `json:"number,omitempty"`
	Authors  []string          `json:"authors,omitempty"`
	Pictures int               `json:"pictures,omitempty"`
	Unsure   []string          `json:"unsure,omitempty"` // keys that the author must decide: date, number, authors
	Lost     []htmlimport.Loss `json:"lost,omitempty"`
}

// Report is what a run did, a file after the other.
type Report struct {
	Items []Item `json:"items"`
}

// Count is how many files are in a state.
func (r Report) Count(s State) int {
	n := 0
	for _, item := range r.Items {
		if item.State == s {
			n++
		}
	}
	return n
}

// ErrSection says that a section's name would lead out of content/, or is none
// that a folder may have.
var ErrSection = errors.New("no name of a section")

// mostBytes is how large a file may be.
const mostBytes = 128 << 20

// Find lists the files of a folder that are texts, also those that cannot be
// read: what belongs to a saved page, and what programs hide, is left out.
func Find(folder fs.FS) ([]string, error) {
	var found []string
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")),
			d.IsDir() && (strings.HasSuffix(base, "_files") || strings.HasSuffix(base, ".files")):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && kindOf(name) != notText:
			found = append(found, name)
		}
		return nil
	})
	return found, err
}

// Run imports files of a folder into a site. The error is an I/O error;
// what is wrong with a file stands in the report.
func Run(folder fs.FS, files []string, site *os.Root, o Options) (Report, error) {
	o.Section = strings.Trim(path.Clean("/"+o.Section), "/")
	for part := range strings.SplitSeq(o.Section, "/") {
		if o.Section != "" && (strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_") || sourceedit.CheckName(part) != nil) {
			return Report{}, ErrSection
		}
	}
	run := runner{folder: folder, site: site, options: o, taken: map[string]bool{}}
	var err error
	if run.known, err = known(o.Disk.FS(site)); err != nil {
		return Report{}, err
	}
	var report Report
	for _, file := range files {
		items, err := run.file(file)
		if err != nil {
			return report, err
		}
		report.Items = append(report.Items, items...)
	}
	return report, nil
}

type runner struct {
	folder  fs.FS
	site    *os.Root
	options Options
	known   map[string]string // hash → entry
	taken   map[string]bool   // names of entries of this run, for a dry one
}

// file imports a file, and what is attached to it if it is a letter.
func (r *runner) file(name string) ([]Item, error) {
	raw, err := read(r.folder, name)
	if errors.Is(err, errTooLarge) {
		return []Item{{File: norm.NFC.String(name), State: Refused, Reason: "import-too-large"}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return r.bytes(name, raw, 0)
}

// deepestLetter is how many letters may be attached to each other.
const deepestLetter = 3

// bytes imports what a file holds.
func (r *runner) bytes(name string, raw []byte, depth int) ([]Item, error) {
	item := Item{File: norm.NFC.String(name)}
	hash := hashOf(raw)
	if entry, there := r.known[hash]; there {
		item.State, item.Entry = Same, entry
		return []Item{item}, nil
	}
	if kindOf(name) == events {
		item, err := r.calendar(item, raw, hash)
		return []Item{item}, err
	}
	text, reason := r.read(name, raw)
	if reason != "" {
		item.State, item.Reason = Refused, reason
		return []Item{item}, nil
	}
	found := facts{} // the dates and numbers of a table say nothing of the table
	if kind := kindOf(name); kind != book && kind != commas {
		found = text.given.or(factsIn(plainLines(text.Markdown)))
	}
	entry := compose(found, text, name, hash, r.options.Say)
	item.State, item.Title, item.Date, item.Number, item.Authors = Imported, entry.title, entry.date, entry.number, entry.authors
	item.Unsure, item.Lost, item.Pictures = entry.unsure, text.Lost, len(text.Files)
	if len(entry.apart) > 0 {
		item.Lost = append(item.Lost, htmlimport.Loss{Kind: htmlimport.Letterhead, Text: strings.Join(entry.apart, "; ")})
	}
	var err error
	if item.Entry, err = r.write(entry, text.Files); err != nil {
		return []Item{item}, err
	}
	r.known[hash] = item.Entry
	items := []Item{item}
	for _, a := range text.attached {
		if depth == deepestLetter {
			items = append(items, Item{File: name + ": " + a.Name, State: Refused, Reason: "import-too-large"})
			continue
		}
		more, err := r.bytes(name+": "+a.Name, a.Data, depth+1)
		if items = append(items, more...); err != nil {
			return items, err
		}
	}
	return items, nil
}

var errTooLarge = errors.New("file too large")

func read(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err == nil && len(raw) > mostBytes {
		err = errTooLarge
	}
	return raw, err
}

// hashOf names a file by its bytes.
func hashOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "sha256-" + hex.EncodeToString(sum[:12])
}

// mark is how an entry keeps the hash of what it was made of.
const mark = `imported = "`

// known finds the entries that were imported before.
func known(site fs.FS) (map[string]string, error) {
	found := map[string]string{}
	err := fs.WalkDir(site, "content", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == "content" {
			return nil
		}
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		if info, err := d.Info(); err != nil || info.Size() > int64(problem.MaxFile.Most) {
			return err // no build reads it either
		}
		text, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), mark); ok {
				found[strings.TrimRight(rest, "\" \r\n")] = name
				break
			}
		}
		return nil
	})
	return found, err
}

// write puts an entry with its pictures where nothing stands yet.
func (r *runner) write(e entry, files []htmlimport.File) (string, error) {
	dir := path.Join("content", r.options.Section)
	slug := sourceedit.Name(e.title, "bai")
	name := slug
	for i := 2; r.borrowed(path.Join(dir, name)) || r.there(path.Join(dir, name)) && !r.unfinished(path.Join(dir, name), files); i++ {
		name = fmt.Sprintf("%s-%d", slug, i)
	}
	r.taken[path.Join(dir, name)] = true
	file := path.Join(dir, name+".md")
	if len(files) > 0 {
		file = path.Join(dir, name, "index.md")
	}
	if r.options.Dry {
		return file, nil
	}
	if err := r.options.Disk.MkdirAll(r.site, path.Dir(file), 0o777); err != nil {
		return "", fmt.Errorf("writing %s: %w", file, err)
	}
	for _, f := range files {
		name := path.Join(path.Dir(file), f.Name)
		if r.has(name, f.Data) {
			continue
		}
		if err := r.create(name, f.Data); err != nil {
			return "", err
		}
	}
	return file, r.create(file, []byte(e.text))
}

// there reports whether a name is an entry's already, in any language.
func (r *runner) there(name string) bool {
	if r.taken[name] {
		return true
	}
	if _, err := r.site.Lstat(name); err == nil {
		return true
	}
	beside, _ := fs.Glob(r.site.FS(), name+".*")
	return len(beside) > 0
}

// borrowed reports whether a name is that of a text which the site shares with others: the
// imported one would take its place.
func (r *runner) borrowed(name string) bool {
	return r.options.Borrows != nil && r.options.Borrows(name)
}

// unfinished reports whether a folder is what a run left that was killed before
// it wrote the entry to these files: it holds some of them and nothing else.
func (r *runner) unfinished(folder string, files []htmlimport.File) bool {
	if len(files) == 0 || r.taken[folder] {
		return false
	}
	beside, _ := fs.Glob(r.site.FS(), folder+".*")
	there, err := fs.ReadDir(r.site.FS(), folder)
	if err != nil || len(beside) > 0 {
		return false
	}
	for _, e := range there {
		ours := slices.ContainsFunc(files, func(f htmlimport.File) bool {
			return f.Name == e.Name() && r.has(path.Join(folder, f.Name), f.Data)
		})
		if !ours && !disk.IsDraft(e.Name()) {
			return false
		}
	}
	return true
}

// has reports whether a file is there with these bytes.
func (r *runner) has(name string, data []byte) bool {
	info, err := r.site.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	there, err := r.site.ReadFile(name)
	return err == nil && bytes.Equal(there, data)
}

func (r *runner) create(name string, data []byte) error {
	if err := r.options.Disk.Add(r.site, name, data, 0o666); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
