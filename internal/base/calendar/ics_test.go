package calendar

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests must not depend on the machine's
	"unicode/utf8"

	"loa/internal/base/calendar/icsoracle"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sampleEntries has one entry of each kind that a feed can hold.
func sampleEntries() []Entry {
	stamp := time.Date(2026, 5, 20, 13, 57, 0, 0, hanoi)
	night := ClockAt(19, 0)
	return []Entry{
		{
			UID: "hoat-dong/hoc-boi@treem.example.gov.vn", Stamp: stamp, Sequence: 86400,
			Title:       "Lớp học bơi; trẻ 6–14 tuổi, miễn phí",
			Description: "Mang theo:\nkhăn tắm, mũ bơi và nước uống. Phụ huynh đưa đón các cháu đúng giờ tại cổng sau.",
			Place:       `Bể bơi "Sao Mai" \ phường 2`,
			Contact:     "Đoàn xã", URL: "https://treem.example.gov.vn/hoat-dong/hoc-boi/",
			Categories: []string{"Phòng, chống đuối nước", "Hè"},
			Off:        "Nghỉ buổi này: Lớp học bơi; trẻ 6–14 tuổi, miễn phí",
			Event: Event{Zone: hanoi, Start: at("2026-06-01T08:00"), End: at("2026-06-01T09:30"), Repeat: &Rule{
				Every: EveryWeek, Days: []time.Weekday{time.Saturday}, Until: Date(2026, 8, 31),
				Except: []Day{Date(2026, 7, 4)},
				Moved:  []Move{{From: Date(2026, 7, 11), To: Date(2026, 7, 12), Clock: &night}},
			}},
		},
		{
			UID: "hoat-dong/trung-thu@treem.example.gov.vn", Stamp: stamp, Title: "Đêm hội Trung thu",
			Event: Event{Zone: hanoi, Lunar: &LunarDate{Month: 8, Day: 15, From: ClockAt(18, 0), To: ClockAt(21, 0)}},
		},
		{
			UID: "hoat-dong/trai-he@treem.example.gov.vn", Stamp: stamp, Title: "Trại hè", Status: Cancelled,
			Event: Event{Zone: hanoi, AllDay: true, Start: at("2026-07-01T00:00"), End: at("2026-07-03T00:00")},
		},
		{
			UID: "hoat-dong/1-6@treem.example.gov.vn", Stamp: stamp, Title: "Ngày Quốc tế Thiếu nhi",
			Event: Event{Zone: hanoi, AllDay: true, Start: at("2020-06-01T00:00"), Repeat: &Rule{Every: EveryYear,
				Moved: []Move{{From: Date(2026, 6, 1), To: Date(2026, 5, 31)}}}},
		},
	}
}

func sampleFeed() []byte {
	window := WindowAround(Date(2026, 6, 15))
	feed := Feed{
		Name: "Vì trẻ em: lịch hoạt động", Zone: hanoi, Window: window,
		Source: "https://treem.example.gov.vn/lich/all.ics", URL: "https://treem.example.gov.vn/lich/",
	}
	var components []Component
	for _, e := range sampleEntries() {
		components = append(components, e.Component(window))
	}
	return feed.AppendICS(nil, components...)
}

