package importing

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"loa/internal/base/pattern"
)

// facts are what a text says of itself. Of each there may be several.
type facts struct {
	dates, numbers, authors []string
}

// or takes what is not known from others.
func (f facts) or(others facts) facts {
	if len(f.dates) == 0 {
		f.dates = others.dates
	}
	if len(f.authors) == 0 {
		f.authors = others.authors
	}
	f.numbers = append(f.numbers, others.numbers...)
	return f
}

var (
	numberOf   = pattern.New(`(?:^|\s)[Ss][ốỐ]\s*:\s*(\d{1,6}(?:/\d{4})?/\p{L}[\p{L}\d]*(?:[-–]\p{L}[\p{L}\d]*)*)`)
	placeDate  = pattern.New(`(?:^|\s)\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,4},\s*[Nn]gày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*\.?$`)
	labelDate  = pattern.New(`(?i)^(?:ngày đăng|đăng ngày|ngày|cập nhật|thời gian)\s*:\s*.{0,20}?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	looseDate  = pattern.New(`(?i)^(?:(?:thứ \p{L}+|chủ nhật),?\s*)?(?:\d{1,2}[:hg]\d{2}(?::\d{2})?\s*(?:[ap]m)?[\s,|-]*)?(?:ngày\s*)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,|-]+.{0,25})?$`)
	writtenBy  = pattern.New(`(?i)^\(?(?:tác giả|người viết|bài(?:,| và) ảnh|tin(?:,| và)? ảnh|tin bài|tin, bài|bài viết)\s*:\s*(.{2,80}?)\)?$`)
	andAnother = pattern.New(`\s*[,;]\s*|\s+[-–]\s+`)
)

// Where a text says who wrote it and when: in the lines at its top and its end.
const (
	headLines  = 25
	titleLines = 8
	endLines   = 12
	letterhead = 160 // characters; a cell of it may be all on one line
)

// AuthorsIn are those whom a text names in its lines at the top and at the end.
func AuthorsIn(markdown string) []string { return factsIn(plainLines(markdown)).authors }

// factsIn looks for what a text says of itself, in its lines without marks.
func factsIn(lines []string) facts {
	var f facts
	var placed, labelled, loose []string
	for i, line := range lines {
		if i >= headLines && i < len(lines)-endLines {
			continue
		}
		if m := numberOf.FindStringSubmatch(line); m != nil && i < headLines {
			add(&f.numbers, strings.ReplaceAll(m[1], "–", "-"))
		}
		if m := placeDate.FindStringSubmatch(line); m != nil && utf8.RuneCountInString(line) <= letterhead {
			add(&placed, day(m[1], m[2], m[3]))
		}
		if m := labelDate.FindStringSubmatch(line); m != nil && i < headLines {
			add(&labelled, day(m[1], m[2], m[3]))
		}
		if m := looseDate.FindStringSubmatch(line); m != nil && i < titleLines {
			add(&loose, day(m[1], m[2], m[3]))
		}
		if m := writtenBy.FindStringSubmatch(line); m != nil {
			for _, name := range andAnother.Split(strings.TrimSpace(m[1]), -1) {
				add(&f.authors, name)
			}
		}
	}
	for _, dates := range [][]string{placed, labelled, loose} {
		if len(dates) > 0 {
			f.dates = dates
			break
		}
	}
	return f
}

func add(to *[]string, one string) {
	if one != "" && !slices.Contains(*to, one) {
		*to = append(*to, one)
	}
}

// day is a date in the form of front matter, "" if there is no such day.
func day(d, m, y string) string {
	date, err := time.Parse("2/1/2006", strings.TrimLeft(d, "0")+"/"+strings.TrimLeft(m, "0")+"/"+y)
	if err != nil || date.Year() < 1945 || date.Year() > 2100 {
		return ""
	}
	return date.Format(time.DateOnly)
}

// types are kinds of documents by the letters in their numbers.
var types = map[string]string{
	"KH": "Kế hoạch", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "TB": "Thông báo", "BC": "Báo cáo", "HD": "Hướng dẫn",
	"TTr": "Tờ trình", "CTr": "Chương trình", "NĐ": "Nghị định", "TT": "Thông tư", "CĐ": "Công điện", "ĐA": "Đề án", "PA": "Phương án", "QC": "Quy chế",
}

func typeOf(number string) string {
	last := number[strings.LastIndexByte(number, '/')+1:]
	code, _, _ := strings.Cut(last, "-")
	return types[code]
}
