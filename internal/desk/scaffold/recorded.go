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
)

// Recorder notes what recordings say.
type Recorder struct {
	MadeBy string // the program whose voice it is; "" leaves what is there
	// Stated is what the site states for the directives of a text in a language.
	Stated func(language string) content.Stated
}

// Recorded writes into the front matter of a text that a recording beside it reads the
// text as it is now.
func (s *Site) Recorded(typed string, by Recorder) (Stamped, error) {
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
	next, err := s.withRecording(from, raw, language, by)
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
func (s *Site) withRecording(from source.File, raw []byte, language string, by Recorder) ([]byte, error) {
	stamp, err := s.stampOf(s.reader, from)
	if err != nil {
		return nil, err
	}
	said, err := s.reader.Said(from, by.Stated(s.reader.Name(from).Language))
	if err != nil {
		return nil, err
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return nil, refuse("front-unclear", problem.Args{"file": from.Path})
	}
	values := [][2]string{{"from", tomlfile.Quote(content.Stamp{Whole: stamp.Whole}.String())}, {"numbers", quotedList(said.Numbers)}}
	if len(said.Dates) > 0 || doc.Value("recordings", language, "dates") != nil {
		values = append(values, [2]string{"dates", quotedList(said.Dates)})
	}
	if by.MadeBy != "" {
		values = append(values, [2]string{"made_by", tomlfile.Quote(by.MadeBy)})
	}
	for _, v := range values {
		if !doc.Set([]string{"recordings", language, v[0]}, v[1]) {
			return nil, refuse("front-unclear", problem.Args{"file": from.Path})
		}
	}
	return doc.Bytes(), nil
}

func quotedList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = tomlfile.Quote(t)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
