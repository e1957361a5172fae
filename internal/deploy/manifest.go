package deploy

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"loa/internal/output"
	"loa/internal/remote"
)

// file is one file of a release: a sum of its bytes (and of the headers, where
// the place keeps them), how long it is as it was sent, and when it is its turn.
type file struct {
	sum   string // the first 128 bits of SHA-256, in hexadecimal
	size  int64
	class output.Class
}

// The files of the memory are text, compressed: a line that names the form, then
// a line a fact, and a last one with the sum of all before it, which shows a file
// that was cut or changed by another hand.
const (
	memory       = "_loa"
	manifestPath = memory + "/manifest.gz"
	changesPath  = memory + "/changes.gz"
	previousPath = memory + "/previous.gz"
	keptFolder   = memory + "/kept/"
	lockPath     = memory + "/lock"

	manifestForm = "loa manifest 1"
	changesForm  = "loa changes 1"
	previousForm = "loa previous 1"

	// memoryLimit is how long such a file may be, compressed and not.
	memoryLimit = 64 << 20
)

// errTorn is the error of a memory that cannot be read.
var errTorn = errors.New("the list of published files is damaged")

// classLetters write a class in a line, in the order of the classes.
const classLetters = "ape"

func (f file) line(mark, path string) string {
	return fmt.Sprintf("%s %c %s %d %s\n", mark, classLetters[f.class], f.sum, f.size, path)
}

// parseFile reads what line writes, without the mark.
func parseFile(line string) (string, file, error) {
	parts := strings.SplitN(line, " ", 4)
	if len(parts) != 4 || len(parts[0]) != 1 || remote.Check(parts[3]) != nil {
		return "", file{}, errTorn
	}
	class := strings.Index(classLetters, parts[0])
	size, err := strconv.ParseInt(parts[2], 10, 64)
	if class < 0 || err != nil {
		return "", file{}, errTorn
	}
	return parts[3], file{sum: parts[1], size: size, class: output.Class(class)}, nil
}

// seal ends a text with its sum and compresses it.
func seal(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	io.WriteString(w, text) // to memory
	io.WriteString(w, "sum "+hex.EncodeToString(sum[:])+"\n")
	w.Close()
	return out.Bytes()
}

// unseal returns the lines of a text of a form, without the first and the last.
func unseal(data []byte, form string) ([]string, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errTorn
	}
	text, err := io.ReadAll(io.LimitReader(r, memoryLimit))
	if err != nil {
		return nil, errTorn
	}
	end := bytes.LastIndex(text, []byte("\nsum ")) + 1
	sum := sha256.Sum256(text[:end])
	if end == 0 || string(text[end:]) != "sum "+hex.EncodeToString(sum[:])+"\n" {
		return nil, errTorn
	}
	var lines []string
	for s := bufio.NewScanner(bytes.NewReader(text[:end])); s.Scan(); {
		lines = append(lines, s.Text())
	}
	if len(lines) == 0 || lines[0] != form {
		return nil, errTorn
	}
	return lines[1:], nil
}

// state is what a place has, as far as its memory tells.
type state struct {
	release string          // the last that was finished; "" for none
	files   map[string]file // of that release
	doubt   map[string]bool // paths that an unfinished release was about: old bytes, new ones or none
	changes string          // the text of changes.gz that holds since the manifest, without its first two lines
	base    string          // the release of the manifest
	open    []string        // lines of the last release, if it was not finished
	back    bool            // and whether that was a return to an earlier one
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
		return errTorn
	}
	release, ok := strings.CutPrefix(lines[0], "release ")
	if !ok {
		return errTorn
	}
	s.release, s.base = release, release
	for _, line := range lines[1:] {
		rest, ok := strings.CutPrefix(line, "= ")
		path, f, err := parseFile(rest)
		if !ok || err != nil {
			return errTorn
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
		case strings.HasPrefix(line, "end "):
			if err := s.apply(s.open); err != nil {
				return err
			}
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

// apply brings the files to what a finished release made of them.
func (s *state) apply(lines []string) error {
	for _, line := range lines {
		if path, gone := strings.CutPrefix(line, "- "); gone {
			delete(s.files, path)
			continue
		}
		path, f, err := parseFile(strings.TrimPrefix(line, "+ "))
		if err != nil {
			return err
		}
		s.files[path] = f
	}
	return nil
}

// pathOf is the path that a line of changes is about.
func pathOf(line string) (string, error) {
	if path, gone := strings.CutPrefix(line, "- "); gone {
		return path, remote.Check(path)
	}
	rest, ok := strings.CutPrefix(line, "+ ")
	if !ok {
		return "", errTorn
	}
	path, _, err := parseFile(rest)
	return path, err
}

// changesText is the text of changes.gz with a release added to it.
func (s *state) changesText(added string) string {
	return fmt.Sprintf("%s\nafter %s\n%s%s", changesForm, s.base, s.changes, added)
}
