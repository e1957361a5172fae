package problem

import (
	"embed"
	"fmt"
	"strings"
	"time"

	"loa/internal/base/pattern"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Words is a catalogue: the sentences of one language by their key.
//
// Its file is plain text. A line "[key]" opens a block; the lines that follow
// are the message; a line that starts with "? " opens a hint (what to do), which
// runs to the next; the lines after an empty line explain. In message and hint, {name} stands for an
// argument and {name|one|other} for a word that agrees with a count.
type Words struct {
	Language string
	blocks   map[string]block
}

type block struct {
	message string
	hints   []string
	explain string
}

var blockHead = pattern.New(`(?m)^\[([a-z0-9.-]+)\]\n`)

// Languages are the tags of the languages that Loa speaks to authors.
func Languages() []string { return []string{"vi", "en"} }

// WordsFor returns the built-in catalogue of a language, English when Loa does
// not speak it.
func WordsFor(language string) *Words {
	data, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		return WordsFor("en")
	}
	return ParseWords(language, string(data))
}

// ParseWords reads a catalogue.
func ParseWords(language, text string) *Words {
	w := &Words{Language: language, blocks: map[string]block{}}
	heads := blockHead.FindAllStringSubmatchIndex(text, -1)
	for i, head := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		w.blocks[text[head[2]:head[3]]] = parseBlock(text[head[1]:end])
	}
	return w
}

func parseBlock(text string) block {
	var b block
	head, explain, _ := strings.Cut(text, "\n\n")
	b.explain = strings.TrimSpace(explain)
	var message []string
	for _, line := range strings.Split(strings.TrimSpace(head), "\n") {
		switch hint, opens := strings.CutPrefix(line, "? "); {
		case opens:
			b.hints = append(b.hints, hint)
		case len(b.hints) > 0:
			b.hints[len(b.hints)-1] += "\n" + line
		default:
			message = append(message, line)
		}
	}
	b.message = strings.Join(message, " ")
	return b
}

// Say fills the message of a key. A key without words is shown as it is, so
// that nothing is ever silent.
func (w *Words) Say(key string, args Args) string {
	b, ok := w.blocks[key]
	if !ok {
		return key
	}
	said, _ := w.fill(b.message, args)
	return said
}

// Hint fills the first hint of a key whose arguments are all there; "" if none.
func (w *Words) Hint(key string, args Args) string {
	for _, hint := range w.blocks[key].hints {
		if said, complete := w.fill(hint, args); complete {
			return said
		}
	}
	return ""
}

// Shape is the message of a key with an ellipsis for each argument.
func (w *Words) Shape(key string) string { return holes.ReplaceAllString(w.blocks[key].message, "…") }

// Hints are all hints of a key, with an ellipsis for each argument.
func (w *Words) Hints(key string) []string {
	var all []string
	for _, hint := range w.blocks[key].hints {
		all = append(all, holes.ReplaceAllString(hint, "…"))
	}
	return all
}

var holes = pattern.New(`\{[^}]*\}`)

// Explain returns the paragraph that tells what a key means and how to mend it.
func (w *Words) Explain(key string) string { return w.blocks[key].explain }

// Has reports whether the catalogue has the key.
func (w *Words) Has(key string) bool {
	_, ok := w.blocks[key]
	return ok
}

func (w *Words) fill(text string, args Args) (said string, complete bool) {
	var b strings.Builder
	complete = true
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String(), complete
		}
		var name string
		name, text, _ = strings.Cut(rest, "}")
		value := w.argument(name, args)
		complete = complete && value != ""
		b.WriteString(value)
	}
}

func (w *Words) argument(name string, args Args) string {
	name, forms, plural := strings.Cut(name, "|")
	value, ok := args[name]
	if !ok || value == nil {
		return ""
	}
	if plural {
		one, other, _ := strings.Cut(forms, "|")
		if fmt.Sprint(value) == "1" {
			return one
		}
		return other
	}
	return w.show(value)
}

func (w *Words) show(value any) string {
	switch v := value.(type) {
	case time.Time:
		return w.date(v)
	case Size:
		return w.size(v)
	case []string:
		return strings.Join(v, ", ")
	case []Term:
		all := make([]string, len(v))
		for i, one := range v {
			all[i] = w.show(one)
		}
		return strings.Join(all, "; ")
	case Term:
		return w.Say("term."+string(v), nil)
	}
	return fmt.Sprint(value)
}

// date writes a day. In Vietnamese the days below 10 and the months 1 and 2 get
// a zero (Decree 30/2020/NĐ-CP, annex I): 01/6/2026, 12/02/2026.
func (w *Words) date(t time.Time) string {
	switch {
	case w.Language != "vi":
		return t.Format(time.DateOnly)
	case t.Month() <= time.February:
		return t.Format("02/01/2006")
	}
	return t.Format("02/1/2006")
}

// size writes bytes as kilobytes of 1000, with one digit behind the point.
func (w *Words) size(n Size) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	text := strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/1000), ".0")
	if w.Language == "vi" {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text + " KB"
}
