package newsroom

import (
	"slices"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
)

// spoken are languages that the form of the settings offers, each by its name in itself:
// those of Vietnam's neighbours and guests, and those of its peoples that are written in
// letters which every device has. Any other is added in site.toml.
var spoken = []choice{
	{"en", "English"}, {"fr", "Français"}, {"zh-hans", "简体中文"}, {"ja", "日本語"}, {"ko", "한국어"}, {"km", "ភាសាខ្មែរ"}, {"lo", "ພາສາລາວ"},
	{"tyz", "Tày"}, {"nut", "Nùng"}, {"mww", "Hmoob"}, {"ium", "Iu Mienh"}, {"rad", "Êđê"}, {"jra", "Jrai"}, {"bdq", "Bahnar"}, {"vi", "Tiếng Việt"},
}

// newLanguages are those that a site does not have yet.
func newLanguages(s *config.Settings) []choice {
	return slices.DeleteFunc(slices.Clone(spoken), func(c choice) bool {
		_, there := s.Languages.Find(c.Value)
		return there
	})
}

// languageSettings are what the languages of a site are called.
func languageSettings(s *config.Settings) []setting {
	var all []setting
	for i, l := range s.Languages {
		all = append(all, setting{path: []string{"languages", l.Tag, "name"}, word: "language-name", name: l.Tag, kind: oneLine, value: func(s *config.Settings) string { return s.Languages[i].Name }})
	}
	return all
}

// newLanguage is the input of the language that is added.
const newLanguage = "new.language"

// languageAdded reports whether a form adds a language to the settings of a text.
func languageAdded(q *request, before []byte) bool {
	settings, _ := config.Load(tomlfile.Source{File: sourceedit.Settings, Text: before})
	return len(addedLanguage(q, settings, before)) > 0
}

// addedLanguage is the table of a language that a form adds; nil for none. A site that
// has no such table yet gets one for its first language, too: else that would be gone.
func addedLanguage(q *request, s *config.Settings, before []byte) []string {
	tag := strings.TrimSpace(q.r.PostFormValue(newLanguage))
	i := slices.IndexFunc(newLanguages(s), func(c choice) bool { return c.Value == tag })
	if i < 0 {
		return nil
	}
	block := func(tag, name string) string {
		return "[languages." + tag + "]\nname = " + tomlfile.Quote(name) + "\n"
	}
	added := block(tag, newLanguages(s)[i].Name)
	alone, _ := config.Load(tomlfile.Source{File: sourceedit.Settings, Text: slices.Concat(before, []byte("\n"), []byte(added))})
	if alone.DefaultLanguage != s.DefaultLanguage {
		return []string{block(s.DefaultLanguage, s.Languages[0].Name), added}
	}
	return []string{added}
}
