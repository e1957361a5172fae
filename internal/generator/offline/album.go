package offline

import (
	"slices"

	"loa/internal/base/pattern"
)

// album names the photos that are published. A device that keeps some reads it
// when it is new, and lets go of those that are not in it any more: a picture
// that was withdrawn must not stay on a phone.
type album struct {
	Files  [][]any          `json:"files"`  // path, bytes, and the sum where the name says none
	Topics map[string][]int `json:"topics"` // a topic's key → its photos
	All    []int            `json:"all"`    // what is saved with everything

	sizes []int64
}

// photo is a file that a reader may keep by itself.
type photo struct {
	size int64
	sum  uint32 // of its bytes; 0 if they were not read
}

// NotePhoto takes down a file if it is a photo, or a sound of which the size is known.
// sum is the CRC-32 of its bytes (IEEE), 0 if they were not read.
func (l *Ledger) NotePhoto(path string, size int64, sum uint32) {
	if !isPhoto(path) && (!isSound(path) || size <= 0) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.photos[path] = photo{size, sum}
}

// NeedsSum reports whether NotePhoto wants the sum of a file: of a recording, and of a
// picture that keeps its name when its bytes change, as those of static/ do.
func NeedsSum(path string) bool { return isSound(path) || isPhoto(path) && !printed.MatchString(path) }

// printed are names that say which bytes a file has.
var printed = pattern.New(`\.[0-9a-f]{8}\.\w+$`)

func isPhoto(path string) bool {
	switch ending(path) {
	case "jpg", "jpeg", "png", "webp", "gif", "avif":
		return true
	}
	return false
}

func isSound(path string) bool {
	switch ending(path) {
	case "mp3", "m4a", "ogg", "opus", "wav":
		return true
	}
	return false
}

func (l *Ledger) album(p Plan) album {
	a := album{Files: [][]any{}, Topics: map[string][]int{}, All: []int{}}
	number := map[string]int{}
	for path, p := range sorted(l.photos) {
		number[path] = len(a.Files)
		facts := []any{path, p.size}
		if NeedsSum(path) {
			facts = append(facts, letters(p.sum))
		}
		a.Files, a.sizes = append(a.Files, facts), append(a.sizes, p.size)
	}
	of := func(paths []string) []int {
		chosen := []int{}
		for _, path := range paths {
			if n, ok := number[path]; ok {
				chosen = append(chosen, n)
			}
		}
		slices.Sort(chosen)
		return slices.Compact(chosen)
	}
	for _, t := range p.Topics {
		if chosen := of(t.Paths); len(chosen) > 0 {
			a.Topics[t.Key] = chosen
		}
	}
	a.All = of(p.Photos)
	return a
}

// count tells in the list how large photos are.
func (a album) count(all *list) {
	sum := func(chosen []int) (n int64) {
		for _, i := range chosen {
			n += a.sizes[i]
		}
		return n
	}
	for i := range all.Topics {
		all.Topics[i].Photos = sum(a.Topics[all.Topics[i].Key])
	}
	all.Photos = sum(a.All)
}
