package clone

import (
	"embed"
	"path"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Words are the messages of commits, and what is said of each kind of trouble, in a
// language that Loa speaks.
func Words(language string) *problem.Words {
	data, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		return Words("en")
	}
	return problem.ParseWords(language, string(data))
}

// Said is a kind of trouble in one sentence, and what a person can do about it.
func Said(words *problem.Words, kind Kind, detail string) (message, hint string) {
	args := problem.Args{"detail": detail}
	return words.Say(string(kind), args), words.Hint(string(kind), args)
}

// message is that of a commit which changes one file: a page is called by its title.
func (c *Clone) message(name string, kind ChangeKind, text []byte) string {
	title := name
	if path.Ext(name) == ".md" {
		if doc, ok := sourceedit.Parse(text); ok {
			if of, _ := doc.Value("title").(string); plainName(of) != "" {
				title = plainName(of)
			}
		}
	}
	return c.words.Say(string(kind), problem.Args{"title": title})
}
