package check

import (
	"strconv"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// Translation tells of a page's text that it does not follow its source, and of
// a source in which languages it is missing. Nothing is said of the same text
// where it stands in for another language's.
func Translation(p *site.Page) []problem.Problem {
	if p.Entry == nil || p.Fallback {
		return nil
	}
	if missing := p.Untranslated(); missing != nil {
		return one(problem.TranslationMissing, problem.Place{File: p.Entry.File.Path},
			problem.Args{"languages": missing, "first": missing[0], "file": p.Entry.File.Path})
	}
	t := p.Translation()
	if t.State == "" || t.State == site.Current {
		return nil
	}
	args := problem.Args{"file": p.Entry.File.Path, "language": t.Language}
	if t.Source != nil {
		args["source"] = t.Source.File.Path
	}
	switch t.State {
	case site.Orphan:
		args["source"] = content.Root + "/" + sourcePath(p.Entry)
		return one(problem.TranslationOrphan, p.Entry.Place("translated_from"), args)
	case site.Unmarked:
		return one(problem.TranslationUnmarked, problem.Place{File: p.Entry.File.Path}, args)
	case site.Stale:
		if changed := Changes(t); len(changed) > 0 {
			args["changed"] = changed
		}
		return one(problem.TranslationStale, p.Entry.Place("translated_from"), args)
	}
	return nil
}

func one(code problem.Code, at problem.Place, args problem.Args) []problem.Problem {
	return []problem.Problem{problem.New(code, at, args)}
}

// sourcePath is where the source of an orphan was.
func sourcePath(e *content.Entry) string {
	if e.Bundle {
		return e.Key + "/index.md"
	}
	return e.Key + ".md"
}

// Changes names what differs in the source of a stale translation: the keys of
// front matter, the headings in quotes, "…" for the text before the first, and
// "−2" for two parts that are gone. Empty if nobody can tell.
func Changes(t site.Translation) []string { return named(t.Entry.Changed(t.Source)) }

// ChangesOfOriginal is Changes for a stale copy of a page of an earlier layer.
func ChangesOfOriginal(copied, original *content.Entry) []string {
	return named(copied.ChangedOriginal(original))
}

func named(changed []content.Part, gone int, err error) []string {
	if err != nil { // the file went away meanwhile
		return nil
	}
	var names []string
	for _, p := range changed {
		names = append(names, partName(p))
	}
	if gone > 0 {
		names = append(names, "−"+strconv.Itoa(gone))
	}
	return names
}

func partName(p content.Part) string {
	switch {
	case p.Key != "":
		return p.Key
	case p.Heading != "":
		return "“" + p.Heading + "”"
	}
	return "…"
}

// Tally counts the translations of one language by their state.
type Tally struct {
	Language string
	Counts   map[site.State]int
}

// Tallies counts the translations of every language but the default one.
func Tallies(s *site.Site) []Tally {
	var all []Tally
	for _, e := range s.Editions[1:] {
		counts := map[site.State]int{}
		for _, state := range site.States() {
			counts[state] = 0
		}
		all = append(all, Tally{e.Language.Tag, counts})
	}
	for t := range s.Translations() {
		for _, tally := range all {
			if tally.Language == t.Language {
				tally.Counts[t.State]++
			}
		}
	}
	return all
}

// States are the problems that stand for a state.
func States() map[problem.Code]site.State {
	return map[problem.Code]site.State{
		problem.TranslationStale: site.Stale, problem.TranslationUnmarked: site.Unmarked,
		problem.TranslationOrphan: site.Orphan, problem.TranslationMissing: site.Missing,
	}
}
