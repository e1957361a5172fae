package check

import (
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/generator/quantity"
	"loa/internal/generator/site"
)

// quantities reports numbers that a translation and its source do not both have: a
// length, a time, an age, a date or a telephone number that became another. The texts of
// a page are looked at one at a time, so it speaks at the end.
type quantities struct {
	mu           sync.Mutex
	sources      map[*content.Entry][]quantity.Block
	translations []translated
}

// translated is a translation and where its quantities stand.
type translated struct {
	from   site.Translation
	blocks []quantity.Block
	places []problem.Place // of the texts' quantities, in the order of the blocks
	heads  []problem.Place // of the blocks
}

func newQuantities() *quantities {
	return &quantities{sources: map[*content.Entry][]quantity.Block{}}
}

func (q *quantities) Look(p *Page) []problem.Problem {
	if len(p.Texts) == 0 {
		return nil
	}
	t := p.Translation()
	blocks, heads := blocksOf(p)
	if t.Source == nil {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.sources[p.Entry] = blocks
		return nil
	}
	one := translated{from: t, blocks: blocks, heads: heads}
	for _, b := range blocks {
		for _, f := range b.Quantities {
			one.places = append(one.places, p.Texts[f.In].place(f.Start, f.Stop))
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.translations = append(q.translations, one)
	return nil
}

// blocksOf reads the quantities of a page: those of its front matter, then a block for
// what stands before the first heading and for each heading with what stands below it.
func blocksOf(p *Page) (blocks []quantity.Block, heads []problem.Place) {
	blocks, heads = make([]quantity.Block, 2), make([]problem.Place, 2)
	at := 0
	heads[0], heads[1] = problem.Place{File: p.Entry.File.Path}, problem.Place{File: p.Entry.File.Path}
	for i, t := range p.Texts {
		switch {
		case t.Front:
		case t.Kind == markdown.HeadingText:
			blocks = append(blocks, quantity.Block{})
			heads = append(heads, t.place(0, len(t.Text)))
			at = len(blocks) - 1
		default:
			at = max(at, 1)
		}
		blocks[at].Read(t.Text, t.Lower, p.Entry.Language, i)
	}
	return blocks, heads
}

// Close compares what has been looked at.
func (q *quantities) Close() []problem.Problem {
	var problems []problem.Problem
	for _, t := range q.translations {
		source, ok := q.sources[t.from.Source]
		if !ok { // not on the site today
			continue
		}
		problems = append(problems, t.compare(source)...)
	}
	return problems
}

// compare compares block by block; as a whole if the source has other headings.
func (t translated) compare(source []quantity.Block) []problem.Problem {
	blocks := t.blocks
	if len(source) != len(blocks) {
		source, blocks = []quantity.Block{quantity.Join(source)}, []quantity.Block{quantity.Join(blocks)}
	}
	var problems []problem.Problem
	first := 0 // the place of the block's first quantity
	for i, block := range blocks {
		if d := quantity.Compare(source[i], block); len(d.Source)+len(d.Translation) > 0 {
			args := problem.Args{"source": t.from.Source.File.Path, "there": said(d.Source), "here": said(d.Translation)}
			problems = append(problems, problem.New(problem.TranslationNumbers, t.place(block, d, first, i), args))
		}
		first += len(block.Quantities)
	}
	return problems
}

// place is where a difference is shown: at the first quantity that the source does not
// have, else at the block's heading.
func (t translated) place(block quantity.Block, d quantity.Difference, first, i int) problem.Place {
	if len(d.Translation) > 0 {
		for j, f := range block.Quantities {
			if f == d.Translation[0] {
				return t.places[first+j]
			}
		}
	}
	return t.heads[i]
}

// said lists quantities as they are written; a dash stands for none.
func said(found []quantity.Found) string {
	if len(found) == 0 {
		return "–"
	}
	texts := make([]string, len(found))
	for i, f := range found {
		texts[i] = f.Text
	}
	return strings.Join(texts, ", ")
}
