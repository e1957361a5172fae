package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/generator/render"
)

// Text is a run of words: a passage of the body, or a value of front matter.
type Text struct {
	markdown.Passage
	Front bool   // of the front matter
	Lower string // Text in small letters, at the same offsets

	place func(start, stop int) problem.Place
	raw   func(offset, length int) problem.Place // of bytes of the body
}

// Problem is a problem at a part of the text.
func (t *Text) Problem(code problem.Code, start, stop int, args problem.Args) problem.Problem {
	return problem.New(code, t.place(start, stop), args)
}

// textsOf gathers the texts of a page's own entry.
func textsOf(e *content.Entry, out render.Output) []*Text {
	texts := make([]*Text, 0, len(out.Passages)+2)
	for _, front := range frontTexts(e) {
		if front.text != "" {
			texts = append(texts, &Text{Passage: markdown.Passage{Text: front.text}, Front: true, Lower: lower(front.text),
				place: func(start, stop int) problem.Place { return within(e.Place(front.path...), front.text[start:stop]) }})
		}
	}
	for _, p := range out.Passages {
		texts = append(texts, &Text{Passage: p, Lower: lower(p.Text), raw: out.Place,
			place: func(start, stop int) problem.Place { return out.Place(p.Span(start, stop)) }})
	}
	return texts
}

type frontText struct {
	text string
	path []any
}

// frontTexts are the values of front matter that readers see as sentences.
func frontTexts(e *content.Entry) []frontText {
	texts := []frontText{{e.Front.Title, []any{"title"}}, {e.Summary, []any{"summary"}}}
	if e.Image != nil {
		texts = append(texts, frontText{e.Image.Alt, []any{"image", "alt"}}, frontText{e.Image.Caption, []any{"image", "caption"}})
	}
	if e.Event != nil {
		texts = append(texts, frontText{e.Event.Place, []any{"event", "place"}}, frontText{e.Event.Organizer, []any{"event", "organizer"}})
	}
	return texts
}

// within narrows the place of a value to a phrase in it.
func within(at problem.Place, phrase string) problem.Place {
	before := prefix(at.Text, at.Column-1)
	if i := strings.Index(at.Text[before:], phrase); i >= 0 {
		at.Column += utf8.RuneCountInString(at.Text[before : before+i])
		at.Width = utf8.RuneCountInString(phrase)
	}
	return at
}

// prefix is how many bytes the first n characters take.
func prefix(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// lower is a text in small letters that keep their length in bytes, so that
// offsets stay.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if small := unicode.ToLower(r); utf8.RuneLen(small) == utf8.RuneLen(r) {
			return small
		}
		return r
	}, s)
}

// wordStarts reports whether no letter or digit stands right before an offset.
func wordStarts(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return at == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// wordEnds reports whether no letter or digit stands at an offset.
func wordEnds(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return at == len(s) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// find returns the first of the words that stands in a text as a word, from an
// offset on; -1 if none does.
func find(s string, from int, words ...string) (at int, word string) {
	at = -1
	for _, w := range words {
		for i := from; i < len(s); {
			n := strings.Index(s[i:], w)
			if n < 0 {
				break
			}
			if start := i + n; wordStarts(s, start) && wordEnds(s, start+len(w)) {
				if at < 0 || start < at {
					at, word = start, w
				}
				break
			}
			i += n + len(w)
		}
	}
	return at, word
}

// sentence returns the bounds of the sentence around an offset. A point within a
// number ends none.
func sentence(s string, at int) (start, stop int) {
	start, stop = 0, len(s)
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(".!?;", s[i]) < 0 || i+1 < len(s) && s[i+1] != ' ' {
			continue
		}
		if i < at {
			start = i + 1
		} else {
			return start, i
		}
	}
	return start, stop
}

// destination is where a link's address stands.
func (t *Text) destination(l markdown.TextLink) problem.Place { return t.raw(l.Offset, l.Length) }
