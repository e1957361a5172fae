package problem

import (
	"encoding/json"
	"testing"
	"time"
)

type shows struct{}

func (shows) String() string { return "30/11/2026" }

// A problem that was saved is told in the same words as before, in every language.
func TestSaved(t *testing.T) {
	text := "[a.b]\n{count} {count|one|many} {size} {term} {terms} {texts} {day} {own} {float} {bool} {none}\n[term.t]\nTERM\n[term.u]\nOTHER\n"
	p := Problem{
		Code: "a.b", Severity: Error, Place: Place{File: "content/a.md", Line: 3, Column: 4, Width: 5, Text: "chữ", Cell: "A!B1"},
		Args: Args{"count": 1, "size": Size(1234), "term": Term("t"), "terms": []Term{"t", "u"}, "texts": []string{"x", "y"}, "own": shows{},
			"day": time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), "float": 1.5, "bool": true, "none": nil},
	}
	data, err := json.Marshal(Save(p))
	if err != nil {
		t.Fatal(err)
	}
	var saved Saved
	if err := json.Unmarshal(data, &saved); err != nil {
		t.Fatal(err)
	}
	got := saved.Problem()
	for _, language := range Languages() {
		w := ParseWords(language, text)
		if w.Say("a.b", p.Args) != w.Say("a.b", got.Args) {
			t.Errorf("%s: %q, not %q", language, w.Say("a.b", got.Args), w.Say("a.b", p.Args))
		}
	}
	if got.Place != p.Place || got.Severity != p.Severity || got.Code != p.Code {
		t.Errorf("%+v, not %+v", got, p)
	}
}
