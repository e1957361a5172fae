package deploy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"loa/internal/publish/remote"
)

// previous is what a release changed, so that it can be taken back: the files
// that were there, kept under their sums, and the paths where nothing was.
type previous struct {
	release string          // the one that was there before; "" for none
	was     map[string]file // in kept/, by sum
	others  map[string]file // not sent by Loa; also in kept/
	absent  map[string]bool
	stale   map[string]bool // sums in kept/ of an older release, to be removed
}

func newPrevious(release string) previous {
	return previous{release: release, was: map[string]file{}, others: map[string]file{}, absent: map[string]bool{}, stale: map[string]bool{}}
}

func (p *previous) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nrelease %s\n", previousForm, p.release)
	for _, path := range slices.Sorted(maps.Keys(p.was)) {
		b.WriteString(p.was[path].line("=", path))
	}
	for _, path := range slices.Sorted(maps.Keys(p.others)) {
		b.WriteString(p.others[path].line("*", path))
	}
	for _, path := range slices.Sorted(maps.Keys(p.absent)) {
		b.WriteString("! " + path + "\n")
	}
	for _, sum := range slices.Sorted(maps.Keys(p.stale)) {
		b.WriteString("~ " + sum + "\n")
	}
	return b.String()
}

func readPrevious(lines []string) (previous, error) {
	p := newPrevious("")
	if len(lines) == 0 {
		return p, errDamaged
	}
	release, ok := strings.CutPrefix(lines[0], "release ")
	if !ok {
		return p, errDamaged
	}
	p.release = release
	for _, line := range lines[1:] {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "=", "*":
			path, f, err := parseFile(rest)
			if err != nil {
				return p, err
			}
			if f.other = mark == "*"; f.other {
				p.others[path] = f
			} else {
				p.was[path] = f
			}
		case "!":
			if remote.Check(rest) != nil {
				return p, errDamaged
			}
			p.absent[rest] = true
		case "~":
			if remote.Check(rest) != nil || strings.Contains(rest, "/") {
				return p, errDamaged
			}
			p.stale[rest] = true
		default:
			return p, errDamaged
		}
	}
	return p, nil
}

// kept are the files in kept/ that the release before needs, by path.
func (p *previous) kept() map[string]file {
	all := maps.Clone(p.was)
	maps.Copy(all, p.others)
	return all
}

// sums are their names.
func (p *previous) sums() map[string]bool {
	all := map[string]bool{}
	for _, f := range p.kept() {
		all[f.sum] = true
	}
	return all
}

// follow is the state for a new release after the finished one: what was kept
// for the release before that is stale now. A release that was cut off and is
// finished now goes on with the state that it began.
func (p *previous) follow(release string) previous {
	if p.release == release {
		return *p
	}
	next := newPrevious(release)
	maps.Copy(next.stale, p.stale)
	maps.Copy(next.stale, p.sums())
	return next
}
