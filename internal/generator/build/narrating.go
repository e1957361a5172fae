package build

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
	"loa/internal/media/speech"
)

// mostFailed is how many texts one after the other the command may fail for before a build
// does not try it again.
const mostFailed = 3

// failedEnding is that of the files which say, beside the recordings, for how many builds the
// command has failed for a text.
const failedEnding = ".failed"

// unsaid is a text that has no recording.
type unsaid struct {
	page   *site.Page
	name   string // of its recording, without the ending
	text   speech.Text
	failed int // builds in which the command failed for it
}

// speak makes the recordings that are missing, and places the pages with them. What goes
// wrong with the command are problems. The error is an I/O error, or why ctx ended.
func (p *Project) speak(ctx context.Context) error {
	by := p.Options.speaker()
	found := p.unallowed(by)
	if len(found) > 0 {
		p.Problems = append(p.Problems, found...)
		return nil
	}
	all, err := p.unsaid()
	if err != nil {
		return err
	}
	made, tried, row := 0, 0, 0
	for _, u := range all {
		if row == mostFailed || row > 0 && u.failed > 0 {
			break
		}
		p.progress(tried, len(all))
		tried++
		err := p.say(ctx, by, u)
		var fault *speech.Error
		switch {
		case err == nil:
			made++
			row = 0
		case !errors.As(err, &fault):
			return err
		case ofAll(fault.Fault):
			row, tried = mostFailed, len(all) // none is left that could do better
			found = append(found, audioFailed(p.Settings.Place("audio", "command"), fault))
		default:
			row++
			found = append(found, audioFailed(problem.Place{File: u.page.Entry.File.Path}, fault))
			if err := p.cache(narrations).Keep(u.name+failedEnding, strconv.AppendInt(nil, int64(u.failed+1), 10)); err != nil {
				return err
			}
		}
	}
	if left := len(all) - tried; left > 0 {
		found = append(found, problem.New(problem.AudioUntried, p.Settings.Place("audio", "command"), problem.Args{"count": left}))
	}
	if made > 0 {
		p.place()
	}
	p.Problems = append(p.Problems, found...)
	return nil
}

// unsaid are the texts that have no recording: those that were never tried first, then those
// that the command failed for, the fewest times first. So one text that always fails does
// not keep the others without a recording.
func (p *Project) unsaid() ([]unsaid, error) {
	var all []unsaid
	for _, page := range p.unspoken() {
		name, text, err := p.narration(page)
		if err != nil {
			return nil, err
		}
		u := unsaid{page: page, name: name, text: text}
		if data, ok := p.cache(narrations).Load(name + failedEnding); ok {
			times, _ := strconv.Atoi(string(data)) // a file without a number was written by nobody: once
			u.failed = max(times, 1)
		}
		all = append(all, u)
	}
	slices.SortStableFunc(all, func(a, b unsaid) int { return cmp.Compare(a.failed, b.failed) })
	return all, nil
}

func (p *Project) say(ctx context.Context, by Speech, u unsaid) error {
	sound, err := by.Say(ctx, u.text)
	if err != nil {
		return err
	}
	return p.cache(narrations).Keep(u.name+sound.Ending, sound.Data)
}

// progress tells how many texts are said.
func (p *Project) progress(done, total int) {
	if p.Options.Spoken != nil {
		p.Options.Spoken(done, total)
	}
}

// ofAll reports whether a fault is that of the command, whatever the text.
func ofAll(f speech.Fault) bool {
	return f == speech.Missing || f == speech.Inside || f == speech.Hidden
}

// keepsFailure reports whether a file of the cache says that the command failed for a text
// which still has no recording.
func (r *run) keepsFailure(name string) bool {
	name, ok := strings.CutSuffix(name, failedEnding)
	return ok && slices.ContainsFunc(r.unspoken(), func(page *site.Page) bool {
		of, _, err := r.narration(page)
		return err == nil && of == name
	})
}

func audioFailed(at problem.Place, e *speech.Error) problem.Problem {
	args := problem.Args{"program": e.Program, "reason": problem.Term(e.Fault)}
	if e.Said != "" {
		args["said"] = e.Said
	}
	return problem.New(problem.AudioFailed, at, args)
}

// isAudioFailed reports whether the next build shall try again although nothing has changed.
func isAudioFailed(p problem.Problem) bool {
	return p.Code == problem.AudioFailed || p.Code == problem.AudioUntried
}
