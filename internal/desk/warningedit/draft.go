package warningedit

import (
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/warning"
)

// Draft is a warning as a person has given it. Nothing of it has been checked.
type Draft struct {
	Level              string
	From, Until        tomlfile.Moment
	Call, Page         string
	Units              []string
	Author, ApprovedBy string
	Words              []warning.Words // one a language

	renewed, sent tomlfile.Moment // set by the desk
}

// title is what the file is named after.
func (w Draft) title() string {
	for _, words := range w.Words {
		if words.Title != "" {
			return words.Title
		}
	}
	return ""
}

// TOML is the file of a warning, with the keys in the order of docs/warnings.md.
func (w Draft) TOML() []byte {
	var b strings.Builder
	put := func(key, value string) {
		if value != "" && value != `""` && value != "[]" {
			b.WriteString(key + " = " + value + "\n")
		}
	}
	put("level", tomlfile.Quote(w.Level))
	put("from", w.From.String())
	put("until", w.Until.String())
	put("renewed", w.renewed.String())
	put("sent", w.sent.String())
	put("call", tomlfile.Quote(w.Call))
	put("page", tomlfile.Quote(w.Page))
	put("units", list(w.Units))
	put("author", tomlfile.Quote(w.Author))
	put("approved_by", tomlfile.Quote(w.ApprovedBy))
	for _, words := range w.Words {
		b.WriteString("\n[" + tomlfile.QuoteKey(words.Language) + "]\n")
		put("title", tomlfile.Quote(words.Title))
		put("text", tomlfile.Quote(words.Text))
		put("do", list(words.Do))
	}
	return []byte(b.String())
}

func list(all []string) string {
	quoted := make([]string, len(all))
	for i, one := range all {
		quoted[i] = tomlfile.Quote(one)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
