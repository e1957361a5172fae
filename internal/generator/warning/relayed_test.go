package warning

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
)

const address = "https://tinh.example/warnings.json"

// relayed reads a list of another site on 15 June 2026.
func relayed(t testing.TB, extra string, list any) ([]*Warning, []problem.Problem) {
	t.Helper()
	s, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(strings.Replace(site, "[languages.vi]", "[warnings]\nfrom = [\""+address+"\"]\n"+extra+"\n[languages.vi]", 1))})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return Relayed(relay.Lists{address: data}.Kept, s, on(s, "2026-06-15"))
}

// soon is a moment after the beginning of the day of the tests.
func soon(d time.Duration) int64 {
	return time.Date(2026, 6, 14, 17, 0, 0, 0, time.UTC).Add(d).Unix()
}

const day = 24 * time.Hour

func flood(change func(*relay.Warning)) relay.List {
	w := relay.Warning{ID: "lu.abc", Level: "emergency", Until: soon(day), HTML: map[string]string{"vi": "<script>alert(1)</script>"},
		Words: map[string]relay.Words{"vi": {Title: "Lũ", Text: "Nước lên.", Do: []string{"Về nhà."}}, "zz": {Title: "?"}}}
	if change != nil {
		change(&w)
	}
	return relay.List{Warnings: []relay.Warning{w}}
}

// What another site writes is shown as its own kind of warning, or left out with a reason.
func TestRelayed(t *testing.T) {
	for of, c := range map[string]struct {
		change func(*relay.Warning)
		extra  string
		shown  bool
		told   problem.Term
	}{
		"a warning":             {shown: true},
		"one for us by the key": {change: func(w *relay.Warning) { w.Units = []string{"xa-hai", "xa-mot"} }, shown: true},
		"our key under another name": {change: func(w *relay.Warning) {
			w.Units = []string{"xa-mot"}
			w.Words["vi"] = relay.Words{Title: "Lũ", Areas: []string{"Thôn Một"}}
		}, told: "relay-units"},
		"a title without a letter": {change: func(w *relay.Warning) { w.Words["vi"] = relay.Words{Title: "\u200b"} }, told: "relay-words"},
		"one for us by the name": {change: func(w *relay.Warning) {
			w.Units = []string{"x1"}
			w.Words["vi"] = relay.Words{Title: "Lũ", Areas: []string{"XÃ MỘT"}}
		}, shown: true},
		"one for us as it is called there": {change: func(w *relay.Warning) { w.Units = []string{"x1"} }, extra: `units = ["x1"]`, shown: true},
		"one for others":                   {change: func(w *relay.Warning) { w.Units = []string{"xa-hai"} }, told: "relay-units"},
		"one for others, as is known":      {change: func(w *relay.Warning) { w.Units = []string{"xa-hai"} }, extra: `units = ["x1"]`},
		"a page of its own":                {change: func(w *relay.Warning) { w.Page = map[string]string{"vi": "https://tinh.example/lu/"} }, shown: true},
		"a number that is known":           {change: func(w *relay.Warning) { w.Call = "114" }, shown: true},
		"a number that is not":             {change: func(w *relay.Warning) { w.Call = "1900 6789" }, shown: true, told: "relay-call"},
		"ten years":                        {change: func(w *relay.Warning) { w.Until = soon(3650 * day) }, told: "relay-until"},
		"for ever":                         {change: func(w *relay.Warning) { w.Until = 1<<63 - 1 }, told: "relay-until"},
		"no end":                           {change: func(w *relay.Warning) { w.Until = 0 }, told: "relay-until"},
		"an end before the beginning":      {change: func(w *relay.Warning) { w.From = w.Until }, told: "relay-until"},
		"two weeks":                        {change: func(w *relay.Warning) { w.Until = soon(15 * day) }, shown: true},
		"one that is over":                 {change: func(w *relay.Warning) { w.Until = soon(0) }},
		"one that was handed on":           {change: func(w *relay.Warning) { w.Source = "trung-uong.example" }},
		"another level":                    {change: func(w *relay.Warning) { w.Level = "\"><script>" }, told: "relay-level"},
		"no words of ours":                 {change: func(w *relay.Warning) { w.Words = map[string]relay.Words{"zz": {Title: "?"}} }, told: "relay-words"},
		"an older list":                    {change: func(w *relay.Warning) { w.Words = nil }, told: "relay-words"},
		"a title that cannot be seen":      {change: func(w *relay.Warning) { w.Words["vi"] = relay.Words{Title: "\u202e\u0000 "} }, told: "relay-words"},
		"a long title":                     {change: func(w *relay.Warning) { w.Words["vi"] = relay.Words{Title: strings.Repeat("a", 301)} }, told: "relay-long"},
		"a long text":                      {change: func(w *relay.Warning) { w.Words["vi"] = relay.Words{Title: "a", Text: strings.Repeat("a", 1001)} }, told: "relay-long"},
		"many steps": {change: func(w *relay.Warning) {
			w.Words["vi"] = relay.Words{Title: "a", Do: strings.Split(strings.Repeat("a", 8), "")}
		}, told: "relay-long"},
		"a long step": {change: func(w *relay.Warning) {
			w.Words["vi"] = relay.Words{Title: "a", Do: []string{strings.Repeat("a", 301)}}
		}, told: "relay-long"},
	} {
		all, problems := relayed(t, c.extra, flood(c.change))
		if (len(all) == 1) != c.shown {
			t.Errorf("%s: %d shown, %v", of, len(all), problems)
		}
		if c.told == "" && len(problems) > 0 || c.told != "" && (len(problems) != 1 || !slices.Equal(problems[0].Args["reasons"].([]problem.Term), []problem.Term{c.told}) || problems[0].Severity == problem.Error) {
			t.Errorf("%s: told %v", of, problems)
		}
	}
}

