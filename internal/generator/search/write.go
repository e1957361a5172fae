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

// call is a script that hands its arguments over.
func call(args ...any) []byte {
	var out bytes.Buffer
	appendCall(&out, args...)
	return out.Bytes()
}

func appendCall(out *bytes.Buffer, args ...any) {
	out.WriteString("loaSearch(")
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i, a := range args {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(a); err != nil {
			panic(err) // strings and numbers alone
		}
		out.Truncate(out.Len() - 1)
	}
	out.WriteString(");\n")
}

// writer writes pieces until one fails.
type writer struct {
	put   func(path string, data []byte) error
	err   error
	text  bytes.Buffer // of the piece under way
	named bytes.Buffer // the same with its name
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
		n.Long = w.piece(long)
	}
	return n
}

// piece writes a piece and returns its name.
func (w *writer) piece(data any) string {
	w.text.Reset()
	appendCall(&w.text, data)
	name := nameOf(w.text.Bytes())
	w.named.Reset()
	w.named.WriteString(`loaSearch("` + name + `",`)
	w.named.Write(w.text.Bytes()[len("loaSearch("):]) // call(name, data)
	if w.err == nil {
		w.err = w.put(Folder+name+".js", w.named.Bytes())
	}
	return name
}
