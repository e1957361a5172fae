package host

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// body is a note as Markdown at a host: the passage as a quotation, an empty line, the
// text. It does not depend on the host's own links to lines, which end at the lines that
// a review changes.
func (n Note) body() string {
	if n.Quote == "" {
		return n.Text
	}
	return "> " + strings.ReplaceAll(strings.TrimSpace(n.Quote), "\n", "\n> ") + "\n\n" + n.Text
}

// quoted takes the passage out of the text of a note.
func quoted(body string) (quote, text string) {
	lines := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
	n := 0
	for n < len(lines) && strings.HasPrefix(lines[n], ">") {
		n++
	}
	for i := range lines[:n] {
		lines[i] = strings.TrimPrefix(strings.TrimPrefix(lines[i], ">"), " ")
	}
	return strings.Join(lines[:n], "\n"), strings.TrimSpace(strings.Join(lines[n:], "\n"))
}

// gathered is a text with notes below it, each headed by its file, for a host that does not
// take them at their lines.
func gathered(text string, notes []Note) string {
	parts := []string{text}
	if text == "" {
		parts = nil
	}
	for _, n := range notes {
		parts = append(parts, "`"+strings.ReplaceAll(n.File, "`", "'")+"` "+strconv.Itoa(n.Line)+":\n\n"+n.body())
	}
	return strings.Join(parts, "\n\n")
}

// byTime sorts notes, the oldest first.
func byTime(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return notes
}

// opinion is what a reviewer said of a commit, as Gitea and GitHub keep it.
type opinion struct {
	by, commit       string
	approves, denies bool
}

// stateOf is the state of an open review: a reviewer's last opinion of the newest commit
// counts, and one who asks for changes outweighs all who approve.
func stateOf(commit string, opinions []opinion) State {
	last := map[string]opinion{}
	for _, o := range opinions {
		if o.commit == commit {
			last[o.by] = o
		}
	}
	state := Waiting
	for _, o := range last {
		switch {
		case o.denies:
			return Returned
		case o.approves:
			state = Approved
		}
	}
	return state
}
