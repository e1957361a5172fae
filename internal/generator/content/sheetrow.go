package content

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
)

// columns are the headings of a spreadsheet of events, folded, and what each
// means. The first of each line is the one that messages name.
var columns = []struct {
	name    string
	heading []string
}{
	{"title", []string{"Tên", "tên hoạt động", "hoạt động", "tiêu đề", "nội dung", "title", "name"}},
	{"date", []string{"Ngày", "ngày bắt đầu", "từ ngày", "date", "start date", "day"}},
	{"end", []string{"Đến ngày", "ngày kết thúc", "end date", "last day"}},
	{"from", []string{"Từ giờ", "giờ", "từ", "giờ bắt đầu", "bắt đầu", "thời gian", "from", "time", "start"}},
	{"to", []string{"Đến giờ", "đến", "giờ kết thúc", "kết thúc", "to", "end"}},
	{"place", []string{"Nơi tổ chức", "nơi", "địa điểm", "place", "location", "where"}},
	{"organizer", []string{"Đơn vị tổ chức", "tổ chức", "organizer", "organiser"}},
	{"audience", []string{"Đối tượng", "dành cho", "audience", "for"}},
	{"topics", []string{"Chủ đề", "topics", "topic"}},
	{"level", []string{"Cấp", "level"}},
	{"unit", []string{"Đơn vị", "xã", "unit"}},
	{"campaign", []string{"Chiến dịch", "campaign"}},
	{"status", []string{"Trạng thái", "tình trạng", "status"}},
	{"link", []string{"Liên kết", "link", "url", "trang"}},
	{"note", []string{"Ghi chú", "mô tả", "note", "summary", "description"}},
	{"updated", []string{"Cập nhật", "ngày cập nhật", "sửa ngày", "updated", "changed"}},
	{"id", []string{"id", "mã"}},
}

func columnNames() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.heading[0]
	}
	return names
}

func columnOf(heading string) (string, bool) {
	slug := fold.Slug(strings.ReplaceAll(heading, "_", " "))
	for _, c := range columns {
		if slices.ContainsFunc(c.heading, func(h string) bool { return fold.Slug(h) == slug }) {
			return c.name, true
		}
	}
	return "", false
}

// sheetStatus are the words of the status column beside those of front matter.
var sheetStatus = map[string]calendar.Status{
	"": calendar.Confirmed, "chac-chan": calendar.Confirmed, "du-kien": calendar.Tentative,
	"huy": calendar.Cancelled, "da-huy": calendar.Cancelled, "hoan": calendar.Cancelled, "canceled": calendar.Cancelled,
	"doi": calendar.Moved, "da-doi": calendar.Moved,
}

// cell returns a column's text in the row under way and where it stands, -1 if
// the row has none.
func (r *sheetReader) cell(column string) (string, int) {
	i := slices.Index(r.columns, column)
	if i < 0 || i >= len(r.cells) {
		return "", -1
	}
	return strings.TrimSpace(r.cells[i]), i
}

func (r *sheetReader) value(column string) string {
	text, _ := r.cell(column)
	return text
}

// row understands one row, and reports whether it is an event.
func (r *sheetReader) row() (Row, bool) {
	line := r.table.row()
	row := Row{Line: line, Cell: r.table.name(), Title: r.value("title"), Summary: r.value("note"), Place: r.value("place"), Organizer: r.value("organizer"),
		Link: r.value("link"), Campaign: r.value("campaign"), ID: r.value("id")}
	before := len(r.c.problems)
	if r.faulty() {
		return row, false
	}
	r.needed("title", row.Title)
	r.needed("date", r.value("date"))
	if _, at := r.cell("link"); at >= 0 {
		row.Link = cmp.Or(r.table.link(at), row.Link)
	}
	row.When = r.when()
	row.State = r.status()
	row.Updated = r.moment("updated")
	s := r.c.settings
	row.Topics = r.terms("topics", s.Topics)
	row.Audience = r.terms("audience", s.Audiences)
	row.Level = strings.Join(r.terms("level", s.Levels), "")
	row.Unit = strings.Join(r.terms("unit", s.Units), "")
	if len(r.c.problems) > before {
		return row, false
	}
	r.weekday("date")
	r.weekday("end")
	if row.ID == "" {
		row.ID = fold.Slug(row.Title) + "-" + row.When.Start.Format(time.DateOnly)
	}
	if other := r.first[row.ID]; other > 0 {
		r.at(problem.SheetTwice, 0, problem.Args{"row": line, "other": other})
		return row, false
	}
	r.first[row.ID] = line
	return row, true
}

