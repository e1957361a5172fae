// Package counts keeps what was counted of a site's readers, in data/reach/: a file a
// month, a line for each day, log, kind and address.
//
//	table, problems, err := counts.Load(disk)
//	total := table.Sum(counts.View, "/duoi-nuoc/", from, to)
//
// A figure only grows. Of two lines that say the same but for the figure the larger one
// counts, so that what two people counted is joined by keeping the lines of both, in any
// order. Git does that by itself, since Write puts the file Attributes beside them.
package counts

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Kind is what was counted.
type Kind string

// The kinds.
const (
	View       Kind = "view"       // a page was looked at
	Download   Kind = "download"   // a file was taken
	Subscriber Kind = "subscriber" // a calendar was asked for by a program that does so again and again
	Visit      Kind = "visit"      // somebody came; of no address
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{View, Download, Subscriber, Visit} }

// Key is what a figure is of.
type Key struct {
	Day     string // 2026-11-03, in the site's zone; 2026-11 of views of which only the whole month is known
	Log     string // the name of the log, for sites with several servers
	Kind    Kind
	Address string // below the site's address, begins with a slash; "" of visits
}

// Month is the month of the day: 2026-11.
func (k Key) Month() string { return k.Day[:len("2026-11")] }

// Whole reports whether the figure is of the whole month.
func (k Key) Whole() bool { return len(k.Day) == len("2026-11") }

// Compare puts keys into the order of the files.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.Day, other.Day), cmp.Compare(k.Log, other.Log), cmp.Compare(k.Kind, other.Kind), cmp.Compare(k.Address, other.Address))
}

// Table is figures by what they are of.
type Table map[Key]int

// Join takes in figures of another table: of each the larger one stays. It reports
// whether one has changed.
func (t Table) Join(other Table) (changed bool) {
	for key, n := range other {
		if n > t[key] {
			t[key], changed = n, true
		}
	}
	return changed
}

// above reports whether a figure is larger than that of another table.
func (t Table) above(other Table) bool {
	for key, n := range t {
		if n > other[key] {
			return true
		}
	}
	return false
}

// Settled is the table to add up: of what is known by day and of the whole month as well
// the larger counts, so that of the month what its days lack is left.
func (t Table) Settled() Table {
	days := Table{}
	whole := false
	for key, n := range t {
		if whole = whole || key.Whole(); !key.Whole() && key.Kind == View {
			key.Day = key.Month()
			days[key] += n
		}
	}
	if !whole {
		return t
	}
	all := maps.Clone(t)
	for key, n := range all {
		if key.Whole() {
			if all[key] = n - days[key]; all[key] <= 0 {
				delete(all, key)
			}
		}
	}
	return all
}

// Months are the months that have figures, in order.
func (t Table) Months() []string {
	months := map[string]bool{}
	for key := range t {
		months[key.Month()] = true
	}
	return slices.Sorted(maps.Keys(months))
}

// Of are the figures of a month.
func (t Table) Of(month string) Table {
	own := Table{}
	for key, n := range t {
		if key.Month() == month {
			own[key] = n
		}
	}
	return own
}

// head is the first line of a file.
const head = "day,log,kind,address,count\n"

// encode writes the figures of a month.
func (t Table) encode() []byte {
	keys := slices.AppendSeq(make([]Key, 0, len(t)), maps.Keys(t))
	slices.SortFunc(keys, Key.Compare)
	size := len(head)
	for _, key := range keys {
		size += len(key.Day) + len(key.Log) + len(key.Kind) + len(key.Address) + len(",,,,12345\n")
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	out.WriteString(head)
	lines := csv.NewWriter(out)
	for _, key := range keys {
		_ = lines.Write([]string{key.Day, key.Log, string(key.Kind), key.Address, strconv.Itoa(t[key])}) // to memory
	}
	lines.Flush()
	return out.Bytes()
}

// Fault is a line that cannot be read.
type Fault struct {
	Line int
	Text string
}

// MaxAddress is how many bytes an address may have. What is longer is not counted.
const MaxAddress = 300

// maxCount is the largest figure that is believed.
const maxCount = 1_000_000_000

// decode reads a file of a month. Lines that are none are told, and so are those of
// another month.
func decode(text []byte, month string) (Table, []Fault) {
	t := Table{}
	var faults []Fault
	lines := csv.NewReader(bytes.NewReader(text))
	lines.FieldsPerRecord, lines.ReuseRecord, lines.LazyQuotes = -1, true, true
	for {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return t, faults
		}
		number, _ := lines.FieldPos(0)
		if err != nil {
			return t, append(faults, Fault{number, err.Error()})
		}
		key, n, err := parse(fields, month)
		switch {
		case err == nil:
			t[key] = max(t[key], n)
		case strings.Join(fields, ",")+"\n" != head:
			faults = append(faults, Fault{number, strings.Join(fields, ",")})
		}
	}
}

var errLine = errors.New("no line of figures")

func parse(fields []string, month string) (Key, int, error) {
	if len(fields) != 5 {
		return Key{}, 0, errLine
	}
	key := Key{strings.Clone(fields[0]), strings.Clone(fields[1]), Kind(strings.Clone(fields[2])), strings.Clone(fields[3])}
	n, err := strconv.Atoi(fields[4])
	if err != nil || n <= 0 || n > maxCount || !isDay(key.Day) && !(key.Kind == View && isDay(key.Day+"-01")) || key.Month() != month || !slices.Contains(Kinds(), key.Kind) || !IsLog(key.Log) {
		return key, 0, errLine
	}
	if whole := key.Kind == Visit; whole != (key.Address == "") || !whole && key.Address[0] != '/' || len(key.Address) > MaxAddress {
		return key, 0, errLine
	}
	return key, n, nil
}

// IsLog reports whether a log may have that name: small letters, digits and dashes.
func IsLog(name string) bool {
	return name != "" && len(name) <= 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func isDay(text string) bool {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return false
	}
	var y, m, d int
	n, err := fmt.Sscanf(text, "%4d-%2d-%2d", &y, &m, &d)
	return err == nil && n == 3 && y >= 1990 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}
