package tomlfile

import (
	"testing"
	"time"
)

func TestMomentIn(t *testing.T) {
	hanoi := time.FixedZone("+07", 7*3600)
	for written, want := range map[string]string{
		"2026-05-20":                "2026-05-20T00:00:00+07:00",
		"2026-05-20T13:57:00":       "2026-05-20T13:57:00+07:00",
		"2026-05-20T13:57:00Z":      "2026-05-20T20:57:00+07:00",
		"2026-05-20T13:57:00+09:00": "2026-05-20T11:57:00+07:00",
	} {
		doc, problems := Parse(Source{Text: []byte("at = " + written)})
		m, _ := doc.Map()["at"].(Moment)
		if got := m.In(hanoi).Format(time.RFC3339); len(problems) > 0 || got != want {
			t.Errorf("%s is %s, want %s (%v)", written, got, want, problems)
		}
		if m.String() != written {
			t.Errorf("%s is written again as %s", written, m)
		}
	}
	if !(Moment{}).In(hanoi).IsZero() {
		t.Error("no moment is a point in time")
	}
}

// A whole day does not begin in the day before, also where the clocks skip its midnight.
func TestDayWithoutMidnight(t *testing.T) {
	havana, err := time.LoadLocation("America/Havana")
	if err != nil {
		t.Fatal(err)
	}
	if got := Date(2026, 3, 8).In(havana).Format(time.RFC3339); got != "2026-03-08T01:00:00-04:00" {
		t.Error(got)
	}
}

func TestTextsThatAreTimes(t *testing.T) {
	var read struct {
		A Clock  `toml:"a"`
		B Clock  `toml:"b"`
		C Clock  `toml:"c"`
		D Moment `toml:"d"`
		E Moment `toml:"e"`
	}
	doc, problems := Parse(Source{Text: []byte("a = 08:00:00\nb = \"8h30\"\nc = \"8:00\"\nd = \"1/6/2026\"\ne = \"1/6/2026 7:05\"\n")})
	if problems = append(problems, doc.Decode(&read)...); len(problems) > 0 {
		t.Fatal(problems)
	}
	if read.A != (Clock{8, 0, 0}) || read.B != (Clock{8, 30, 0}) || read.C != (Clock{8, 0, 0}) {
		t.Error(read.A, read.B, read.C)
	}
	if read.D != Date(2026, 6, 1) || read.E.String() != "2026-06-01T07:05:00" {
		t.Error(read.D, read.E)
	}
}
