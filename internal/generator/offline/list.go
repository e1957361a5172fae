package offline

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"
)

// list is the file of names. Every device transfers it, and that of a large site
// has tens of thousands of names, so it is written to become small when it is
// compressed: a column for the paths, which are in order, one for the sums and one
// for the sizes.
type list struct {
	Paths     string   `json:"paths"`     // one a line
	Sums      string   `json:"sums"`      // sumLength letters each
	Sizes     []int64  `json:"sizes"`     // in hundreds of bytes, rounded
	Languages string   `json:"languages"` // a letter each: A for the first of Prefixes, @ for none
	Prefixes  []string `json:"prefixes"`  // of the languages
	Topics    []Topic  `json:"topics"`    // their files as distances: 3, 1, 2 are the numbers 3, 4 and 6
	Total     int64    `json:"total"`
	Photos    int64    `json:"photos,omitempty"` // bytes of all that a reader can save with everything
}

// sumLength is how many letters a sum takes: 24 bits. Two versions of a file are
// taken for the same once in sixteen million times.
const sumLength = 4

func (l *Ledger) sum(path string) string { return letters(l.files[path].sum) }

// letters are a sum as devices compare it.
func letters(n uint32) string {
	return base64.RawURLEncoding.EncodeToString([]byte{byte(n >> 16), byte(n >> 8), byte(n)})
}

// list names what can be saved beside the core. Where readers choose topics that is
// pages and what belongs to a topic: a reader cannot save the rest, the thousands
// of pieces of a large site's search among it.
func (l *Ledger) list(p Plan, core, chosen map[string]bool, ratios map[bool]float64, auto bool) list {
	all := list{Topics: slices.Clone(p.Topics), Sizes: []int64{}, Prefixes: slices.Sorted(maps.Keys(p.Offline))}
	number := map[string]int{}
	wanted := maps.Clone(chosen) // where readers choose
	for _, t := range p.Topics {
		for _, path := range t.Paths {
			wanted[path] = true
		}
	}
	var paths, sums []string
	var languages []byte
	var sizes []int64
	for path := range sorted(l.files) {
		if p.Never[path] || core[path] || auto && chosen[path] || !auto && !isPage(path) && !wanted[path] {
			continue
		}
		number[path] = len(paths)
		size := l.weigh(path, ratios)
		all.Total += size
		letter := byte('@')
		if prefix, ok := p.language(path); ok {
			letter = byte('A' + slices.Index(all.Prefixes, prefix))
		}
		languages = append(languages, letter)
		paths, sums, sizes = append(paths, address(path)), append(sums, l.sum(path)), append(sizes, size)
		all.Sizes = append(all.Sizes, (size+50)/100)
	}
	all.Languages = string(languages)
	all.Paths, all.Sums = strings.Join(paths, "\n"), strings.Join(sums, "")
	for i := range all.Topics {
		t := &all.Topics[i]
		numbers := []int{}
		for _, path := range t.Paths {
			if n, ok := number[path]; ok {
				numbers = append(numbers, n)
			}
		}
		slices.Sort(numbers)
		for _, n := range slices.Compact(numbers) {
			t.Bytes += sizes[n]
		}
		t.Files = distances(slices.Compact(numbers))
	}
	return all
}

// distances are how far each of some rising numbers is behind the one before.
func distances(numbers []int) []int {
	last := 0
	apart := make([]int, len(numbers))
	for i, n := range numbers {
		apart[i], last = n-last, n
	}
	return apart
}
