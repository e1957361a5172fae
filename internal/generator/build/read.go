package build

import (
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// reading is the entries on their way to being understood.
type reading struct {
	*Sources
	problems [][]problem.Problem // by the index of the entry
	read     []bool
}

// readEntries understands the entries that are wanted; the others are as they
// should be. Translations come first: they tell which sources must be hashed,
// and no others are.
func (s *Sources) readEntries(wanted func(source.File) bool) error {
	r := reading{Sources: s, problems: make([][]problem.Problem, len(s.Entries)), read: make([]bool, len(s.Entries))}
	var translations, sources []int
	for i, e := range s.Entries {
		switch {
		case !wanted(e.File):
		case s.reader.Name(e.File).Language != s.Settings.DefaultLanguage:
			translations = append(translations, i)
		default:
			sources = append(sources, i)
		}
	}
	err := r.each(translations, r.plainly)
	stamped := r.stamped()
	if err == nil {
		err = r.each(sources, func(i int) (*content.Entry, []problem.Problem, error) {
			if _, asked := stamped[s.reader.Name(s.Entries[i].File).Key]; asked {
				return r.hashing(i)
			}
			return r.plainly(i)
		})
	}
	if err == nil {
		err = r.each(r.unhashed(stamped), r.hashing)
	}
	r.keep()
	return err
}

// plainly reads an entry, unless it is known and its file has not changed.
func (r *reading) plainly(i int) (*content.Entry, []problem.Problem, error) {
	f := r.Entries[i].File
	if known := r.past.entry(i, len(r.Entries), f); known != nil {
		return r.reader.Recall(f, known), nil, nil
	}
	return r.reader.Read(f)
}

// hashing reads a source of translations.
func (r *reading) hashing(i int) (*content.Entry, []problem.Problem, error) {
	return r.reader.ReadSource(r.Entries[i].File)
}

// each understands some of the entries, several at a time.
func (r *reading) each(some []int, understand func(i int) (*content.Entry, []problem.Problem, error)) error {
	return parallel(r.Options.Workers, len(some), func(n int) error {
		i := some[n]
		entry, found, err := understand(i)
		if err == nil {
			r.Entries[i], r.problems[i], r.read[i] = entry, found, true
		}
		return err
	})
}

// keep replaces what was found in the entries before.
func (r *reading) keep() {
	for i, done := range r.read {
		if file := r.Entries[i].File.Path; done && len(r.problems[i]) > 0 {
			r.found[file] = r.problems[i]
		} else if done {
			delete(r.found, file)
		}
	}
}

// stamped are the keys of the entries that a translation says it was made from,
// and whether such a translation was read just now.
func (r *reading) stamped() map[string]bool {
	keys := map[string]bool{}
	for i, e := range r.Entries {
		if e.TranslatedFrom != 0 {
			keys[e.Key] = keys[e.Key] || r.read[i]
		}
	}
	return keys
}

// unhashed are the sources of such translations that were understood long ago:
// their texts may have changed since without a word.
func (r *reading) unhashed(stamped map[string]bool) []int {
	var some []int
	for i, e := range r.Entries {
		if !r.read[i] && e.Language == r.Settings.DefaultLanguage && stamped[e.Key] {
			some = append(some, i)
		}
	}
	return some
}
