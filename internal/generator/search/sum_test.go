package search

import (
	"maps"
	"math/rand/v2"
	"testing"
)

// Indexes with the same sum have the same files: whatever of a page, of the language or
// of what is kept together is another has another sum, if it has other files.
func TestSum(t *testing.T) {
	vi := Language{Tag: "vi"}
	for name, change := range map[string]func(p *Page, l *Language, together *[]int){
		"nothing":    func(*Page, *Language, *[]int) {},
		"title":      func(p *Page, _ *Language, _ *[]int) { p.Title += " khác" },
		"capitals":   func(p *Page, _ *Language, _ *[]int) { p.Title = "TRẺ" },
		"summary":    func(p *Page, _ *Language, _ *[]int) { p.Summary = "Khác." },
		"path":       func(p *Page, _ *Language, _ *[]int) { p.Path = "khac/" },
		"note":       func(p *Page, _ *Language, _ *[]int) { p.Note += "2" },
		"emergency":  func(p *Page, _ *Language, _ *[]int) { p.Emergency = !p.Emergency },
		"heading":    func(p *Page, _ *Language, _ *[]int) { p.Headings = append(p.Headings, Heading{"x", "Bể"}) },
		"heading id": func(p *Page, _ *Language, _ *[]int) { p.Headings = []Heading{{"y", "Bể"}} },
		"mark":       func(p *Page, _ *Language, _ *[]int) { p.Marks = append(p.Marks, "xã Khác") },
		"text":       func(p *Page, _ *Language, _ *[]int) { p.Text += "\nthêm chữ" },
		"number":     func(p *Page, _ *Language, _ *[]int) { p.Number = 0 },
		"tag":        func(_ *Page, l *Language, _ *[]int) { l.Tag = "en" },
		"little":     func(_ *Page, l *Language, _ *[]int) { l.Little = []string{"con tôi"} },
		"same":       func(_ *Page, l *Language, _ *[]int) { l.Same = [][]string{{"mũ", "nón"}} },
		"others":     func(_ *Page, l *Language, _ *[]int) { l.Others = []Other{{"en", "English", "ltr"}} },
		"together":   func(_ *Page, _ *Language, together *[]int) { *together = []int{1} },
	} {
		r := rand.New(rand.NewPCG(18, 10))
		pages := make([]Page, 400)
		for i := range pages {
			pages[i] = drawn(r, 2*i+1)
			pages[i].Summary = "Tóm tắt dài hơn để có nhiều tệp: trẻ em nước sông hồ ao biển an toàn phao áo cứu người lớn trông nom tầm tay với học bơi kỹ năng hàng rào nắp giếng bể mưa lũ."
			pages[i].Note = "Bài viết, một ghi chú dài để những gì được hiện của các trang không vừa một tệp; trẻ em nước sông hồ ao biển an toàn phao áo cứu."
		}
		sum := func(l Language, together []int) ([32]byte, map[string]string) {
			x := New()
			for _, p := range pages {
				x.Add(p)
			}
			x.Together(together)
			got := map[string]string{}
			s := x.Sum(l, x.Append(nil))
			if err := x.Write(l, func(path string, data []byte) error { got[path] = string(data); return nil }); err != nil {
				t.Fatal(err)
			}
			return s, got
		}
		together := []int{1, 7}
		s, before := sum(vi, together)
		l := vi
		change(&pages[len(pages)-1], &l, &together)
		again, after := sum(l, together)
		if same := maps.Equal(before, after); same != (name == "nothing") {
			t.Errorf("%s: the files are the same: %v", name, same)
		}
		if same := s == again; same != (name == "nothing") {
			t.Errorf("%s: the sum is the same: %v", name, same)
		}
	}
}