// Nothing of another site leads elsewhere, turns the text, or is markup.
func TestHostile(t *testing.T) {
	all, _ := relayed(t, "", flood(func(w *relay.Warning) {
		w.ID, w.Call = "../../x\"><b>", "javascript:114"
		w.Words["vi"] = relay.Words{Title: "Lũ\u202e\n\n  lớn\u0007 <b>", Areas: []string{"\u2066", "Xã Hai"}}
		w.Page = map[string]string{"vi": "javascript:alert(1)", "en": "https://khac.example/lu/"}
	}))
	if len(all) != 1 {
		t.Fatal(all)
	}
	w := all[0]
	if w.Words[0].Title != "Lũ lớn <b>" || len(w.Words[0].Areas) != 1 || len(w.Source.Page) > 0 || !strings.HasPrefix(w.ID, "tinh.example.") || w.Call != "114" || w.Page != "" {
		t.Errorf("%+v %+v", w, w.Source)
	}
}

// Ten thousand warnings are twelve, the rest is told in one line.
func TestManyRelayed(t *testing.T) {
	list := flood(nil)
	for len(list.Warnings) < 1000 {
		list.Warnings = append(list.Warnings, list.Warnings[0])
	}
	all, problems := relayed(t, "", list)
	if len(all) != problem.MaxWarnings.Most || len(problems) != 1 || problems[0].Args["count"] != 1000-len(all) {
		t.Fatal(len(all), problems)
	}
	own := []*Warning{{Level: Notice}, {Level: Emergency}}
	both, problems := With(own, all, problem.Place{})
	if len(both) != problem.MaxWarnings.Most || len(problems) != 1 || problems[0].Args["count"] != 2 || both[len(both)-1] != own[0] {
		t.Error(len(both), problems)
	}
}

// Where [warnings] units says what the communes are called there, those names are shown,
// and no unit of this site that happens to have one of the keys.
func TestUnitsOfAnotherSite(t *testing.T) {
	all, _ := relayed(t, `units = ["Xã Bình Minh"]`, flood(func(w *relay.Warning) {
		w.Units = []string{"binh-minh", "xa-mot"}
		w.Words["vi"] = relay.Words{Title: "Lũ", Areas: []string{"Xã Bình Minh", "Xã Khác"}}
	}))
	if len(all) != 1 || len(all[0].Units) > 0 || !slices.Equal(all[0].Words[0].Areas, []string{"Xã Bình Minh", "Xã Khác"}) {
		t.Errorf("%+v", all)
	}
}

// Of more than may hold, the worst are shown, in whatever order the other site has them;
// and all together are no longer than a page can carry.
func TestWorstRelayed(t *testing.T) {
	list := flood(func(w *relay.Warning) {
		w.Level, w.Words["vi"] = "notice", relay.Words{Title: "a", Text: strings.Repeat("a", 1000)}
	})
	for len(list.Warnings) < 30 {
		list.Warnings = append(list.Warnings, list.Warnings[0])
	}
	list.Warnings = append(list.Warnings, flood(nil).Warnings...)
	all, _ := relayed(t, "", list)
	if all[0].Level != Emergency {
		t.Error("the emergency is lost")
	}
	shown, problems := With(nil, all, problem.Place{})
	if len(shown) != 6 || shown[0].Level != Emergency || len(problems) != 1 || problems[0].Args["count"] != len(all)-6 {
		t.Error(len(shown), problems)
	}
}

// What another site has from this one comes back from there only as what it is.
func TestOwnRelayed(t *testing.T) {
	all, _ := relayed(t, "", flood(nil))
	if both, problems := With([]*Warning{{ID: "lu.abc"}}, all, problem.Place{}); len(both) != 1 || len(problems) > 0 {
		t.Error(both, problems)
	}
}

// A warning that was mended is another one to devices; one that is the same is the same.
func TestRelayedID(t *testing.T) {
	id := func(change func(*relay.Warning)) string {
		all, _ := relayed(t, "", flood(change))
		return all[0].ID
	}
	if id(nil) != id(func(w *relay.Warning) { w.ID = "x"; w.HTML = nil }) {
		t.Error("what is not shown changes it")
	}
	if id(nil) == id(func(w *relay.Warning) { w.Until-- }) || id(nil) == id(func(w *relay.Warning) { w.Words["vi"] = relay.Words{Title: "Lũ"} }) {
		t.Error("what is shown does not change it")
	}
}

// Whatever another site writes, what is shown has an end that is near, a title, a level,
// and a number that this site knows.
func FuzzRelayed(f *testing.F) {
	for _, list := range []relay.List{flood(nil), flood(func(w *relay.Warning) { w.Units, w.Call = []string{"xa-mot"}, "114" })} {
		data, _ := json.Marshal(list)
		f.Add(string(data))
	}
	s := settings(f)
	today := on(s, "2026-06-15")
	f.Fuzz(func(t *testing.T, text string) {
		all, _ := relayed(t, "", json.RawMessage(valid(text)))
		for _, w := range all {
			if !w.Until.After(today) || w.Until.After(today.AddDate(0, 0, longest+1)) || w.Words[0].Title == "" || w.Call != "" && w.Call != config.Dialled(w.Call) {
				t.Errorf("%+v", w)
			}
		}
	})
}

// valid is a text if it is JSON, else an empty list.
func valid(text string) string {
	if !json.Valid([]byte(text)) {
		return "{}"
	}
	return text
}
