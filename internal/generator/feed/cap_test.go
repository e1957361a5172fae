package feed

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/site"
	"loa/internal/generator/warning"
)

// capElement is what the standard says of an element of an alert or an info: how often
// it may be there and what it may hold, in the order of its schema (OASIS CAP 1.2, 3.2 and
// 3.4).
type capElement struct {
	name      string
	min, many int // many 0: any number
	form      string
}

const (
	capDate = `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d`
	capName = `[^ ,<&]+`
	capAny  = `(?s).+`
)

var capElements = map[string][]capElement{
	"alert": {{"identifier", 1, 1, capName}, {"sender", 1, 1, capName}, {"sent", 1, 1, capDate},
		{"status", 1, 1, "Actual|Exercise|System|Test|Draft"}, {"msgType", 1, 1, "Alert|Update|Cancel|Ack|Error"}, {"source", 0, 1, capAny},
		{"scope", 1, 1, "Public|Restricted|Private"}, {"info", 0, 0, ""}},
	"info": {{"language", 0, 1, `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`}, {"category", 1, 0, "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"},
		{"event", 1, 1, capAny}, {"responseType", 0, 0, capAny}, {"urgency", 1, 1, "Immediate|Expected|Future|Past|Unknown"},
		{"severity", 1, 1, "Extreme|Severe|Moderate|Minor|Unknown"}, {"certainty", 1, 1, "Observed|Likely|Possible|Unlikely|Unknown"},
		{"audience", 0, 1, capAny}, {"effective", 0, 1, capDate}, {"onset", 0, 1, capDate}, {"expires", 0, 1, capDate}, {"senderName", 0, 1, capAny},
		{"headline", 0, 1, capAny}, {"description", 0, 1, capAny}, {"instruction", 0, 1, capAny}, {"web", 0, 1, `https?://\S+`}, {"contact", 0, 1, capAny}, {"area", 0, 0, ""}},
	"area": {{"areaDesc", 1, 1, capAny}},
}

// node is an element of a document.
type node struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
	Below   []node `xml:",any"`
}

// capFaults says what of an element is against the standard.
func capFaults(n node) []string {
	var faults []string
	at, count := 0, map[string]int{}
	list := capElements[n.XMLName.Local]
	for _, b := range n.Below {
		name := b.XMLName.Local
		if b.XMLName.Space != "urn:oasis:names:tc:emergency:cap:1.2" {
			faults = append(faults, name+" is of "+b.XMLName.Space)
		}
		place := slices.IndexFunc(list, func(e capElement) bool { return e.name == name })
		if place < at {
			faults = append(faults, name+" is unknown or out of order")
			continue
		}
		at, count[name] = place, count[name]+1
		if form := list[place].form; form != "" && !regexp.MustCompile(`^(?:`+form+`)$`).MatchString(b.Text) {
			faults = append(faults, name+" is "+b.Text)
		}
		if capElements[name] != nil {
			faults = append(faults, capFaults(b)...)
		}
	}
	for _, e := range list {
		if count[e.name] < e.min || e.many > 0 && count[e.name] > e.many {
			faults = append(faults, e.name+" is missing, or there twice")
		}
	}
	return faults
}

const warnedSite = `title = "Vì trẻ em"
base_url = "https://vi.example:8443/xa/"
timezone = "Asia/Ho_Chi_Minh"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[units.xa-mot]
name = {vi = "Xã Một", en = "Mot commune"}
[units.xa-hai]
name = "Xã Hai"
`

func warnedBy(t *testing.T, zone string, all ...*warning.Warning) *site.Site {
	t.Helper()
	settings, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(strings.Replace(warnedSite, "Asia/Ho_Chi_Minh", zone, 1))})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s, _ := site.New(site.Input{Settings: settings, Now: time.Date(2026, 6, 15, 0, 0, 0, 0, settings.Zone), Warnings: all})
	return s
}

