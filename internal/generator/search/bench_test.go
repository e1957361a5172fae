package search

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkIndex takes in a site of articles and writes its files: as hard as a
// site can be, every word on every third page.
func BenchmarkIndex(b *testing.B) {
	pages := manyArticles(2000)
	b.ReportAllocs()
	for b.Loop() {
		x := New()
		for _, p := range pages {
			x.Add(p)
		}
		if err := x.Write(Language{Tag: "vi"}, func(string, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAdd is what a page costs while it is rendered.
func BenchmarkAdd(b *testing.B) {
	pages := manyArticles(100)
	x := New()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.Add(pages[i%len(pages)])
		x.pages = x.pages[:0]
	}
}

func manyArticles(n int) []Page {
	words := strings.Fields("trẻ em nước sông hồ ao biển an toàn phao áo cứu người lớn trông nom tầm tay với học bơi kỹ năng hàng rào nắp giếng bể mưa lũ thuyền đò trường lớp cô giáo cha mẹ gia đình xã tỉnh hè nghỉ đi bộ xe đạp máy mũ bảo hiểm đường phố vạch kẻ đèn xanh đỏ vàng gọi điện thoại một hai ba số khẩn cấp bình tĩnh sơ cứu thổi ngạt ép tim không dốc ngược chăn ấm khô ráo bác sĩ trạm y tế cộng đồng phòng tránh tai nạn thương tích bỏng ngã độc hóc dị vật nhà cửa bếp núc ổ cắm thuốc cao khoá lại cẩn thận mỗi ngày năm tháng tuần lịch hoạt động ")
	random := rand.New(rand.NewPCG(1, 1))
	sentence := func(n int) string {
		var some []string
		for range n {
			some = append(some, words[random.IntN(len(words))])
		}
		return strings.ToUpper(some[0]) + " " + strings.Join(some[1:], " ") + "."
	}
	pages := make([]Page, n)
	for i := range pages {
		var text strings.Builder
		for range 50 {
			text.WriteString(sentence(15) + "\n")
		}
		pages[i] = Page{Number: i, Title: sentence(8), Summary: sentence(15), Path: "a/b/", Text: text.String(), Headings: []Heading{{"a", sentence(5)}, {"b", sentence(5)}}}
	}
	return pages
}
