// Package search judges the search of the project's own site by questions that people
// ask, in questions.tsv: parents, teachers and children, with and without marks, in words
// that no page has, with keys that a keyboard did not compose, with typing errors.
//
// A line has four fields: whether the question is held (yes, no, or late), the language of the search page,
// the question, and the addresses that answer it. Every third question is held: the words
// of the theme, the keywords of pages and the numbers of the script are made without
// looking at what becomes of them. The late ones, at the end, were written when all that
// was done: they tell best how well other questions fare.
package search

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

// Group is a part of the questions.
type Group int

const (
	Tuned Group = iota
	Held        // not looked at while tuning
	Late        // written after the tuning
)

// Question is a question and the pages that answer it.
type Question struct {
	Group Group
	Page  string   // the language of the search page
	Text  string   // what is typed
	Right []string // addresses on the project's own site
}

//go:embed questions.tsv
var table string

// Questions reads the table.
func Questions() ([]Question, error) { return read(table) }

func read(table string) (all []Question, err error) {
	for number, line := range slices.Collect(strings.Lines(table)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if number == 0 && fields[0] == "held" {
			continue
		}
		group := slices.Index([]string{"no", "yes", "late"}, fields[0])
		if len(fields) != 4 || group < 0 {
			return nil, fmt.Errorf("line %d is no question: %q", number+1, line)
		}
		all = append(all, Question{Group: Group(group), Page: fields[1], Text: fields[2], Right: strings.Fields(fields[3])})
	}
	return all, nil
}

// Figures are what came of some questions.
type Figures struct {
	Questions int
	First     int     // how many have a right answer first
	Three     int     // how many have one among the first three
	Precision float64 // the part of the first three results that is right, on average
}

// Add takes in the results of a question, the best first.
func (f *Figures) Add(q Question, results []string) {
	top := results[:min(3, len(results))]
	right := 0
	for i, address := range top {
		if slices.Contains(q.Right, address) {
			right++
			if i == 0 {
				f.First++
			}
		}
	}
	if right > 0 {
		f.Three++
	}
	f.Precision = (f.Precision*float64(f.Questions) + float64(right)/float64(max(1, len(top)))) / float64(f.Questions+1)
	f.Questions++
}

// String is a row of a table.
func (f Figures) String() string {
	part := func(n int) float64 { return 100 * float64(n) / float64(max(1, f.Questions)) }
	return fmt.Sprintf("%d | %.1f %% | %.1f %% | %.2f", f.Questions, part(f.First), part(f.Three), f.Precision)
}
