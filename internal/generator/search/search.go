// Package search makes the data that a page's script searches, one index a
// language: words as they are spelled under their folded form, neighbouring
// words, and what is shown of each page.
//
//	index := search.New()
//	index.Add(search.Page{Number: 0, Title: "Dạy trẻ học bơi", …}) // from any goroutine
//	err := index.Write(search.Language{Tag: "vi"}, func(path string, data []byte) error { … })
//
// # The files
//
// Everything is a classic script with one call, loaSearch(…), so that the same
// files work over HTTP, from a worker's cache and from a disk. Names is the only
// one with a stable name; it lists the others, which are named after their
// bytes. Words and neighbours are cut into pieces by ranges of the sorted folded
// words, so that a query asks for what it needs and no more; what is shown of
// pages is cut by ranges of page numbers. On a small site there is one piece of
// each; on a large one, what is shown is written once more by what readers save
// together.
//
// A theme's script (themes/loa/assets/js/search/) follows the rules of words.go and
// encode.go. testdata/vectors.tsv is what both must make of the same input; a browser's
// test runs it through the script.
//
// Pages are numbered by the caller, who numbers them in the order of the site,
// so that the same site gives the same bytes whatever was rendered first.
package search

import (
	"slices"
	"sync"
)

// Page is what is searched and shown of a page.
type Page struct {
	Number    int // its place in the order of the site, from 0, each number once
	Title     string
	Summary   string
	Path      string // under the site's root
	Note      string // what kind of page it is, and its day; shown with it
	Emergency bool   // comes first among the pages that are about what was asked
	Headings  []Heading
	Marks     []string // what else the page is about: places, numbers of documents, names of topics
	Text      string   // plain, a line a block
}

// Heading is a heading of a page.
type Heading struct{ ID, Text string }

// Index gathers the pages of one language.
type Index struct {
	words *dictionary

	mu    sync.Mutex
	pages []kept

	together [][]int    // numbers of pages
	shown    []string   // names of pieces, once it is written
	kept     [][]string // the same of the pages that are saved together
}

// Titles are the files that every reader should have, once the index is
// written: the names, and what is shown of pages if that is one piece.
func (x *Index) Titles(tag string) []string {
	if len(x.shown) != 1 {
		return []string{Names(tag)}
	}
	return []string{Names(tag), Folder + x.shown[0] + ".js"}
}

// Language is what an index knows of its language besides its pages.
type Language struct {
	Tag    string
	Little []string   // words and phrases that say little in a question: "con tôi"
	Same   [][]string // words and phrases for the same thing: "mũ", "nón"
	Others []Other    // where to look if the language has no answer, the nearest first
}

// Other is another language that has an index.
type Other struct{ Tag, Name, Direction string }

// kept is a page in little room: its words as numbers of the dictionary.
type kept struct {
	number               int
	title, summary, path string
	note                 string
	headings             string // id and text, each ended by a NUL
	emergency            bool
	length               int // of the title, in words
	words                []byte
}

// New returns an empty index.
func New() *Index { return &Index{words: newDictionary()} }

// Add takes a page in; the text itself is not kept.
func (x *Index) Add(p Page) {
	k := kept{number: p.Number, title: p.Title, summary: p.Summary, path: p.Path, note: p.Note, emergency: p.Emergency}
	var heads []byte
	for _, h := range p.Headings {
		heads = append(append(append(append(heads, h.ID...), 0), h.Text...), 0)
	}
	k.headings = string(heads)
	k.words, k.length = x.words.page(p)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.pages = append(x.pages, k)
}

// inOrder sorts the pages by their numbers.
func (x *Index) inOrder() []kept {
	x.mu.Lock()
	defer x.mu.Unlock()
	slices.SortFunc(x.pages, func(a, b kept) int { return a.number - b.number })
	return x.pages
}
