package importing

import (
	"embed"

	"loa/internal/base/problem"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Words are the sentences of a report and of the comments in entries, in a
// language that Loa speaks: reasons by their key, kinds of losses below
// "lost.". The program that shows a report adds the rest.
func Words(language string) *problem.Words {
	data, err := wordFiles.ReadFile("words/" + language + ".txt")
	if err != nil {
		return Words("en")
	}
	return problem.ParseWords(language, string(data))
}
