package render

import (
	"loa/internal/generator/site"
)

// document is what templates see of [document].
func (e *edition) document(p *site.Page) *Document {
	from := p.Entry.Document
	if from == nil {
		return nil
	}
	zone := e.r.site.Settings.Zone
	v := &Document{Number: from.Number, Type: from.Type, Issuer: from.Issuer, Signer: from.Signer, Status: string(p.Force()),
		Issued: from.Issued.In(zone), Effective: from.Effective.In(zone), ValidTo: from.ValidTo.In(zone), of: p, in: e}
	if from.Replaces != "" {
		v.Replaces = e.documentLink(from.Replaces)
	}
	if other := e.of.ReplacedBy(from.Number); other != nil {
		v.ReplacedBy = e.numberLink(other.Entry.Document.Number, other)
	}
	v.Files = e.documentFiles(p)
	return v
}

// documentFiles are the files of a document. One may be a picture, a paper that was
// scanned: it is passed on whole, unless it must not be shown.
func (e *edition) documentFiles(p *site.Page) []File {
	var files []File
	for _, name := range p.Entry.Document.Files {
		target := e.r.site.Resolve(p, name)
		if target.File == nil {
			continue
		}
		if f := e.r.Files.use(*target.File); !f.withheld() {
			f.linked.Store(true)
			files = append(files, e.file(f))
		}
	}
	return files
}

func (e *edition) file(p *Published) File {
	return File{Name: p.name(), URL: e.r.url(p.Path), Absolute: e.r.absolute(p.Path), Size: p.Source.Size, published: p, r: e.r}
}

// SHA256 is the file's fingerprint, by which a reader can tell that a copy is
// whole; "" for a picture.
func (f File) SHA256() string { return f.r.Files.sum(f.published) }

// DocumentFiles are the files of a document's page.
func (r *Renderer) DocumentFiles(p *site.Page) []File { return r.editions[p.Edition].documentFiles(p) }

// CitedBy are the pages whose text cites the document.
func (v *Document) CitedBy() []Link {
	var links []Link
	for _, p := range v.of.CitedBy() {
		if p != v.of {
			links = append(links, v.in.link(p))
		}
	}
	return links
}

func (e *edition) documentLink(number string) *Link {
	if p := e.of.DocumentPage(number); p != nil {
		return e.numberLink(number, p)
	}
	return &Link{Title: number}
}

// numberLink leads to a document by its number.
func (e *edition) numberLink(number string, p *site.Page) *Link {
	return &Link{Title: number, URL: e.r.url(p.Path), Language: e.foreign(p)}
}
