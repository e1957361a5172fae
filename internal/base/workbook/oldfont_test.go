package workbook

import (
	"os"
	"slices"
	"testing"

	"loa/internal/base/workbook/workbooktest"
)

// Old fonts of a cell, its row's column, a style above it and a part of its text, as LibreOffice writes each form.
func TestOldFontsOfPrograms(t *testing.T) {
	for _, name := range []string{"phong-chu.fods", "phong-chu.ods", "phong-chu.xlsx", "phong-chu.xls"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(data)
		if err != nil {
			t.Fatal(name, err)
		}
		var got []string
		for _, row := range book.Sheets[0].Rows {
			for _, c := range row.Cells {
				got = append(got, c.Text)
			}
		}
		if want := []string{"Trẻ em đuối nước", "TRẺ EM", "Trẻ em bơi lội", "Không cho bé ra ao", "Nơi: trẻ em", "1234"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// In a spreadsheet of OpenDocument the font of each part of a cell's text counts, the cell's only where none is named.
func TestOldFontsOfSpans(t *testing.T) {
	styles := `<font-face name="old" font-family=".VnTime"/><font-face name="new" font-family="Arial"/>` +
		`<style name="c" family="table-cell"><text-properties font-name="old"/></style><style name="u" family="table-cell"><text-properties font-name="new"/></style>` +
		`<style name="o" family="text"><text-properties font-name="old"/></style><style name="n" family="text"><text-properties font-name="new"/></style><style name="b" family="text"><text-properties/></style>`
	columns := `<table-column number-columns-repeated="2" default-cell-style-name="c"/><table-column/><table-column number-columns-repeated="2" default-cell-style-name="c"/><table-column default-cell-style-name="u"/>`
	text := "TrÎ em ®uèi n\u00adíc"
	cell := func(style, text string) string {
		return `<table-cell style-name="` + style + `"><p>` + text + `</p></table-cell>`
	}
	rows := `<table-row>` + cell("c", text) + cell("c", `<span style-name="n">Lê</span> <span style-name="n">Tý</span>`) + cell("u", `<span style-name="o"><span style-name="b">`+text+`</span></span>`) +
		cell("c", `<span style-name="n">A </span>TrÎ`) + `</table-row><table-row>` + cell("", text) + cell("", "TrÎ") + cell("", "Lê") + cell("", "TrÎ") + cell("", "em bÐ") + cell("", "Lê") + cell("", "Tý") + `</table-row>`
	book, err := Open(workbooktest.Zip(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": `<document-content>` + styles + `<spreadsheet><table name="A">` + columns + rows + `</table></spreadsheet></document-content>`}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range book.Sheets[0].Rows {
		for _, c := range row.Cells {
			got = append(got, c.Text)
		}
	}
	if want := []string{"Trẻ em đuối nước", "Lê Tý", "Trẻ em đuối nước", "A Trẻ", "Trẻ em đuối nước", "Trẻ", "Lê", "Trẻ", "em bé", "Lê", "Tý"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Text in an old font, of a cell or of a part of its text, is Unicode; what is Unicode already stays.
func TestOldFonts(t *testing.T) {
	fonts := `<fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>`
	cell := func(style, text string) string {
		return `<c t="inlineStr" s="` + style + `"><is>` + text + `</is></c>`
	}
	data := workbooktest.Build(t, workbooktest.Settings{Styles: fonts, Strings: `<si><r><rPr><rFont val="VNI-Times"/></rPr><t>Treû em boi loäi</t></r></si>`},
		workbooktest.Sheet{Name: "A", XML: "<sheetData><row>" + cell("1", "<t>TrÎ em ®uèi n\u00adíc</t>") + cell("2", "<t>trÎ em</t>") + cell("0", "<t>Trẻ em</t>") + `<c t="s" s="1"><v>0</v></c>` + cell("1", "<t></t>") + "</row></sheetData>"})
	book, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range book.Sheets[0].Rows[0].Cells {
		got = append(got, c.Text)
	}
	if want := []string{"Trẻ em đuối nước", "TRẺ EM", "Trẻ em", "Trẻ em boi lội"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
