package script

import (
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/generator/markdown"
)

// blocks tells blocks, each in paragraphs of its own; a heading stands before the
// paragraph that follows it.
func (t *teller) blocks(all []markdown.Block) {
	for _, b := range all {
		t.block(b)
	}
}

func (t *teller) block(b markdown.Block) {
	switch b.Kind {
	case markdown.HeadingBlock:
		t.end()
		t.tell("", b.Text)
	case markdown.TextBlock:
		t.tell("", b.Text)
		t.ended()
	case markdown.PictureBlock:
		t.picture(b.Text, b.Title)
		t.ended()
	case markdown.ListBlock:
		t.list(b, t.place)
	case markdown.TableBlock:
		t.table(b.Blocks)
		t.ended()
	case markdown.QuoteBlock:
		t.quote(b.Blocks)
	case markdown.DefinitionsBlock:
		t.definitions(b.Blocks)
		t.ended()
	case markdown.DirectiveBlock:
		t.directive(b)
	}
}

// ended ends a paragraph that stands in no list.
func (t *teller) ended() {
	if t.depth == 0 {
		t.end()
	}
}

// place is what is said before an item of a list: its place where the order matters.
func (t *teller) place(list markdown.Block, i int) string {
	if !list.Ordered {
		return ""
	}
	return t.Speaker.Ordinal(list.Level + i)
}

// step is the same of steps.
func (t *teller) step(list markdown.Block, i int) string {
	if !list.Ordered {
		return ""
	}
	return t.word("step", "{n}", strconv.Itoa(list.Level+i))
}

// list tells the items of a list, with what before says of each.
func (t *teller) list(list markdown.Block, before func(markdown.Block, int) string) {
	t.depth++
	for i, item := range list.Blocks {
		prefix := before(list, i)
		for n, b := range item.Blocks {
			if n == 0 && b.Kind == markdown.TextBlock {
				t.tell(prefix, b.Text)
				continue
			}
			if n == 0 && prefix != "" {
				t.add(prefix)
			}
			t.block(b)
		}
	}
	t.depth--
	t.ended()
}

func (t *teller) quote(all []markdown.Block) {
	if len(all) > 0 && all[0].Kind == markdown.TextBlock {
		t.tell(t.words["quote"], all[0].Text)
		t.ended()
		all = all[1:]
	}
	t.blocks(all)
}

func (t *teller) definitions(all []markdown.Block) {
	t.depth++
	term := ""
	for _, b := range all {
		if b.Kind == markdown.TermBlock {
			term = t.phrase(b.Text)
			continue
		}
		for _, inner := range b.Blocks {
			if inner.Kind == markdown.TextBlock {
				t.tell(term, inner.Text)
			} else {
				t.block(inner)
			}
			term = ""
		}
	}
	t.depth--
}

// picture tells the words of a picture, which add something unless they say what its
// caption or the sentence before says.
func (t *teller) picture(words, caption markdown.Passage) {
	if strings.TrimSpace(caption.Text) != "" {
		t.tell("", caption)
	}
	alt := fold.Slug(words.Text)
	before := caption.Text
	if len(t.open) > 0 {
		before += " " + t.open[len(t.open)-1]
	}
	if alt != "" && !strings.Contains(fold.Slug(before), alt) {
		t.tell(t.words["picture"], words)
	}
}

// table tells each row as a sentence: head and cell, head and cell.
func (t *teller) table(rows []markdown.Block) {
	if len(rows) == 0 {
		return
	}
	var heads []string
	for _, c := range rows[0].Blocks {
		heads = append(heads, t.phrase(c.Text))
	}
	for _, row := range rows[1:] {
		var parts []string
		unread := row.Text
		for i, c := range row.Blocks {
			cell, head := t.phrase(c.Text), ""
			if i < len(heads) {
				head = heads[i]
			}
			switch {
			case cell == "":
			case head == "":
				if i > 0 {
					unread = c.Text
				}
				parts = append(parts, cell)
			default:
				parts = append(parts, head+": "+cell)
			}
		}
		if len(parts) == 0 || unread.Text != "" {
			t.unread(unread)
		}
		t.add(strings.Join(parts, "; "))
	}
}

// unread notes what a listener cannot follow.
func (t *teller) unread(p markdown.Passage) {
	offset, length := p.Span(0, max(len(p.Text), 1))
	t.script.Unread = append(t.script.Unread, Unread{offset, length})
}
