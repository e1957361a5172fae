package scaffold

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/generator/data"
)

// Recorded writes into the front matter of a text that a recording beside it reads the
// text as it is now. madeBy is the program whose voice it is; "" leaves what is there.
func (s *Site) Recorded(typed, madeBy string) (Stamped, error) {
	sound, err := s.sound(typed)
	if err != nil {
		return Stamped{}, err
	}
	done := Stamped{File: sound}
	key, language, ok := content.ParseSound(strings.TrimPrefix(sound, content.Root+"/"), s.settings.Languages.Tags())
	if !ok {
		return done, refuse("no-recording", problem.Args{"file": sound})
	}
	from, ok := s.textOf(key, language)
	if !ok {
		return done, refuse("no-text", problem.Args{"file": sound})
	}
	done.Source = from.Path
	raw, err := fs.ReadFile(s.files, from.Name)
	if err != nil {
		return done, err
	}
	next, err := s.withRecording(from, raw, language, madeBy)
	if err != nil {
		return done, err
	}
	if done.Changed = !bytes.Equal(next, raw); done.Changed {
		err = s.replace(from.Name, next)
	}
	return done, err
}

// sound finds a file of content/ by what was typed.
func (s *Site) sound(typed string) (string, error) {
	for _, name := range s.candidates(typed) {
		if info, err := fs.Stat(s.files, name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if !strings.HasPrefix(name, content.Root+"/") {
			return "", refuse("no-recording", problem.Args{"file": name})
		}
		return norm.NFC.String(name), nil
	}
	return "", refuse("file-not-there", problem.Args{"file": typed})
}

// textOf is the text that a recording reads: in a language of the site the text in that
// language, else that in the default language.
func (s *Site) textOf(key, language string) (source.File, bool) {
	tag := s.settings.DefaultLanguage
	if slices.Contains(s.settings.Languages.Tags(), language) {
		tag = language
	}
	of := source.File{Name: content.Root + "/" + key + ".md"}
	return s.version(of, content.Name{Key: key, Language: s.settings.DefaultLanguage}, tag)
}

// withRecording sets what is known of a recording in a file's bytes.
func (s *Site) withRecording(from source.File, raw []byte, language, madeBy string) ([]byte, error) {
	stamp, err := s.stampOf(s.reader, from)
	if err != nil {
		return nil, err
	}
	tables, _, err := data.Load(s.files) // a build tells what is wrong in them
	if err != nil {
		return nil, err
	}
	numbers, err := s.reader.Numbers(from, tables)
	if err != nil {
		return nil, err
	}
	quoted := make([]string, len(numbers))
	for i, n := range numbers {
		quoted[i] = tomlfile.Quote(n)
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return nil, refuse("front-unclear", problem.Args{"file": from.Path})
	}
	values := [][2]string{{"from", tomlfile.Quote(content.Stamp{Whole: stamp.Whole}.String())}, {"numbers", "[" + strings.Join(quoted, ", ") + "]"}}
	if madeBy != "" {
		values = append(values, [2]string{"made_by", tomlfile.Quote(madeBy)})
	}
	for _, v := range values {
		if !doc.Set([]string{"recordings", language, v[0]}, v[1]) {
			return nil, refuse("front-unclear", problem.Args{"file": from.Path})
		}
	}
	return doc.Bytes(), nil
}
