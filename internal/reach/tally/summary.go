package tally

import (
	"loa/internal/reach/counts"
	"loa/internal/reach/summary"
)

// Summed is what was taken of a summary.
type Summed struct {
	Visits int // of all its days
	Views  int // of pages of the site
}

// Sum takes in what another program has counted: visits by day, and views of pages of a
// whole month. Of what logs say of the same days the larger figure counts, so that nothing
// is added twice.
func (t *Tally) Sum(s summary.Summary) Summed {
	var all Summed
	own := counts.Table{}
	tomorrow := t.name(t.zone.local(t.now.Unix())/daySeconds + 1)
	for day, n := range s.Visits {
		if day > tomorrow || day < t.name(earliest) {
			t.Seen.Too++
			continue
		}
		own[counts.Key{Day: day, Log: t.log, Kind: counts.Visit}] = n
		all.Visits += n
		t.Seen.span(day)
	}
	if s.Month != "" && all.Visits > 0 {
		for _, page := range s.Pages {
			what := t.target([]byte(page.Target), 0)
			if what.kind != counts.View {
				continue
			}
			own[counts.Key{Day: s.Month, Log: t.log, Kind: counts.View, Address: what.address}] += page.Views
			all.Views += page.Views
		}
	}
	t.closed.Join(own)
	return all
}
