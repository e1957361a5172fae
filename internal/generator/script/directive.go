package script

import (
	"strconv"
	"strings"

	"loa/internal/generator/markdown"
)

// directive tells a directive. Of those that are not named here the title is told, and
// what the site knows or what is in them.
func (t *teller) directive(b markdown.Block) {
	switch b.Name {
	case "note", "tip", "warning", "danger":
		t.callout(b)
	case "do":
		t.todo(b)
	case "dont":
		t.dont(b)
	case "steps":
		t.steps(b)
	case "quiz":
		t.quiz(b)
	case "figure":
		t.figure(b)
	case "video", "audio":
		t.media(b)
	case "contact":
		t.contact(b)
	case "notes", "beat", "measure": // a teacher's own; seen alone; of the page
	default:
		t.title(b)
		if !t.known(b) {
			t.blocks(b.Blocks)
		}
	}
}

// known tells what the site knows of a directive.
func (t *teller) known(b markdown.Block) bool {
	if t.facts == nil {
		return false
	}
	facts := t.facts.Directive(b.Name, b.Value)
	for _, one := range facts {
		t.tell("", markdown.Passage{Text: one})
	}
	if len(facts) > 0 {
		t.ended()
	}
	return len(facts) > 0
}

func (t *teller) title(b markdown.Block) {
	if b.Title.Text != "" {
		t.tell("", b.Title)
	}
}

// callout tells its kind first.
func (t *teller) callout(b markdown.Block) {
	t.kind(t.words[b.Name], b)
	t.blocks(b.Blocks)
	t.ended()
}

func (t *teller) kind(name string, b markdown.Block) {
	if b.Title.Text == "" {
		t.add(name)
	} else {
		t.tell(name, b.Title)
	}
}

func (t *teller) todo(b markdown.Block) {
	t.act(func() {
		if b.Title.Text == "" {
			t.add(t.words["do"] + ":")
		} else {
			t.tell("", b.Title)
		}
		t.blocks(b.Blocks)
	})
}

// dont tells before each item that it must not be done: a listener who comes late must
// not take it for advice.
func (t *teller) dont(b markdown.Block) {
	name := t.words["dont"]
	if b.Title.Text != "" {
		name = t.phrase(b.Title)
	}
	t.act(func() {
		for _, inner := range b.Blocks {
			switch inner.Kind {
			case markdown.ListBlock:
				t.list(inner, func(markdown.Block, int) string { return name })
			case markdown.TextBlock:
				t.tell(name, inner.Text)
			default:
				t.block(inner)
			}
		}
	})
}

func (t *teller) steps(b markdown.Block) {
	t.act(func() {
		t.title(b)
		for _, inner := range b.Blocks {
			if inner.Kind == markdown.ListBlock {
				t.list(inner, t.step)
			} else {
				t.block(inner)
			}
		}
	})
}

// act tells what tells what to do, in paragraphs of its own.
func (t *teller) act(tell func()) {
	if t.depth > 0 {
		tell()
		return
	}
	t.acting++
	tell()
	t.end()
	t.acting--
}

func (t *teller) figure(b markdown.Block) {
	t.picture(markdown.Passage{Text: b.Value("alt")}, markdown.Passage{Text: b.Value("caption")})
	t.title(b)
	t.blocks(b.Blocks)
	t.ended()
}

// media tells that there is a film or a recording, if it has a name.
func (t *teller) media(b markdown.Block) {
	p := b.Title
	if p.Text == "" {
		p = markdown.Passage{Text: b.Value("caption")}
	}
	if p.Text != "" {
		t.tell(t.words[b.Name], p)
		t.ended()
	}
}

func (t *teller) contact(b markdown.Block) {
	t.title(b)
	t.depth++
	t.blocks(b.Blocks)
	t.depth--
	for _, key := range []string{"phone", "address", "hours"} {
		value := b.Value(key)
		if key == "phone" {
			value = oneNumber(value)
		}
		if value != "" {
			t.tell("", markdown.Passage{Text: t.words[key] + ": " + value})
		}
	}
	if b.Value("email") != "" {
		t.add(t.words["email"])
	}
	t.ended()
}

// oneNumber is a telephone number without what groups its digits.
func oneNumber(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789 .-+()", r) }) {
		return s // several, or words
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-()", r) {
			return -1
		}
		return r
	}, s)
}

// quiz tells each question, its answers, the right one and why.
func (t *teller) quiz(b markdown.Block) {
	t.title(b)
	t.depth++
	number := 0
	for i, inner := range b.Blocks {
		switch {
		case inner.Kind != markdown.ListBlock:
			t.block(inner)
		case len(inner.Blocks) > 0 && inner.Blocks[0].Task:
			t.answers(inner.Blocks)
			t.right(inner.Blocks)
			t.blocks(b.Blocks[i+1:])
			t.depth--
			t.ended()
			return
		default:
			for _, question := range inner.Blocks {
				number++
				t.question(number, question.Blocks)
				t.end()
			}
		}
	}
	t.depth--
	t.ended()
}

// question tells one question: its text, a list of tasks, and what stands behind.
func (t *teller) question(number int, blocks []markdown.Block) {
	prefix := t.word("question", "{n}", strconv.Itoa(number))
	var answers []markdown.Block
	for _, b := range blocks {
		switch {
		case b.Kind == markdown.ListBlock && answers == nil:
			answers = b.Blocks
			t.answers(answers)
			t.right(answers)
		case b.Kind == markdown.TextBlock:
			t.tell(prefix, b.Text)
			prefix = ""
		default:
			t.block(b)
		}
	}
}

func (t *teller) letter(i int) string {
	letters := strings.Fields(t.words["letters"])
	return letters[i%len(letters)]
}

func (t *teller) answers(all []markdown.Block) {
	t.add(t.words["answers"] + ":")
	for i, a := range all {
		if len(a.Blocks) > 0 {
			t.tell(t.letter(i), a.Blocks[0].Text)
		}
	}
}

func (t *teller) right(all []markdown.Block) {
	for i, a := range all {
		if a.Checked && len(a.Blocks) > 0 {
			said, _ := t.Speaker.Say(a.Blocks[0].Text.Text)
			t.add(strings.ReplaceAll(t.words["answer"], "{letter}", t.letter(i)) + ": " + said)
		}
	}
}
