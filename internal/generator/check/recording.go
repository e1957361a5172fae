package check

import (
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// Recordings tells of the recordings of a page's text what they say that the text does
// not say any more. One that says a number that has changed is left out of
// the site, so that the page itself can be published; for a check (thorough) that is an
// error as well. The error is an I/O error.
func Recordings(p *site.Page, thorough bool) ([]problem.Problem, error) {
	if p.Entry == nil || p.Fallback {
		return nil, nil
	}
	var problems []problem.Problem
	for _, r := range p.Recordings() {
		if r.Of != p.Entry {
			continue
		}
		found, err := recording(r, thorough)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	for _, tag := range slices.Sorted(maps.Keys(p.Entry.Recordings)) {
		if !p.HasRecording(tag) {
			file := strings.TrimSuffix(p.Entry.File.Path, path.Ext(p.Entry.File.Path))
			problems = append(problems, problem.New(problem.RecordingNoFile, p.Entry.Place("recordings", tag), problem.Args{"language": tag, "file": file + "." + tag + ".mp3"}))
		}
	}
	return problems, nil
}

func recording(r site.Recording, thorough bool) ([]problem.Problem, error) {
	args := problem.Args{"target": r.File.Path, "source": r.Of.File.Path}
	if r.Narrated { // made of the text as it is
		return nil, nil
	}
	if r.Known.From == 0 {
		return one(problem.RecordingUnmarked, problem.Place{File: r.File.Path}, args), nil
	}
	told, err := r.Compare()
	if err != nil || !told.Stale {
		return nil, err
	}
	place := r.Of.Place("recordings", r.Language)
	if len(told.Gone) == 0 {
		if len(told.New) > 0 {
			args["new"] = told.New
		}
		return one(problem.RecordingStale, place, args), nil
	}
	args["says"], args["now"] = strings.Join(told.Gone, ", "), orDash(told.New)
	all := one(problem.RecordingLeftOut, problem.Place{File: r.File.Path}, args)
	if thorough {
		all = append(all, problem.New(problem.RecordingNumbers, place, args))
	}
	return all, nil
}

func orDash(all []string) string {
	if len(all) == 0 {
		return "–"
	}
	return strings.Join(all, ", ")
}
