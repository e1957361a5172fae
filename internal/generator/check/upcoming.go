package check

import (
	"slices"
	"time"

	"loa/internal/base/problem"
)

// upcoming reports sentences that announce what has passed. A year after the
// day a text is a record and left alone.
type upcoming struct{ today time.Time }

var upcomingWords = []string{"sắp tới", "sắp diễn ra", "sắp được tổ chức", "sắp tổ chức", "sắp khai mạc", "sẽ diễn ra", "sẽ được tổ chức", "sẽ tổ chức", "sẽ khai mạc",
	"sẽ bắt đầu", "chuẩn bị diễn ra", "tới đây", "upcoming", "will take place", "will be held", "will begin", "will start", "will open"}

func (u upcoming) Look(p *Page) []problem.Problem {
	var problems []problem.Problem
	for _, t := range p.Texts {
		if t.Quoted {
			continue
		}
		for from := 0; ; {
			at, word := find(t.Lower, from, upcomingWords...)
			if at < 0 {
				break
			}
			from = at + len(word)
			start, stop := sentence(t.Lower, at)
			days := datesIn(t.Lower[start:stop], p.Entry.Date.In(u.today.Location()), u.today.Location())
			if len(days) == 0 {
				continue
			}
			last := slices.MaxFunc(days, time.Time.Compare)
			if last.Before(u.today) && last.After(u.today.AddDate(-1, 0, 0)) {
				problems = append(problems, t.Problem(problem.TextUpcoming, at, from, problem.Args{"words": t.Text[at:from], "date": last}))
			}
		}
	}
	return problems
}