// Warnings of every level, with much and with little, are messages as the standard wants
// them.
func TestCAP(t *testing.T) {
	for _, zone := range []string{"Asia/Ho_Chi_Minh", "UTC", "America/St_Johns"} {
		at, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		until := time.Date(2026, 6, 17, 6, 0, 0, 0, at)
		all := []*warning.Warning{
			{ID: "lu/sông & <hồ>, 2.8dc4f7", Level: warning.Emergency, Until: until, Call: "114", Units: []string{"xa-mot", "xa-hai"}, Sent: until.AddDate(0, 0, -2),
				Words: []warning.Words{{Language: "vi", Title: "Lũ <nhanh> & xiết", Text: "Lũ\x01.", Do: []string{"Về nhà.", "Gọi 114."}}, {Language: "en", Title: "Flood"}}},
			{ID: "bao.000000", Level: warning.Serious, From: until.AddDate(0, 0, -1), Until: until, Words: []warning.Words{{Language: "vi", Title: "Bão"}}},
			{ID: "nghi.111111", Level: warning.Notice, Until: until, Words: []warning.Words{{Language: "vi", Title: "Nghỉ"}}},
		}
		s := warnedBy(t, zone, all...)
		for _, w := range all {
			data := CAP(s, w)
			var root node
			in := xml.NewDecoder(bytes.NewReader(data))
			if err := in.Decode(&root); err != nil {
				t.Fatal(err, string(data))
			}
			if _, err := in.Token(); err != io.EOF {
				t.Error("more than one element")
			}
			if faults := capFaults(root); root.XMLName.Local != "alert" || len(faults) > 0 {
				t.Errorf("%s: %v\n%s", zone, faults, data)
			}
		}
		text := string(CAP(s, all[0]))
		for _, want := range []string{"<severity>Extreme</severity>", "<areaDesc>Mot commune</areaDesc>", "<sender>vi.example:8443</sender>", "<instruction>Về nhà.&#xA;Gọi 114.</instruction>"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in %s", want, text)
			}
		}
	}
}

// The feed of warnings names each, in the reader's language where it has one.
func TestWarningsFeed(t *testing.T) {
	until := time.Date(2026, 6, 17, 6, 0, 0, 0, time.UTC)
	s := warnedBy(t, "UTC", &warning.Warning{ID: "lu.8dc4f7", Level: warning.Emergency, Until: until, Sent: time.Date(2026, 6, 14, 9, 30, 0, 0, time.UTC),
		Words: []warning.Words{{Language: "vi", Title: "Lũ", Do: []string{"Về nhà."}}}})
	for _, e := range s.Editions {
		var f atomFeed
		data := Warnings(s, e, "Cảnh báo")
		if err := xml.Unmarshal(data, &f); err != nil {
			t.Fatal(err)
		}
		if f.Title != "Cảnh báo – Vì trẻ em" || f.Updated != "2026-06-14T09:30:00Z" || len(f.Entries) != 1 || f.Entries[0].Title != "Lũ" ||
			f.Entries[0].Links[1].Href != "https://vi.example:8443/xa/warnings/lu.8dc4f7.xml" || f.Entries[0].Summary != "– Về nhà." {
			t.Errorf("%s", data)
		}
	}
}

// An entry of a warning that does not hold yet says from when until when it will.
func TestWarningsFeedLater(t *testing.T) {
	until := time.Date(2026, 6, 17, 6, 0, 0, 0, time.UTC)
	for from, want := range map[time.Time]string{
		{}:                         "– Về nhà.",
		until.Add(-55 * time.Hour): "– Về nhà.",
		until.Add(-36 * time.Hour): "2026-06-15 18:00 – 2026-06-17 06:00\n– Về nhà.",
		until.Add(-54 * time.Hour): "– Về nhà.", // as the day of the build begins
		until.Add(-13 * time.Hour): "2026-06-16 17:00 – 2026-06-17 06:00\n– Về nhà.",
	} {
		s := warnedBy(t, "UTC", &warning.Warning{ID: "lu.8dc4f7", Level: warning.Emergency, From: from, Until: until, Words: []warning.Words{{Language: "vi", Title: "Lũ", Do: []string{"Về nhà."}}}})
		var f atomFeed
		if err := xml.Unmarshal(Warnings(s, s.Editions[0], ""), &f); err != nil || f.Entries[0].Summary != want {
			t.Errorf("%s: %v %q", from, err, f.Entries[0].Summary)
		}
	}
}
