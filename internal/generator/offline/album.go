package offline

import "slices"

// album names the photos that are published. A device that keeps some reads it
// when it is new, and lets go of those that are not in it any more: a picture
// that was withdrawn must not stay on a phone.
type album struct {
	Files  [][2]any         `json:"files"`  // path and bytes
	Topics map[string][]int `json:"topics"` // a topic's key → its photos
	All    []int            `json:"all"`    // what is saved with everything

	sizes []int64
}

// NotePhoto takes down a file if it is a photo, or a sound of which the size is known: a
// reader may keep one by one.
func (l *Ledger) NotePhoto(path string, size int64) {
	if !isPhoto(path) && (!isSound(path) || size <= 0) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.photos[path] = size
}

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
	a := album{Files: [][2]any{}, Topics: map[string][]int{}, All: []int{}}
	number := map[string]int{}
	for path, size := range sorted(l.photos) {
		number[path] = len(a.Files)
		a.Files, a.sizes = append(a.Files, [2]any{path, size}), append(a.sizes, size)
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
