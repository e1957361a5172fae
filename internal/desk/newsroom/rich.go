package newsroom

import (
	"encoding/json"
	"net/http"

	"loa/internal/generator/markdown"
)

// mostRich is how long a text may be, in characters, that is shown as rich text.
const mostRich = 200_000

// richText is what the script of the rich text needs to know.
type richText struct {
	Words    string // JSON: what blocks and their fields are called
	Language string // of the text
	First    string // what is shown where nobody has chosen: plain or rich
	Most     int
}

// richBlocks are the directives that the desk has words for.
var richBlocks = []string{"note", "tip", "warning", "danger", "do", "dont", "cards", "timeline", "beat", "notes", "copy", "steps", "checklist", "hotline", "claim",
	"emergency", "measure", "contact", "figure", "gallery", "video", "audio", "events", "document", "quiz"}

// richTextOf says what the script needs for an entry in a language.
func richTextOf(q *request, language string) richText {
	words := map[string]string{}
	for _, key := range []string{"rich-title", "rich-choose", "rich-unwrap", "rich-done", "rich-source"} {
		words[key] = q.say(key)
	}
	for _, name := range richBlocks {
		key := "block-" + name
		words[key] = q.say(key)
		if theme := q.now.Project.Theme; theme != nil {
			for _, alias := range theme.Directives[name].Aliases {
				words["block-"+alias] = words[key]
			}
		}
	}
	data, err := json.Marshal(words)
	if err != nil {
		panic("newsroom: " + err.Error()) // a map of strings
	}
	return richText{Words: string(data), Language: language, First: "rich", Most: mostRich}
}

// showBlocks answers the script with the blocks of a text: the Markdown is read by the
// parser of the site, and by no second one.
func showBlocks(q *request) {
	q.json(http.StatusOK, markdown.Rich([]byte(lined(q.r.PostFormValue("text")))))
}
