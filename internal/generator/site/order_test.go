package site

import "testing"

// Weight first (unset last), then the newest, then the title, then the path. What is
// over stands last.
func TestOrder(t *testing.T) {
	s := place(t, plain, files{
		"m/_index.md": "",
		"m/nang.md":   "weight = 20", "m/nhe.md": "weight = 3\ndate = 2020-01-01", "m/am.md": "weight = -1",
		"m/cu.md": "date = 2026-01-01", "m/moi.md": "date = 2026-05-01",
		"m/z.md": "title = \"Ăn\"", "m/y.md": "title = \"Anh\"", "m/x.md": "title = \"Bà\"", "m/w.md": "title = \"Đá\"", "m/v.md": "title = \"Dê\"",
		"m/u2.md": "title = \"Êm\"", "m/u1.md": "title = \"Êm\"",
		"m/hop.md": "date = 2020-01-01\n[event]\nstart = 2026-03-01",
	})
	want := "m/am/ m/nhe/ m/nang/ m/moi/ m/cu/ m/y/ m/z/ m/x/ m/v/ m/w/ m/u1/ m/u2/ m/hop/"
	if got := paths(s.Editions[0].Page("m/_index").Items); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Of events the next one comes first, by its next date where it repeats; what is
// over comes last, the latest first.
func TestEventsInOrder(t *testing.T) {
	s := place(t, plain, files{
		"m/_index.md": "", "m/bai.md": "date = 2026-05-01",
		"m/xa.md":   "[event]\nstart = 2027-03-01",
		"m/gan.md":  "[event]\nstart = 2026-07-20",
		"m/tuan.md": "[event]\nstart = 2026-01-03T08:00:00\nrepeat = { every = \"week\", days = [\"sat\"], until = 2026-12-31 }",
		"m/dang.md": "[event]\nstart = 2026-05-01\nend = 2026-12-01",
		"m/ram.md":  "[event]\nlunar = \"15/8\"",
		"m/cu.md":   "[event]\nstart = 2025-03-01", "m/moi.md": "[event]\nstart = 2026-03-01",
	})
	want := "m/dang/ m/tuan/ m/gan/ m/ram/ m/xa/ m/bai/ m/moi/ m/cu/"
	if got := paths(s.Editions[0].Page("m/_index").Items); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The same holds for the list of every word, whether it has a page of its own or a
// section's.
func TestEventsOfWordsInOrder(t *testing.T) {
	s := place(t, plain+"[topics.a]\nname = \"A\"\n[topics.b]\nname = \"B\"\npage = \"n/_index.md\"\n[audiences.a]\nname = \"A\"\n[levels.a]\nname = \"A\"\n[units.a]\nname = \"A\"\nlevel = \"a\"\n[lists]\nauthors = true\n", files{
		"m/_index.md": "[cascade]\ntopics = [\"a\", \"b\"]\naudience = [\"a\"]\nlevel = \"a\"\nunit = \"a\"\nauthors = [\"A\"]", "n/_index.md": "",
		"m/xa.md":  "[event]\nstart = 2027-03-01",
		"m/gan.md": "[event]\nstart = 2026-07-20",
		"m/cu.md":  "[event]\nstart = 2025-03-01", "m/moi.md": "[event]\nstart = 2026-03-01",
		"m/bai.md": "date = 2026-05-01",
	})
	const want = "m/gan/ m/xa/ m/bai/ m/moi/ m/cu/"
	e, lists := s.Editions[0], 0
	for _, p := range e.Pages {
		if len(p.Items) != 5 {
			continue
		}
		lists++
		if got := paths(p.Items); got != want {
			t.Errorf("%s: got %s, want %s", p.Path, got, want)
		}
	}
	if lists != 7 { // the section, two topics, the audience, the level, the unit, the author
		t.Errorf("%d lists", lists)
	}
}

func TestNeighbours(t *testing.T) {
	s := place(t, plain, files{"m/_index.md": "", "m/a.md": "weight = 1", "m/b.md": "weight = 2", "m/c.md": "weight = 3", "khac.md": ""})
	e := s.Editions[0]
	a, b, c := e.Page("m/a"), e.Page("m/b"), e.Page("m/c")
	if a.Previous() != nil || a.Next() != b || b.Previous() != a || b.Next() != c || c.Next() != nil {
		t.Error("the neighbours are wrong")
	}
	if home := e.Home; home.Previous() != nil || home.Next() != nil {
		t.Error("the home page has neighbours")
	}
}

// Most shared topics first, then the same section, then the newest.
func TestRelated(t *testing.T) {
	s := place(t, plain+"[topics.a]\nname = \"A\"\n[topics.b]\nname = \"B\"\n", files{
		"m/_index.md": "", "n/_index.md": "",
		"m/x.md":       "topics = [\"a\", \"b\"]",
		"m/mot.md":     "topics = [\"a\"]\ndate = 2026-01-01",
		"m/mot-2.md":   "topics = [\"b\"]\ndate = 2026-02-01",
		"n/hai.md":     "topics = [\"b\", \"a\"]\ndate = 2020-01-01",
		"n/moi.md":     "topics = [\"a\"]\ndate = 2026-05-01",
		"n/khong.md":   "",
		"n/su-kien.md": "topics = [\"a\", \"b\"]\n[event]\nstart = 2026-07-01",
	})
	for n, want := range map[int]string{
		9: "n/hai/ m/mot-2/ m/mot/ n/moi/",
		2: "n/hai/ m/mot-2/",
		0: "",
	} {
		if got := paths(s.Editions[0].Page("m/x").Related(n)); got != want {
			t.Errorf("%d related: got %s, want %s", n, got, want)
		}
	}
	if got := s.Editions[0].Page("n/khong").Related(5); got != nil {
		t.Errorf("without topics: %s", paths(got))
	}
}

// A page that carries two topics of one section stands in its list once.
func TestOneSectionForTwoTopics(t *testing.T) {
	s := place(t, plain+"[topics.a]\nname = \"A\"\npage = \"m/_index.md\"\n[topics.b]\nname = \"B\"\npage = \"m/_index.md\"\n", files{
		"m/_index.md": "", "m/x.md": "topics = [\"a\", \"b\"]", "y.md": "topics = [\"a\", \"b\"]\nweight = 1",
	})
	section := s.Editions[0].Page("m/_index")
	if got := paths(section.Items); got != "y/ m/x/" {
		t.Error(got)
	}
	if x := s.Editions[0].Page("m/x"); x.Previous() == nil || x.Previous().Key != "y" {
		t.Error("the neighbours of x are not those of the list")
	}
}

// A section that sleeps today is no mistake of the menu or of the topic.
func TestSleepingSection(t *testing.T) {
	s := place(t, plain+"[topics.a]\nname = \"A\"\npage = \"m/_index.md\"\n[[menu]]\npage = \"m/_index.md\"\n", files{
		"m/_index.md": "publish = 2030-01-01", "y.md": "topics = [\"a\"]",
	})
	if e := s.Editions[0]; len(e.Top) != 0 || e.Term(Topic, "a").Page != nil {
		t.Error("the menu or the topic leads to a section that is not there")
	}
}
