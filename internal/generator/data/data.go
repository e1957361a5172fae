// Package data reads the tables of data/: TOML, JSON, CSV files and workbooks,
// for templates and directives, under the file's name without its ending.
package data

import (
	"io/fs"
	"path"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/base/weblink"
)

// private are files of data/ that never reach a template.
var private = map[string]bool{"consent.toml": true, "approved.toml": true, "imported.toml": true}

// figures are those of readers, which have a form of their own (package reach/counts).
const figures = "data/reach/"

// Load reads every table. A TOML or JSON file gives what it holds; a CSV file or the first sheet
// of a workbook a list of rows, each a map from the heading to the cell.
func Load(disk fs.FS) (map[string]any, []problem.Problem, error) {
	files, problems, err := source.Scan(disk, "data")
	if err != nil {
		return nil, problems, err
	}
	tables, from := map[string]any{}, map[string]string{}
	bytes, values := int64(problem.MaxData.Most), room(problem.MaxTableValues.Most)
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f.Path, "data/"), path.Ext(f.Path))
		read, known := readers[strings.ToLower(path.Ext(f.Path))]
		if !known || private[path.Base(f.Path)] || strings.HasPrefix(f.Path, figures) {
			continue
		}
		if other, taken := from[name]; taken {
			problems = append(problems, problem.New(problem.DataTwice, problem.Place{File: f.Path}, problem.Args{"other": other}))
			continue
		}
		if bytes -= f.Size; bytes < 0 {
			return tables, append(problems, problem.MaxData.Over(problem.Place{File: f.Path})), nil
		}
		if read == nil {
			table, found, err := readBook(disk, f, &values)
			problems = append(problems, found...)
			if err != nil {
				return tables, problems, err
			}
			tables[name], from[name] = table, f.Path
			continue
		}
		text, found, err := source.Read(disk, f)
		problems = append(problems, found...)
		if err != nil {
			return tables, problems, err
		}
		if source.Unread(found) {
			continue
		}
		table, found := read(text, &values)
		problems = append(problems, found...)
		tables[name], from[name] = table, f.Path
	}
	return tables, problems, nil
}

// room is how many values data/ may still hold, at most problem.MaxTableValues.
type room int

// full is what is told where the room ends.
func full(text source.Text, at int) []problem.Problem {
	return []problem.Problem{problem.MaxTableValues.Over(text.Place(at, 1))}
}

// readers take the room that a table needs, or leave it and refuse the table; nil for workbooks,
// which readBook reads.
var readers = map[string]func(source.Text, *room) (any, []problem.Problem){".toml": readTOML, ".json": readJSON, ".csv": readCSV, ".xlsx": nil, ".ods": nil, ".fods": nil, ".xls": nil}

func readTOML(text source.Text, left *room) (any, []problem.Problem) {
	n, beyond := tomlfile.Values(text.Bytes, int(*left))
	if beyond >= 0 {
		return nil, full(text, beyond)
	}
	*left -= room(n)
	doc, problems := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "data"})
	if text.Path == spokenFile {
		problems = append(problems, spokenForms(doc)...)
	}
	return doc.Map(), append(problems, addresses(doc.Map(), func(path []any) problem.Place { return doc.Place(path...) })...)
}

// addresses tells of those that no page may lead to.
func addresses(table any, place func(path []any) problem.Place) []problem.Problem {
	var problems []problem.Problem
	weblink.Refused(table, func(path []any, scheme string) {
		if len(problems) <= problem.MaxProblems.Most { // more are not told
			problems = append(problems, problem.New(problem.LinkScheme, place(path), problem.Args{"scheme": scheme}))
		}
	})
	return problems
}

func unreadable(at problem.Place, format string) []problem.Problem {
	return []problem.Problem{problem.New(problem.DataUnreadable, at, problem.Args{"format": format})}
}
