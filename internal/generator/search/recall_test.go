package search

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// drawn is a page whose words are drawn at random, some of them from few.
func drawn(r *rand.Rand, number int) Page {
	words := func(n int) string {
		var all []string
		for range n {
			all = append(all, fmt.Sprint([]string{"nước", "ao", "em", "từ"}[r.IntN(4)], r.IntN(1+r.IntN(600))))
		}
		return strings.Join(all, " ")
	}
	p := Page{Number: number, Title: words(3), Path: fmt.Sprint(number, "/"), Emergency: r.IntN(4) == 0, Note: fmt.Sprint("Tin, ", number)}
	for i := range r.IntN(3) {
		p.Headings = append(p.Headings, Heading{fmt.Sprint("h", i), words(2)})
	}
	p.Text = words(r.IntN(300)) + "\n" + words(20)
	return p
}

// TestRecall: an index that is recalled, with some pages that are others than they were,
// gives the files of one that is made from all pages.
func TestRecall(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 3))
	for _, size := range []int{1, 8, 700} {
		var pages []Page
		x := New()
		for i := range size {
			pages = append(pages, drawn(r, 3*i))
			x.Add(pages[i])
		}
		for round := range 4 {
			data := x.Append(nil)
			changed := map[int]bool{}
			for range r.IntN(3) {
				i := r.IntN(size)
				pages[i], changed[3*i] = drawn(r, 3*i), true
			}
			next, err := Recall(data, func(number int) (Page, bool) {
				return pages[number/3], !changed[number]
			})
			if err != nil {
				t.Fatal(err)
			}
			for number := range changed {
				next.Add(pages[number/3])
			}
			x, _ = Recall(next.Append(nil), func(number int) (Page, bool) { return pages[number/3], true })
			got := map[string]string{}
			if err := next.Write(Language{Tag: "vi"}, func(path string, data []byte) error { got[path] = string(data); return nil }); err != nil {
				t.Fatal(err)
			}
			if want := files(t, pages); !maps.Equal(got, want) {
				t.Fatalf("%d pages, round %d: %v\nwant %v", size, round, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
			}
		}
	}
}

// TestRecallOfOtherBytes gives an error, whatever is cut or added.
func TestRecallOfOtherBytes(t *testing.T) {
	x := New()
	p := drawn(rand.New(rand.NewPCG(1, 1)), 0)
	x.Add(p)
	data := x.Append(nil)
	for n := range data {
		if _, err := Recall(data[:n:n], func(int) (Page, bool) { return p, true }); err == nil {
			t.Fatalf("%d of %d bytes are taken for an index", n, len(data))
		}
	}
	if _, err := Recall(append(data, 0), func(int) (Page, bool) { return p, true }); err == nil {
		t.Error("a byte more is taken for nothing")
	}
}
