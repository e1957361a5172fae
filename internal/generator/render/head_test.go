package render

import (
	"fmt"
	"testing"
)

func TestOutline(t *testing.T) {
	cases := []struct {
		name     string
		contents []Heading
		want     string
	}{
		{"no headings", nil, ""},
		{"one level", []Heading{{ID: "rao-ao", Text: "Rào ao"}}, `<ol><li><a href=#rao-ao>Rào ao</a></ol>`},
		{"nested", []Heading{{ID: "a", Text: "A", Children: []Heading{{ID: "b", Text: "B"}}}, {ID: "c", Text: "C"}},
			`<ol><li><a href=#a>A</a><ol><li><a href=#b>B</a></ol><li><a href=#c>C</a></ol>`},
		{"escaped", []Heading{{ID: `x"y`, Text: "<b> & co"}}, `<ol><li><a href="#x&#34;y">&lt;b&gt; &amp; co</a></ol>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := string((&Page{Contents: c.contents}).Outline()); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTagsLeaveOutWordsWithoutAPage(t *testing.T) {
	page := &Page{
		Topics:   []Term{{Name: "Đuối nước", URL: "/duoi-nuoc/"}, {Name: "Không trang"}},
		Audience: []Term{{Name: "Giáo viên", URL: "/doi-tuong/giao-vien/"}},
		Level:    &Term{Name: "Cấp xã", URL: "/cap/commune/"},
		Unit:     &Term{Name: "Xã mẫu"},
	}
	var got []string
	for _, term := range page.Tags() {
		got = append(got, term.Name)
	}
	if want := "[Đuối nước Giáo viên Cấp xã]"; want != fmt.Sprint(got) {
		t.Errorf("got %v, want %s", got, want)
	}
}
