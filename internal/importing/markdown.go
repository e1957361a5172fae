package importing

import (
	"cmp"

	"loa/internal/base/source"
	"loa/internal/importing/htmlimport"
	"loa/internal/importing/mdimport"
	"loa/internal/importing/trees"
)

// readMarkdown reads a page of Markdown, with the front matter of another program or
// without: what an editor, a chat or another site saved. What front matter says that an
// entry has no place for is told.
func (r *runner) readMarkdown(name string, raw []byte) content {
	healed, _ := source.Normalize(name, raw)
	page, body, left := trees.Single(string(healed.Bytes))
	result := mdimport.Options{
		Title:   page.Title,
		Clean:   Clean,
		Picture: func(src string) (htmlimport.File, bool) { return beside(r.folder, name, src) },
	}.Convert(body)
	text := content{Result: result.Result, title: cmp.Or(page.Title, result.Title), summary: page.Summary, given: facts{authors: page.Authors}}
	if page.Date != "" {
		text.given.dates = []string{page.Date}
	}
	for _, line := range left {
		text.Lost = append(text.Lost, htmlimport.Loss{Kind: htmlimport.Front, Text: line})
	}
	return text
}
