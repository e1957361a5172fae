package docx

import (
	"strings"
	"testing"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// level is a level of a list: its format, its text and what else it says.
func level(depth, format, text, more string) string {
	return `<w:lvl w:ilvl="` + depth + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + text + `"/></w:lvl>`
}

func abstract(id, inner string) string {
	return `<w:abstractNum w:abstractNumId="` + id + `">` + inner + `</w:abstractNum>`
}

// numbering is the part with the lists of the tests: the abstract ones as lists 1 to 9.
func numbering(abstracts ...string) docxtest.Parts {
	text := strings.Join(abstracts, "")
	for i := range abstracts {
		id := string(rune('1' + i))
		text += `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + id + `"/></w:num>`
	}
	return docxtest.Parts{"word/numbering.xml": `<w:numbering>` + text + `</w:numbering>`}
}

// The marks of lists are those that Word shows, whatever was deleted, moved away or
// hidden.
func TestNumbers(t *testing.T) {
	letters := numbering(abstract("1", level("0", "lowerLetter", "%1)", "")))
	item := func(more, content string) string { return docxtest.P(docxtest.Item(1, 0)+more, content) }
	at := func(list, depth int, text string) string { return docxtest.P(docxtest.Item(list, depth), text) }
	gone := func(kind string) string {
		return item(`<w:rPr><w:`+kind+` w:id="1"/></w:rPr>`, `<w:`+kind+` w:id="2"><w:r><w:delText>mất</w:delText></w:r></w:`+kind+`>`)
	}
	for _, c := range []struct {
		name, body string
		more       docxtest.Parts
		want       string
	}{
		{"deleted", item("", "A") + gone("del") + item("", "B"), letters, "- a) A\n- b) B\n"},
		{"deleted, first and last", gone("del") + item("", "A") + item("", "B") + gone("del"), letters, "- a) A\n- b) B\n"},
		{"moved", item("", "A") + gone("moveFrom") + item("", "B"), letters, "- a) A\n- b) B\n"},
		{"hidden", item("", "A") + item(`<w:rPr><w:vanish/></w:rPr>`, docxtest.R("<w:vanish/>", "ẩn")) + item("", "B"), letters, "- a) A\n- b) B\n"},
		{"end deleted", item(`<w:rPr><w:del/></w:rPr>`, "A") + item("", " và B") + item("", "C"), letters, "- a) A và B\n- b) C\n"},
		{"end deleted before a table", docxtest.P(`<w:rPr><w:del/></w:rPr>`, "A") + "<w:tbl>" + docxtest.Row(docxtest.Cell("", "x"), docxtest.Cell("", "y")) + docxtest.Row(docxtest.Cell("", "z"), docxtest.Cell("", "t")) + "</w:tbl>", nil, "A\n\n| x | y |\n|---|---|\n| z | t |\n"},
		{"three become one", docxtest.P(`<w:rPr><w:del/></w:rPr>`, "A ") + docxtest.P(`<w:rPr><w:del/></w:rPr>`, "B ") + docxtest.P("", "C") + docxtest.P("", "D"), nil, "A B C\n\nD\n"},
		{"legal numbers", at(1, 0, "A") + at(1, 1, "b") + at(1, 1, "c"), numbering(abstract("1", level("0", "upperRoman", "Chương %1.", "")+level("1", "decimal", "%1.%2.", "<w:isLgl/>"))), "- Chương I. A\n  - 1.1. b\n  - 1.2. c\n"},
		{"not legal", at(1, 0, "A") + at(1, 1, "b"), numbering(abstract("1", level("0", "upperRoman", "%1.", "")+level("1", "decimal", "%1.%2.", `<w:isLgl w:val="0"/>`))), "- I. A\n  - I.1. b\n"},
		{"looks of a style", at(1, 0, "A") + at(1, 1, "b"), numbering(abstract("1", `<w:numStyleLink w:val="DS"/>`), abstract("2", `<w:styleLink w:val="DS"/>`+level("0", "decimal", "%1.", "")+level("1", "lowerLetter", "%2)", ""))), "1. A\n   - a) b\n"},
		{"never anew", at(1, 0, "A") + at(1, 1, "b") + at(1, 0, "C") + at(1, 1, "d"), numbering(abstract("1", level("0", "decimal", "%1.", "")+level("1", "lowerLetter", "%2)", `<w:lvlRestart w:val="0"/>`))), "1. A\n   - a) b\n2. C\n   - b) d\n"},
		{"anew behind the first level alone", at(1, 0, "A") + at(1, 1, "b") + at(1, 2, "c") + at(1, 1, "d") + at(1, 2, "e") + at(1, 0, "F") + at(1, 2, "g"),
			numbering(abstract("1", level("0", "decimal", "%1.", "")+level("1", "decimal", "%2.", "")+level("2", "lowerLetter", "%3)", `<w:lvlRestart w:val="1"/>`))), "1. A\n   1. b\n      - a) c\n   2. d\n      - b) e\n2. F\n   - a) g\n"},
		{"no number", at(1, 0, "A") + at(1, 0, "B"), numbering(abstract("1", level("0", "none", "", ""))), "A\n\nB\n"},
		{"no number but words", at(1, 0, "A"), numbering(abstract("1", level("0", "none", "Lưu ý:", ""))), "- Lưu ý: A\n"},
		{"other numbers", at(1, 0, "A") + at(2, 0, "B") + at(3, 0, "C"), numbering(abstract("1", level("0", "ordinal", "%1", "")), abstract("2", level("0", "decimalEnclosedCircle", "%1 ", "")), abstract("3", level("0", "numberInDash", "%1", ""))), "- 1st A\n- ① B\n- \\- 1 - C\n"},
		{"a letter alone", at(1, 0, "A") + at(2, 0, "B"), numbering(abstract("1", level("0", "upperLetter", "%1", "")), abstract("2", level("0", "bullet", "o", ""))), "- A A\n- B\n"},
		{"a style names its level", docxtest.P(docxtest.Styled("hai"), "b"), docxtest.Parts{
			"word/styles.xml":    `<w:styles><w:style w:type="paragraph" w:styleId="hai"><w:name w:val="Hai"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
			"word/numbering.xml": numbering(abstract("1", level("0", "decimal", "%1.", "")+level("1", "lowerLetter", "%2)", `<w:pStyle w:val="hai"/>`)))["word/numbering.xml"]}, "- a) b\n"},
	} {
		d, err := Read(docxtest.Build(t, c.body, c.more))
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlimport.Convert(d.HTML); got.Markdown != c.want {
			t.Errorf("%s:\n%s\nwant\n%s\n%s", c.name, got.Markdown, c.want, d.HTML)
		}
	}
}

// Cells stay in their columns, and rows that were deleted are told.
func TestColumns(t *testing.T) {
	row := func(properties string, cells ...string) string {
		return "<w:tr><w:trPr>" + properties + "</w:trPr>" + strings.Join(cells, "") + "</w:tr>"
	}
	cell := docxtest.Cell
	for _, c := range []struct{ name, rows, want, lost string }{
		{"a row that begins further right, under a merged cell", docxtest.Row(cell("", "a1"), cell(`<w:vMerge w:val="restart"/>`, "G"), cell("", "a3")) + row(`<w:gridBefore w:val="1"/>`, cell("<w:vMerge/>", ""), cell("", "b3")), "| a1 | G | a3 |\n|---|---|---|\n|  | G | b3 |\n", ""},
		{"two rows that do", docxtest.Row(cell("", "a1"), cell(`<w:vMerge w:val="restart"/>`, "G"), cell("", "a3")) + row(`<w:gridBefore w:val="1"/>`, cell("<w:vMerge/>", ""), cell("", "b3")) + row(`<w:gridBefore w:val="1"/>`, cell("<w:vMerge/>", ""), cell("", "c3")), "| a1 | G | a3 |\n|---|---|---|\n|  | G | b3 |\n|  | G | c3 |\n", ""},
		{"merged in the old way", docxtest.Row(cell("", "a"), cell("", "b"), cell("", "c")) + docxtest.Row(cell(`<w:hMerge w:val="restart"/>`, "rộng"), cell("<w:hMerge/>", ""), cell("", "z")), "| a | b | c |\n|---|---|---|\n| rộng |  | z |\n", ""},
		{"a deleted row", docxtest.Row(cell("", "a"), cell("", "b")) + row(`<w:del w:id="1"/>`, cell("", "x"), cell("", "y")) + docxtest.Row(cell("", "c"), cell("", "d")), "| a | b |\n|---|---|\n| c | d |\n", "x y"},
	} {
		d, err := Read(docxtest.Build(t, "<w:tbl>"+c.rows+"</w:tbl>", nil))
		if err != nil {
			t.Fatal(err)
		}
		got := htmlimport.Convert(d.HTML)
		lost := ""
		for _, one := range got.Lost {
			if one.Kind == htmlimport.Deleted {
				lost += one.Text
			}
		}
		if got.Markdown != c.want || lost != c.lost {
			t.Errorf("%s:\n%s%v\nwant\n%s%s", c.name, got.Markdown, got.Lost, c.want, c.lost)
		}
	}
}
