package content

import (
	"embed"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
)

//go:embed words/*.txt
var wordFiles embed.FS

// KeyWords is the catalogue of what the keys are called and what they mean, in
// a language of problem.Languages. Say gives the label of Key.Word, Explain the
// meaning, in which code stands between backticks.
func KeyWords(language string) *problem.Words {
	data, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		return KeyWords("en")
	}
	return problem.ParseWords(language, string(data))
}

// Keys are all keys of front matter in their order. The caller may change the
// list.
func Keys() []Key { return slices.Clone(keys) }

// KeyNamed finds a key; false if there is none.
func KeyNamed(name string) (Key, bool) {
	i := slices.IndexFunc(keys, func(k Key) bool { return k.Name == name })
	if i < 0 {
		return Key{}, false
	}
	return keys[i], true
}

// Path is the name as a path of tables.
func (k Key) Path() []string { return strings.Split(k.Name, ".") }

// Word is the name as catalogues have it: "event.moved-from".
func (k Key) Word() string { return strings.ReplaceAll(k.Name, "_", "-") }

// Top reports whether the key stands in no table.
func (k Key) Top() bool { return !strings.Contains(k.Name, ".") }

// HandedDown reports whether a section's cascade may set the key.
func (k Key) HandedDown() bool {
	return inheritedFields[k.Name] != nil
}

// order is that of the keys at the top.
func order() []string {
	var names []string
	for _, k := range keys {
		if k.Top() {
			names = append(names, k.Name)
		}
	}
	return names
}

// Choice is a value that a key may have. Name is what a site calls it; "" for a
// word of the format, for which catalogues have a name.
type Choice struct{ Value, Name string }

// words are choices that the format fixes.
func words(all ...string) func(*config.Settings) []Choice {
	return func(*config.Settings) []Choice {
		var choices []Choice
		for _, w := range all {
			choices = append(choices, Choice{Value: w})
		}
		return choices
	}
}

func vocabulary(v config.Vocabulary, s *config.Settings) []Choice {
	var all []Choice
	for _, t := range v {
		all = append(all, Choice{t.Key, t.Name.In(s.DefaultLanguage, s.DefaultLanguage)})
	}
	return all
}

func topics(s *config.Settings) []Choice    { return vocabulary(s.Topics, s) }
func audiences(s *config.Settings) []Choice { return vocabulary(s.Audiences, s) }
func levels(s *config.Settings) []Choice    { return vocabulary(s.Levels, s) }
func units(s *config.Settings) []Choice     { return vocabulary(s.Units, s) }

func hotlines(s *config.Settings) []Choice {
	var all []Choice
	for _, h := range s.Hotlines {
		all = append(all, Choice{h.Number, h.Number + " " + h.Label.In(s.DefaultLanguage, s.DefaultLanguage)})
	}
	return all
}
