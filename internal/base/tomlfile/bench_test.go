package tomlfile

import "testing"

const plainPage = `title    = "Vùng an toàn quanh ao, hồ"
summary  = "Rào ao, đậy bể nước, đóng cửa: ba việc làm trong một buổi chiều."
date     = 2026-05-20

topics   = ["duoi-nuoc"]
audience = ["phu-huynh", "giao-vien"]

weight   = 10
image    = { src = "/hinh/hang-rao-ao.svg", alt = "Hàng rào quanh ao" }
sources  = [{ name = "WHO", url = "https://www.who.int/", date = 2025-12-17 }]
`

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, problems := Parse(Source{Text: []byte(plainPage)}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

func BenchmarkLibrary(b *testing.B) {
	for b.Loop() {
		if _, refused := parse([]byte(plainPage)); refused != nil {
			b.Fatal(refused)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	doc, _ := Parse(Source{Text: []byte(plainPage)})
	for b.Loop() {
		var into page
		doc.Decode(&into)
	}
}
