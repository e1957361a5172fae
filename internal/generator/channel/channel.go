// Package channel makes of an article what is sent elsewhere: a post for a network, a short
// message.
//
//	post := channel.Post(article, channel.Zalo)
//	message := channel.SMS(article, false)
package channel

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/generator/markdown"
)

// Article is what channels need to know of a page. All texts are as they are written.
type Article struct {
	Title    string
	Lead     string   // one or a few sentences
	Facts    []string // when and where, of an event: a line each
	Points   []string // what to do, in a few words each
	Numbers  []string // to call: "115 (cấp cứu)"
	Bare     []string // the same without words: "115"
	URL      string   // of the page
	Sentence func(text string) []string
}

// Network is a channel that folds long posts.
type Network int

// Networks show about so many characters before "see more". None of them says how many;
// the numbers are on the safe side, and the link stands before the fold.
const (
	Zalo     Network = 300
	Facebook Network = 400
)

// Post is a text with what to do, whom to call and the link, all of which stands before
// the fold. Sentences are left out whole; only where not even the first one fits is it
// cut, between words and beside no number.
func Post(a Article, n Network) string {
	end := a.URL
	if len(a.Numbers) > 0 {
		end = "☎ " + strings.Join(a.Numbers, " · ") + "\n" + end
	}
	room := int(n) - utf8.RuneCountInString(end) - 2
	title := cut(a.Title, max(room, 20))
	room -= utf8.RuneCountInString(title) + 2
	var body []string
	take := func(line string) bool {
		size := utf8.RuneCountInString(line) + 1
		if size > room {
			return false
		}
		body = append(body, line)
		room -= size
		return true
	}
	for _, fact := range a.Facts {
		take(fact)
	}
	if lead := fitting(a.sentences(), room-1); lead != "" {
		take(lead)
	}
	for _, point := range a.Points {
		if !take("– " + point) {
			break
		}
	}
	parts := []string{title}
	if len(body) > 0 {
		parts = append(parts, strings.Join(body, "\n"))
	}
	return strings.Join(append(parts, end), "\n\n")
}

func (a Article) sentences() []string {
	if a.Lead == "" {
		return nil
	}
	if a.Sentence == nil {
		return []string{a.Lead}
	}
	return a.Sentence(a.Lead)
}

// fitting joins the first sentences that fit; if not even one does, its beginning.
func fitting(sentences []string, room int) string {
	text := ""
	for i, s := range sentences {
		longer := strings.TrimSpace(text + " " + strings.TrimSpace(s))
		if utf8.RuneCountInString(longer) > room {
			if i == 0 && room > 20 {
				return cut(strings.TrimSpace(s), room)
			}
			break
		}
		text = longer
	}
	return text
}

// cut shortens a text to a number of characters, between two words of which none is a
// number or stands before one: "2 m", "ngày 3".
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	for i := most - 1; i > 0; i-- {
		if runes[i] != ' ' {
			continue
		}
		words := strings.Fields(string(runes[:i]))
		next, _, _ := strings.Cut(strings.TrimSpace(string(runes[i:])), " ")
		if !slices.ContainsFunc([]string{words[max(len(words)-1, 0)], next}, hasDigit) {
			return strings.TrimRight(string(runes[:i]), " ,;:–-") + "…"
		}
	}
	return ""
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// Points are what a text tells to do: the items of its first block of steps or of what to
// do, as far as they are one line each.
func Points(blocks []markdown.Block) []string {
	for _, b := range blocks {
		if b.Kind == markdown.DirectiveBlock && (b.Name == "steps" || b.Name == "do") {
			return items(b.Blocks)
		}
	}
	return nil
}

func items(blocks []markdown.Block) []string {
	var all []string
	for _, b := range blocks {
		if b.Kind != markdown.ListBlock {
			continue
		}
		for _, item := range b.Blocks {
			if len(item.Blocks) > 0 && item.Blocks[0].Kind == markdown.TextBlock {
				all = append(all, strings.Join(strings.Fields(item.Blocks[0].Text.Text), " "))
			}
		}
	}
	return all
}
