package icsfile

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"loa/internal/base/calendar"
)

var hanoi = func() *time.Location {
	l, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		panic(err)
	}
	return l
}()

// one reads a calendar with one event made of lines.
func read(lines ...string) *File {
	return Read([]byte("BEGIN:VCALENDAR\r\nX-WR-CALNAME:Trường\\, lớp\r\n"+strings.Join(lines, "\r\n")+"\r\nEND:VCALENDAR\r\n"), hanoi)
}

func event(lines ...string) []string {
	return append(append([]string{"BEGIN:VEVENT", "UID:a@x", "SUMMARY:Bơi"}, lines...), "END:VEVENT")
}

func one(t *testing.T, lines ...string) Event {
	t.Helper()
	f := read(event(lines...)...)
	if len(f.Events) != 1 || len(f.Faults) > 0 {
		t.Fatalf("%v: %+v", lines, f)
	}
	return f.Events[0]
}

// dates are when an event takes place until the end of 2026.
func dates(e calendar.Event) string {
	var all []string
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, hanoi), time.Date(2027, 1, 1, 0, 0, 0, 0, hanoi)
	for _, o := range append(e.Between(from, to), e.LeftOut(from, to)...) {
		form := "02/1 15:04"
		if o.AllDay {
			form = "02/1"
		}
		if o.Off {
			form = "not " + form
		}
		all = append(all, o.Start.Format(form))
	}
	return strings.Join(all, ", ")
}

func TestTimes(t *testing.T) {
	for lines, want := range map[string]string{
		"DTSTART:20260601T083000|DTEND:20260601T100000":                            "01/06 08:30 – 01/06 10:00",
		"DTSTART:20260601T013000Z|DURATION:PT1H30M":                                "01/06 08:30 – 01/06 10:00",
		"DTSTART;TZID=Asia/Bangkok:20260601T083000":                                "01/06 08:30 –",
		"DTSTART;TZID=SE Asia Standard Time:20260601T083000":                       "01/06 08:30 –",
		"DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20260601T103000": "01/06 08:30 –",
		"DTSTART;TZID=\"Europe/Paris\":20260601T033000":                            "01/06 08:30 –",
		"DTSTART;VALUE=DATE:20260601|DTEND;VALUE=DATE:20260604":                    "01/06 – 03/06",
		"DTSTART;VALUE=DATE:20260601|DTEND;VALUE=DATE:20260602":                    "01/06 –",
		"DTSTART;VALUE=DATE:20260601|DURATION:P2D":                                 "01/06 – 02/06",
		"DTSTART:20260601T083000|DTEND:20260601T070000":                            "01/06 08:30 –",
	} {
		e := one(t, strings.Split(lines, "|")...).When
		form := "02/01 15:04"
		if e.AllDay {
			form = "02/01"
		}
		got := e.Start.Format(form) + " –"
		if !e.End.IsZero() {
			got += " " + e.End.Format(form)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", lines, got, want)
		}
	}
	f := read(append([]string{"BEGIN:VTIMEZONE", "TZID:Trường", "BEGIN:STANDARD", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "END:STANDARD", "END:VTIMEZONE"}, event("DTSTART;TZID=Trường:20260601T103000")...)...)
	if len(f.Faults) > 0 || f.Events[0].When.Start.Format("15:04") != "08:30" || f.Name != "Trường, lớp" {
		t.Errorf("%+v", f)
	}
	f = read(event("DTSTART;TZID=Sao Hoả:20260601T083000", "DTEND;TZID=Sao Hoả:20260601T093000")...)
	if len(f.Faults) != 1 || f.Faults[0].Reason != Zone || f.Events[0].When.Start.Format("15:04") != "08:30" {
		t.Errorf("%+v", f)
	}
}

