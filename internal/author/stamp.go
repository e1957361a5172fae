package author

import (
	"bytes"
	"io/fs"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"loa/internal/content"
	"loa/internal/problem"
	"loa/internal/source"
	"loa/internal/tomlfile"
)

// Stamped is what Stamp did.
type Stamped struct {
	File, Source string
	Changed      bool // false if the translation had this stamp before
}

// Stamp writes into a translation that it is made from its source as it is now.
// Only the line of translated_from changes.
func (s *Site) Stamp(typed string) (Stamped, error) {
	f, name, err := s.entry(typed)
	if err != nil {
		return Stamped{}, err
	}
	done := Stamped{File: f.Path}
	if name.Language == s.settings.DefaultLanguage {
		return done, refuse("not-a-translation", problem.Args{"file": f.Path})
	}
	from, found := s.version(f, name, s.settings.DefaultLanguage)
	if !found {
		return done, refuse("no-source", problem.Args{"file": f.Path})
	}
	done.Source = from.Path
	stamp, err := s.stampOf(from)
	if err != nil {
		return done, err
	}
	raw, err := fs.ReadFile(s.files, f.Name)
	if err != nil {
		return done, err
	}
	next, ok := withStamp(raw, stamp.String())
	if !ok {
		return done, refuse("front-unclear", problem.Args{"file": f.Path})
	}
	if done.Changed = !bytes.Equal(next, raw); done.Changed {
		err = s.replace(f.Name, next)
	}
	return done, err
}

// stampOf is the stamp of a source, unless its front matter cannot be read.
func (s *Site) stampOf(from source.File) (content.Stamp, error) {
	text, _, err := source.Read(s.files, from)
	if err != nil {
		return content.Stamp{}, err
	}
	if start, end, ok := frontOf(text.Bytes); !ok || parse(text.Bytes[start:end]) == nil {
		return content.Stamp{}, refuse("front-unclear", problem.Args{"file": from.Path})
	}
	stamp, _, err := s.reader.Stamp(from)
	return stamp, err
}

var stampLine = regexp.MustCompile(`(?m)^([ \t]*"?translated_from"?[ \t]*=[ \t]*)("[^"\r\n]*"|'[^'\r\n]*'|[^#\s]*)`)

// withStamp sets translated_from in a file's bytes. It tries the places where
// the line may stand and takes the first that changes nothing else.
func withStamp(raw []byte, stamp string) ([]byte, bool) {
	start, end, ok := frontOf(raw)
	if !ok {
		return nil, false
	}
	before := parse(raw[start:end])
	if before == nil {
		return nil, false
	}
	for _, next := range stampedFronts(raw[start:end], stamp) {
		if after := parse(next); after != nil && sameBut(before, after, stamp) {
			return slices.Concat(raw[:start], next, raw[end:]), true
		}
	}
	return nil, false
}

// stampedFronts are front matters with the stamp, the best first: where it
// stands already, below the last key of the top, at the very top.
func stampedFronts(front []byte, stamp string) [][]byte {
	var all [][]byte
	for _, m := range stampLine.FindAllSubmatchIndex(front, -1) {
		all = append(all, slices.Concat(front[:m[4]], []byte(`"`+stamp+`"`), front[m[5]:]))
	}
	end := "\n"
	if bytes.Contains(front, []byte("\r\n")) {
		end = "\r\n"
	}
	line := []byte(`translated_from = "` + stamp + `"` + end)
	last := 0 // the end of the last line that is neither empty nor a comment
	for at := 0; at < len(front); {
		next := at + len(firstLine(front[at:]))
		switch trimmed := bytes.TrimSpace(front[at:next]); {
		case bytes.HasPrefix(trimmed, []byte("[")):
			all = append(all, slices.Concat(front[:last], line, front[last:]))
			last = next
		case len(trimmed) > 0 && trimmed[0] != '#':
			last = next
		}
		at = next
	}
	return append(all, slices.Concat(front[:last], line, front[last:]), slices.Concat(line, front))
}

func firstLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// frontOf finds the text between the two lines "+++".
func frontOf(text []byte) (start, end int, ok bool) {
	start = -1
	for at := 0; at < len(text); {
		line := firstLine(text[at:])
		trimmed := strings.TrimRight(strings.TrimPrefix(string(line), "\ufeff"), " \t\r\n")
		switch {
		case trimmed == "+++" && start < 0:
			start = at + len(line)
		case trimmed == "+++":
			return start, at, true
		case trimmed != "" && start < 0:
			return 0, 0, false
		}
		at += len(line)
	}
	return 0, 0, false
}

// parse reads front matter; nil if it has a fault.
func parse(front []byte) map[string]any {
	text, _ := source.Heal("", front)
	doc, problems := tomlfile.Parse(tomlfile.Source{Text: text.Bytes})
	if len(problems) > 0 {
		return nil
	}
	return maps.Clone(doc.Map())
}

// sameBut reports whether two front matters differ in nothing but the stamp.
func sameBut(before, after map[string]any, stamp string) bool {
	if after["translated_from"] != stamp {
		return false
	}
	before = maps.Clone(before)
	before["translated_from"] = stamp
	return reflect.DeepEqual(before, after)
}
