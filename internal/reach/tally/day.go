package tally

import (
	"fmt"
	"io"
	"time"
)

// daySeconds is how long a day is: clocks are not turned where Loa is used, and where
// they are, an hour is counted to the day beside it.
const daySeconds = 24 * 60 * 60

// day is what is known of a day that is open.
type day struct {
	name     string // 2026-11-03
	salt     [16]byte
	read     int64 // when a line of it was last read, in seconds since 1970
	figures  figures
	once     set      // what was counted
	visitors visitors // of all logs
}

// zone turns moments into seconds of the site's zone.
type zone struct {
	at     *time.Location
	hour   int64
	offset int64
}

func (z *zone) local(moment int64) int64 {
	if hour := moment / 3600; hour != z.hour {
		_, offset := time.Unix(moment, 0).In(z.at).Zone()
		z.hour, z.offset = hour, int64(offset)
	}
	return moment + z.offset
}

// earliest is the first day that is believed.
var earliest = time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / daySeconds

// day gives the day of a moment, which is open from now on; nil for one that cannot be.
func (t *Tally) day(local int64) (*day, error) {
	number := local / daySeconds
	if number == t.number {
		return t.last, nil
	}
	if tomorrow := t.zone.local(t.now.Unix())/daySeconds + 1; number < earliest || number > tomorrow {
		t.Seen.Too++
		return nil, nil
	}
	d := t.days[number]
	if d == nil {
		d = &day{name: t.name(number), figures: figures{}, visitors: newVisitors()}
		if _, err := io.ReadFull(t.random, d.salt[:]); err != nil {
			return nil, fmt.Errorf("making a salt: %w", err)
		}
		t.days[number] = d
	}
	d.read = t.now.Unix()
	t.number, t.last = number, d
	t.Seen.span(d.name)
	return d, nil
}

// name is a day by its number since 1970, as files have it.
func (t *Tally) name(number int64) string {
	return time.Unix(number*daySeconds, 0).UTC().Format(time.DateOnly)
}

// span takes a day into those that were read.
func (s *Seen) span(day string) {
	if s.First == "" || day < s.First {
		s.First = day
	}
	s.Last = max(s.Last, day)
}

// set is a set of hashes: an open table of a power of two places, of which 0 is empty.
type set struct {
	places []uint64
	n      int
}

// setFor is a set that has room for n hashes, so that it need not grow.
func setFor(n int) set {
	size := 64
	for size*3 < n*4+4 {
		size *= 2
	}
	return set{places: make([]uint64, size)}
}

// add reports whether a hash is new.
func (s *set) add(hash uint64) bool {
	if s.n*4 >= len(s.places)*3 {
		s.grow()
	}
	mask := uint64(len(s.places) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch s.places[i] {
		case hash:
			return false
		case 0:
			s.places[i] = hash
			s.n++
			return true
		}
	}
}

func (s *set) grow() {
	before := s.places
	s.places, s.n = make([]uint64, max(2*len(before), 64)), 0
	for _, hash := range before {
		if hash != 0 {
			s.add(hash)
		}
	}
}

// span is from when to when a reader was there, in seconds of the day.
type span struct{ From, To uint32 }

// visitors are the readers of a day, each with the spans of the visits. Most have one.
type visitors struct {
	first map[uint64]span
	more  map[uint64][]span
}

func newVisitors() visitors { return visitors{map[uint64]span{}, map[uint64][]span{}} }

// add takes in that a reader was there, and tells how many visits more there are: one, none, or
// one fewer where two become one. In whatever order moments come, the visits are the same.
func (v *visitors) add(reader uint64, second uint32) (more int) {
	first, known := v.first[reader]
	if !known {
		v.first[reader] = span{second, second}
		return 1
	}
	if near(first, second) && v.more[reader] == nil {
		v.first[reader] = join(first, span{second, second})
		return 0
	}
	all := append([]span{first}, v.more[reader]...)
	now := span{second, second}
	kept := all[:0]
	for _, s := range all {
		if near(s, second) {
			now = join(now, s)
		} else {
			kept = append(kept, s)
		}
	}
	more = len(kept) + 1 - (1 + len(v.more[reader]))
	v.first[reader] = now
	if len(kept) > 0 {
		v.more[reader] = append([]span{}, kept...)
	} else {
		delete(v.more, reader)
	}
	return more
}

func near(s span, second uint32) bool { return second+pause > s.From && second < s.To+pause }

func join(a, b span) span { return span{min(a.From, b.From), max(a.To, b.To)} }
