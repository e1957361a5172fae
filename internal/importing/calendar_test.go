package importing

import (
	"strings"
	"testing"
)

const school = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Trường Nà Cáp\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Bơi\r\nDTSTART:20260601T013000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

// A calendar becomes a section with the file beside it; the same again is known, and a newer one is
// told where to go.
func TestCalendar(t *testing.T) {
	files := map[string]string{"Lịch trường.ics": school}
	report, site := imported(t, files, Options{Section: "lich"})
	item := report.Items[0]
	if item.State != Imported || item.Entry != "content/lich/truong-na-cap/_index.md" || item.Events != 1 {
		t.Fatalf("%+v", item)
	}
	page, err := site.ReadFile(item.Entry)
	if err != nil || !strings.Contains(string(page), "events_from = \"lich-truong.ics\"\n") || !strings.Contains(string(page), "draft = true\n") {
		t.Errorf("%s %v", page, err)
	}
	if got, err := site.ReadFile("content/lich/truong-na-cap/lich-truong.ics"); err != nil || string(got) != school {
		t.Error(err)
	}
	if again := again(t, files, site, Options{Section: "lich"}).Items[0]; again.State != Same {
		t.Errorf("%+v", again)
	}
	files["Lịch trường.ics"] = strings.Replace(school, "Bơi", "Lặn", 1)
	if newer := again(t, files, site, Options{Section: "lich"}).Items[0]; newer.State != Refused || newer.Reason != "import-calendar-there" {
		t.Errorf("%+v", newer)
	}
	for text, reason := range map[string]string{"x": "import-broken", "BEGIN:VCALENDAR\nEND:VCALENDAR\n": "import-no-events"} {
		if report, _ := imported(t, map[string]string{"a.ics": text}, Options{}); report.Items[0].Reason != reason {
			t.Errorf("%q: %+v", text, report.Items[0])
		}
	}
}
