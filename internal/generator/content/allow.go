package content

import (
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/markdown"
)

// Allow is an author's note that a problem is meant to be passed over:
// <!-- loa: allow CODE, reason -->.
type Allow struct {
	Code     problem.Code
	From, To int           // the lines that it speaks of; 0: the whole file
	Place    problem.Place // of the note
}

// Covers reports whether the note speaks of a problem.
func (a Allow) Covers(p problem.Problem) bool {
	return p.Code == a.Code && p.Place.File == a.Place.File && (a.From == 0 || a.From <= p.Place.Line && p.Place.Line <= a.To)
}

// Allows are the notes in the entry's text.
func (e *Entry) Allows() []Allow {
	if e.optional == nil {
		return nil
	}
	return e.optional.allows
}

// allows reads the notes in a body, which begins at an offset of the text.
func allows(text source.Text, start int) (found []Allow, problems []problem.Problem) {
	for _, note := range markdown.Notes(text.Bytes[start:]) {
		at := text.Place(start+note.Offset, note.Length)
		a, fault := readAllow(note.Text, at)
		problems = append(problems, fault...)
		if a.Code == "" {
			continue
		}
		if !note.Whole {
			a.From = text.Place(start+note.From, 0).Line
			a.To = text.Place(start+max(note.To-1, note.From), 0).Line
		}
		found = append(found, a)
	}
	return found, problems
}

// readAllow reads "allow CODE, reason". A note without a reason counts all the
// same.
func readAllow(text string, at problem.Place) (Allow, []problem.Problem) {
	word, rest, _ := strings.Cut(text, " ")
	code, reason, _ := strings.Cut(rest, ",")
	code = strings.Trim(code, " \t\n[]`\"“”")
	_, known := problem.Default(problem.Code(code))
	switch {
	case !strings.EqualFold(word, "allow") || code == "" || strings.ContainsAny(code, " \t\n"):
		return Allow{}, []problem.Problem{problem.New(problem.AllowMalformed, at, problem.Args{"text": text})}
	case !known:
		args := problem.Args{"code": code}
		if near, ok := fold.Nearest(code, problem.CodeNames()); ok {
			args["suggestion"] = near
		}
		return Allow{}, []problem.Problem{problem.New(problem.AllowUnknownCode, at, args)}
	}
	a := Allow{Code: problem.Code(code), Place: at}
	if strings.TrimSpace(reason) == "" {
		return a, []problem.Problem{problem.New(problem.AllowNoReason, at, problem.Args{"code": code})}
	}
	return a, nil
}
