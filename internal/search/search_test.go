package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

func files(t *testing.T, pages []Page) map[string]string {
	t.Helper()
	x := New()
	var all sync.WaitGroup
	for _, p := range pages {
		all.Go(func() { x.Add(p) })
	}
	all.Wait()
	out := map[string]string{}
	if err := x.Write("vi", func(path string, data []byte) error { out[path] = string(data); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSpell(t *testing.T) {
	for word, want := range map[string]spelling{
		"Đường": {"duong", "đương1"}, "đường": {"duong", "đương1"}, "duong": {"duong", ""}, "hoà": {"hoa", "hoa1"}, "hòa": {"hoa", "hoa1"},
		"THUÝ": {"thuy", "thuy2"}, "thúy": {"thuy", "thuy2"}, "777": {"777", ""}, "ĐUỐI": {"duoi", "đuôi2"}, "é": {"e", "e2"},
	} {
		if got := spell(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestSpellingsWithoutSpaces(t *testing.T) {
	for word, want := range map[string]string{"溺水急救": "溺水 水急 急救", "水": "水", "abc水火def": "abc 水火 def", "ការលង់ទឹក": "កា ារ រល លង ង់ ់ទ ទឹ ឹក"} {
		var got []string
		for _, s := range spellings(word) {
			got = append(got, s.folded)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", word, got)
		}
	}
}

func TestSmallIndex(t *testing.T) {
	got := files(t, []Page{
		{Number: 3, Title: "Đường", Path: "duong/", Summary: "Qua đường.", Headings: []Heading{{"nhin", "Nhìn hai bên"}}, Text: "Trẻ em qua đường.\nNhìn hai bên"},
		{Number: 1, Title: "Dương", Path: "dp/", Emergency: true, Text: "Đường"},
	})
	if len(got) != 3 {
		t.Errorf("%d files", len(got))
	}
	names := got["search.vi.js"]
	for _, want := range []string{`"pages":2`, `"lengths":"$$"`, `"urgent":[0]`} {
		if !strings.Contains(names, want) {
			t.Errorf("%s not in %s", want, names)
		}
	}
	all := ""
	for path, text := range got {
		all += path + " " + text
	}
	for _, want := range []string{
		`[["Dương","dp/","",[]],["Đường","duong/","Qua đường.",["nhin","Nhìn hai bên"]]]`,
		"duong|dương~#|đương1~$~~#!", // Dương in the title of 0; Đường in that of 1 and in the text of 0
		"qua duong~$!",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s not in %s", want, all)
		}
	}
}

func many(n int) []Page {
	r := rand.New(rand.NewPCG(1, 2))
	pages := make([]Page, n)
	for i := range pages {
		var text strings.Builder
		for w := range 300 {
			fmt.Fprintf(&text, "chữ%d ", int(r.ExpFloat64()*200))
			if w%20 == 0 {
				text.WriteByte('\n')
			}
		}
		pages[i] = Page{Number: i, Title: fmt.Sprint("Bài ", i), Path: fmt.Sprint("bai-", i, "/"), Text: text.String()}
	}
	return pages
}

// TestOrder: the same bytes, whoever was first.
func TestOrder(t *testing.T) {
	pages := many(300)
	want := files(t, pages)
	if len(want) < 10 {
		t.Errorf("only %d files: the test needs pieces", len(want))
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
	got := files(t, pages)
	if len(got) != len(want) {
		t.Errorf("%d files, then %d", len(want), len(got))
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s differs", path)
		}
	}
}
