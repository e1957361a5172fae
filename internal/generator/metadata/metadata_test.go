package metadata

import (
	"strings"
	"testing"
	"time"
)

func TestStartTag(t *testing.T) {
	cases := []struct{ value, want string }{
		{"https://treem.example.gov.vn/en/", `<link href=https://treem.example.gov.vn/en/>`},
		{"", `<link href="">`},
		{"a b", `<link href="a b">`},
		{`"><script>`, `<link href="&#34;&gt;&lt;script&gt;">`},
		{"ộ", `<link href="ộ">`},
	}
	for _, c := range cases {
		var b Tags
		b.Tag("link", "href", c.value)
		if b.String() != c.want {
			t.Errorf("%q: got %s, want %s", c.value, b.String(), c.want)
		}
	}
}

func TestJSONLD(t *testing.T) {
	start := time.Date(2026, 6, 6, 7, 30, 0, 0, time.FixedZone("", 7*60*60))
	crumbs := []Crumb{{"Trang đầu", "https://vi.example/"}, {"Bài", "https://vi.example/bai/"}}
	for _, c := range []struct {
		name string
		page Page
		want []string
	}{
		{"left out", Page{Item: Article{}, Crumbs: crumbs}, nil},
		{"nothing to tell", Page{Index: true}, nil},
		{"no way out of the script", Page{Index: true, Title: "</script>", Item: Article{}}, []string{`"headline":"\u003c/script\u003e"`}},
		{"the organization is the author", Page{Index: true, Item: Article{Publisher: Organization{Name: "Xã", Official: true}}}, []string{`"author":{"@type":"GovernmentOrganization","name":"Xã"}`}},
		{"persons are", Page{Index: true, Item: Article{Authors: []string{"K.C"}}}, []string{`"author":[{"@type":"Person","name":"K.C"}]`}},
		{"event with times", Page{Index: true, Item: Event{Start: start, Status: "moved", MovedFrom: start}}, []string{`"startDate":"2026-06-06T07:30:00+07:00"`, `EventRescheduled`, `"previousStartDate"`}},
		{"event of whole days", Page{Index: true, Item: Event{Start: start, AllDay: true, Status: "tentative"}}, []string{`"startDate":"2026-06-06"`, `EventScheduled`}},
		{"decision", Page{Index: true, Item: Document{Number: "1", Type: "Quyết định", Status: "replaced", Replaces: "0"}}, []string{`"Legislation"`, `NotInForce`, `"legislationRepeals":"0"`}},
		{"letter", Page{Index: true, Item: Document{Number: "1", Type: "Công văn", Issued: start}}, []string{`"DigitalDocument"`, `"dateCreated":"2026-06-06"`}},
		{"way", Page{Index: true, Crumbs: crumbs}, []string{`{"@type":"ListItem","position":2,"name":"Bài","item":"https://vi.example/bai/"}`}},
	} {
		data, err := c.page.JSONLD()
		if err != nil || len(c.want) == 0 && len(data) > 0 {
			t.Errorf("%s: %s, %v", c.name, data, err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s: %s lacks %s", c.name, data, want)
			}
		}
	}
}
