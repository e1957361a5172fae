// Package pdffile opens PDF files without trusting them: objects, streams, pages, and the
// encryption of files that anyone may open. Sections named in comments are those of ISO 32000-1.
//
//	file, err := pdffile.Open(data)
//	pages, err := file.Pages()
//	content, err := file.Data(file.Stream(page.Dict["Contents"]))
//
// A file whose table of objects is broken is read by looking for its objects. What is unpacked and
// how many objects are read have bounds. Errors wrap those of package officefile.
package pdffile

import (
	"bytes"
	"fmt"

	"loa/internal/base/officefile"
)

// Object is nil, bool, int, float64, String, Name, Array, Dict, *Stream or Ref.
type Object any

type (
	// Name is a name without its slash.
	Name string
	// String holds the bytes of a string as they stand.
	String string
	// Array is a list of objects.
	Array []Object
	// Dict is a dictionary.
	Dict map[Name]Object
	// Ref names an object of the file.
	Ref struct{ Number, Generation int }
	// Stream is a dictionary with bytes, which are as in the file.
	Stream struct {
		Dict
		raw []byte
		ref Ref // of the object, for its key
	}
)

// Bounds of a file.
const (
	mostPart    = 64 << 20   // bytes of one unpacked stream
	mostInAll   = 256 << 20  // bytes of all unpacked streams
	mostObjects = 3_000_000  // that are read in all, numbers in arrays and the like included
	mostTokens  = 60_000_000 // of all contents that are run
	mostContent = 512 << 20  // bytes of them
	mostSearch  = 4 << 30    // bytes through which the ends of streams are looked for
	mostDepth   = 64         // arrays and dictionaries in each other
	mostPages   = 10_000
	headerAt    = 1024 // how far down a file may begin
)

// entry says where an object lies.
type entry struct {
	offset     int // in the file; in a stream of objects: the number of that stream
	generation int
	packed     bool // in a stream of objects
	free       bool
}

// File is an open file. It is not safe for use by several goroutines.
type File struct {
	data    []byte
	table   map[int]entry
	objects map[int]Object // that were read
	reading map[int]bool
	packs   map[int]map[int]Object // the streams of objects that were read
	trailer Dict
	cipher  *cipherOf
	left    int  // bytes that may still be unpacked
	budget  int  // objects that may still be read
	tokens  int  // of contents that may still be read
	content int  // bytes of contents that may still be read
	search  int  // bytes that may still be searched
	rebuilt bool // the table was made by looking for objects
}

// Is reports whether a file begins as PDF files do.
func Is(data []byte) bool {
	return bytes.Contains(data[:min(len(data), headerAt)], []byte("%PDF-"))
}

