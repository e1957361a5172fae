package scaffold

import (
	"bytes"
	"io/fs"
	"maps"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
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
	stamp, err := s.stampOf(s.reader, from)
	if err != nil {
		return done, err
	}
	raw, err := fs.ReadFile(s.files, f.Name)
	if err != nil {
		return done, err
	}
	if s.layers != nil && !s.layers.Own(f.Name) {
		return done, refuse("of-layer", problem.Args{"file": s.layers.Origin(f.Name), "copy": f.Path})
	}
	next, ok := withStamp(raw, "translated_from", stamp.String())
	if !ok {
		return done, refuse("front-unclear", problem.Args{"file": f.Path})
	}
	if done.Changed = !bytes.Equal(next, raw); done.Changed {
		err = s.replace(f.Name, next)
	}
	return done, err
}

// stampOf is the stamp of a source, unless its front matter cannot be read.
func (s *Site) stampOf(reader *content.Reader, from source.File) (content.Stamp, error) {
	text, _, err := reader.Text(from)
	if err != nil {
		return content.Stamp{}, err
	}
	if start, end, ok := sourceedit.Front(text.Bytes); !ok || parse(text.Bytes[start:end]) == nil {
		return content.Stamp{}, refuse("front-unclear", problem.Args{"file": from.Path})
	}
	stamp, _, err := reader.Stamp(from)
	return stamp, err
}

// withStamp sets a key in a file's bytes.
func withStamp(raw []byte, key, stamp string) ([]byte, bool) {
	doc, ok := sourceedit.Parse(raw)
	if !ok || !doc.Set([]string{key}, tomlfile.Quote(stamp)) {
		return nil, false
	}
	return doc.Bytes(), true
}

// parse reads front matter; nil if it has a fault.
func parse(front []byte) map[string]any {
	text, _ := source.Normalize("", front)
	doc, problems := tomlfile.Parse(tomlfile.Source{Text: text.Bytes})
	if len(problems) > 0 {
		return nil
	}
	return maps.Clone(doc.Map())
}
