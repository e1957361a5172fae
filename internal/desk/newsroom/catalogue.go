package newsroom

import (
	"fmt"
	"strings"
	"time"

	"loa/internal/base/diskproblem"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// catalogue holds the desk's words in one language, and those of keys and problems.
type catalogue struct {
	words    *problem.Words
	keys     *problem.Words // of front matter
	problems *problem.Words
}

func newCatalogue(language string) *catalogue {
	return &catalogue{wordsFor(language), content.KeyWords(language), problem.WordsFor(language)}
}

func wordsFor(language string) *problem.Words {
	data, err := embedded.ReadFile("words/" + language + ".txt")
	if err != nil {
		return wordsFor("en")
	}
	return problem.ParseWords(language, string(data))
}

// say fills a sentence; pairs are names and values in turn.
func (c *catalogue) say(key string, pairs ...any) string {
	args := problem.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return c.words.Say(key, args)
}

// refusal says why the disk or the network did not do something.
func (c *catalogue) refusal(err error) string {
	p, ok := diskproblem.Of(err)
	if !ok {
		return c.say("broken", "reason", err.Error())
	}
	return p.Place.File + ": " + c.problems.Say(string(p.Code), p.Args) + ". " + c.problems.Hint(string(p.Code), p.Args)
}

// day writes a date; "" for the zero time.
func (c *catalogue) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return c.words.Say("day", problem.Args{"day": t.Day(), "month": int(t.Month()), "year": fmt.Sprint(t.Year())})
}

func (c *catalogue) time(zone *time.Location, t time.Time) string {
	t = t.In(zone)
	return t.Format("15:04") + ", " + c.day(t)
}

// moment is time with its seconds: versions may be made in one minute.
func (c *catalogue) moment(zone *time.Location, t time.Time) string {
	t = t.In(zone)
	return t.Format("15:04:05") + ", " + c.day(t)
}

// label is what a field is called, by the word of its key.
func (c *catalogue) label(word string) string { return c.keys.Say(word, nil) }

// help says what belongs into a field: in words of the form where it asks for
// something else than front matter has, as one value a line, else what the key
// means.
func (c *catalogue) help(word string) string {
	if own := "help." + word; c.words.Has(own) {
		return c.say(own)
	}
	return strings.ReplaceAll(c.keys.Explain(word), "`", "")
}
