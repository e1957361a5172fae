package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// article writes a body as a member of staff would: sections, paragraphs with
// emphasis and links, lists, a quotation, a table, a picture. Equal seeds give
// equal bodies. About 750 words when sections is 6.
func article(seed uint64, sections int) []byte {
	a := &writer{random: rand.New(rand.NewPCG(seed, 1))}
	for i := range sections {
		fmt.Fprintf(a, "## %s\n\n", a.words(3, 6))
		a.paragraph(40)
		switch i % 6 {
		case 0:
			fmt.Fprintf(a, "![%s](anh-%d.jpg)\n\n", a.words(4, 7), i)
		case 1:
			a.list("- ", 5)
		case 2:
			fmt.Fprintf(a, "| %s | %s | %s |\n|---|:-:|--:|\n", a.words(1, 2), a.words(1, 2), a.words(1, 2))
			for range 6 {
				fmt.Fprintf(a, "| %s | %s | %d |\n", a.words(2, 5), a.words(1, 3), a.random.IntN(900))
			}
			a.WriteString("\n")
		case 3:
			fmt.Fprintf(a, "> %s\n\n", a.words(18, 25))
		case 4:
			a.list("1. ", 5)
		case 5:
			fmt.Fprintf(a, "### %s\n\n", a.words(2, 4))
		}
		a.paragraph(45)
	}
	return []byte(a.String())
}

type writer struct {
	strings.Builder
	random *rand.Rand
}

var syllables = strings.Fields(`trẻ em đuối nước vùng an toàn quanh ao hồ sông suối người lớn luôn trông coi rào chắn
	giếng bể bơi phao cứu sinh học bơi kỹ năng gia đình nhà trường xã phường mùa hè mưa lũ gọi số điện thoại
	khẩn cấp hô hấp nhân tạo ép tim không dốc ngược chạy quanh nạn nhân ngay lập tức cùng nhau bảo vệ & của cho các`)

func (a *writer) words(least, most int) string {
	words := make([]string, least+a.random.IntN(most-least+1))
	for i := range words {
		words[i] = syllables[a.random.IntN(len(syllables))]
	}
	return strings.ToUpper(words[0][:1]) + words[0][1:] + " " + strings.Join(words[1:], " ")
}

func (a *writer) paragraph(words int) {
	for n := 0; n < words; n += 12 {
		switch a.random.IntN(4) {
		case 0:
			fmt.Fprintf(a, "%s **%s** %s.\n", a.words(3, 5), a.words(2, 3), a.words(4, 6))
		case 1:
			fmt.Fprintf(a, "%s [%s](../duoi-nuoc/bai-%d.md), %s.\n", a.words(3, 5), a.words(2, 3), a.random.IntN(50), a.words(4, 6))
		case 2:
			fmt.Fprintf(a, "%s *%s* %s. ", a.words(3, 4), a.words(2, 3), a.words(4, 6))
		default:
			fmt.Fprintf(a, "%s, %s. ", a.words(6, 8), a.words(4, 6))
		}
	}
	a.WriteString("\n\n")
}

func (a *writer) list(mark string, items int) {
	for range items {
		fmt.Fprintf(a, "%s%s **%s**\n", mark, a.words(5, 8), a.words(1, 2))
	}
	a.WriteString("\n")
}
