package scaffold

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// forms are the texts that new entries start from: a folder a language of the
// person, a file a kind.
//
//go:embed forms
var forms embed.FS

// Form is what is known of a new entry. Only Kind, Title and Today must be
// there, of an event also Start, of a campaign Start and End, of a document
// Number.
type Form struct {
	Kind  content.Kind
	Title string
	Today time.Time

	Topics, Audience []string // keys of site.toml
	Level, Unit      string

	Start, End       tomlfile.Moment // of an event or a campaign
	Place, Organizer string
	Repeat           Repetition
	Slogan           string

	Number, Type, Issuer string // of a document
	Issued               tomlfile.Moment
	Files                []string // on this machine; they are put beside the entry
}

// Doubt is why the parts of a form do not fit together, nil if they do.
func (f *Form) Doubt(zone *time.Location) error {
	start, end := f.Start.In(zone), f.End.In(zone)
	event := calendar.Event{Zone: zone, Start: start, End: end, AllDay: !f.Start.HasTime, Repeat: f.Repeat.Rule}
	if !f.End.IsZero() && f.End.HasTime != f.Start.HasTime {
		return refuse("end-like-start", problem.Args{"start": f.Start.HasTime})
	}
	for _, fault := range event.Check() {
		switch fault.Key {
		case "end":
			return refuse("end-before-start", problem.Args{"start": start})
		case "start":
			return refuse("start-not-in-repeat", problem.Args{"start": start})
		case "until":
			return refuse("until-before-start", problem.Args{"start": start})
		default:
			return refuse("repeat-senseless", nil)
		}
	}
	return nil
}

// sheet is what the template of a form sees.
type sheet struct {
	Form
	Known *config.Settings
	Link  string // the .md file of a page that the text can lead to, "" if there is none
	Name  string // the title of that page
}

// text fills in the form in the language of the person who will write on.
func (f Form) text(s *config.Settings, tag, link, name string) ([]byte, error) {
	t := template.New("").Funcs(template.FuncMap{
		"toml":   literal,
		"row":    row,
		"offers": func(f sheet) string { return f.offers(content.KeyWords(tag)) },
		"year":   func(t time.Time) string { return t.AddDate(1, 0, 0).Format(time.DateOnly) },
		"day":    func(t time.Time) string { return t.Format(time.DateOnly) },
		"clock": func(m tomlfile.Moment) string {
			return m.In(time.UTC).Format(time.TimeOnly)
		},
	})
	t, err := t.ParseFS(forms, "forms/"+tag+"/*.md")
	if err != nil {
		return nil, fmt.Errorf("forms: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, string(f.Kind)+".md", sheet{Form: f, Known: s, Link: link, Name: name}); err != nil {
		return nil, fmt.Errorf("forms: %w", err)
	}
	return b.Bytes(), nil
}

// literal is a value as TOML writes it.
func literal(value any) string {
	switch v := value.(type) {
	case string:
		return tomlfile.Quote(v)
	case []string:
		return tomlfile.QuoteAll(v)
	case tomlfile.Moment:
		return v.String()
	case time.Time:
		return v.Format(time.DateOnly)
	case *calendar.Rule:
		return table(v)
	}
	return fmt.Sprint(value)
}

// row is a line of front matter: the key with its value, or, without one, the
// line as a comment with an example and what the key is for.
func row(key string, value any, example any, meaning string) string {
	if said := literal(value); given(said) {
		return key + " = " + said + "\n"
	}
	return "# " + key + " = " + literal(example) + "  # " + meaning + "\n"
}

func given(literal string) bool { return !slices.Contains([]string{"", `""`, "[]", "<nil>"}, literal) }

// offers are the rows of the keys that every new entry shows. A key with a
// vocabulary that the site does not have is left out.
func (s sheet) offers(words *problem.Words) string {
	values := map[string]any{"topics": s.Topics, "audience": s.Audience, "level": s.Level, "unit": s.Unit}
	var b strings.Builder
	for _, k := range content.Keys() {
		if said := literal(values[k.Name]); given(said) {
			b.WriteString(k.Name + " = " + said + "\n")
		} else if k.Offered != "" {
			b.WriteString(s.offer(k, strings.ReplaceAll(words.Explain(k.Word()), "`", "")))
		}
	}
	return b.String()
}

func (s sheet) offer(k content.Key, meaning string) string {
	value := strings.ReplaceAll(k.Offered, "{year}", s.Today.AddDate(1, 0, 0).Format(time.DateOnly))
	if k.Choices != nil {
		var known []string
		for _, c := range k.Choices(s.Known) {
			known = append(known, c.Value)
		}
		if len(known) == 0 {
			return ""
		}
		value, meaning = strings.ReplaceAll(value, "{first}", known[0]), meaning+": "+strings.Join(known, ", ")
	}
	return "# " + k.Name + " = " + value + "  # " + meaning + "\n"
}
