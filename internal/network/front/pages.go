package front

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"html/template"
	"strconv"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/minify"
)

//go:embed words/*.txt
var wordFiles embed.FS

//go:embed front.html
var pageText string

//go:embed front.css
var style []byte

//go:embed front.js
var script []byte

// File is a file of the front.
type File struct {
	Path  string
	Class output.Class
	Data  []byte
}

// page is what a template shows.
type page struct {
	*maker
	Kind   string // of the template: "places", "province", "calendar" or "search"
	Root   string // leads to the front's folder: "" or "../"
	Title  string // "" for the first page
	Rows   string // the data that its search asks for, from Root; "" for none
	Places []Place
	Days   []day
	Left   int // dates that only the calendar file has
}

// province is a province on the first page.
type province struct {
	Name, Path string
	Places     []Place
}

// day are the dates that begin on a day.
type day struct {
	Day   time.Time
	Dates []Date
}

// maker makes the files of a front.
type maker struct {
	*Gathered
	words     *problem.Words
	template  *template.Template
	Provinces []province // none if no unit names one
	files     []File
}

// Files are the files of the front.
func (g *Gathered) Files() ([]File, error) {
	tag := g.options.Network.Front.Words()
	text, err := wordFiles.ReadFile("words/" + tag + ".txt")
	if err != nil {
		return nil, err
	}
	t, err := template.New("front").Parse(pageText)
	if err != nil {
		return nil, err
	}
	m := &maker{Gathered: g, words: problem.ParseWords(tag, string(text)), template: t}
	m.provinces()
	for _, step := range []func() error{m.assets, m.places, m.calendar, m.search} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m.files, nil
}

// provinces parts the places by province. The name of its folder is that of the province
// without marks; two that are the same have a number.
func (m *maker) provinces() {
	taken := map[string]bool{}
	for _, p := range m.Gathered.Places {
		if n := len(m.Provinces); n == 0 || m.Provinces[n-1].Name != p.Province {
			name := cmp.Or(fold.Slug(p.Province), "khac")
			for base, n := name, 2; taken[name] || disk.Reserved(name); n++ {
				name = base + "-" + strconv.Itoa(n)
			}
			taken[name] = true
			m.Provinces = append(m.Provinces, province{Name: p.Province, Path: "tinh/" + name + "/"})
		}
		last := &m.Provinces[len(m.Provinces)-1]
		last.Places = append(last.Places, p)
	}
	if len(m.Provinces) == 1 && m.Provinces[0].Name == "" {
		m.Provinces = nil
	}
}

func (m *maker) add(path string, class output.Class, data []byte, err error) error {
	m.files = append(m.files, File{path, class, data})
	return err
}

func (m *maker) assets() error {
	css, err := minify.CSS(style)
	if err := m.add("front.css", output.Asset, css, err); err != nil {
		return err
	}
	js, err := minify.JS(script)
	return m.add("front.js", output.Asset, js, err)
}

// write writes a page.
func (m *maker) write(path string, class output.Class, p page) error {
	p.maker = m
	var out bytes.Buffer
	if err := m.template.ExecuteTemplate(&out, p.Kind, p); err != nil {
		return err
	}
	small, err := minify.HTML(out.Bytes())
	return m.add(path, class, small, err)
}

// row is what the script finds: a text, a note beside it, an address and a language.
type row [4]string

// rows writes what the search of a page asks for.
func (m *maker) rows(path string, all []row) error {
	data, err := json.Marshal(append([]row{}, all...)) // "[]" for none
	return m.add(path, output.Asset, data, err)
}

func (m *maker) places() error {
	var rows []row
	for _, p := range m.Gathered.Places {
		note := p.Province
		if p.Into != "" {
			note = m.Say("merged", "name", p.Into)
		}
		rows = append(rows, row{p.Name, note, p.URL, ""})
	}
	if err := m.rows("units.json", rows); err != nil {
		return err
	}
	first := page{Kind: "places", Rows: "units.json"}
	if len(m.Provinces) == 0 {
		first.Places = m.Gathered.Places
	}
	for _, p := range m.Provinces {
		if err := m.write(p.Path+"index.html", output.Page, page{Kind: "province", Root: "../../", Title: cmp.Or(p.Name, m.Say("other")), Places: p.Places}); err != nil {
			return err
		}
	}
	return m.write("index.html", output.EntryPoint, first)
}

// calendar writes the page of dates and its file for the calendars of readers.
func (m *maker) calendar() error {
	if !m.Dated() {
		return nil
	}
	p := page{Kind: "calendar", Root: "../", Title: m.Say("calendar"), Left: max(0, len(m.Dates)-shownDates)}
	for _, d := range m.Dates[:min(shownDates, len(m.Dates))] {
		y, month, n := m.begin(d).Date()
		begin := time.Date(y, month, n, 0, 0, 0, 0, m.zone)
		if last := len(p.Days) - 1; last < 0 || !p.Days[last].Day.Equal(begin) {
			p.Days = append(p.Days, day{Day: begin})
		}
		last := &p.Days[len(p.Days)-1]
		last.Dates = append(last.Dates, d)
	}
	if err := m.add("calendar.ics", output.EntryPoint, m.ics(), nil); err != nil {
		return err
	}
	return m.write("lich/index.html", output.Page, p)
}

func (m *maker) search() error {
	if !m.Searched() {
		return nil
	}
	var rows []row
	for _, t := range m.Titles {
		rows = append(rows, row{t.Title, m.At(t.Site, t.More), t.URL, t.Language})
	}
	if err := m.rows("titles.json", rows); err != nil {
		return err
	}
	return m.write("tim/index.html", output.Page, page{Kind: "search", Root: "../", Title: m.Say("search"), Rows: "titles.json"})
}
