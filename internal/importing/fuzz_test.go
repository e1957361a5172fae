package importing

import (
	"path"
	"strings"
	"testing"
	"unicode"

	"loa/internal/desk/sourceedit"
	"loa/internal/importing/htmlimport"
)

// Whatever a file says, its entry can be read again, is a draft with a title, and
// lies where the name of an entry may be.
func FuzzEntry(f *testing.F) {
	f.Add("Số: 777/KH-UBND\n\nCao Bằng, ngày 02 tháng 4 năm 2024\n\nKẾ HOẠCH\n\nTác giả: \"A\", B\n", "Kế hoạch.txt", false)
	f.Add("<title>+++ | x</title><h1>a <img alt=--> src=x></h1><p>+++</p><del>--> \\</del><p>Ngày: 1/2/2024<p>Ngày: 2/2/2024", "a.html", true)
	f.Add("\x00\x00d", "a.txt", false)
	f.Add("", "\u200b.txt", false)
	f.Add("<p>|x<img alt=\"\xb8\">", "a.html", true)
	f.Fuzz(func(t *testing.T, text, name string, page bool) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		from := htmlimport.Text(text)
		if page {
			from = htmlimport.Options{Page: true}.Convert(text)
		}
		e := compose(factsIn(plainLines(from.Markdown)), content{Result: from}, name, hashOf([]byte(text)), Words("vi").Say)
		doc, ok := sourceedit.Parse([]byte(e.text))
		if !ok {
			t.Fatalf("no form can read %q", e.text)
		}
		if title, _ := doc.Value("title").(string); strings.TrimSpace(title) == "" || doc.Value("draft") != true || doc.Value("extra", "imported") != hashOf([]byte(text)) {
			t.Fatalf("%q", e.text)
		}
		if n := strings.Count(e.text, mark); n < 1 || strings.Index(e.text, mark+hashOf([]byte(text))) != strings.Index(e.text, mark) {
			t.Fatalf("the mark is not the first of its kind: %q", e.text)
		}
		if strings.ContainsFunc(e.title, unicode.IsControl) {
			t.Fatalf("a title of signs that nobody sees: %q", e.title)
		}
		if file := path.Join("content", sourceedit.Name(e.title, "bai")+".md"); !sourceedit.Allowed(file) {
			t.Fatalf("%q cannot be written", file)
		}
	})
}