// faulty reports cells of known columns that hold no text of anybody: of formulas without a value
// or with an error.
func (r *sheetReader) faulty() bool {
	found := false
	for i, column := range r.columns {
		if code := r.table.fault(i); column != "" && code != "" {
			r.at(code, i, problem.Args{"row": r.table.row(), "name": r.names[i], "value": strings.TrimSpace(r.cells[i])})
			found = true
		}
	}
	return found
}

func (r *sheetReader) needed(column, text string) {
	if text != "" {
		return
	}
	line := r.table.row()
	at := slices.Index(r.columns, column)
	r.at(problem.SheetMissing, min(at, len(r.cells)-1), problem.Args{"row": line, "name": r.names[at]})
}

// bad reports a cell that cannot be read.
func (r *sheetReader) bad(column string) {
	text, i := r.cell(column)
	line := r.table.row()
	r.at(problem.SheetCell, i, problem.Args{"row": line, "name": r.names[i], "value": text})
}

// when puts dates and times of day together.
func (r *sheetReader) when() calendar.Event {
	e := calendar.Event{Zone: r.c.zone, AllDay: true}
	first, last := r.day("date"), r.day("end")
	if last.IsZero() {
		last = first
	} else if last.Before(first) {
		r.endsBefore("end", r.value("date"))
	}
	e.Start = first
	if last.After(first) {
		e.End = last
	}
	from, to, bad := clocks(r.value("from"), r.value("to"))
	if bad == "" {
		from, to, bad = r.clocksInDates(from, to)
	}
	switch {
	case bad != "":
		r.bad(bad)
	case from != nil:
		r.timed(&e, calendar.DayOf(last), *from, to)
	case to != nil:
		_, i := r.cell("to")
		line := r.table.row()
		r.at(problem.SheetNoStart, max(i, 0), problem.Args{"row": line, "end": r.value("to"), "name": r.nameOf("to")})
	}
	return e
}

// What begins in the evening and ends before the morning is over goes on past midnight; the other
// ends before the beginning are slips.
var evening, morning = calendar.ClockAt(18, 0), calendar.ClockAt(8, 0)

// timed gives an event of whole days its times of day. Without one for the end several days go on
// to the end of the last.
func (r *sheetReader) timed(e *calendar.Event, last calendar.Day, from calendar.Clock, to *calendar.Clock) {
	first := calendar.DayOf(e.Start)
	e.AllDay, e.Start = false, first.At(from, r.c.zone)
	if to == nil {
		if last > first {
			e.End = endOfDay(e.End)
		}
		return
	}
	if e.End = last.At(*to, r.c.zone); !e.End.Before(e.Start) {
		return
	}
	if r.value("end") == "" && from >= evening && *to <= morning {
		e.End = (last + 1).At(*to, r.c.zone)
		return
	}
	if r.value("to") == "" {
		r.endsBefore("from", r.value("from"))
	} else {
		r.endsBefore("to", r.value("from"))
	}
}

// endsBefore reports an end that lies before its start.
func (r *sheetReader) endsBefore(column, start string) {
	text, i := r.cell(column)
	line := r.table.row()
	r.at(problem.SheetEndsBefore, max(i, 0), problem.Args{"row": line, "end": text, "start": start})
}

func (r *sheetReader) nameOf(column string) string {
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.names[i]
	}
	return ""
}

func (r *sheetReader) status() calendar.Status {
	text := r.value("status")
	if s, ok := sheetStatus[fold.Slug(text)]; ok {
		return s
	}
	s, err := calendar.ParseStatus(text)
	if err != nil {
		r.bad("status")
	}
	return s
}

// terms reads words of a vocabulary, by key or by name, several with commas
// between.
func (r *sheetReader) terms(column string, known config.Vocabulary) []string {
	text, at := r.cell(column)
	var keys []string
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ',' || c == ';' || c == '|' }) {
		term, ok := known.Named(word, r.c.entry.Language, r.c.languages[0])
		if !ok {
			line := r.table.row()
			args := problem.Args{"row": line, "name": r.names[at], "value": strings.TrimSpace(word), "known": known.Keys()}
			if near, ok := fold.Nearest(fold.Slug(word), known.Keys()); ok {
				args["suggestion"] = near
			}
			r.at(problem.SheetWord, at, args)
			continue
		}
		keys = append(keys, term.Key)
	}
	return keys
}
