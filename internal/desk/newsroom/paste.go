package newsroom

import (
	"encoding/base64"
	"io"
	"net/http"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/importing/htmlimport"
)

// pastedPicture is a picture of a clipboard, cleaned. It is not written before
// the form has said who is in it: the script shows it, asks, and uploads it as
// any other.
type pastedPicture struct {
	Name string `json:"name"` // in the Markdown, until it is uploaded
	Data string `json:"data"` // base64
}

// paste turns what is on a clipboard into Markdown and says what was lost, as
// JSON. Pictures in HTML come back for a page that says it can ask about them.
func paste(q *request) {
	html := pasted(q)
	if html == "" {
		pastePlain(q, q.r.PostFormValue("text"))
		return
	}
	takes := q.r.PostFormValue("pictures") != ""
	options := htmlimport.Options{Clean: func(f htmlimport.File) (htmlimport.File, bool) {
		if !takes {
			return f, false
		}
		clean, said := cleanPicture(q, f.Name, f.Data)
		return htmlimport.File{Name: "anh-" + sourceedit.Sum(clean)[:12] + path.Ext(f.Name), Data: clean}, said == ""
	}}
	result := options.Convert(html)
	pictures := []pastedPicture{}
	for _, f := range result.Files {
		pictures = append(pictures, pastedPicture{f.Name, base64.StdEncoding.EncodeToString(f.Data)})
	}
	q.json(http.StatusOK, map[string]any{"markdown": strings.TrimRight(result.Markdown, "\n"), "lost": lossLines(q, result.Lost), "pictures": pictures})
}

// pastePlain reads plain text in an old Vietnamese encoding, and lines as people type
// them in a chat. Any other is left alone: it may be Markdown.
func pastePlain(q *request, text string) {
	var lost []string
	if from := htmlimport.Legacy(text); from != "" {
		result := htmlimport.Text(text)
		text = strings.TrimRight(result.Markdown, "\n")
		lost = append(lossLines(q, result.Lost), q.say("pasted-legacy", "from", strings.ToUpper(string(from))))
	} else if htmlimport.TypedLines(text) {
		result := htmlimport.Text(text)
		text = strings.TrimRight(result.Markdown, "\n")
		lost = append(lossLines(q, result.Lost), q.say("pasted-lines"))
	}
	q.json(http.StatusOK, map[string]any{"markdown": text, "lost": lost})
}

// pasted is the HTML. The script sends it as a file: with its pictures it may be
// longer than the fields of a form may be.
func pasted(q *request) string {
	sent, _, err := q.r.FormFile("html")
	if err != nil {
		return q.r.PostFormValue("html")
	}
	defer sent.Close()
	text, _ := io.ReadAll(sent) // from memory, or a temporary file of this request
	return string(text)
}
