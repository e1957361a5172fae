package search

// Together names pages, by their numbers, that a reader can save together. Of an
// index of which a device cannot have all, what is shown of them is written in files
// of their own, in which the device looks when it has no network. A page may be
// among several; what is among none is written last.
func (x *Index) Together(numbers []int) { x.together = append(x.together, numbers) }

// Kept are, once the index is written, the paths of the files of the pages that were
// named each time, and last those of the rest; none at all of a small index.
func (x *Index) Kept() [][]string {
	var all [][]string
	for _, names := range x.kept {
		var paths []string
		for _, name := range names {
			paths = append(paths, Folder+name+".js")
		}
		all = append(all, paths)
	}
	return all
}

// kept writes what is shown of pages that are saved together, each with its place
// among all pages.
func (w *writer) kept(pages []kept, together [][]int) [][]string {
	places := make(map[int]int, len(pages))
	for i, p := range pages {
		places[p.number] = i
	}
	named := make([]bool, len(pages))
	var all [][]string
	for _, numbers := range together {
		var at []int
		for _, number := range numbers {
			if i, ok := places[number]; ok {
				at, named[i] = append(at, i), true
			}
		}
		all = append(all, w.rows(pages, at))
	}
	var rest []int
	for i := range pages {
		if !named[i] {
			rest = append(rest, i)
		}
	}
	return append(all, w.rows(pages, rest))
}

// keptTogether is how many bytes a piece of what is kept has before compression, about
// as many as a page.
const keptTogether = 12 << 10

// rows writes what is shown of some pages in pieces that a bad line can carry.
func (w *writer) rows(pages []kept, places []int) (names []string) {
	rows, size := w.list(), 0
	for i, at := range places {
		rows = pages[at].appendPlacedRow(next(rows), at)
		size += pages[at].size()
		if size > keptTogether || i == len(places)-1 {
			names = append(names, w.piece(append(rows, ']')))
			rows, size = w.list(), 0
		}
	}
	return names
}
