package serve

import (
	"embed"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/desk/loopback"
)

// ownFolder, below the site's root, holds what the preview adds. Script and
// style are files because the pages' CSP allows no others.
const ownFolder = "_loa/"

//go:embed files words/*.txt
var embedded embed.FS

func wordsFor(language string) *problem.Words {
	data, err := embedded.ReadFile("words/" + language + ".txt")
	if err != nil {
		return wordsFor("en")
	}
	return problem.ParseWords(language, string(data))
}

// ownFile answers with what the preview adds.
func (s *Server) ownFile(w http.ResponseWriter, r *http.Request, st *state, name string) {
	if (name == "events" || name == "problems.json") && !loopback.OwnOrigin(r) {
		http.Error(w, "not for other sites", http.StatusForbidden)
		return
	}
	switch name {
	case "events":
		s.events(w, r, false)
	case "problems.json":
		at, _ := strings.CutPrefix(pageOf(r), st.root)
		s.write(w, r, http.StatusOK, ".json", s.overlay(st, at))
	case "preview.js", "preview.css", "view.js":
		data, err := embedded.ReadFile("files/" + name)
		if err != nil {
			panic("serve: " + err.Error()) // the files are embedded
		}
		s.write(w, r, http.StatusOK, name, data)
	default:
		s.view(w, r, st, name)
	}
}

// mostShown bounds the list over a page; the count tells of all.
const mostShown = 100

// sheet is what the overlay shows: data and words, so that the script has none.
type sheet struct {
	Language string            `json:"language"`
	Errors   int               `json:"errors"`
	Warnings int               `json:"warnings"`
	Here     int               `json:"here"` // how many errors the page itself has
	Summary  string            `json:"summary"`
	More     string            `json:"more,omitempty"`
	Words    map[string]string `json:"words"`
	Problems []line            `json:"problems"`
}

// line is one problem as the overlay shows it.
type line struct {
	Code     problem.Code `json:"code"`
	Severity string       `json:"severity"`
	Label    string       `json:"label"`
	File     string       `json:"file,omitempty"`
	Line     int          `json:"line,omitempty"`
	Column   int          `json:"column,omitempty"`
	Cell     string       `json:"cell,omitempty"` // of a workbook; then line and column are not shown
	Message  string       `json:"message"`
	Before   string       `json:"before,omitempty"` // the line, around the fault
	Fault    string       `json:"fault,omitempty"`
	After    string       `json:"after,omitempty"`
	Hint     string       `json:"hint,omitempty"`
	Here     bool         `json:"here"` // of the page that is looked at
}

// problems are all that are known of the site.
func (s *Server) problems(st *state) []problem.Problem {
	return s.closer.problems(st, s.ownProblems(st))
}

// ownProblems are those that the preview knows by itself.
func (s *Server) ownProblems(st *state) []problem.Problem {
	return st.newest.Weigh(append(slices.Clone(st.known), s.ledger.problems(st)...))
}

// overlay is the sheet of a page as JSON: its own problems first, errors before
// warnings.
func (s *Server) overlay(st *state, at string) []byte {
	all := s.problems(st)
	mine := s.mine(st, at)
	lines := make([]line, 0, len(all))
	view := sheet{Language: s.own.Language, Words: map[string]string{}}
	for _, f := range problem.Fold(all) {
		l := s.line(f.First)
		l.Here = mine(f.First)
		if more := f.More(s.words); more != "" {
			l.Hint = strings.TrimSpace(l.Hint + "\n" + more)
		}
		if count := 1 + len(f.Others); f.First.Severity == problem.Error {
			view.Errors += count
			if l.Here {
				view.Here += count
			}
		}
		lines = append(lines, l)
	}
	view.Warnings = len(all) - view.Errors
	slices.SortStableFunc(lines, func(a, b line) int { return a.rank() - b.rank() })
	if more := len(lines) - mostShown; more > 0 {
		view.More = s.own.Say("more", problem.Args{"count": more})
		lines = lines[:mostShown]
	}
	view.Problems = lines
	view.Summary = s.own.Say("summary", problem.Args{"errors": view.Errors, "warnings": view.Warnings})
	for _, key := range []string{"region", "here", "elsewhere", "old", "line", "column"} {
		view.Words[key] = s.own.Say(key, nil)
	}
	data, err := json.Marshal(view)
	if err != nil {
		panic("serve: " + err.Error()) // a struct of strings and numbers
	}
	return data
}

// mine tells the problems that a page has or that making it found, perhaps in
// the theme, from those of other pages.
func (s *Server) mine(st *state, at string) func(problem.Problem) bool {
	o, ok := st.outputs[outputOf(at)]
	if !ok || o.Page == nil {
		return func(problem.Problem) bool { return false }
	}
	found := s.ledger.of(o.Path)
	return func(p problem.Problem) bool {
		return p.Place.File == pathOfEntry(o) || slices.ContainsFunc(found, func(f problem.Problem) bool {
			return f.Code == p.Code && f.Place == p.Place
		})
	}
}

func (l line) rank() int {
	rank := 0
	if !l.Here {
		rank += 2
	}
	if l.Severity != problem.Error.String() {
		rank++
	}
	return rank
}

func (s *Server) line(p problem.Problem) line {
	l := line{Code: p.Code, Severity: p.Severity.String(), Label: s.words.Say("severity."+p.Severity.String(), nil),
		File: p.Place.File, Line: p.Place.Line, Column: p.Place.Column, Cell: p.Place.Cell,
		Message: problem.Message(p, s.words), Hint: s.words.Hint(string(p.Code), p.Args)}
	if p.Place.Line > 0 {
		l.Before, l.Fault, l.After = excerpt(p.Place)
	}
	return l
}

// around is how many characters of a line are shown on each side of a fault; a
// paragraph of Markdown is one line.
const around = 60

func excerpt(at problem.Place) (before, fault, after string) {
	text := []rune(at.Text)
	from := min(max(at.Column-1, 0), len(text))
	to := min(from+at.Width, len(text))
	start, end := max(from-around, 0), min(to+around, len(text))
	before, fault, after = string(text[start:from]), string(text[from:to]), string(text[to:end])
	if start > 0 {
		before = "…" + before
	}
	if end < len(text) {
		after += "…"
	}
	return before, fault, after
}
