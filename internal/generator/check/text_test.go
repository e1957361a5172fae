package check

import (
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// Whatever a text says, rules stay within it, and small letters keep their
// places.
func FuzzRules(f *testing.F) {
	for _, seed := range []string{"Gọi (0206) 3852 000, tổng đài 117.", "huyện Hoà An, “quận” 1. İẞ thị xã", "sẽ diễn ra ngày 31/2/2026", "2.000 trẻ, 40%", "004308012345", "huyện ", "gọi 1"} {
		f.Add(seed)
	}
	today := time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		text := &Text{Passage: markdown.Passage{Text: s}, Lower: lower(s)}
		text.place = func(start, stop int) problem.Place {
			if start < 0 || stop > len(s) || start >= stop {
				t.Fatalf("a part from %d to %d of %q", start, stop, s)
			}
			return problem.Place{}
		}
		if len(text.Lower) != len(s) {
			t.Fatalf("%q became %q", s, text.Lower)
		}
		page := &Page{Page: &site.Page{Entry: &content.Entry{}}, Texts: []*Text{text}}
		for _, rule := range []Rule{identityNumbers{}, districts{today: today}, upcoming{today}, vagueLinks{}} {
			rule.Look(page)
		}
		numbersIn(text)
		for _, at := range figuresIn(text.Lower) {
			text.place(at[0], at[1])
		}
	})
}

func TestDatesIn(t *testing.T) {
	written := time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"ngày 1 tháng 6 năm 2026": "2026-06-01", "ngày 1 tháng 6": "2026-06-01", "ngày 1 tháng 3": "2027-03-01", "ngày 20 tháng 5": "2026-05-20",
		"01/6/2026": "2026-06-01", "1-6-2026": "2026-06-01", "ngày 30/4 này": "2027-04-30", "2026-06-01": "2026-06-01",
		"1 june 2026": "2026-06-01", "june 1, 2026": "2026-06-01", "32/6/2026": "", "1/13/2026": "", "777/6": "",
	} {
		got := ""
		for _, day := range datesIn(s, written, time.UTC) {
			got = strings.TrimPrefix(got+" "+day.Format(time.DateOnly), " ")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	if days := datesIn("ngày 1 tháng 6", time.Time{}, time.UTC); days != nil {
		t.Error("nobody knows the year:", days)
	}
}

func TestPhones(t *testing.T) {
	for s, want := range map[string]string{
		"0912 345 678": "0912345678", "+84 912.345.678": "0912345678", "(0206) 3852 000": "02063852000", "(xem 0912345678)": "0912345678",
		"1900 1234": "19001234", "gọi ngay số 116": "116", "Tổng đài: 117.": "117", "116 em": "", "01.06.2026": "", "1.900.500.000 đồng": "",
		"0912345678/KH": "", "004308012345": "", "0012345678": "", "năm 1900": "", "a0912345678": "",
	} {
		text := &Text{Passage: markdown.Passage{Text: s}, Lower: lower(s), place: func(int, int) problem.Place { return problem.Place{} }}
		got := ""
		for _, f := range numbersIn(text) {
			got += f.digits
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func TestInternal(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "10.1.2.3": true, "192.168.1.1": true, "172.16.0.1": true, "::1": true, "fe80::1": true, "maychu": true, "may.local": true, "a.lan.": true,
		"gov.vn": false, "8.8.8.8": false, "local.vn": false, "2001:db8::1": false,
	} {
		if Internal(host) != want {
			t.Errorf("%s: %v", host, !want)
		}
	}
}