func TestRepeats(t *testing.T) {
	const start = "DTSTART:20261001T083000"
	for lines, want := range map[string]string{
		"RRULE:FREQ=DAILY;COUNT=3":                                         "01/10 08:30, 02/10 08:30, 03/10 08:30",
		"RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015T013000Z":                "01/10 08:30, 08/10 08:30, 15/10 08:30",
		"RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015T012959Z":                "01/10 08:30, 08/10 08:30",
		"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;WKST=SU":                     "01/10 08:30, 15/10 08:30, 29/10 08:30",
		"RRULE:FREQ=MONTHLY;BYDAY=1TH;COUNT=2":                             "01/10 08:30, 05/11 08:30",
		"RRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1;COUNT=2":                   "01/10 08:30, 05/11 08:30",
		"RRULE:FREQ=MONTHLY;BYMONTHDAY=1;COUNT=2":                          "01/10 08:30, 01/11 08:30",
		"RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1":                        "01/10 08:30",
		"RRULE:FREQ=DAILY;COUNT=4|EXDATE:20261002T083000,20261003T013000Z": "01/10 08:30, 04/10 08:30, not 02/10 08:30, not 03/10 08:30",
		"RRULE:FREQ=DAILY;COUNT=2|RDATE:20261110T083000":                   "01/10 08:30, 02/10 08:30 + 10/11 08:30",
		"RRULE:FREQ=WEEKLY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a@x|SUMMARY:Bơi|RECURRENCE-ID:20261008T083000|DTSTART:20261009T140000":                  "01/10 08:30, 09/10 14:00",
		"RRULE:FREQ=WEEKLY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a@x|SUMMARY:Lặn|RECURRENCE-ID:20261008T083000|DTSTART:20261008T083000":                  "01/10 08:30 + 08/10 08:30",
		"RRULE:FREQ=WEEKLY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a@x|SUMMARY:Bơi|STATUS:CANCELLED|RECURRENCE-ID:20261008T083000|DTSTART:20261008T083000": "01/10 08:30, not 08/10 08:30",
		"DURATION:PT1H|BEGIN:VALARM|SUMMARY:Chuông|END:VALARM":                                                                                         "01/10 08:30",
	} {
		f := read(event(append([]string{start}, strings.Split(lines, "|")...)...)...)
		if len(f.Faults) > 0 || len(f.Events) == 0 || f.Events[0].Title != "Bơi" {
			t.Errorf("%s: %+v", lines, f)
			continue
		}
		var all []string
		for _, e := range f.Events {
			all = append(all, dates(e.When))
		}
		if got := strings.Join(all, " + "); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", lines, got, want)
		}
	}
	// What our rules cannot say is told, and the first date is kept.
	for _, rule := range []string{
		"FREQ=HOURLY", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=3", "FREQ=DAILY;BYMONTH=1",
		"FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "FREQ=DAILY;BYHOUR=9,10", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU", "COUNT=3", "FREQ=DAILY;UNTIL=mai",
	} {
		f := read(event(start, "RRULE:"+rule)...)
		if len(f.Events) != 1 || len(f.Faults) != 1 || f.Faults[0].Reason != Repeat || f.Events[0].When.Repeat != nil {
			t.Errorf("%s: %+v", rule, f)
		}
	}
	// Clocks in Paris change and ours do not.
	if f := read(event("DTSTART;TZID=Europe/Paris:20260601T100000", "RRULE:FREQ=WEEKLY")...); len(f.Faults) != 1 || f.Faults[0].Reason != Repeat {
		t.Errorf("%+v", f)
	}
}

