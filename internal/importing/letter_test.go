package importing

import (
	"strings"
	"testing"
	"unicode"

	"loa/internal/base/fold"
	"loa/internal/importing/htmlimport"
)

const plan = "HUYỆN ĐẠI TỪ\n\n**ỦY BAN NHÂN DÂN**\n\n**XÃ PHÚ LẠC**\n\n\\_\\_\\_\n\nSố: 45/KH-UBND\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\n**Độc lập - Tự do - Hạnh phúc**\n\n\\_\\_\\_\n\n*Phú Lạc, ngày 20 tháng 5 năm 2026*\n\n" +
	"**KẾ HOẠCH**\n\n**Tổ chức Tháng hành động vì trẻ em**\n\n**trên địa bàn xã Phú Lạc**\n\n\\_\\_\\_\n\nThực hiện kế hoạch của tỉnh:\n\n**I. MỤC ĐÍCH**\n\n**1. Chung**\n\n\\- Một\n\n\\- Hai\n\n**II. NỘI DUNG**\n\nChữ.\n\n*Nơi nhận:*\n\n\\- UBND huyện;\n\n\\- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN**\n\n**CHỦ TỊCH**\n\n**Trần Văn Bình**\n"

// The head and the end of an official letter become fields; its text is what is between.
func TestLetter(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want letter
	}{
		"plan": {plan, letter{title: "Kế hoạch tổ chức Tháng hành động vì trẻ em trên địa bàn xã Phú Lạc", issuer: "Ủy ban nhân dân xã Phú Lạc", signer: "Trần Văn Bình", kind: "Kế hoạch",
			body: "Thực hiện kế hoạch của tỉnh:\n\n**I. MỤC ĐÍCH**\n\n**1. Chung**\n\n\\- Một\n\n\\- Hai\n\n**II. NỘI DUNG**\n\nChữ.\n"}},
		"cells on lines of one block":     {"UBND HUYỆN ĐẠI TỪ\\\n**TRƯỜNG TIỂU HỌC PHÚ LẠC**\n\n**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**\\\n**Độc lập – Tự do – Hạnh phúc**\n\nSố: 7/TB-THPL\n\n**THÔNG BÁO**\\\n**Về lớp học bơi**\n\nChữ.\n", letter{title: "Thông báo về lớp học bơi", issuer: "Trường tiểu học Phú Lạc", kind: "Thông báo", body: "Chữ.\n"}},
		"without bold":                    {"UBND XÃ A\n\nSố: 7/TB-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\nTHÔNG BÁO\n\nVề việc nghỉ học\n\nCác trường cho học sinh nghỉ.\n", letter{title: "Thông báo về việc nghỉ học", issuer: "UBND xã A", kind: "Thông báo", body: "Các trường cho học sinh nghỉ.\n"}},
		"a letter without a kind":         {"UBND XÃ A\n\nSố: 7/UBND-VX\n\nV/v tổ chức lớp bơi\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\nA, ngày 02 tháng 4 năm 2024\n\nKính gửi: Các trường.\n\nChữ.\n", letter{title: "Về việc tổ chức lớp bơi", issuer: "UBND xã A", kind: "Công văn", body: "Kính gửi: Các trường.\n\nChữ.\n"}},
		"a line that is none of a head":   {"UBND XÃ A\n\nLưu hành nội bộ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n**THÔNG BÁO**\n\n**Nghỉ học**\n\nChữ.\n", letter{title: "Thông báo nghỉ học", issuer: "UBND xã A", kind: "Thông báo", body: "Lưu hành nội bộ\n\nChữ.\n"}},
		"text behind the signature stays": {"UBND XÃ A\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n**THÔNG BÁO**\n\n**Nghỉ học**\n\nChữ.\n\nNơi nhận:\n\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\n\n(Đã ký)\n\nNguyễn Thị Hà\n\nPhụ lục\n\nDanh sách.\n", letter{title: "Thông báo nghỉ học", issuer: "UBND xã A", signer: "Nguyễn Thị Hà", kind: "Thông báo", body: "Chữ.\n\nPhụ lục\n\nDanh sách.\n"}},
	} {
		got, ok := readLetter(c.text)
		apart := got.apart
		got.apart = nil
		if !ok || got.title != c.want.title || got.issuer != c.want.issuer || got.signer != c.want.signer || got.kind != c.want.kind || got.body != c.want.body {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", name, ok, got, c.want)
		}
		// Every word is in a field, in the text, or told.
		facts := factsIn(plainLines(c.text))
		there := " " + fold.Slug(strings.Join(append([]string{got.title, got.issuer, got.signer, got.kind, plainText(got.body), strings.Join(append(facts.numbers, facts.dates...), " "), "so ngay thang nam v-v 02 04 20 05 " + motto + " " + mottoDown}, apart...), " ")) + " "
		for _, word := range strings.FieldsFunc(c.text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if !strings.Contains(there, fold.Slug(word)) {
				t.Errorf("%s: %q is nowhere in %s", name, word, there)
			}
		}
	}
	for _, text := range []string{"Chữ.\n", "", "THÔNG BÁO\n\nNghỉ học\n", strings.Repeat("Chữ.\n\n", 50) + "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"} {
		if got, ok := readLetter(text); ok {
			t.Errorf("%q is no letter: %+v", text, got)
		}
	}
}

