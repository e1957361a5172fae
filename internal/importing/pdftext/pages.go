package pdftext

import (
	"html"
	"slices"
	"strings"
)

// write lays out the pages, measures the letters of all, and then writes page by page.
func (d *Document) write(title string, sheets []sheet, store *store) {
	w := &writer{store: store, counts: map[float64]int{}}
	pages, told := d.layOut(sheets, w)
	w.measure()
	w.put("<html><head><title>", html.EscapeString(title), "</title></head><body>")
	if len(told) > 0 {
		w.put(`<div role="banner"><p>`, html.EscapeString(strings.Join(told, "; ")), "</p></div>")
	}
	notes := &writer{store: store, body: w.body, sizes: w.sizes}
	count := 0
	var open []block // those that may go on, with the next page
	for i, blocks := range pages {
		pages[i] = nil
		for b := range blocks {
			store.open(&blocks[b])
		}
		rest, below := takeNotes(blocks, w.body, count+1)
		notes.notes(below, count+1)
		count += len(below)
		if open = over(open, rest); len(open) > 1 {
			w.blocks(open[:len(open)-1], false)
			open = slices.Clone(open[len(open)-1:])
		}
	}
	w.blocks(open, false)
	if count > 0 {
		w.put(`<div style="mso-element:footnote-list">`, notes.out.String(), "</div>")
	}
	w.put("</body></html>")
	d.HTML = w.out.String()
}

// layOut makes blocks of the letters of each page and counts them in w. told is what the heads and feet
// of the pages say.
func (d *Document) layOut(sheets []sheet, w *writer) (pages [][]block, told []string) {
	repeated := onEach(sheets)
	right := longest(sheets)
	var room []glyph
	for i := range sheets {
		s := &sheets[i]
		s.images = slices.DeleteFunc(s.images, func(i placed) bool { return repeated[i.name] })
		room = w.store.unpack(room[:0], s.packed)
		s.packed = nil
		tables, rest, _ := tablesOf(s.lines, room)
		for t := range tables {
			tables[t].lay()
		}
		blocks := ordered(s.without(rowsOf(rest)), tables, s.images, right)
		if s.unsure || slices.ContainsFunc(blocks, func(b block) bool { return b.flow.apart }) {
			d.Unsure = append(d.Unsure, s.number)
		}
		for _, text := range s.told {
			if !slices.Contains(told, text) {
				told = append(told, text)
			}
		}
		w.count(blocks)
		for b := range blocks {
			w.store.keep(&blocks[b])
		}
		pages = append(pages, blocks)
	}
	return pages, told
}

// longest is how far most of the long lines of a document reach.
func longest(sheets []sheet) float64 {
	var all []float64
	for _, s := range sheets {
		for i, end := range s.ends {
			if !s.remove[i] {
				all = append(all, end)
			}
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)*9/10]
}

// over puts the blocks of a page behind those of the pages before. A paragraph and a table that go on are
// joined.
func over(all, blocks []block) []block {
	if len(all) == 0 || len(blocks) == 0 {
		return append(all, blocks...)
	}
	last, next := &all[len(all)-1], &blocks[0]
	switch {
	case last.table != nil && next.table != nil && next.table.continues(last.table):
		last.table.goOn(next.table)
		blocks = blocks[1:]
	case last.joinsOver(next):
		last.goOn(next)
		blocks = blocks[1:]
	}
	return append(all, blocks...)
}
