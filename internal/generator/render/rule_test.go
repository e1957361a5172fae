package render

import (
	"os"
	"testing"
	"time"

	"loa/internal/base/calendar"
	"loa/internal/base/i18n"
	"loa/internal/base/tomlfile"
)

func catalogue(t *testing.T, tag string) *i18n.Catalogue {
	t.Helper()
	text, err := os.ReadFile("../../../themes/loa/strings/" + tag + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := i18n.ParseCatalogue(tag, tomlfile.Source{Text: text})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

// A repeat is said whole in the words of the theme; the start is Tuesday, 9 June 2026.
func TestRuleWords(t *testing.T) {
	const mon, tue, sat, sun = time.Monday, time.Tuesday, time.Saturday, time.Sunday
	type days = []time.Weekday
	type nth = []calendar.Nth
	vi, en := catalogue(t, "vi"), catalogue(t, "en")
	for _, c := range []struct {
		rule   calendar.Rule
		vi, en string
	}{
		{calendar.Rule{Every: calendar.EveryDay}, "Hằng ngày", "Every day"},
		{calendar.Rule{Every: calendar.EveryDay, Step: 3, Count: 4}, "3 ngày một lần, 4 lần", "Every 3 days, 4 times"},
		{calendar.Rule{Every: calendar.EveryDay, Days: days{mon, tue}}, "Thứ Hai và Thứ Ba hằng tuần", "Every Monday and Tuesday"},
		{calendar.Rule{Every: calendar.EveryDay, Step: 2, Days: days{mon, sun}}, "2 ngày một lần, chỉ vào Thứ Hai và Chủ Nhật", "Every 2 days, only on Monday and Sunday"},
		{calendar.Rule{Every: calendar.EveryWeek}, "Thứ Ba hằng tuần", "Every Tuesday"},
		{calendar.Rule{Every: calendar.EveryWeek, Days: days{sun, sat, tue}}, "Thứ Ba, Thứ Bảy và Chủ Nhật hằng tuần", "Every Tuesday, Saturday and Sunday"},
		{calendar.Rule{Every: calendar.EveryWeek, Step: 2, Days: days{sat}, Until: calendar.Date(2026, 8, 31)},
			"Thứ Bảy, 2 tuần một lần, đến 31/08/2026", "Every 2 weeks on Saturday, until 31 August 2026"},
		{calendar.Rule{Every: calendar.EveryMonth}, "Ngày 9 hằng tháng", "Every month on day 9"},
		{calendar.Rule{Every: calendar.EveryMonth, Day: 15, Count: 10}, "Ngày 15 hằng tháng, 10 lần", "Every month on day 15, 10 times"},
		{calendar.Rule{Every: calendar.EveryMonth, Day: -1, Count: 1}, "Ngày cuối tháng, 1 lần", "Every month on the last day, once"},
		{calendar.Rule{Every: calendar.EveryMonth, Day: -1, Step: 3}, "Ngày cuối cùng trong tháng, 3 tháng một lần", "Every 3 months on the last day"},
		{calendar.Rule{Every: calendar.EveryMonth, Day: -3}, "Ngày thứ 3 từ cuối lên hằng tháng", "Every month on day 3 from the end"},
		{calendar.Rule{Every: calendar.EveryMonth, Nth: nth{{N: 2, Weekday: tue}}}, "Thứ Ba tuần thứ hai hằng tháng", "Every month on the second Tuesday"},
		{calendar.Rule{Every: calendar.EveryMonth, Step: 2, Nth: nth{{N: 1, Weekday: mon}, {N: -1, Weekday: sat}}},
			"Thứ Hai tuần đầu và Thứ Bảy tuần cuối trong tháng, 2 tháng một lần", "Every 2 months on the first Monday and the last Saturday"},
		{calendar.Rule{Every: calendar.EveryMonth, Nth: nth{{N: -2, Weekday: tue}}}, "Thứ Ba thứ 2 từ cuối lên hằng tháng", "Every month on Tuesday number 2 from the end"},
		{calendar.Rule{Every: calendar.EveryMonth, Days: days{sat}}, "Thứ Bảy hằng tuần", "Every Saturday"},
		{calendar.Rule{Every: calendar.EveryMonth, Step: 2, Days: days{sat}}, "Mọi Thứ Bảy trong tháng, 2 tháng một lần", "Every 2 months on every Saturday"},
		{calendar.Rule{Every: calendar.EveryMonth, Day: 13, Days: days{tue}}, "Ngày 13 hằng tháng, chỉ vào Thứ Ba", "Every month on day 13, only on Tuesday"},
		{calendar.Rule{Every: calendar.EveryYear}, "Ngày 9 tháng 6 hằng năm", "Every year on 9 June"},
		{calendar.Rule{Every: calendar.EveryYear, Step: 4, Day: 15}, "Ngày 15 tháng 6, 4 năm một lần", "Every 4 years on 15 June"},
		{calendar.Rule{Every: calendar.EveryYear, Day: -1}, "Ngày cuối cùng tháng 6 hằng năm", "Every year on the last day of June"},
		{calendar.Rule{Every: calendar.EveryYear, Nth: nth{{N: 5, Weekday: tue}}}, "Thứ Ba tuần thứ năm tháng 6 hằng năm", "Every year on the fifth Tuesday of June"},
		{calendar.Rule{Every: calendar.EveryYear, Days: days{sat}}, "Mọi Thứ Bảy tháng 6 hằng năm", "Every year on every Saturday of June"},
	} {
		for say, want := range map[*i18n.Catalogue]string{vi: c.vi, en: c.en} {
			w := ruleWords{say: say, rule: c.rule, start: calendar.Date(2026, 6, 9)}
			if got := w.text(); got != want || w.err != nil {
				t.Errorf("%+v: %q, %v, want %q", c.rule, got, w.err, want)
			}
		}
	}
}
