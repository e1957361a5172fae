package summary

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for head, want := range map[string]Program{
		"AWSTATS DATA FILE 7.8": AWStats, "\uFEFFAWSTATS DATA FILE 8": AWStats, "{\n \"general\": {": GoAccess, "{\"time\":1}": "", "": "",
	} {
		if got := Of([]byte(head)); got != want {
			t.Errorf("%q: %q", head, got)
		}
	}
}

// Whatever a file holds, figures are positive and belong to days.
func FuzzRead(f *testing.F) {
	f.Add(true, "BEGIN_DAY 1\n20261101 1 1 1 1\nEND_DAY\nBEGIN_SIDER 1\n/ 1\nEND_SIDER\n")
	f.Add(false, `{"general":{},"visitors":{"data":[{"visitors":{"count":1},"data":"20261101"}]},"requests":{"data":[{"hits":{"count":2},"data":"/"}]}}`)
	f.Fuzz(func(t *testing.T, aw bool, text string) {
		program := GoAccess
		if aw {
			program = AWStats
		}
		s, err := Read(program, strings.NewReader(text))
		if err != nil && (len(s.Pages) > 0 || len(s.Visits) > 0) {
			t.Error("half a file is taken")
		}
		for day, n := range s.Visits {
			if n <= 0 || len(day) != len("2026-11-03") {
				t.Errorf("%s: %d", day, n)
			}
		}
		for _, page := range s.Pages {
			if page.Views <= 0 {
				t.Errorf("%+v", page)
			}
		}
	})
}
