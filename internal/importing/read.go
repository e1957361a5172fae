package importing

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/importing/doc"
	"loa/internal/importing/docx"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/mail"
	"loa/internal/importing/odt"
	"loa/internal/importing/office"
	"loa/internal/importing/pptx"
	"loa/internal/importing/rtf"
	"loa/internal/media/picture"
)

type kind uint8

const (
	notText kind = iota
	word
	web
	plain
	markdown
	writer // of LibreOffice
	rich
	events // a calendar
	slides
	email
	paper // a PDF
	older // a form of which LibreOffice makes one that is read
	book
	commas
	foreign // a text in a form that is not read
)

func kindOf(name string) kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx":
		return word
	case ".html", ".htm", ".xhtml":
		return web
	case ".odt", ".ott", ".fodt":
		return writer
	case ".ics", ".ical", ".ifb":
		return events
	case ".pptx", ".pptm", ".ppsx", ".potx":
		return slides
	case ".eml":
		return email
	case ".rtf":
		return rich
	case ".txt":
		return plain
	case ".md", ".markdown", ".mdx":
		return markdown
	case ".xlsx", ".xlsm", ".xltx", ".ods", ".ots", ".fods", ".xls":
		return book
	case ".csv", ".tsv":
		return commas
	case ".pdf":
		return paper
	case ".mht", ".mhtml", ".wps", ".pages":
		return foreign
	}
	if office.Takes(path.Ext(name)) {
		return older
	}
	return notText
}

// read makes Markdown of a file, or gives the key of why it cannot.
func (r *runner) read(name string, raw []byte) (text content, reason string) {
	switch kindOf(name) {
	case word:
		text.Result, reason = readWord(raw)
	case web:
		options := htmlimport.Options{Page: true, Clean: Clean, Picture: func(src string) (htmlimport.File, bool) { return beside(r.folder, name, src) }}
		text.Result = options.Convert(htmlimport.Decode(raw))
	case plain:
		text.Result = htmlimport.Text(string(raw))
	case markdown:
		text = r.readMarkdown(name, raw)
	case writer:
		text.Result, reason = readODT(raw)
	case rich:
		text.Result, reason = readRTF(raw)
	case slides:
		text.Result, reason = readSlides(raw)
	case email:
		text, reason = readLetterFile(raw)
	case book:
		text.Result, reason = readBook(raw)
	case commas:
		text.Result, reason = readCSV(raw)
	case paper:
		text.Result, reason = readPDF(raw)
	case older:
		return r.older(name, raw)
	case foreign:
		return text, "import-old-format"
	default:
		return text, "import-unknown"
	}
	if reason != "" {
		return text, reason
	}
	return filled(text)
}

// older reads a document of an older form. What is called .doc may be of a newer form, or a page.
func (r *runner) older(name string, raw []byte) (content, string) {
	ending := path.Ext(name)
	base := strings.TrimSuffix(name, ending)
	start := bytes.ToLower(bytes.TrimLeft(raw[:min(len(raw), 512)], " \t\r\n\ufeff"))
	switch {
	case rtf.Is(raw):
		return r.read(base+".rtf", raw)
	case officefile.IsArchive(raw) && strings.EqualFold(ending, ".doc"):
		return r.read(base+".docx", raw)
	case bytes.HasPrefix(start, []byte("<html")) || bytes.HasPrefix(start, []byte("<!doctype html")):
		return r.read(base+".html", raw)
	case !officefile.IsCompound(raw) && !officefile.IsArchive(raw):
		return content{}, "import-broken"
	}
	if officefile.IsCompound(raw) && ofWord[strings.ToLower(ending)] {
		document, err := doc.Read(raw)
		if err == nil {
			return filled(readDoc(document))
		}
		if r.options.Office == nil && !errors.Is(err, doc.ErrOlder) || errors.Is(err, officefile.ErrLocked) || errors.Is(err, officefile.ErrTooLarge) {
			return content{}, unopened(err)
		}
	}
	if r.options.Office == nil {
		return content{}, "import-old-format"
	}
	made, form, err := r.options.Office.Convert(context.Background(), raw, ending)
	if err != nil {
		return content{}, "import-office-failed"
	}
	return r.read(base+form, made)
}

// ofWord are the endings of documents of Word before 2007, which WPS Office writes as well.
var ofWord = map[string]bool{".doc": true, ".dot": true, ".wps": true}

// readDoc makes Markdown of a Word document of 1997 to 2003.
func readDoc(document *doc.Document) content {
	text := content{Result: convert(document.HTML, document)}
	if document.Drawings > 0 {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Embed, Text: strconv.Itoa(document.Drawings)})
	}
	if document.Nested > 0 {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Layout, Text: strconv.Itoa(document.Nested)})
	}
	return text
}

// filled is a text, or the key of why there is none.
func filled(text content) (content, string) {
	if strings.TrimSpace(text.Markdown) == "" && len(text.attached) == 0 {
		return text, "import-empty"
	}
	return text, ""
}

// content is the text of a file, with the files that are attached to a letter.
type content struct {
	htmlimport.Result
	attached []htmlimport.File
	title    string // that the file names, which need not be looked for; "" for none
	summary  string // that the file names; "" for none
	given    facts  // that the file names, and that need not be looked for
}