func TestFeedIsTheGoldenOne(t *testing.T) {
	got := sampleFeed()
	if *update {
		if err := os.WriteFile("testdata/feed.ics", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/feed.ics")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("feed differs from testdata/feed.ics (go test -update rewrites it):\n%s", got)
	}
}

func TestFeedHoldsTheRulesOfLines(t *testing.T) { checkLines(t, sampleFeed()) }

// checkLines fails where a file breaks RFC 5545's rules for lines.
func checkLines(t *testing.T, file []byte) {
	t.Helper()
	if !utf8.Valid(file) {
		t.Error("not UTF-8")
	}
	for line := range strings.SplitAfterSeq(string(file), "\r\n") {
		content, ended := strings.CutSuffix(line, "\r\n")
		if line != "" && !ended || strings.ContainsAny(content, "\r\n") {
			t.Errorf("line break is not CRLF: %q", line)
		}
		if len(content) > 75 {
			t.Errorf("%d octets: %q", len(content), line)
		}
		if !utf8.ValidString(content) {
			t.Errorf("a character is cut: %q", line)
		}
	}
}

func TestFeedIsReadAsMeant(t *testing.T) {
	from, to := WindowAround(Date(2026, 6, 15)).In(hanoi)
	var want []string
	for _, e := range sampleEntries() {
		for _, o := range e.Event.Between(from, to) {
			want = append(want, spanText(o.Start, o.End)+" "+e.Title)
		}
		for _, o := range e.Event.LeftOut(from, to) {
			want = append(want, spanText(o.Start, o.End)+" "+e.Off)
		}
	}
	slices.Sort(want)
	if got := readBack(t, sampleFeed(), hanoi, from, to); !slices.Equal(got, want) {
		t.Errorf("others read\n%s\nwe mean\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(want) < 15 {
		t.Errorf("only %d dates", len(want))
	}
}

// readBack returns the dates that other programs find in a file, one line each, sorted.
func readBack(t *testing.T, file []byte, zone *time.Location, from, to time.Time) []string {
	t.Helper()
	dates, err := icsoracle.Expand(file, zone, from, to)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	var lines []string
	for _, d := range dates {
		lines = append(lines, spanText(d.Start, d.End)+" "+d.Title)
	}
	slices.Sort(lines)
	return lines
}

func spanText(start, end time.Time) string {
	return start.Format(time.RFC3339) + " to " + end.Format(time.RFC3339)
}

func TestOneEditChangesOneEvent(t *testing.T) {
	window := WindowAround(Date(2026, 6, 15))
	before, after := sampleEntries()[0], sampleEntries()[0]
	after.Event.Start = after.Event.Start.Add(time.Hour)
	after.Stamp = after.Stamp.Add(48 * time.Hour)
	after.Sequence++
	a, b := string(before.Component(window)), string(after.Component(window))
	for _, name := range []string{"SEQUENCE:", "LAST-MODIFIED:", "DTSTART;"} {
		if valueOf(a, name) == valueOf(b, name) {
			t.Errorf("%s did not change", name)
		}
	}
	if valueOf(a, "UID:") != valueOf(b, "UID:") {
		t.Error("UID changed")
	}
}

func TestSequence(t *testing.T) {
	date := at("2026-05-20T00:00")
	for updated, want := range map[time.Time]int{{}: 0, date: 1, date.Add(24 * time.Hour): 86400, date.Add(-time.Hour): 1} {
		if got := Sequence(date, updated); got != want {
			t.Errorf("%s: got %d, want %d", updated, got, want)
		}
	}
}

func valueOf(file, name string) string {
	_, after, _ := strings.Cut(file, "\r\n"+name)
	value, _, _ := strings.Cut(after, "\r\n")
	return value
}

func TestNothingInTheWindowIsNoComponent(t *testing.T) {
	e := Entry{UID: "x", Event: Event{Zone: hanoi, Start: at("2020-01-01T08:00"), End: at("2020-01-01T09:00")}}
	if got := e.Component(WindowAround(Date(2026, 6, 15))); got != nil {
		t.Errorf("got %s", got)
	}
}

func TestWindowAround(t *testing.T) {
	for _, day := range []int{1, 15, 30} {
		w := WindowAround(Date(2026, 6, day))
		if w.From.String() != "2025-06-01" || w.To.String() != "2028-01-01" {
			t.Errorf("on %d June: %s to %s", day, w.From, w.To)
		}
	}
}

var hanoi = mustZone("Asia/Ho_Chi_Minh")

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, hanoi)
	if err != nil {
		panic(err)
	}
	return t
}
