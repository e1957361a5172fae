// Package workbooktest makes workbooks for tests.
package workbooktest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"
)

// Sheet is a sheet: its name, and the XML of what is in it (sheetData and what stands beside it).
type Sheet struct{ Name, XML string }

// Settings are what the sheets share, as XML.
type Settings struct {
	Workbook string // in the workbook: workbookPr, definedNames
	Styles   string // in styleSheet: numFmts, cellXfs
	Strings  string // in sst: si
}

// Build zips an .xlsx file.
func Build(t testing.TB, s Settings, sheets ...Sheet) []byte {
	t.Helper()
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := map[string]string{
		"_rels/.rels":          `<Relationships><Relationship Id="a" Type="` + kind + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml":        "<styleSheet>" + s.Styles + "</styleSheet>",
		"xl/sharedStrings.xml": "<sst>" + s.Strings + "</sst>",
	}
	names, links := "", `<Relationship Id="s" Type="`+kind+`styles" Target="styles.xml"/><Relationship Id="t" Type="`+kind+`sharedStrings" Target="sharedStrings.xml"/>`
	for i, sheet := range sheets {
		names += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="r%d"/>`, sheet.Name, i+1, i)
		links += fmt.Sprintf(`<Relationship Id="r%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i, kind, i+1)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = `<worksheet>` + sheet.XML + `</worksheet>`
	}
	parts["xl/workbook.xml"] = `<workbook>` + s.Workbook + `<sheets>` + names + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + links + `</Relationships>`
	return Zip(t, parts)
}

// Zip packs parts.
func Zip(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Row is a row of texts, numbered from 1.
func Row(number int, cells ...string) string {
	row := fmt.Sprintf(`<row r="%d">`, number)
	for _, c := range cells {
		row += `<c t="inlineStr"><is><t>` + c + `</t></is></c>`
	}
	return row + "</row>"
}
