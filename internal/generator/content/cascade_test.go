package content

import (
	"reflect"
	"testing"
)

// What an entry leaves out comes from the nearest section that has it.
func TestInherit(t *testing.T) {
	no := false
	own := Inherited{Topics: []string{"a"}}
	near := &Inherited{Topics: []string{"b"}, Level: "xa"}
	far := &Inherited{Level: "tinh", Unit: "cu", Fallback: &no, Authors: []string{"K.C"}}
	got := own.Inherit(near, nil, far)
	want := Inherited{Topics: []string{"a"}, Level: "xa", Unit: "cu", Fallback: &no, Authors: []string{"K.C"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if own.Level != "" || near.Unit != "" {
		t.Error("what was handed in has changed")
	}
}

func TestLeadAndTitle(t *testing.T) {
	for text, want := range map[string][2]string{
		"+++\ntitle = \"Ao\"\n+++\n\nĐoạn *đầu*.\n\nĐoạn sau.\n":     {"Ao", "Đoạn đầu."},
		"+++\ntitle = \"Ao\"\nsummary = \"Tóm\"\n+++\n\nĐoạn đầu.\n": {"Ao", "Tóm"},
		"+++\ntitle = \"Ao\"\n+++\n":                                 {"Ao", ""},
	} {
		if e := entry(t, text); e.Title != want[0] || e.Lead != want[1] {
			t.Errorf("%q: %q, %q", text, e.Title, e.Lead)
		}
	}
}

func TestKinds(t *testing.T) {
	for table, want := range map[string]Kind{
		"": Article, "[event]\nstart = 2026-06-01\n": Event, "[campaign]\nslogan = \"x\"\n": Campaign, "[document]\nnumber = \"1\"\n": Document,
		"campaign = \"x\"\n": Article,
	} {
		if got := entry(t, "+++\ntitle = \"x\"\n"+table+"+++\n").Kind; got != want {
			t.Errorf("%q is a %s, want %s", table, got, want)
		}
	}
}
