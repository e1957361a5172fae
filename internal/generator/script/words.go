package script

import (
	"embed"
	"strings"
)

//go:embed words
var files embed.FS

// wordsOf reads words/LANGUAGE.tsv: name, tab, words.
func wordsOf(language string) map[string]string {
	text, err := files.ReadFile("words/" + language + ".tsv")
	if err != nil {
		panic("script: " + err.Error()) // a language that spoken does not know
	}
	words := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, said, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			words[name] = said
		}
	}
	return words
}