// readSlides reads a presentation.
func readSlides(raw []byte) (htmlimport.Result, string) {
	document, err := pptx.Read(raw)
	if reason := unopened(err); reason != "" {
		return htmlimport.Result{}, reason
	}
	text := convert(document.HTML, document)
	if document.Hidden > 0 {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Hidden, Text: strconv.Itoa(document.Hidden)})
	}
	return text, ""
}

// readLetterFile reads an e-mail. What is attached and of a kind that is known is imported by itself;
// the rest is told.
func readLetterFile(raw []byte) (content, string) {
	m, err := mail.Read(raw)
	if reason := unopened(err); reason != "" {
		return content{}, reason
	}
	var text content
	if m.HTML == "" {
		text.Result = htmlimport.Text(m.Text)
	} else {
		options := htmlimport.Options{Clean: Clean, Picture: func(src string) (htmlimport.File, bool) {
			f, ok := m.Pictures[strings.TrimPrefix(src, "cid:")]
			return htmlimport.File{Name: safe(f.Name), Data: f.Data}, ok
		}}
		text.Result = options.Convert(m.HTML)
	}
	text.Title = m.Subject
	for _, a := range m.Attached {
		switch kindOf(a.Name) {
		case notText, foreign:
			text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Attachment, Text: a.Name})
		default:
			text.attached = append(text.attached, htmlimport.File{Name: a.Name, Data: a.Data})
		}
	}
	for _, name := range m.Unread {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Unread, Text: name})
	}
	return text, ""
}

// document is what a reader of one form gives.
type document interface {
	Picture(src string) ([]byte, bool)
	Unread() []string
}

func readWord(raw []byte) (htmlimport.Result, string) {
	document, err := docx.Read(raw)
	switch {
	case errors.Is(err, docx.ErrLocked):
		return htmlimport.Result{}, "import-locked"
	case errors.Is(err, docx.ErrTooLarge):
		return htmlimport.Result{}, "import-too-large"
	case err != nil:
		return htmlimport.Result{}, "import-broken"
	}
	return convert(document.HTML, document), ""
}

func readRTF(raw []byte) (htmlimport.Result, string) {
	document, err := rtf.Read(raw)
	if reason := unopened(err); reason != "" {
		return htmlimport.Result{}, reason
	}
	return convert(document.HTML, document), ""
}

func readODT(raw []byte) (htmlimport.Result, string) {
	document, err := odt.Read(raw)
	if reason := unopened(err); reason != "" {
		return htmlimport.Result{}, reason
	}
	return convert(document.HTML, document), ""
}

// convert makes Markdown of the HTML of a document, with its pictures.
func convert(page string, from document) htmlimport.Result {
	options := htmlimport.Options{Clean: Clean, Picture: func(src string) (htmlimport.File, bool) {
		data, ok := from.Picture(src)
		return htmlimport.File{Name: safe(path.Base(src)), Data: data}, ok
	}}
	text := options.Convert(page)
	text.Lost = unread(text.Lost, from.Unread())
	return text
}

// unread tells what a document has but could not be read: pictures where they
// stand in the text, other parts at the end.
func unread(lost []htmlimport.Loss, sources []string) []htmlimport.Loss {
	shown := map[string]bool{}
	for _, src := range sources {
		shown[src] = false
	}
	for i, one := range lost {
		if _, known := shown[one.URL]; known && one.Kind == htmlimport.Picture {
			lost[i].Kind, shown[one.URL] = htmlimport.Unread, true
		}
	}
	for _, src := range sources {
		if !shown[src] {
			lost = append(lost, htmlimport.Loss{Kind: htmlimport.Unread, URL: src})
		}
	}
	return lost
}

// Clean takes the metadata out of a picture. One that cannot be cleaned, or is
// of a kind that browsers do not show, is not taken.
func Clean(f htmlimport.File) (htmlimport.File, bool) {
	if !picture.Named(f.Name) {
		return f, false
	}
	data, err := picture.Strip(f.Name, f.Data)
	if err != nil || strings.HasSuffix(f.Name, ".svg") && problem.Any(picture.CheckSVG(f.Name, data), problem.Error) {
		return f, false
	}
	f.Data = data
	return f, true
}

// beside finds a picture in the folder that a browser saved with a page.
func beside(folder fs.FS, page, src string) (htmlimport.File, bool) {
	u, err := url.Parse(strings.ReplaceAll(src, `\`, "/"))
	if err != nil || u.Scheme != "" || u.Host != "" {
		return htmlimport.File{}, false
	}
	name := path.Join(path.Dir(page), u.Path)
	if strings.HasPrefix(u.Path, "/") || !fs.ValidPath(name) {
		return htmlimport.File{}, false
	}
	data, err := read(folder, name)
	if err != nil {
		return htmlimport.File{}, false
	}
	return htmlimport.File{Name: safe(path.Base(name)), Data: data}, true
}

// safe is a picture's name as it may stand in an address.
func safe(name string) string {
	ending := path.Ext(name)
	return sourceedit.Name(strings.TrimSuffix(name, ending), "anh") + strings.ToLower(ending)
}
