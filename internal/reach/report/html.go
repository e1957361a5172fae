package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"loa/internal/base/problem"
)

//go:embed words/*.txt
var wordFiles embed.FS

//go:embed page.html
var pageText string

// words are what the report says in a language.
func words(tag string) (*problem.Words, error) {
	data, err := wordFiles.ReadFile("words/" + tag + ".txt")
	if err != nil {
		return nil, err
	}
	return problem.ParseWords(tag, string(data)), nil
}

// sheet is what the page is made of.
type sheet struct {
	*Report
	words *problem.Words
}

// part is a table on the page.
type part struct {
	sheet
	Table Table
}

// Part is a table for its template.
func (s sheet) Part(t Table) part { return part{s, t} }

// Language is that of the words.
func (s sheet) Language() string { return s.words.Language }

// Say is a text.
func (s sheet) Say(key string) string { return s.words.Say(key, nil) }

// Title is what the page is called.
func (s sheet) Title() string {
	return s.words.Say("title", problem.Args{"month": s.Month.Format("1/2006")})
}

// Upto says up to which day the figures go.
func (s sheet) Upto() string {
	if s.Last.IsZero() {
		return s.Say("none")
	}
	return s.words.Say("upto", problem.Args{"day": s.Last.Format("2/1/2006")})
}

// Figure is a figure in words: a small one is said as less than Least.
func (s sheet) Figure(n int) string {
	if n > 0 && n < s.Least {
		return s.words.Say("under", problem.Args{"number": s.Least})
	}
	return grouped(n, s.Say("group"))
}

// OfDay is a figure of a day in words.
func (s sheet) OfDay(d Day, n int) string {
	if !d.Known {
		return "–"
	}
	return s.Figure(n)
}

// Note is what the site says of its figures.
func (s sheet) Note() string { return s.Notes(s.words.Language) }

// grouped writes a number with a mark between its thousands.
func grouped(n int, mark string) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + mark + text[i:]
	}
	return text
}

// Change says how a figure compares with the month before; "" if that had none to speak of.
func (s sheet) Change(r Row) string {
	if r.Before < s.Least || r.Count < s.Least {
		return ""
	}
	return fmt.Sprintf("%+d %%", (r.Count-r.Before)*100/r.Before)
}

// Name is what a row is called.
func (s sheet) Name(r Row) string { return s.Say(r.Name) }

// The drawing, in units of its own.
const (
	wide, high = 620, 150
	foot       = 14
)

// Drawing shows the days as bars: views, and within them visits.
func (s sheet) Drawing() template.HTML {
	most := 1
	for _, d := range s.Days {
		most = max(most, d.Views, d.Visits)
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s">`, wide, high+foot, template.HTMLEscapeString(s.Say("drawing")))
	step := float64(wide) / float64(len(s.Days))
	for i, d := range s.Days {
		for _, bar := range []struct {
			class string
			n     int
			part  float64
		}{{"views", d.Views, .8}, {"visits", d.Visits, .4}} {
			tall := float64(bar.n) * high / float64(most)
			fmt.Fprintf(&out, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, bar.class, float64(i)*step+step*(1-bar.part)/2, high-tall, step*bar.part, tall)
		}
		if day := d.Day.Day(); day == 1 || day%5 == 0 {
			fmt.Fprintf(&out, `<text x="%.1f" y="%d">%d</text>`, (float64(i)+.5)*step, high+foot-2, day)
		}
	}
	out.WriteString(`</svg>`)
	return template.HTML(out.String())
}

// DayOf is a day as the table of days writes it.
func (s sheet) DayOf(at time.Time) string { return at.Format("2/1") }

// HTML is the page, in the words of a language: vi or en.
func (r *Report) HTML(tag string) ([]byte, error) {
	w, err := words(tag)
	if err != nil {
		return nil, err
	}
	page, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, sheet{r, w})
	return out.Bytes(), err
}
