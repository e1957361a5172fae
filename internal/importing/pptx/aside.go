package pptx

import (
	"maps"
	"slices"
	"strings"
)

// aside notes what the speaker of a slide reads, and what others remarked on it. Neither is text of the slide.
func (w *writer) aside() {
	for _, id := range slices.Sorted(maps.Keys(w.links)) {
		link := w.links[id]
		says := remarks
		switch {
		case link.outside:
			continue
		case strings.HasSuffix(link.kind, "/notesSlide"):
			says = spoken
		case !strings.HasSuffix(link.kind, "/comments"):
			continue
		}
		part, err := w.d.archive.Tree(link.target)
		if err != nil {
			w.d.unread = append(w.d.unread, link.target)
			continue
		}
		w.notes = append(w.notes, says(part)...)
	}
}

// spoken is what the speaker reads, in the place for it or in other boxes of its page; the numbers, dates and heads
// of that page are left out.
func spoken(notes *node) []string {
	var all []string
	for _, shape := range notes.All("sp") {
		switch placeholder(shape) {
		case "sldNum", "dt", "hdr", "ftr":
			continue
		}
		if text := strings.Join(texts(shape), " "); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// remarks are those of PowerPoint before 2021, and of later versions with the answers.
func remarks(part *node) []string {
	var all []string
	for _, remark := range part.All("cm") {
		said := texts(remark)
		for _, text := range remark.All("text") {
			said = append(said, strings.Join(strings.Fields(text.Inner()), " "))
		}
		if text := strings.Join(said, " "); text != "" {
			all = append(all, text)
		}
	}
	return all
}
