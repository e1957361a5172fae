package deploy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"loa/internal/publish/remote"
)

// state is what a place has, as far as its state tells.
type state struct {
	release string          // the last that was finished; "" for none
	files   map[string]file // of that release
	doubt   map[string]bool // paths that an unfinished release was about: old bytes, new ones or none
	changes string          // the text of changes.gz that holds since the manifest, without its first two lines
	base    string          // the release of the manifest
	open    []string        // lines of the last release, if it was not finished
	back    bool            // and whether that was a return to an earlier one
	warned  time.Time       // when warnings alone were published last since the manifest; zero for never
}

func newState() state { return state{files: map[string]file{}, doubt: map[string]bool{}} }

// manifest is the whole state as a text.
func (s *state) manifest() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nrelease %s\n", manifestForm, s.release)
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		b.WriteString(s.files[path].line("=", path))
	}
	return b.String()
}

// readManifest takes in what manifest wrote.
func (s *state) readManifest(lines []string) error {
	if len(lines) == 0 {
		return errDamaged
	}
	release, ok := strings.CutPrefix(lines[0], "release ")
	if !ok {
		return errDamaged
	}
	s.release, s.base = release, release
	for _, line := range lines[1:] {
		rest, ok := strings.CutPrefix(line, "= ")
		path, f, err := parseFile(rest)
		if !ok || err != nil {
			return errDamaged
		}
		s.files[path] = f
	}
	return nil
}

// readChanges takes in the releases since the manifest. Changes that follow
// another manifest were overtaken by this one.
func (s *state) readChanges(lines []string) error {
	if len(lines) == 0 || lines[0] != "after "+s.base {
		return nil
	}
	for _, line := range lines[1:] {
		s.changes += line + "\n"
		switch {
		case strings.HasPrefix(line, "begin "):
			s.open, s.back = nil, strings.HasSuffix(line, " back")
			if _, stamp, alone := strings.Cut(line, warnedAt); alone {
				s.warned, _ = time.Parse(releaseTime, stamp) // else it is not known
			}
		case strings.HasPrefix(line, "end "):
			if err := s.apply(s.open); err != nil {
				return err
			}
			s.disown()
			s.release = strings.TrimPrefix(line, "end ")
			clear(s.doubt)
			s.open, s.back = nil, false
		default:
			path, err := pathOf(line)
			if err != nil {
				return err
			}
			s.doubt[path] = true
			s.open = append(s.open, line)
		}
	}
	return nil
}

// warnedAt stands in a line “begin” of warnings alone, before their time: they have no release
// of their own, and some places tell no times of files.
const warnedAt = " warned "

// apply brings the files to what a release makes of them.
func (s *state) apply(lines []string) error {
	for _, line := range lines {
		if path, gone := strings.CutPrefix(line, "- "); gone {
			delete(s.files, path)
			continue
		}
		path, f, err := parseChange(line)
		if err != nil {
			return err
		}
		s.files[path] = f
	}
	return nil
}

// disown forgets, once a return is done, the files of another hand that it brought
// back: they are that hand's again.
func (s *state) disown() {
	maps.DeleteFunc(s.files, func(_ string, f file) bool { return f.other })
}

// change is the line of changes for a file that is written.
func (f file) change(path string) string {
	if f.other {
		return f.line("*", path)
	}
	return f.line("+", path)
}

// parseChange reads what change writes.
func parseChange(line string) (string, file, error) {
	mark, rest, _ := strings.Cut(line, " ")
	if mark != "+" && mark != "*" {
		return "", file{}, errDamaged
	}
	path, f, err := parseFile(rest)
	f.other = mark == "*"
	return path, f, err
}

// pathOf is the path that a line of changes is about.
func pathOf(line string) (string, error) {
	if path, gone := strings.CutPrefix(line, "- "); gone {
		return path, remote.Check(path)
	}
	path, _, err := parseChange(line)
	return path, err
}

// changesText is the text of changes.gz with a release added to it.
func (s *state) changesText(added string) string {
	return fmt.Sprintf("%s\nafter %s\n%s%s", changesForm, s.base, s.changes, added)
}
