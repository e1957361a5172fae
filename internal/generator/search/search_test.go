package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unsafe"
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
	if err := x.Write(Language{Tag: "vi"}, func(path string, data []byte) error { out[path] = string(data); return nil }); err != nil {
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
		all, _ := spellings(word)
		for _, s := range all {
			got = append(got, s.folded)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", word, got)
		}
	}
}

func TestSmallIndex(t *testing.T) {
	got := files(t, []Page{
		{Number: 3, Note: "Giao thông, 01/6/2026", Title: "Đường", Path: "duong/", Summary: "Qua đường.", Headings: []Heading{{"nhin", "Nhìn hai bên"}}, Text: "Trẻ em qua đường.\nNhìn hai bên"},
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
		`[["Dương","dp/","",[],""],["Đường","duong/","Qua đường.",["nhin","Nhìn hai bên"],"Giao thông, 01/6/2026"]]`,
		"duong|dương~#|đương1~$~~#!", // Dương in the title of 0; Đường in that of 1 and in the text of 0
		"qua duong~$!",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s not in %s", want, all)
		}
	}
}

// The memory of a text is used for the next page's.
func TestTextIsNotKept(t *testing.T) {
	text := []byte("Trẻ em 777 qua đường cao\nBắc水火 ab ngoằn-ngoèo nghiêng\n")
	page := Page{Title: "Đường", Path: "duong/", Text: string(text)}
	want := files(t, []Page{page})
	x := New()
	page.Text = unsafe.String(unsafe.SliceData(text), len(text))
	x.Add(page)
	clear(text)
	err := x.Write(Language{Tag: "vi"}, func(path string, data []byte) error {
		if string(data) != want[path] {
			t.Errorf("%s is\n%s\nwant\n%s", path, data, want[path])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
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
		pages[i] = Page{Number: i, Title: fmt.Sprint("Bài ", i), Path: fmt.Sprint("bai-", i, "/"), Summary: strings.Repeat("Ao. ", 120), Text: text.String()}
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

// TestPiecesAreFound: by the names alone, every line is in the piece that a
// script looks into.
func TestPiecesAreFound(t *testing.T) {
	got := files(t, many(300))
	text := strings.TrimSuffix(strings.TrimPrefix(got["search.vi.js"], "loaSearch("), ");\n")
	var n names
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	if len(n.Words) < 3 || len(n.Pairs) < 3 || len(n.Shown) != 60 || n.Each != 5 {
		t.Fatalf("%d pieces of words, %d of pairs, %d of pages", len(n.Words), len(n.Pairs), len(n.Shown))
	}
	for _, pieces := range [][]string{n.Words, n.Pairs} {
		for i, name := range pieces {
			for _, key := range keysOf(t, got[Folder+name[:8]+".js"]) {
				at := len(pieces) - 1
				for at > 0 && pieces[at][8:] > key {
					at--
				}
				if at != i {
					t.Errorf("%q is in piece %d (from %q), looked for in %d (from %q)", key, i, name[8:], at, pieces[at][8:])
				}
			}
		}
	}
}

// keysOf reads the keys of a piece as the script does.
func keysOf(t *testing.T, file string) []string {
	t.Helper()
	var args [2]string
	if err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimPrefix(file, "loaSearch("), ");\n")+"]"), &args); err != nil {
		t.Fatal(err)
	}
	var keys []string
	before := []rune{}
	for line := range strings.SplitSeq(strings.TrimSuffix(args[1], "!"), "!") {
		shared := int(line[0] - '#')
		if line[0] > '[' {
			shared = int(line[0]-']') + 57
		}
		rest := line[1:]
		if end := strings.IndexAny(rest, "|~"); end >= 0 {
			rest = rest[:end]
		}
		before = append(before[:shared:shared], []rune(rest)...)
		keys = append(keys, string(before))
	}
	return keys
}

// TestKept: of a large index each group of pages can be shown by itself, and what is
// in none too; of a small one nothing is written twice.
func TestKept(t *testing.T) {
	for _, c := range []struct {
		pages int
		want  [][]int
	}{{20, nil}, {300, [][]int{{4, 299}, {4}, nil}}} {
		x := New()
		for _, p := range many(c.pages) {
			x.Add(p)
		}
		if c.want != nil {
			for at := range c.pages {
				if at != 4 && at != 299 {
					c.want[2] = append(c.want[2], at)
				}
			}
		}
		x.Together([]int{4, 299, 5000})
		x.Together([]int{4})
		files := map[string]string{}
		if err := x.Write(Language{Tag: "vi"}, func(path string, data []byte) error { files[path] = string(data); return nil }); err != nil {
			t.Fatal(err)
		}
		var got [][]int
		listed := 0
		for _, paths := range x.Kept() {
			var places []int
			for _, path := range paths {
				listed += strings.Count(files["search.vi.js"], path[len(Folder):len(path)-len(".js")])
				places = append(places, placesOf(t, files[path])...)
			}
			got = append(got, places)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) || listed < len(slices.Concat(x.Kept()...)) {
			t.Errorf("%d pages: %v, want %v; %d listed", c.pages, got, c.want, listed)
		}
	}
}

// placesOf reads the places of the pages in a piece of what is kept.
func placesOf(t *testing.T, file string) []int {
	t.Helper()
	var args [2]json.RawMessage
	var rows [][6]json.RawMessage
	err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimPrefix(file, "loaSearch("), ");\n")+"]"), &args)
	if err := errors.Join(err, json.Unmarshal(args[1], &rows)); err != nil {
		t.Fatalf("%v: %s", err, file)
	}
	var places []int
	for _, row := range rows {
		var at int
		if err := json.Unmarshal(row[5], &at); err != nil {
			t.Fatal(err)
		}
		places = append(places, at)
	}
	return places
}

func TestApart(t *testing.T) {
	for _, c := range [][3]string{{"", "an", "a"}, {"an thuong", "an toan", "an to"}, {"an", "an toan", "an "}, {"ការ", "កុ", "កុ"}, {"a", "b", "b"}} {
		if got := apart(c[0], c[1]); got != c[2] {
			t.Errorf("between %q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
