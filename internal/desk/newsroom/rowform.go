package newsroom

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
)

// rowList is a list of tables of site.toml whose rows the form of the settings changes,
// adds, takes out and puts in order.
type rowList struct {
	name string                                     // of the list: [[name]]
	len  func(*config.Settings) int                 // how many rows the settings know
	all  func(s *config.Settings, at int) []setting // the values of a row; at is -1 for a new one
	call func(q *request, s *config.Settings, at int) string
}

// rowLists are the lists that the form shows.
var rowLists = []rowList{
	{"hotlines", func(s *config.Settings) int { return len(s.Hotlines) }, hotlineSettings, func(_ *request, s *config.Settings, at int) string {
		return s.Hotlines[at].Number
	}},
	{"menu", func(s *config.Settings) int { return len(s.Menu) }, menuSettings, menuName},
}

func hotlineSettings(s *config.Settings, at int) []setting {
	var h config.Hotline
	if at >= 0 {
		h = s.Hotlines[at]
	}
	return []setting{
		{path: []string{"hotlines", "number"}, word: "hotline-number", kind: oneLine, value: func(*config.Settings) string { return h.Number }},
		{path: []string{"hotlines", "label"}, word: "hotline-label", kind: inLanguages, text: func(*config.Settings) config.Text { return h.Label }},
		{path: []string{"hotlines", "note"}, word: "hotline-note", kind: inLanguages, text: func(*config.Settings) config.Text { return h.Note }},
	}
}

func menuSettings(s *config.Settings, at int) []setting {
	var m config.MenuItem
	if at >= 0 {
		m = s.Menu[at]
	}
	where := m.Where
	if where == "top" { // the default, which need not stand there
		where = ""
	}
	return []setting{
		{path: []string{"menu", "page"}, word: "menu-page", kind: aChoice, value: func(*config.Settings) string { return m.Page }, offer: pagesForMenu},
		{path: []string{"menu", "url"}, word: "menu-url", kind: anAddress, value: func(*config.Settings) string { return m.URL }},
		{path: []string{"menu", "name"}, word: "menu-name", kind: inLanguages, text: func(*config.Settings) config.Text { return m.Name }},
		{path: []string{"menu", "place"}, word: "menu-place", kind: aChoice, value: func(*config.Settings) string { return where }, offer: func(q *request) []choice {
			return []choice{{"footer", q.say("set-menu-footer")}}
		}},
	}
}

// pagesForMenu are the pages that a menu may lead to, sections first.
func pagesForMenu(q *request) []choice {
	var sections, pages []choice
	for _, e := range q.now.Project.Entries {
		if e.Language != q.now.Project.Settings.DefaultLanguage || e.IsHome() || e.Title == "" {
			continue
		}
		one := choice{strings.TrimPrefix(e.File.Path, "content/"), e.Title}
		if e.IsSection() {
			sections = append(sections, one)
		} else {
			pages = append(pages, one)
		}
	}
	byName := func(a, b choice) int { return strings.Compare(a.Name, b.Name) }
	slices.SortStableFunc(sections, byName)
	slices.SortStableFunc(pages, byName)
	return append(sections, pages...)
}

func menuName(q *request, s *config.Settings, at int) string {
	m := s.Menu[at]
	if name := m.Name.In(s.DefaultLanguage, s.DefaultLanguage); name != "" {
		return name
	}
	for _, c := range pagesForMenu(q) {
		if c.Value == m.Page {
			return c.Name
		}
	}
	return m.Page
}

// shownRow is a row of a list in the form.
type shownRow struct {
	ID, Name string // ID: of its place and of the box that takes it out
	At       string // its number, from 1, or as it was typed
	Gone     bool
	New      bool
	Fields   []shownSetting
}

// readable are the rows as texts; false if the list is not one of tables that are all
// understood.
func (l rowList) readable(text []byte, s *config.Settings) ([][]byte, bool) {
	rows, ok := tomlfile.Rows(text, l.name)
	return rows, ok && len(rows) == l.len(s)
}

// ids name the rows by what stands in them: what was typed for one does not get into
// another that somebody put in its place meanwhile.
func (l rowList) ids(rows [][]byte) []string {
	var ids []string
	times := map[string]int{}
	for _, row := range rows {
		sum := sourceedit.Sum(row)[:8]
		times[sum]++
		ids = append(ids, fmt.Sprintf("r.%s.%s.%d", l.name, sum, times[sum]))
	}
	return append(ids, "r."+l.name+".new") // of a row that is added
}

// of are the settings of a row with ids of its own.
func (l rowList) of(s *config.Settings, at int, id string) []setting {
	all := l.all(s, at)
	for i := range all {
		all[i].own = id + "." + all[i].path[1]
	}
	return all
}

// shown is the list as the form shows it.
func (l rowList) shown(q *request, text []byte, s *config.Settings) shownGroup {
	group := shownGroup{Word: l.name, Title: q.say("set-part-" + l.name)}
	rows, ok := l.readable(text, s)
	if group.Closed = !ok; group.Closed {
		return group
	}
	for i, id := range l.ids(rows) {
		row := shownRow{ID: id, At: strconv.Itoa(i + 1), New: i == len(rows), Gone: q.r.PostFormValue(id+".gone") != ""}
		if typed := q.r.PostFormValue(id + ".at"); typed != "" {
			row.At = typed
		}
		at := i
		if row.New {
			at = -1
		} else {
			row.Name = l.call(q, s, i)
		}
		for _, one := range l.of(s, at, id) {
			for _, in := range settingInputs(q, one, s) {
				in.Value = typedSetting(q, in.ID, in.Was)
				row.Fields = append(row.Fields, in)
			}
		}
		group.Rows = append(group.Rows, row)
	}
	return group
}

// take writes what was typed into the rows, in the order that their numbers say. before
// is the text that the form was made from: its rows have the ids. It reports false if
// that cannot be done, or if the form speaks of a row that is not there.
func (l rowList) take(q *request, before, text []byte, s *config.Settings) ([]byte, bool) {
	named, ok := l.readable(before, s)
	if !ok {
		return text, true // the form has not asked for it
	}
	ids := l.ids(named)
	for key := range q.r.PostForm {
		if id, is := strings.CutSuffix(key, ".at"); is && strings.HasPrefix(id, "r."+l.name+".") && !slices.Contains(ids, id) {
			return nil, false
		}
	}
	rows, ok := l.readable(text, s)
	if !ok || len(rows) != len(named) {
		return nil, false
	}
	type placed struct {
		text []byte
		at   float64
	}
	var all []placed
	for i, id := range ids {
		row, at := []byte("["+l.name+"]\n"), -1
		if i < len(rows) {
			row, at = rows[i], i
		}
		next := row
		for _, one := range l.of(s, at, id) {
			if next, ok = one.take(next, s, func(id, now string) string { return typedSetting(q, id, now) }); !ok {
				return nil, false
			}
		}
		if q.r.PostFormValue(id+".gone") != "" || at < 0 && string(next) == string(row) {
			continue
		}
		p := placed{next, float64(i + 1)}
		if n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(q.r.PostFormValue(id+".at")), ",", ".", 1), 64); err == nil && n != p.at {
			p.at = n - 0.5 // before what has the number now
			if n > float64(i+1) {
				p.at = n + 0.5
			}
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	var texts [][]byte
	for _, p := range all {
		texts = append(texts, p.text)
	}
	return tomlfile.SetRows(text, l.name, texts)
}
