package newsroom

import (
	"fmt"
	"time"

	"loa/internal/base/problem"
)

// catalogue holds the desk's words in one language, and those of problems.
type catalogue struct {
	words    *problem.Words
	problems *problem.Words
}

func newCatalogue(language string) *catalogue {
	return &catalogue{wordsFor(language), problem.WordsFor(language)}
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

// day writes a date; "" for the zero time.
func (c *catalogue) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return c.words.Say("day", problem.Args{"day": t.Day(), "month": int(t.Month()), "year": fmt.Sprint(t.Year())})
}

func (c *catalogue) time(t time.Time) string { return t.Format("15:04") + ", " + c.day(t) }