func TestFaults(t *testing.T) {
	for lines, want := range map[string]Reason{
		"BEGIN:VEVENT|UID:a|DTSTART:20260601":                                                                 Cut,
		"BEGIN:VEVENT|UID:a|DTSTART:20260601|END:VEVENT":                                                      NoEvent,
		"BEGIN:VEVENT|UID:a|SUMMARY:x|DTSTART:mai|END:VEVENT":                                                 NoEvent,
		"BEGIN:VEVENT|UID:a|SUMMARY:x|DTSTART:20260601|CLASS:PRIVATE|END:VEVENT":                              Private,
		"BEGIN:VEVENT|UID:a|SUMMARY:x|RECURRENCE-ID;RANGE=THISANDFUTURE:20260601|DTSTART:20260601|END:VEVENT": Repeat,
	} {
		if f := read(strings.Split(lines, "|")...); len(f.Faults) != 1 || f.Faults[0].Reason != want || len(f.Events) != 0 {
			t.Errorf("%s: %+v", lines, f)
		}
	}
	twice := event("DTSTART:20260601")
	if f := read(append(twice, twice...)...); len(f.Events) != 1 || len(f.Faults) != 1 || f.Faults[0].Reason != Twice {
		t.Errorf("%+v", f)
	}
	days := ""
	for i := range 301 {
		days += "," + time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format("20060102")
	}
	if f := read(event("DTSTART:20260101", "RRULE:FREQ=DAILY", "EXDATE:"+days[1:])...); len(f.Faults) != 1 || f.Faults[0].Reason != Many || len(f.Events[0].When.Repeat.Except) != 300 {
		t.Errorf("%+v", f.Faults)
	}
}

func TestTexts(t *testing.T) {
	e := one(t, "DTSTART:20260601", "LOCATION:Nhà văn hoá\\; xã\\, thôn 1", `DESCRIPTION:<p>Mang áo phao</p><br>và nước &amp\; mũ`, "ORGANIZER;CN=\"Đoàn: xã\":mailto:a@x", "URL:https://xa.example/boi",
		"STATUS:TENTATIVE", "LAST-MODIFIED:20260520T010203Z", "SUMMARY;LANGUAGE=vi:hai")
	if e.Place != "Nhà văn hoá; xã, thôn 1" || e.Description != "Mang áo phao\n\nvà nước & mũ" || e.Organizer != "Đoàn: xã" || e.URL != "https://xa.example/boi" || e.State != calendar.Tentative || e.Updated.Format("02/01 15:04") != "20/05 08:02" || e.Line != 3 {
		t.Errorf("%+v", e)
	}
	if e := one(t, "DTSTART:20260601", "URL:javascript:x", "LOCATION:Nhà", "  văn hoá", "\txã"); e.URL != "" || e.Place != "Nhà văn hoáxã" {
		t.Errorf("%+v", e)
	}
	for _, text := range []string{"BEGIN:VCALENDAR\n", "\ufeff\r\nbegin:vcalendar\r\n"} {
		if !Is([]byte(text)) {
			t.Errorf("%q is no calendar", text)
		}
	}
}

// Whatever a calendar says, reading ends, twice gives the same, and each event can be shown.
func FuzzRead(f *testing.F) {
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:20260601T080000\nRRULE:FREQ=MONTHLY;BYDAY=-1FR\nEXDATE:20260626T080000\nRDATE:20260701T080000\nEND:VEVENT\nEND:VCALENDAR\n")
	f.Add("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nTZOFFSETTO:+0900\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART;TZID=x;VALUE=DATE:20260601\nDURATION:P1W\nRECURRENCE-ID:20260601\nEND:VEVENT\nEND:VCALENDAR\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, b := Read([]byte(text), hanoi), Read([]byte(text), hanoi)
		if fmt.Sprintf("%+v", a.Faults) != fmt.Sprintf("%+v", b.Faults) || len(a.Events) != len(b.Events) {
			t.Fatal("not the same twice")
		}
		for i, e := range a.Events {
			if e.Title == "" || e.ID == "" || e.ID != b.Events[i].ID || e.When.Start.IsZero() {
				t.Fatalf("%+v", e)
			}
			if r := e.When.Repeat; r != nil && (len(r.Except) > mostDays || len(r.Replaced) > mostDays || len(r.Moved) > mostDays) {
				t.Fatal("too many dates")
			}
			dates(e.When)
		}
	})
}
