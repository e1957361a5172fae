package report

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"time"
)

// lines are the report as rows: part, name, figure, that of the month before. What is too
// small is empty.
func (r *Report) lines(tag string) ([][]string, error) {
	w, err := words(tag)
	if err != nil {
		return nil, err
	}
	s := sheet{r, w}
	said := func(n int) string {
		if n > 0 && n < r.Least {
			return s.Figure(n)
		}
		return strconv.Itoa(n)
	}
	all := [][]string{{s.Title(), r.Site, s.Upto(), s.Note()}}
	for _, row := range r.Totals {
		all = append(all, []string{"", s.Name(row), said(row.Count), said(row.Before)})
	}
	for _, d := range r.Days {
		day, views, visits := d.Day.Format(time.DateOnly), "", "" // a day of which nothing is known has no figure, also no 0
		if d.Known {
			views, visits = said(d.Views), said(d.Visits)
		}
		all = append(all, []string{s.Say("view"), day, views, ""}, []string{s.Say("visit"), day, visits, ""})
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			all = append(all, []string{s.Say(t.Key), row.Name, said(row.Count), said(row.Before)})
		}
	}
	return all, nil
}

// CSV is the report as a table that spreadsheets open: UTF-8 with its mark. A text that
// they would take for a formula begins with an apostrophe.
func (r *Report) CSV(tag string) ([]byte, error) {
	lines, err := r.lines(tag)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	to := csv.NewWriter(&out)
	to.UseCRLF = true
	for _, line := range lines {
		for i, cell := range line {
			if cell != "" && (cell[0] == '=' || cell[0] == '+' || cell[0] == '-' || cell[0] == '@') {
				line[i] = "'" + cell
			}
		}
		_ = to.Write(line) // to memory
	}
	to.Flush()
	return out.Bytes(), nil
}

// The parts of a workbook that are the same in each. Source: ECMA-376, part 1.
const (
	types = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	top   = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	book  = xml.Header + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`
	rels  = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
)

// XLSX is the report as a workbook of one sheet. Figures are numbers.
func (r *Report) XLSX(tag string) ([]byte, error) {
	lines, err := r.lines(tag)
	if err != nil {
		return nil, err
	}
	var cells bytes.Buffer
	cells.WriteString(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/></cols><sheetData>`)
	for _, line := range lines {
		cells.WriteString("<row>")
		for i, cell := range line {
			if _, err := strconv.Atoi(cell); err == nil && i > 1 {
				fmt.Fprintf(&cells, "<c><v>%s</v></c>", cell)
				continue
			}
			cells.WriteString(`<c t="inlineStr"><is><t>`)
			_ = xml.EscapeText(&cells, []byte(cell)) // to memory
			cells.WriteString("</t></is></c>")
		}
		cells.WriteString("</row>")
	}
	cells.WriteString("</sheetData></worksheet>")
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", types}, {"_rels/.rels", top}, {"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", rels}, {"xl/worksheets/sheet1.xml", cells.String()},
	} {
		to, err := archive.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(to, part.text); err != nil {
			return nil, err
		}
	}
	err = archive.Close()
	return out.Bytes(), err
}