// Open reads the table of objects of a file. A file that asks for a password is
// officefile.ErrLocked.
func Open(data []byte) (*File, error) {
	if !Is(data) {
		return nil, officefile.ErrNot
	}
	data = data[bytes.Index(data, []byte("%PDF-")):]
	f := &File{data: data, left: mostInAll, budget: mostObjects, tokens: mostTokens, content: mostContent, search: mostSearch}
	f.forget()
	if !f.readTables() || !f.rooted() {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	if err := f.unlock(); err != nil {
		return nil, err
	}
	return f, nil
}

// forget drops all that was read.
func (f *File) forget() {
	f.table, f.objects, f.reading, f.packs = map[int]entry{}, map[int]Object{}, map[int]bool{}, map[int]map[int]Object{}
}

// rooted reports whether the trailer leads to pages. In a file with a password nothing
// but the shape of the trailer can be seen.
func (f *File) rooted() bool {
	if f.trailer["Encrypt"] != nil {
		_, ok := f.trailer["Root"].(Ref)
		return ok
	}
	return f.Dict(f.Dict(f.trailer["Root"])["Pages"]) != nil
}

// Spent reports whether a bound of the file was reached, so that objects may be missing.
func (f *File) Spent() bool { return f.budget <= 0 || f.left <= 0 }

// mostSteps is how many references may lead to each other.
const mostSteps = 32

// Resolve is the object that a reference names, and any other object itself. An object that
// is missing or broken is nil.
func (f *File) Resolve(o Object) Object {
	for range mostSteps {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.object(ref.Number)
	}
	return nil
}

func (f *File) object(number int) Object {
	if o, there := f.objects[number]; there {
		return o
	}
	if f.reading[number] {
		return nil
	}
	f.reading[number] = true
	defer delete(f.reading, number)
	var o Object
	switch at, there := f.table[number]; {
	case !there || at.free:
	case at.packed:
		o = f.unpacked(at.offset, number)
	default:
		o = f.objectAt(at.offset, number)
	}
	f.objects[number] = o
	return o
}

// Dict is an object as a dictionary, also that of a stream; nil if it is none.
func (f *File) Dict(o Object) Dict {
	switch o := f.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array is an object as a list; nil if it is none.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Stream is an object as a stream; nil if it is none.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Resolve(o).(*Stream)
	return s
}

// Name is an object as a name; "" if it is none.
func (f *File) Name(o Object) Name {
	n, _ := f.Resolve(o).(Name)
	return n
}

// Number is an object as a number.
func (f *File) Number(o Object) (float64, bool) {
	switch n := f.Resolve(o).(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Int is an object as a whole number; otherwise is what it is if it is none.
func (f *File) Int(o Object, otherwise int) int {
	if n, ok := f.Number(o); ok && n > -1e9 && n < 1e9 {
		return int(n)
	}
	return otherwise
}

// Numbers are the numbers of a list; nil if there are not so many.
func (f *File) Numbers(o Object, count int) []float64 {
	list := f.Array(o)
	if len(list) != count {
		return nil
	}
	all := make([]float64, count)
	for i, one := range list {
		n, ok := f.Number(one)
		if !ok {
			return nil
		}
		all[i] = n
	}
	return all
}

// Root is the catalogue of the document.
func (f *File) Root() Dict { return f.Dict(f.trailer["Root"]) }

// Info are the properties of the document.
func (f *File) Info() Dict { return f.Dict(f.trailer["Info"]) }

// Page is a page with what it inherits.
type Page struct {
	Dict      Dict
	Ref       Ref // zero if the page stands in its list itself
	Resources Dict
	Box       [4]float64 // left, bottom, right, top
	Rotate    int        // degrees to the right: 0, 90, 180, 270
}

// Pages are the pages in order. Where the tree of pages is broken, they are those that can
// be reached.
func (f *File) Pages() ([]Page, error) {
	var pages []Page
	seen := map[Ref]bool{}
	var walk func(o Object, above Page, depth int) error
	walk = func(o Object, above Page, depth int) error {
		ref, isRef := o.(Ref)
		if isRef && seen[ref] || depth > mostDepth {
			return nil
		}
		seen[ref] = isRef
		node := f.Dict(o)
		if node == nil {
			return nil
		}
		page := f.inherit(node, ref, above)
		kids := f.Array(node["Kids"])
		if kids == nil {
			if len(pages) == mostPages {
				return fmt.Errorf("%w: more than %d pages", officefile.ErrTooLarge, mostPages)
			}
			pages = append(pages, page)
			return nil
		}
		for _, kid := range kids {
			if err := walk(kid, page, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	err := walk(f.Root()["Pages"], Page{Box: [4]float64{0, 0, 595, 842}}, 0)
	return pages, err
}

// inherit reads what a page has of its own (section 7.7.3.4).
func (f *File) inherit(node Dict, ref Ref, above Page) Page {
	page := above
	page.Dict, page.Ref = node, ref
	if r := f.Dict(node["Resources"]); r != nil {
		page.Resources = r
	}
	for _, key := range []Name{"MediaBox", "CropBox"} {
		if b := f.Numbers(node[key], 4); b != nil {
			page.Box = [4]float64{min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])}
		}
	}
	if turn, ok := f.Number(node["Rotate"]); ok {
		page.Rotate = ((int(turn)%360 + 360) % 360) / 90 * 90
	}
	return page
}
