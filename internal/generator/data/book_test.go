package data

import (
	"reflect"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/base/workbook/workbooktest"
)

// The first sheet of a workbook that is shown is a table as a CSV file is.
func TestBook(t *testing.T) {
	xml := "<sheetData>" + workbooktest.Row(1, "tên", "số") + `<row r="3"><c t="inlineStr"><is><t>An</t></is></c><c s="1"><v>1234.5</v></c></row>` + workbooktest.Row(4, "Bình") + "</sheetData>"
	file := workbooktest.Build(t, workbooktest.Settings{Styles: `<cellXfs><xf numFmtId="0"/><xf numFmtId="4"/></cellXfs>`}, workbooktest.Sheet{Name: "A", XML: xml})
	tables, problems, err := Load(fstest.MapFS{"data/so.xlsx": {Data: file}})
	want := []any{map[string]any{"tên": "An", "số": "1.234,50"}, map[string]any{"tên": "Bình"}}
	if err != nil || len(problems) > 0 || !reflect.DeepEqual(tables["so"], want) {
		t.Error(tables, problems, err)
	}
	flat := `<office:document xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell><text:p>tên</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>An</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`
	tables, problems, err = Load(fstest.MapFS{"data/so.fods": {Data: []byte(flat)}})
	if err != nil || len(problems) > 0 || !reflect.DeepEqual(tables["so"], []any{map[string]any{"tên": "An"}}) {
		t.Error(tables, problems, err)
	}
	tables, problems, err = Load(fstest.MapFS{"data/so.xlsx": {Data: file}, "data/so.csv": {Data: []byte("a\n1\n")}, "data/x.ods": {Data: []byte("PK")}})
	if err != nil || len(problems) != 2 || problems[0].Code != problem.DataTwice || problems[1].Code != problem.SheetWorkbook || len(tables["so"].([]any)) != 1 {
		t.Error(tables, problems, err)
	}
}
