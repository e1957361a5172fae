package warning

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

const site = `title = "Vì trẻ em"
base_url = "https://vi.example/"
timezone = "Asia/Ho_Chi_Minh"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[organization]
phone = "0207 381 2345"
[units.xa-mot]
name = "Xã Một"
`

func settings(t testing.TB) *config.Settings {
	t.Helper()
	s, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(site)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

// on is midnight of a day in the site's zone.
func on(s *config.Settings, day string) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, day, s.Zone)
	if err != nil {
		panic(err)
	}
	return at
}

func load(t testing.TB, day string, files map[string]string) ([]*Warning, []problem.Problem) {
	t.Helper()
	s, disk := settings(t), fstest.MapFS{}
	for name, text := range files {
		disk["warnings/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	all, problems, err := Load(disk, s, on(s, day))
	if err != nil {
		t.Fatal(err)
	}
	return all, problems
}

const words = "[en]\ntitle = \"Flood\"\n[vi]\ntitle = \"Lũ\"\ndo = \"Về nhà\"\n"

// The worst stand first, then those that end first; what is over is not there.
func TestOrder(t *testing.T) {
	all, problems := load(t, "2026-06-15", map[string]string{
		"a.toml": "level = \"notice\"\nuntil = 2026-06-16\n" + words,
		"b.toml": "level = \"emergency\"\nuntil = 2026-06-20\n" + words,
		"c.toml": "level = \"warning\"\nuntil = 2026-06-18\n" + words,
		"d.toml": "level = \"emergency\"\nuntil = 2026-06-15T09:00:00\n" + words,
		"e.toml": "level = \"emergency\"\nuntil = 2026-06-15T00:00:00\n" + words,
		"f.txt":  "no warning",
	})
	var ids []string
	for _, w := range all {
		name, _, _ := strings.Cut(w.ID, ".")
		ids = append(ids, name)
	}
	if got := strings.Join(ids, " "); got != "d b c a" {
		t.Errorf("in the order %s", got)
	}
	if len(problems) != 1 || problems[0].Code != problem.WarningOver {
		t.Errorf("told: %v", problems)
	}
}

// What a warning says, and how long it holds.
func TestRead(t *testing.T) {
	all, problems := load(t, "2026-06-15", map[string]string{"lu.toml": "level = \"emergency\"\nfrom = 2026-06-15T17:00:00\nuntil = 2026-06-16\n" +
		"call = \"0207.381.2345\"\nunits = \"xa-mot\"\npage = \"a.md\"\nauthor = \"May\"\napproved_by = \"An\"\n" + words})
	if len(all) != 1 || len(problems) > 0 {
		t.Fatal(all, problems)
	}
	w := all[0]
	if got := w.Until.Format(time.RFC3339); got != "2026-06-17T00:00:00+07:00" {
		t.Errorf("until %s: a day counts to its end", got)
	}
	if got := w.From.Format(time.RFC3339); got != "2026-06-15T17:00:00+07:00" {
		t.Errorf("from %s", got)
	}
	if w.Call != "02073812345" || len(w.Units) != 1 || w.By != "May" || w.Seen != "An" || w.Page != "a.md" {
		t.Errorf("%+v", w)
	}
	if w.Words[0].Language != "vi" || w.In("EN").Title != "Flood" || w.In("km").Title != "Lũ" || len(w.In("vi").Do) != 1 {
		t.Errorf("words %+v", w.Words)
	}
}

// After fourteen days somebody has to look again.
func TestRenewed(t *testing.T) {
	for text, fine := range map[string]bool{
		"until = 2026-06-29\n":                                              true,
		"until = 2026-06-30\n":                                              false,
		"from = 2026-06-20\nuntil = 2026-07-04\n":                           true,
		"from = 2026-06-01\nuntil = 2026-06-25\n":                           false,
		"from = 2026-06-01\nrenewed = 2026-06-14\nuntil = 2026-06-25\n":     true,
		"from = 2026-06-01\nrenewed = 2026-06-14\nuntil = 2026-07-25\n":     false,
		"from = 2026-06-20\nrenewed = 2026-06-14\nuntil = 2026-07-04\n":     true,
		"until = 2026-06-29T23:59:00+07:00\n":                               true,
		"from = 2026-06-16\nuntil = 2026-06-16\n":                           true,
		"from = 2026-06-16T08:00:00\nuntil = 2026-06-16T08:00:00\n":         false,
		"from = \"2026-06-16T08:00:00\"\nuntil = \"2026-06-16T09:00:00\"\n": true,
	} {
		all, problems := load(t, "2026-06-15", map[string]string{"a.toml": "level = \"notice\"\n" + text + words})
		if (len(all) == 1) != fine || fine && len(problems) > 0 {
			t.Errorf("%s: %d shown, %v", text, len(all), problems)
		}
	}
}

// A warning that is over is a record: what it names may have gone from the site since.
func TestRecord(t *testing.T) {
	for text, told := range map[string]problem.Code{
		"until = 2025-05-20\ncall = \"0912 000 000\"\nunits = [\"xa-la\"]\n":         "",
		"until = 2025-05-20\n[km]\ntitle = \"A\"\n":                                  "",
		"until = 2025-05-20\nfrom = 2025-07-20\nlevel = 1\n[vi]\n":                   "",
		"until = 2025-06-20\nlevel = 1\n":                                            problem.WarningYear,
		"until = 2025-06-29\n":                                                       problem.WarningYear,
		"until = 2025-06-30\n":                                                       "",
		"until = 2025-06-15\n":                                                       problem.WarningYear,
		"until = 2025-06-14\n":                                                       "",
		"until = 2024-06-20\n":                                                       "",
		"until = 2025-06-20\nsent = 2025-06-18T08:00:00\n":                           "",
		"until = 2025-06-20\nended = 2025-06-20\n":                                   "",
		"until = 2026-06-14\ncall = \"0912 000 000\"\n":                              problem.WarningOver,
		"until = 2026-06-20\nended = 2026-06-15T08:00:00\ncall = \"0912 000 000\"\n": "",
		"until = 2026-06-20\nended = 2026-06-16T08:00:00\ncall = \"0912 000 000\"\nlevel = \"notice\"\n" + words: problem.UnknownHotline,
		"until = 2026-06-20\ncall = \"0912 000 000\"\nlevel = \"notice\"\n" + words:                              problem.UnknownHotline,
		"until = 2025-06-20\ncall = \"113\n":                                                                     "toml.open-quote",
	} {
		all, problems := load(t, "2026-06-15", map[string]string{"a.toml": text})
		var code problem.Code
		if len(problems) > 0 {
			code = problems[0].Code
		}
		if len(all) > 0 || code != told || len(problems) > 1 {
			t.Errorf("%s: %v", text, problems)
		}
	}
}

// Twelve hold at a time. Records do not count, and a thirteenth is told before it is
// written.
func TestMany(t *testing.T) {
	live, files := "level = \"notice\"\nuntil = 2026-06-20\n"+words, map[string]string{}
	for i := range problem.MaxWarnings.Most {
		files[fmt.Sprintf("a%02d.toml", i)] = live
	}
	files["b.toml"] = strings.Replace(live, "2026-06-20", "2025-05-20", 1)
	all, problems := load(t, "2026-06-15", files)
	if len(all) != problem.MaxWarnings.Most || len(problems) > 0 {
		t.Fatal(len(all), problems)
	}
	s := settings(t)
	for file, most := range map[string]bool{"warnings/a00.toml": false, "warnings/c.toml": true} {
		more, problems := Instead(all, file, []byte(live), s, on(s, "2026-06-15"))
		if len(more) != problem.MaxWarnings.Most || problem.Any(problems, problem.Error) != most {
			t.Errorf("%s: %d, %v", file, len(more), problems)
		}
	}
	files["b.toml"] = live
	if all, problems = load(t, "2026-06-15", files); len(all) != problem.MaxWarnings.Most || !problem.Any(problems, problem.Error) || problems[0].Place.File != "warnings/b.toml" {
		t.Error(len(all), problems)
	}
}

// Whatever a file holds, a warning that is shown has an end that is near, a title, a known
// level, and a number that the site knows.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{"", "level = \"emergency\"\nuntil = 2026-06-16\n" + words, "call = 114\n[vi]\n", "until = \"\n", "lev0l = \"\"\nuntil = 0000.01.01 # x", "vi = 1\nen = []\n", "level = \"notice\"\nuntil = 2026-06-16\nunits = [\"xa-mot\", 1]\n[vi]\ntitle = \"\\u0000\"\n"} {
		f.Add(seed)
	}
	s := settings(f)
	today := on(s, "2026-06-15")
	f.Fuzz(func(t *testing.T, text string) {
		all, problems, err := Load(fstest.MapFS{"warnings/a.toml": {Data: []byte(text)}}, s, today)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 && len(problems) == 0 && !past(text, today) { // what is over is a record
			t.Error("nothing is shown, and nothing said")
		}
		for _, w := range all {
			if !w.Until.After(today) || len(w.Words) == 0 || w.Words[0].Title == "" || w.From.IsZero() && w.Until.After(today.AddDate(0, 0, longest+2)) {
				t.Errorf("%+v", w)
			}
		}
	})
}

// past reports whether the text of a warning says that it has ended.
func past(text string, today time.Time) bool {
	doc, _ := tomlfile.Parse(tomlfile.Source{Text: []byte(text)})
	until, ok := doc.Map()["until"].(tomlfile.Moment)
	if written, quoted := doc.Map()["until"].(string); quoted {
		until, ok = tomlfile.ParseMoment(written)
	}
	return ok && until.In(today.Location()).Before(today)
}
