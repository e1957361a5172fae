package render

import (
	"loa/internal/generator/site"
)

// document is what templates see of [document].
func (ps *pages) document(p *site.Page) *Document {
	from := p.Entry.Document
	if from == nil {
		return nil
	}
	zone := ps.placed.Settings.Zone
	v := &Document{Number: from.Number, Type: from.Type, Issuer: from.Issuer, Signer: from.Signer, Status: string(p.Force()),
		Issued: from.Issued.In(zone), Effective: from.Effective.In(zone), ValidTo: from.ValidTo.In(zone), of: p, in: ps}
	if from.Replaces != "" {
		v.Replaces = ps.documentLink(from.Replaces)
	}
	if other := ps.of.ReplacedBy(from.Number); other != nil {
		v.ReplacedBy = ps.numberLink(other.Entry.Document.Number, other)
	}
	v.Files = ps.pictures.documentFiles(p)
	return v
}

// documentFiles are the files of a document. One may be a picture, a paper that was
// scanned: it is passed on whole, unless it must not be shown.
func (ps *pictures) documentFiles(p *site.Page) []File {
	var files []File
	for _, name := range p.Entry.Document.Files {
		target := ps.placed.Resolve(p, name)
		if target.File == nil {
			continue
		}
		if f := ps.files.use(*target.File); !f.withheld() {
			f.linked.Store(true)
			files = append(files, ps.file(f))
		}
	}
	return files
}

func (ps *pictures) file(p *Published) File {
	return File{Name: p.name(), URL: ps.url(p.Path), Absolute: ps.absolute(p.Path), Size: p.size(), published: p, files: ps.files}
}

// size is the length of the whole file as it is published. That of a picture is not
// known before it is cleaned; its own is near enough.
func (p *Published) size() int64 {
	if p.Recording != nil && p.fault == nil {
		return p.Recording.Size
	}
	return p.Source.Size
}

// SHA256 is the file's fingerprint, by which a reader can tell that a copy is
// whole; "" for a picture.
func (f File) SHA256() string { return f.files.sum(f.published) }

// DocumentFiles are the files of a document's page.
func (r *Renderer) DocumentFiles(p *site.Page) []File {
	return r.editions[p.Edition].pictures.documentFiles(p)
}

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

func (ln *linker) documentLink(number string) *Link {
	if p := ln.of.DocumentPage(number); p != nil {
		return ln.numberLink(number, p)
	}
	return &Link{Title: number}
}

// numberLink leads to a document by its number.
func (ln *linker) numberLink(number string, p *site.Page) *Link {
	return &Link{Title: number, URL: ln.url(p.Path), Language: ln.foreign(p)}
}
