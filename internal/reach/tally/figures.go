package tally

import (
	"maps"
	"math"
	"slices"

	"loa/internal/reach/counts"
)

// names numbers what figures are of, whatever the day: a site of ten thousand pages has
// as many figures each day, and an address stands here once.
type names struct {
	keys    []counts.Key // without a day
	numbers map[counts.Key]uint32
}

// number is the number of a key without a day.
func (n *names) number(key counts.Key) uint32 {
	number, known := n.numbers[key]
	if !known {
		number = uint32(len(n.keys))
		n.keys = append(n.keys, key)
		n.numbers[key] = number
	}
	return number
}

// figures are those of a day, by the numbers of names.
type figures map[uint32]int32

// set sets what was recalled; more than any log tells of is cut.
func (f figures) set(number uint32, n uint64) { f[number] = int32(min(n, math.MaxInt32)) }

// Closed are the figures of the days that were recalled when their time was over. Keep does
// not write them: they must be in the site's files before.
func (t *Tally) Closed() counts.Table { return t.closed }

// Counts are the figures of all open days.
func (t *Tally) Counts() counts.Monthly { return open{t} }

// open makes tables of the days that are open.
type open struct{ t *Tally }

// Months are the months of the days, in order.
func (o open) Months() []string {
	months := map[string]bool{}
	for _, d := range o.t.days {
		if len(d.figures) > 0 {
			months[d.month()] = true
		}
	}
	return slices.Sorted(maps.Keys(months))
}

// Of makes the table of a month.
func (o open) Of(month string) counts.Table {
	size := 0
	for _, d := range o.t.days {
		if d.month() == month {
			size += len(d.figures)
		}
	}
	table := make(counts.Table, size)
	for _, d := range o.t.days {
		if d.month() == month {
			o.t.table(d, table)
		}
	}
	return table
}

// month is the month of a day: 2026-11.
func (d *day) month() string { return counts.Key{Day: d.name}.Month() }

// table puts the figures of a day into a table.
func (t *Tally) table(d *day, into counts.Table) {
	for number, n := range d.figures {
		key := t.names.keys[number]
		key.Day = d.name
		into[key] = max(into[key], int(n))
	}
}

// Rest lets go of all that is known of readers once it is kept, and of what only requests
// need. The figures are left; nothing can be taken any more.
func (t *Tally) Rest() {
	t.site, t.agents, t.targets = Site{}, nil, nil
	for _, d := range t.days {
		d.once, d.visitors = set{}, visitors{}
	}
}
