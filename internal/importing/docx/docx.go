// Package docx reads the text of a Word document as HTML in the form that Word
// itself puts on the clipboard, so that one package understands both.
//
//	document, err := docx.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// Headings are known by their outline level or the name of their style, in
// English and in Vietnamese Word. A file is not trusted: parts are looked up by
// name and never written anywhere, and what they unpack to is bounded (bounds.go).
package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"loa/internal/base/zipfile"
)

var (
	// ErrNot says that the file is no Word document.
	ErrNot = errors.New("not a Word document")
	// ErrLocked says that the file asks for a password.
	ErrLocked = errors.New("the document has a password")
	// ErrTooLarge says that the file unpacks to more than any text needs.
	ErrTooLarge = errors.New("the document unpacks to too much")
)

// Document is a Word document.
type Document struct {
	HTML   string
	files  map[string]*zip.File
	left   budget
	unread []string
}

// Read reads a document. The error wraps one of those above, or says what is
// broken.
func Read(data []byte) (*Document, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) { // Word puts a locked document into the old container
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return nil, ErrLocked
		}
		return nil, ErrNot
	}
	archive, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, zipfile.ErrTooMany) {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNot, err)
	}
	d := &Document{files: map[string]*zip.File{}, left: budgetOf(len(data))}
	for _, f := range archive.File {
		d.files[strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	main, err := d.main()
	if err != nil {
		return nil, err
	}
	w, err := d.writer(main)
	if err != nil {
		return nil, err
	}
	d.HTML, err = w.document()
	return d, err
}

// main finds the part that holds the text.
func (d *Document) main() (string, error) {
	links, err := d.relations("")
	if err != nil {
		return "", err
	}
	for _, link := range links {
		if strings.HasSuffix(link.kind, "/officeDocument") {
			return link.target, nil
		}
	}
	if d.files["word/document.xml"] == nil {
		return "", ErrNot
	}
	return "word/document.xml", nil
}

// Picture returns a picture of the document by the source that HTML names. It is
// unpacked anew at each call, and all pictures together may unpack to so much:
// a caller that shows one again must keep it, as htmlimport does.
func (d *Document) Picture(src string) ([]byte, bool) {
	f := d.files[src]
	if f == nil {
		return nil, false
	}
	data, err := d.left.image(f)
	if err != nil {
		d.unread = append(d.unread, src)
	}
	return data, err == nil && len(data) > 0
}

// Unread are the parts and pictures, up to now, that were left out as they are
// broken or too large, alone or with those before; pictures by the source that
// HTML names.
func (d *Document) Unread() []string { return d.unread }

// relation is where a part refers to.
type relation struct {
	kind, target string
	outside      bool // target is an address
}

// relations reads what a part refers to, by the names that it uses; "" is the
// whole document.
func (d *Document) relations(part string) (map[string]relation, error) {
	root, err := d.tree(path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels"))
	if part == "" {
		root, err = d.tree("_rels/.rels")
	}
	if err != nil {
		return nil, err
	}
	links := map[string]relation{}
	for _, n := range root.all("Relationship") {
		link := relation{kind: n.attr("Type"), target: n.attr("Target"), outside: n.attr("TargetMode") == "External"}
		if !link.outside {
			base := "/" + path.Dir(part)
			if strings.HasPrefix(link.target, "/") {
				base = "/"
			}
			link.target = strings.TrimPrefix(path.Join(base, link.target), "/")
		}
		links[n.attr("Id")] = link
	}
	return links, nil
}
