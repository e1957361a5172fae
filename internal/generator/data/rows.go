package data

import (
	"io/fs"
	"path"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// Rows are a table of rows: a CSV file, or the first sheet of a workbook that a person
// sees.
type Rows struct {
	Headings []string // as the first row has them
	Rows     []Row
}

// Row is one row below the headings.
type Row struct {
	Cells map[string]string // by the heading; a row that is too short lacks some
	At    problem.Place     // where the row begins
}

// IsTable reports whether a file can hold rows, by its name.
func IsTable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".xlsx", ".ods", ".fods", ".xls":
		return true
	}
	return false
}

// ReadRows reads one table of rows. The error is an I/O error: fs.ErrNotExist if there is
// no such file.
func ReadRows(disk fs.FS, name string) (Rows, []problem.Problem, error) {
	left, file := room(problem.MaxTableValues.Most), source.File{Path: name, Name: name}
	if strings.EqualFold(path.Ext(name), ".csv") {
		text, found, err := source.Read(disk, file)
		if err != nil || source.Unread(found) {
			return Rows{}, found, err
		}
		s, more := csvSheet(text, &left)
		found = append(found, more...)
		if s == nil {
			return Rows{}, found, nil
		}
		return rowsOf(s.headings, s.rows, func(i int) problem.Place { return text.Place(s.starts[i], 1) }), found, nil
	}
	info, err := fs.Stat(disk, name)
	if err != nil {
		return Rows{}, nil, err
	}
	file.Size = info.Size()
	b, found, err := bookSheet(disk, file, &left)
	if b == nil {
		return Rows{}, found, err
	}
	return rowsOf(b.headings, b.rows, func(i int) problem.Place { return b.places[i] }), found, err
}

// rowsOf leaves out rows without a text in any cell.
func rowsOf(headings []string, all []any, at func(i int) problem.Place) Rows {
	rows := Rows{Headings: headings}
	for i, one := range all {
		table, _ := one.(map[string]any)
		row := Row{Cells: make(map[string]string, len(table)), At: at(i)}
		filled := false
		for heading, cell := range table {
			text, _ := cell.(string)
			row.Cells[heading] = strings.TrimSpace(text)
			filled = filled || row.Cells[heading] != ""
		}
		if filled {
			rows.Rows = append(rows.Rows, row)
		}
	}
	return rows
}
