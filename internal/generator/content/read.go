package content

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/markdown"
)

// Root is the folder of a site that holds its entries.
const Root = "content"

// Reader reads entries. It is safe for concurrent use.
type Reader struct {
	Remember  bool       // entries can be recalled; set before the first is read
	Approvals *Approvals // texts that count as approved; nil: approvals have not begun
	// Foreign reports of a file whether another site answers for its text, so that it
	// needs no approval here; nil: none.
	Foreign func(file string) bool

	files     fs.FS
	settings  *config.Settings
	languages []string
	lists     interner
}

// NewReader returns a reader of the entries of a site, whose folder is files.
func NewReader(files fs.FS, settings *config.Settings) *Reader {
	return &Reader{files: files, settings: settings, languages: settings.Languages.Tags()}
}

// Name is what a file's path says of its entry.
func (r *Reader) Name(f source.File) Name {
	return ParseName(strings.TrimPrefix(f.Path, Root+"/"), r.languages)
}

// Read reads one file. The entry holds all that could be read, also when there
// are problems; the error is an I/O error.
func (r *Reader) Read(f source.File) (*Entry, []problem.Problem, error) { return r.read(f, false) }

// ReadSource is Read for an entry that translations were made from: it also
// finds its Sum.
func (r *Reader) ReadSource(f source.File) (*Entry, []problem.Problem, error) { return r.read(f, true) }

// buffers hold the texts of entries that are being understood.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func (r *Reader) read(f source.File, asSource bool) (*Entry, []problem.Problem, error) {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	text, problems, err := source.ReadInto(buffer, r.files, f)
	if err != nil {
		return nil, problems, err
	}
	e := &Entry{File: f, reader: r, Name: r.Name(f)}
	if source.Unread(problems) { // nothing in it means anything
		e.Kind, e.bodyStart = kindOf(e), int32(len(text.Bytes))
		finish(e, nil)
		e.Face = faceOf(e, text, 0, false)
		return e, problems, nil
	}
	front, start, fault := split(text)
	if fault != nil {
		problems = append(problems, *fault)
	}
	c, found := r.understand(e, front, fault == nil)
	problems = append(problems, found...)
	e.bodyStart = int32(start)
	if asSource {
		e.Sum = sum(c.doc.Map(), text.Bytes[start:], nil)
	}
	problems = append(problems, r.weighApproval(e, func() uint32 { return sum(c.doc.Map(), text.Bytes[start:], nil) })...)
	problems = append(problems, r.changedSince(e, c, text, start)...)
	noted, found := allows(text, start)
	problems = append(problems, found...)
	e.optional = optionalOf(c.sheet(r.files), cites(text.Bytes[start:]), noted)
	said, ok := r.local(e, text, start)
	if !ok {
		problems = append(problems, problem.MaxFile.Over(problem.Place{File: f.Path}))
	}
	problems = append(problems, r.localFaults(e, text, start)...)
	finish(e, said.Bytes[start:])
	e.Face = faceOf(e, text, start, fault == nil)
	if !e.Hidden || !e.IsBlank() { // what takes a page out needs no title
		problems = append(problems, c.problems...)
	}
	if r.Remember && len(problems) == 0 && e.optional == nil && !asSource {
		e.known = knownOf(e, text, start)
	}
	return e, problems, nil
}

// understand fills in what the front matter says. Whole says that it is closed. The
// problems are those of its form; what the checker finds in its values comes later.
func (r *Reader) understand(e *Entry, front tomlfile.Source, whole bool) (*checker, []problem.Problem) {
	doc, problems := tomlfile.Parse(front)
	whole = whole && len(problems) == 0
	problems = append(problems, foreignKeys(doc.Decode(&e.Front), doc)...)
	if len(front.Text) > 2*problem.MaxValues.Most { // a value takes two bytes or more: most front matter has no room for so many
		problems = append(problems, cutLists(&e.Front, doc)...)
	}
	e.Topics, e.Audience = r.lists.intern(e.Topics), r.lists.intern(e.Audience)
	e.Kind = kindOf(e)
	c := &checker{entry: e, doc: doc, settings: r.settings, zone: r.settings.Zone, languages: r.languages}
	c.local()
	c.all(whole)
	return c, problems
}

func kindOf(e *Entry) Kind {
	switch {
	case e.IsSection():
		return Section
	case e.Event != nil:
		return Event
	case e.Campaign.Own != nil:
		return Campaign
	case e.Document != nil:
		return Document
	}
	return Article
}

func optionalOf(s *Sheet, cites []string, allows []Allow) *optional {
	if s == nil && cites == nil && allows == nil {
		return nil
	}
	return &optional{s, cites, allows}
}

// finish fills what is derived: a title if there is none, and the lead.
// IsBlank reports whether an entry has neither a title of its own nor words.
func (e *Entry) IsBlank() bool { return e.Lead == "" && e.Title == e.Base() }

func finish(e *Entry, body []byte) {
	if e.Title == "" {
		e.Title = e.Base()
	}
	e.Lead = e.Summary
	if e.Lead == "" {
		e.Lead = markdown.Summary(body)
	}
}

// front reads a file's front matter again, to find a place in it.
func (r *Reader) front(f source.File) (tomlfile.Source, bool) {
	text, _, err := source.Read(r.files, f)
	if err != nil {
		return tomlfile.Source{}, false
	}
	front, _, _ := split(text)
	return front, true
}

var fence = []byte("+++")

// split cuts a text into its front matter and the offset of its body.
func split(text source.Text) (tomlfile.Source, int, *problem.Problem) {
	front := tomlfile.Source{File: text.Path, Area: "front-matter", Line: 1}
	data := text.Bytes
	blank := len(data) - len(bytes.TrimLeft(data, "\n \t"))
	first, _, _ := bytes.Cut(data[blank:], []byte("\n"))
	switch string(bytes.TrimRight(first, " \t")) {
	case "+++":
	case "---":
		return front, yamlEnd(data, blank), yamlProblem(text, blank)
	default:
		p := problem.New(problem.FrontMatterMissing, text.Place(blank, len(first)), nil)
		return front, 0, &p
	}
	start := min(blank+len(first)+1, len(data))
	front.Line = 2 + bytes.Count(data[:blank], []byte("\n"))
	for at := start; at < len(data); {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		if bytes.Equal(bytes.TrimRight(line, " \t"), fence) {
			if at-start > problem.MaxSettings.Most {
				p := problem.MaxSettings.Over(text.Place(blank, len(first)))
				return front, min(at+len(line)+1, len(data)), &p
			}
			front.Text = data[start:at]
			return front, min(at+len(line)+1, len(data)), nil
		}
		at += len(line) + 1
	}
	p := problem.New(problem.FrontMatterUnclosed, text.Place(blank, len(first)), nil)
	if guess := frontGuess(data, start); guess-start <= problem.MaxSettings.Most {
		front.Text = data[start:guess]
	}
	return front, start + len(front.Text), &p
}

// frontGuess finds where unclosed front matter probably ends: at the first
// empty line.
func frontGuess(data []byte, start int) int {
	if i := bytes.Index(data[start:], []byte("\n\n")); i >= 0 {
		return start + i + 1
	}
	return len(data)
}
