package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

// interview asks a person what a form needs. What a flag has said is not asked;
// where nobody can be asked, or a flag shows that a script is talking, only
// flags count.
type interview struct {
	v      *voice
	ctx    context.Context
	lines  *bufio.Reader // nil: nobody to ask
	script bool          // flags were given: ask only for what must be there
}

// question is one thing to know.
type question struct {
	key     string // of its words: "ask.KEY"
	flag    string // "--title"
	given   string // what the flag said
	needed  bool
	usual   string   // what an empty answer stands for
	choices []choice // to answer by number, name or key
	folders bool     // the choices are folders
	several bool     // more than one choice, with commas
	absent  bool     // the site has nothing to choose from: only a flag may try

	take func(answer string) error // a Refusal says what is wrong with it
}

// choice is one of the answers to choose from: by its key or its name.
type choice struct{ key, name string }

// shown is how a choice stands in the list; a folder is worth seeing.
func (q question) shown(c choice) string {
	if q.folders {
		return c.name + " (" + c.key + ")"
	}
	return c.name
}

// answering prepares to ask the person at the terminal, if there is one.
func answering(ctx context.Context, v *voice, s *Env, script bool) *interview {
	i := &interview{v: v, ctx: ctx, script: script}
	if v.terminal && s.In != nil {
		i.lines = bufio.NewReader(s.In)
	}
	return i
}

// put asks the questions in their order.
func (i *interview) put(questions ...question) error {
	for _, q := range questions {
		if err := i.one(q); err != nil {
			return err
		}
	}
	return nil
}

func (i *interview) one(q question) error {
	switch {
	case q.given != "":
		return i.flagged(q)
	case q.absent:
		return nil
	case i.lines != nil && (!i.script || q.needed && q.usual == ""):
		return i.ask(q)
	case q.usual != "":
		return q.take(q.usual)
	case q.needed:
		return i.v.refusedAt(q.flag, &scaffold.Refusal{Key: "answer-needed", Args: problem.Args{"what": i.v.Say("ask."+q.key, nil)}})
	}
	return nil
}

// flagged takes the value of a flag; what is wrong with it is told with the
// flag's name.
func (i *interview) flagged(q question) error {
	err := i.chosen(q, q.given)
	var refusal *scaffold.Refusal
	if errors.As(err, &refusal) {
		return i.v.refusedAt(q.flag, refusal)
	}
	return err
}

// ask asks until the answer can be taken.
func (i *interview) ask(q question) error {
	i.show(q)
	for {
		fmt.Fprint(i.v.err, i.prompt(q))
		answer, err := i.line()
		if err != nil {
			return err
		}
		if answer == "" {
			answer = q.usual
		}
		if answer == "" && !q.needed {
			return nil
		}
		if answer == "" {
			err = &scaffold.Refusal{Key: "answer-empty"}
		} else {
			err = i.chosen(q, answer)
		}
		var refusal *scaffold.Refusal
		if !errors.As(err, &refusal) {
			return err
		}
		fmt.Fprintln(i.v.err, "  "+i.v.Say(refusal.Key, refusal.Args))
	}
}

// show lists what there is to choose from.
func (i *interview) show(q question) {
	if len(q.choices) == 0 {
		return
	}
	fmt.Fprintln(i.v.err, i.v.Say("ask."+q.key, nil)+":")
	for n, c := range q.choices {
		fmt.Fprintf(i.v.err, "%4d  %s\n", n+1, q.shown(c))
	}
}

// prompt is what stands before the answer.
func (i *interview) prompt(q question) string {
	said := i.v.Say("ask."+q.key, nil)
	switch {
	case q.several:
		said = i.v.Say("ask-several", nil)
	case len(q.choices) > 0:
		said = i.v.Say("ask-number", nil)
	}
	usual := q.usual
	for _, c := range q.choices {
		if c.key == q.usual && usual != "" {
			usual = q.shown(c)
		}
	}
	switch {
	case usual != "":
		said += " " + i.v.Say("ask-usual", problem.Args{"usual": usual})
	case !q.needed:
		said += " " + i.v.Say("ask-optional", nil)
	}
	return said + ": "
}

// chosen turns numbers and names into keys before an answer is taken.
func (i *interview) chosen(q question, answer string) error {
	if len(q.choices) == 0 {
		return q.take(answer)
	}
	words := []string{answer}
	if _, err := pick(q.choices, answer); q.several && err != nil { // a name may have a comma
		words = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ';' })
	}
	var keys []string
	for _, word := range words {
		key, err := pick(q.choices, strings.TrimSpace(word))
		if err != nil {
			return err
		}
		keys = append(keys, key)
	}
	return q.take(strings.Join(keys, ","))
}

func pick(choices []choice, word string) (string, error) {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(choices) {
		return choices[n-1].key, nil
	}
	slug := fold.Slug(word)
	var known []string
	for _, c := range choices {
		if c.key == word || fold.Slug(c.key) == slug || fold.Slug(c.name) == slug {
			return c.key, nil
		}
		known = append(known, c.key, c.name)
	}
	args := problem.Args{"word": word, "count": len(choices)}
	if near, ok := fold.Nearest(word, known); ok {
		args["suggestion"] = near
		return "", &scaffold.Refusal{Key: "no-such-choice-near", Args: args}
	}
	return "", &scaffold.Refusal{Key: "no-such-choice", Args: args}
}

// line reads what the person types; the end of the input and Ctrl+C end the
// command.
func (i *interview) line() (string, error) {
	type typed struct {
		line string
		err  error
	}
	got := make(chan typed, 1)
	go func() {
		line, err := i.lines.ReadString('\n')
		got <- typed{line, err}
	}()
	select {
	case <-i.ctx.Done():
		return "", i.stopped()
	case t := <-got:
		line := strings.TrimSpace(strings.TrimPrefix(t.line, "\ufeff"))
		if t.err != nil && line == "" {
			if errors.Is(t.err, io.EOF) { // Ctrl+D, or Ctrl+Z on Windows
				return "", i.stopped()
			}
			return "", t.err
		}
		return line, nil
	}
}

func (i *interview) stopped() error {
	fmt.Fprintln(i.v.err, "\n"+i.v.Say("ask-stopped", nil))
	return status(hindered)
}