// The entry of a letter has its fields, and what has no field is told.
func TestLetterEntry(t *testing.T) {
	from := htmlimport.Result{Markdown: plan}
	e := compose(factsIn(plainLines(from.Markdown)), content{Result: from}, "a.docx", "x", say)
	for _, want := range []string{"issuer = \"Ủy ban nhân dân xã Phú Lạc\"\n", "signer = \"Trần Văn Bình\"\n", "type = \"Kế hoạch\"\n", "number = \"45/KH-UBND\"\n", "issued = 2026-05-20\n", "\n## I. MỤC ĐÍCH\n\n### 1. Chung\n\n- Một\n- Hai\n\n## II. NỘI DUNG\n\nChữ.\n"} {
		if !strings.Contains(e.text, want) {
			t.Errorf("no %q in\n%s", want, e.text)
		}
	}
	if told := strings.Join(e.apart, "; "); !strings.Contains(told, "HUYỆN ĐẠI TỪ") || !strings.Contains(told, "UBND huyện") || !strings.Contains(told, "CHỦ TỊCH") {
		t.Error(told)
	}
	from.Markdown = strings.Replace(plan, "Số: 45/KH-UBND", "Số:     /KH-UBND", 1)
	if e = compose(factsIn(plainLines(from.Markdown)), content{Result: from}, "a.docx", "x", say); strings.Contains(e.text, "[document]") || !strings.Contains(strings.Join(e.apart, "; "), "Trần Văn Bình") {
		t.Error(e.text, e.apart)
	}
}

// What was typed as headings and lists becomes that, where the whole text says so.
func TestTyped(t *testing.T) {
	for in, want := range map[string]string{
		"**I. A**\n\n**1. B**\n\nx\n\n**2. C**\n\n**II. D**\n\n**1. E**\n":       "## I. A\n\n### 1. B\n\nx\n\n### 2. C\n\n## II. D\n\n### 1. E\n",
		"**1. A**\n\nx\n\n**2. B**\n\n**a) C**\n\n**b) D**\n":                    "## 1. A\n\nx\n\n## 2. B\n\n### a) C\n\n### b) D\n",
		"**CHƯƠNG I**\n\n**Điều 1. A**\n\nx\n\n**CHƯƠNG II**\n\n**Điều 2. B**\n": "## CHƯƠNG I\n\n### Điều 1. A\n\nx\n\n## CHƯƠNG II\n\n### Điều 2. B\n",
		"**I. A**\n\n**III. B**\n":               "**I. A**\n\n**III. B**\n",
		"**1. A**\n\n2\\. B\n\n**3. C**\n":       "**1. A**\n\n2\\. B\n\n**3. C**\n",
		"**1. A**\n":                             "**1. A**\n",
		"## Có sẵn\n\n**I. A**\n\n**II. B**\n":   "## Có sẵn\n\n**I. A**\n\n**II. B**\n",
		"Cần:\n\n\\- a\n\n\\+ b\n\n\\- c\n\nx\n": "Cần:\n\n- a\n  - b\n- c\n\nx\n",
		"\\- a\\\n\\- b\\\n\\- c\n":              "- a\n- b\n- c\n",
		"\\- một câu\n\nx\n":                     "\\- một câu\n\nx\n",
		"- a\n- b\n\n\\- c\n\n\\- d\n\n\\- e\n":  "- a\n- b\n\n- c\n- d\n- e\n",
		"":                                       "",
	} {
		if got := typed(in, false); got != want {
			t.Errorf("%q gives\n%q, want\n%q", in, got, want)
		}
	}
}
