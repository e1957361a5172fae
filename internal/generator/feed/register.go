package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"time"

	"loa/internal/generator/site"
)

// document is an official document as the register's data has it. Dates are
// written 2024-04-02; a key without a value is left out.
type document struct {
	Number     string         `json:"number"`
	Title      string         `json:"title"`
	Language   string         `json:"language"` // of the title and the page's text
	Type       string         `json:"type,omitempty"`
	Issuer     string         `json:"issuer,omitempty"`
	Signer     string         `json:"signer,omitempty"`
	Issued     string         `json:"issued,omitempty"`
	Effective  string         `json:"effective,omitempty"`
	ValidTo    string         `json:"valid_to,omitempty"`
	Status     site.Force     `json:"status"`
	Replaces   string         `json:"replaces,omitempty"`
	ReplacedBy string         `json:"replaced_by,omitempty"`
	URL        string         `json:"url"`
	Files      []DocumentFile `json:"files,omitempty"`
}

// DocumentFile is a file of a document.
type DocumentFile struct {
	Name   string `json:"name"`
	URL    string `json:"url"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// FilesOf lists a document's files; the build knows what they weigh.
type FilesOf func(*site.Page) []DocumentFile

func documents(s *site.Site, e *site.Edition, files FilesOf) []document {
	zone := s.Settings.Zone
	all := make([]document, 0, len(e.Register.Documents))
	for _, p := range e.Register.Documents {
		from := p.Entry.Document
		d := document{Number: from.Number, Title: p.Title, Language: p.Source().Edition.Language.Tag, Type: from.Type, Issuer: from.Issuer, Signer: from.Signer,
			Issued: dayText(from.Issued.In(zone)), Effective: dayText(from.Effective.In(zone)), ValidTo: dayText(from.ValidTo.In(zone)),
			Status: p.Force(), Replaces: from.Replaces, URL: s.Settings.BaseURL + p.Path, Files: files(p)}
		if other := e.ReplacedBy(from.Number); other != nil {
			d.ReplacedBy = other.Entry.Document.Number
		}
		all = append(all, d)
	}
	return all
}

// RegisterJSON is the register of an edition as JSON, the newest document first.
func RegisterJSON(s *site.Site, e *site.Edition, files FilesOf) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(documents(s, e, files)); err != nil {
		panic("feed: " + err.Error()) // a struct of strings always encodes
	}
	return out.Bytes()
}

// RegisterCSV is the register as a table. It begins with a byte order mark, without
// which Excel misreads Vietnamese; of several files it names the first.
func RegisterCSV(s *site.Site, e *site.Edition, files FilesOf) []byte {
	out := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(out)
	w.UseCRLF = true
	w.Write([]string{"number", "title", "type", "issuer", "signer", "issued", "effective", "valid_to", "status", "replaces", "replaced_by", "url", "file", "size", "sha256", "language"})
	for _, d := range documents(s, e, files) {
		var f DocumentFile
		size := ""
		if len(d.Files) > 0 {
			f = d.Files[0]
			size = strconv.FormatInt(f.Size, 10)
		}
		w.Write([]string{plain(d.Number), plain(d.Title), plain(d.Type), plain(d.Issuer), plain(d.Signer), d.Issued, d.Effective, d.ValidTo, string(d.Status), plain(d.Replaces), plain(d.ReplacedBy), d.URL, f.URL, size, f.SHA256, d.Language})
	}
	w.Flush()
	return out.Bytes()
}

// plain keeps spreadsheets from running a cell as a formula.
func plain(cell string) string {
	if cell != "" && bytes.IndexByte([]byte("=+-@\t\r"), cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
