package importing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"html"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
	"loa/internal/base/source"
	"loa/internal/base/workbook"
	"loa/internal/importing/htmlimport"
)

// Larger tables are no text that anybody reads on a page; events and registers have other ways.
const (
	mostTableCells   = 20_000
	mostTableColumns = 60
)

// readBook makes a table of each sheet that a person sees.
func readBook(raw []byte) (htmlimport.Result, string) {
	book, err := workbook.Open(raw)
	if reason := unopened(err); reason != "" {
		return htmlimport.Result{}, reason
	}
	var lost []htmlimport.Loss
	lose := func(kind htmlimport.Kind, sheet string, count int) {
		if count > 0 {
			lost = append(lost, htmlimport.Loss{Kind: kind, Text: sheet + ": " + strconv.Itoa(count)})
		}
	}
	for _, s := range book.Sheets {
		if s.Hidden {
			lose(htmlimport.Hidden, s.Name, len(s.Rows))
		}
	}
	var page strings.Builder
	visible := book.Visible()
	for _, s := range visible {
		if s.Over != nil || !readable(s.Rows) {
			return htmlimport.Result{}, "import-large-table"
		}
		heading := ""
		if len(visible) > 1 {
			heading = s.Name
		}
		writeSheet(&page, heading, s.Rows)
		lose(htmlimport.Hidden, s.Name, s.Skipped.Rows+s.Skipped.Columns)
		lose(htmlimport.Comment, s.Name, s.Skipped.Remarks)
		lose(htmlimport.Embed, s.Name, s.Skipped.Drawings)
		for _, row := range s.Rows {
			for x := range row.Cells {
				if row.Fault(x) != "" {
					lost = append(lost, htmlimport.Loss{Kind: htmlimport.Fault, Text: s.Name + "!" + workbook.CellName(row.Number, x) + " " + row.Cells[x].Text})
				}
			}
		}
	}
	text := htmlimport.Convert(page.String())
	text.Lost = append(text.Lost, lost...)
	return text, ""
}

// unopened is the key of why a file cannot be opened; "" for no error.
func unopened(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, officefile.ErrLocked):
		return "import-locked"
	case errors.Is(err, officefile.ErrTooLarge):
		return "import-too-large"
	}
	return "import-broken"
}

// readCSV makes a table of text with commas, semicolons or tabs.
func readCSV(raw []byte) (htmlimport.Result, string) {
	if workbook.Is(raw) {
		return readBook(raw)
	}
	text, problems := source.Normalize("", raw)
	if source.Unread(problems) {
		return htmlimport.Result{}, "import-broken"
	}
	data := text.Bytes
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	reader := csv.NewReader(bytes.NewReader(data))
	if sign, given := bytes.CutPrefix(bytes.TrimSpace(first), []byte("sep=")); given && len(sign) == 1 {
		reader = csv.NewReader(bytes.NewReader(rest))
		reader.Comma = rune(sign[0])
	} else {
		reader.Comma = mostOften(first, ",;\t")
	}
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	records, err := reader.ReadAll()
	if err != nil {
		return htmlimport.Result{}, "import-broken"
	}
	var rows []workbook.Row
	for i, record := range records {
		row := workbook.Row{Number: i + 1}
		used := false
		for _, cell := range record {
			cell = strings.TrimSpace(cell)
			row.Cells, used = append(row.Cells, workbook.Cell{Text: cell}), used || cell != ""
		}
		if used {
			rows = append(rows, row)
		}
	}
	if !readable(rows) {
		return htmlimport.Result{}, "import-large-table"
	}
	var page strings.Builder
	writeSheet(&page, "", rows)
	return htmlimport.Convert(page.String()), ""
}

func mostOften(line []byte, signs string) rune {
	best, most := rune(signs[0]), 0
	for _, sign := range signs {
		if n := bytes.Count(line, []byte(string(sign))); n > most {
			best, most = sign, n
		}
	}
	return best
}

func readable(rows []workbook.Row) bool {
	widest := 0
	for _, row := range rows {
		widest = max(widest, len(row.Cells))
	}
	return widest <= mostTableColumns && widest*len(rows) <= mostTableCells
}

// writeSheet writes rows with one cell above the others as paragraphs, the first as the title, then
// the heading, if it is not empty, and the others as a table.
func writeSheet(page *strings.Builder, heading string, rows []workbook.Row) {
	above := 0
	for above < len(rows)-1 && lone(rows[above]) {
		above++
	}
	if above == len(rows)-1 && lone(rows[above]) { // no table at all
		above++
	}
	for i, row := range rows[:above] {
		class := ""
		if i == 0 && len(rows) > 1 {
			class = " class=MsoTitle"
		}
		page.WriteString("<p" + class + ">")
		for _, c := range row.Cells {
			writeCell(page, c)
		}
		page.WriteString("</p>")
	}
	if heading != "" {
		page.WriteString("<h2>" + html.EscapeString(heading) + "</h2>")
	}
	if above == len(rows) {
		return
	}
	page.WriteString("<table>")
	for _, row := range rows[above:] {
		page.WriteString("<tr>")
		for _, c := range row.Cells {
			page.WriteString("<td>")
			writeCell(page, c)
			page.WriteString("</td>")
		}
		page.WriteString("</tr>")
	}
	page.WriteString("</table>")
}

// lone reports whether a row has one cell with text.
func lone(row workbook.Row) bool {
	count := 0
	for _, c := range row.Cells {
		if c.Text != "" {
			count++
		}
	}
	return count == 1
}

func writeCell(page *strings.Builder, c workbook.Cell) {
	text := strings.ReplaceAll(html.EscapeString(c.Text), "\n", "<br>")
	if c.Link != "" && text != "" {
		text = `<a href="` + html.EscapeString(c.Link) + `">` + text + "</a>"
	}
	page.WriteString(text)
}
