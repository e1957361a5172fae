package search

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Folder holds the pieces, Names is the file of a language that lists them.
const Folder = "assets/search/"

// Names is the path of the file that lists the pieces of a language.
func Names(tag string) string { return "search." + tag + ".js" }

// How large pieces are, before compression. Below whole an index is one piece;
// above, a query takes some pieces of words and of neighbours and, for what it
// shows, some of pages. Every piece has its name in the file of names, so that
// smaller ones make that larger.
const (
	whole         = 128 << 10
	wholePages    = 120 << 10
	shownTogether = 5 // pages
)

var pieceLimit = [kinds]int{words: 4 << 10, pairs: 6 << 10}

// names is what the file of names says. A piece is named by the eight digits of
// its file, then by the beginning of its first key.
type names struct {
	Tag     string   `json:"tag"`
	Pages   int      `json:"pages"`
	Lengths string   `json:"lengths"` // of the titles, in words, a digit a page
	Urgent  []int    `json:"urgent"`  // first aid
	Shown   []string `json:"shown"`   // what is shown of pages
	Each    int      `json:"each"`    // of how many pages in each piece
	Words   []string `json:"words"`
	Pairs   []string `json:"pairs"`
	Long    string   `json:"long,omitempty"` // the piece that lists long words; of an index in pieces
	Kept    []string `json:"kept,omitempty"` // what is shown of pages that are saved together; of a large index

	Little []string    `json:"little,omitempty"`
	Same   [][]string  `json:"same,omitempty"`
	Others [][3]string `json:"others,omitempty"` // tag, name, direction
}

// Write makes the files of a language, the file of names last. Afterwards the
// index knows no more than Titles, and takes no room.
func (x *Index) Write(of Language, put func(path string, data []byte) error) error {
	w := writer{put: put}
	n := w.index(x, of)
	x.pages, x.words = nil, nil
	if w.err != nil {
		return w.err
	}
	return put(Names(of.Tag), call(n))
}

// Whole makes one file of everything, under the name of the file of names: for
// the preview, which makes only the files that are asked for.
func (x *Index) Whole(of Language) []byte {
	var all bytes.Buffer
	w := writer{put: func(_ string, data []byte) error { _, err := all.Write(data); return err }}
	n := w.index(x, of)
	return append(call(n), all.Bytes()...)
}

// The call by which a file hands its data over.
const (
	opening = "loaSearch("
	closing = ");\n"
)

// call is a script that hands the names over.
func call(n names) []byte {
	var out bytes.Buffer
	out.WriteString(opening)
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(n); err != nil {
		panic(err) // strings and numbers alone
	}
	return append(out.Bytes()[:out.Len()-1], closing...)
}

// writer writes pieces until one fails.
type writer struct {
	put  func(path string, data []byte) error
	err  error
	json []byte // what the piece under way hands over
	file []byte // the file with it
}

func (w *writer) index(x *Index, of Language) names {
	pages := x.inOrder()
	n := names{Tag: of.Tag, Pages: len(pages), Urgent: []int{}, Little: of.Little, Same: of.Same}
	for _, o := range of.Others {
		n.Others = append(n.Others, [3]string{o.Tag, o.Name, o.Direction})
	}
	n.Shown, n.Each = w.shown(pages)
	var lengths []byte
	for i, p := range pages {
		lengths = append(lengths, digit(min(p.length, 2*half-1)))
		if p.emergency {
			n.Urgent = append(n.Urgent, i)
		}
	}
	if len(n.Shown) > 1 && len(x.together) > 0 {
		x.kept = w.kept(pages, x.together)
		n.Kept = slices.Compact(slices.Sorted(slices.Values(slices.Concat(x.kept...))))
	}
	n.Lengths, x.shown = string(lengths), n.Shown
	a := x.words.inOrder()
	c := cutter{w: w, names: [kinds]*[]string{&n.Words, &n.Pairs}}
	s := look(pages, x.words, a)
	long := s.longWords(x.words, a)
	s.wordLines(pages, x.words, a, c.to(words))
	s.pairLines(pages, a, c.to(pairs))
	c.finish()
	if c.cutUp && long != "" {
		n.Long = w.text(long)
	}
	return n
}

// list begins a list of JSON in the memory of the last piece.
func (w *writer) list() []byte { return append(w.json[:0], '[') }

// next puts what separates the parts of a list behind its last one.
func next(list []byte) []byte {
	if list[len(list)-1] == '[' {
		return list
	}
	return append(list, ',')
}

// text writes a piece that is a text, and returns its name.
func (w *writer) text(data string) string { return w.piece(appendText(w.json[:0], data)) }

// piece writes a piece of JSON and returns its name, which is that of the call without
// the name.
func (w *writer) piece(data []byte) string {
	w.json = data
	w.file = append(append(append(w.file[:0], opening...), data...), closing...)
	name := nameOf(w.file)
	w.file = append(append(append(append(w.file[:0], opening+`"`...), name...), `",`...), data...)
	w.file = append(w.file, closing...)
	if w.err == nil {
		w.err = w.put(Folder+name+".js", w.file)
	}
	return name
}
