package markdown

import (
	"strings"
	"testing"

	"loa/internal/base/problem"
)

// A body over a limit is told where it passes it, once, and loses no word.
func TestLimits(t *testing.T) {
	many := strings.Repeat
	for name, c := range map[string]struct {
		body string
		want problem.Limit
		line int
	}{
		"quotations":  {"a\n\n" + many(">", 80) + " last\n", problem.MaxNesting, 3},
		"directives":  {many(":::note\n", 80) + "last\n", problem.MaxNesting, 33},
		"lists":       {many("1. ", 80) + "last\n", problem.MaxNesting, 1},
		"definitions": {many("> ", 30) + "a\n" + many("> ", 30) + ": b\n" + many("> ", 30) + "  1. > last\n", problem.MaxNesting, 3},
		"emphasis":    {"a\n" + many("*a_ ", 2000) + "last\n", problem.MaxMarks, 2},
		"links":       {many("[a](", 2000) + "\nlast\n", problem.MaxMarks, 1},
		"brackets":    {many("[", 2000) + many("]", 2000) + "last\n", problem.MaxMarks, 1},
		"notes":       {many("x[^a] ", 10) + "\n\n[^a]: y\n" + many("[^b]: z\n", 1000) + "\nlast\n", problem.MaxNotes, 1003},
		"columns":     {"last\n\n|" + many("a|", 201) + "\n|" + many("-|", 201) + "\n", problem.MaxColumns, 4},
		"rows":        {"last\n\n|" + many("a|", 200) + "\n|" + many("-|", 200) + "\n" + many("a|\n", 51), problem.MaxMissingCells, 55},
		"references":  {many("[a] ", 300) + "\n\n[a]: /" + many("x", 1000) + "\n\nlast\n", problem.MaxReferences, 1},
	} {
		t.Run(name, func(t *testing.T) {
			place := func(offset, length int) problem.Place {
				return problem.Locate("a.md", []byte(c.body), offset, length)
			}
			m := New(Dialect{Directives: map[string]Directive{"note": {Container: true}}})
			result := m.Render(Input{Text: []byte(c.body), Place: place, Plain: true})
			var lines []int
			for _, p := range result.Problems {
				if p.Code == c.want.Code {
					lines = append(lines, p.Place.Line)
				}
			}
			if len(lines) != 1 || lines[0] != c.line {
				t.Errorf("%s is told at %v, want once in line %d", c.want.Code, lines, c.line)
			}
			if !strings.Contains(string(result.HTML), "last") {
				t.Error("the end of the text is lost")
			}
		})
	}
}

// Many faults of one kind are told up to a number: each costs a walk through the text.
func TestManyProblems(t *testing.T) {
	m := New(Dialect{})
	for range 2 {
		result := m.Render(Input{Text: []byte(strings.Repeat("a[^b]\n\n", mostAlike+100))})
		if len(result.Problems) != mostAlike {
			t.Error(len(result.Problems), "problems, want", mostAlike)
		}
		result.Release()
	}
}

// What authors write comes nowhere near a limit.
func TestWithinLimits(t *testing.T) {
	table := "|" + strings.Repeat("a|", 20) + "\n|" + strings.Repeat("-|", 20) + "\n" + strings.Repeat("|a|\\||\n", 500)
	result := New(Dialect{}).Render(Input{Text: []byte(strings.Repeat("- [a](/b) *c*\n", 2000) + "\n" + table)})
	if len(result.Problems) > 0 || strings.Count(string(result.HTML), "<td") != 20*500 {
		t.Error(result.Problems)
	}
}
