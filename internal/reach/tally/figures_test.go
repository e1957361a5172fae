package tally

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"loa/internal/reach/accesslog"
	"loa/internal/reach/counts"
)

// taken is a tally of days on each of which one reader looked at every page.
func taken(t testing.TB, pages int, days ...time.Time) *Tally {
	t.Helper()
	site := Site{Places: []Place{{Base: "/"}}, Zone: time.UTC, Pages: map[string]string{}}
	for n := range pages {
		at := fmt.Sprintf("/duoi-nuoc/bai-%06d/", n)
		site.Pages[at] = at
	}
	all := New(site, "web", days[len(days)-1], rand.NewChaCha8([32]byte{1}))
	for _, day := range days {
		second := day.Unix()
		for at := range site.Pages {
			r := accesslog.Request{Address: []byte("203.0.113.7"), Time: second, Method: []byte("GET"), Target: []byte(at), Status: 200, Agent: []byte("Mozilla/5.0 X"), Named: true}
			if err := all.Take(&r); err != nil {
				t.Fatal(err)
			}
			second++
		}
	}
	return all
}

func november(days int) (all []time.Time) {
	for n := range days {
		all = append(all, time.Date(2026, 11, 1+n, 8, 0, 0, 0, time.UTC))
	}
	return all
}

// held is what a tally of 2,000 pages and 30 days holds more than one of the first day, in
// bytes by figure, after something was done with both.
func held(t testing.TB, do func(*Tally)) float64 {
	t.Helper()
	const pages, days = 2000, 30
	of := func(days int) int64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		all := taken(t, pages, november(days)...)
		do(all)
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(all)
		return int64(after.HeapAlloc) - int64(before.HeapAlloc)
	}
	return float64(of(days)-of(1)) / (pages * (days - 1))
}

// Ten thousand pages have 300,000 figures a month: each is a pair of numbers and a hash,
// not an address. Once all is kept, the hashes go before tables are made.
func TestFiguresAreSmall(t *testing.T) {
	if got := held(t, func(*Tally) {}); got > 64 {
		t.Errorf("%.0f bytes by figure while logs are read", got)
	}
	if got := held(t, func(all *Tally) {
		if err := all.Keep(io.Discard); err != nil {
			t.Fatal(err)
		}
		all.Rest()
	}); got > 32 {
		t.Errorf("%.0f bytes by figure while they are written", got)
	}
}

// The figures come by month, and those of a month are of its days alone.
func TestMonthsOfCounts(t *testing.T) {
	all := taken(t, 2, time.Date(2026, 10, 31, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC))
	figures := all.Counts()
	if got := figures.Months(); !slices.Equal(got, []string{"2026-10", "2026-11"}) {
		t.Fatal(got)
	}
	for month, want := range map[string]int{"2026-10": 3, "2026-11": 6, "2026-12": 0} {
		table := figures.Of(month)
		for key, n := range table {
			if key.Month() != month || n != 1 || (key.Kind == counts.Visit) != (key.Address == "") {
				t.Errorf("%s: %v %d", month, key, n)
			}
		}
		if len(table) != want {
			t.Errorf("%s: %d figures, not %d", month, len(table), want)
		}
	}
}
