package data

import (
	"fmt"
	"io/fs"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/workbook"
)

// readBook reads the first sheet of a workbook that a person sees, as a list of rows: maps from the
// headings in its first row to the cells. Values are texts, as in a CSV file.
func readBook(disk fs.FS, f source.File, left *room) (any, []problem.Problem, error) {
	b, problems, err := bookSheet(disk, f, left)
	if b == nil {
		return nil, problems, err
	}
	return b.rows, problems, err
}

// sheetRows are what the sheet of a workbook holds.
type sheetRows struct {
	headings []string
	rows     []any
	places   []problem.Place
}

// bookSheet is the first sheet that a person sees; nil if it cannot be read.
func bookSheet(disk fs.FS, f source.File, left *room) (*sheetRows, []problem.Problem, error) {
	if f.Size > int64(problem.MaxWorkbook.Most) {
		return nil, []problem.Problem{problem.MaxWorkbook.Over(problem.Place{File: f.Path})}, nil
	}
	raw, err := fs.ReadFile(disk, f.Name)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	book, err := workbook.Open(raw)
	if err != nil {
		return nil, []problem.Problem{workbook.Unread(err, f.Path)}, nil
	}
	visible := book.Visible()
	if len(visible) == 0 {
		return &sheetRows{rows: []any{}}, nil, nil
	}
	sheet := visible[0]
	problems := sheet.Told(f.Path)
	if len(visible) > 1 {
		var others []string
		for _, other := range visible[1:] {
			others = append(others, other.Name)
		}
		problems = append(problems, problem.New(problem.DataSheets, problem.Place{File: f.Path}, problem.Args{"sheet": sheet.Name, "others": strings.Join(others, ", ")}))
	}
	if problem.Any(problems, problem.Error) {
		return nil, problems, nil
	}
	head := sheet.Rows[0].Cells
	b, rest := &sheetRows{rows: []any{}}, *left
	for _, heading := range head {
		b.headings = append(b.headings, heading.Text)
	}
	for _, row := range sheet.Rows[1:] {
		if rest -= room(1 + len(row.Cells)); rest < 0 {
			return nil, append(problems, problem.MaxTableValues.Over(sheet.Place(f.Path, row, 0))), nil
		}
		table := map[string]any{}
		for i, heading := range head {
			if i >= len(row.Cells) {
				break
			}
			table[heading.Text] = row.Cells[i].Text
			if code := row.Fault(i); code != "" {
				problems = append(problems, problem.New(code, sheet.Place(f.Path, row, i), problem.Args{"row": row.Number, "name": heading.Text, "value": row.Cells[i].Text}))
			}
		}
		b.rows, b.places = append(b.rows, table), append(b.places, sheet.Place(f.Path, row, 0))
		problems = append(problems, addresses(table, func([]any) problem.Place { return sheet.Place(f.Path, row, 0) })...)
	}
	*left = rest
	return b, problems, nil
}
