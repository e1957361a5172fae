// Package data reads the tables of data/: TOML, JSON and CSV files, for
// templates and directives, under the file's name without its ending.
package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/base/weblink"
)

// private are files of data/ that never reach a template.
var private = map[string]bool{"consent.toml": true}

// Load reads every table. A TOML or JSON file gives what it holds; a CSV file a
// list of rows, each a map from the heading to the cell.
func Load(disk fs.FS) (map[string]any, []problem.Problem, error) {
	files, problems, err := source.Scan(disk, "data")
	if err != nil {
		return nil, problems, err
	}
	tables, from := map[string]any{}, map[string]string{}
	room := int64(problem.MaxData.Most)
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f.Path, "data/"), path.Ext(f.Path))
		read, known := readers[strings.ToLower(path.Ext(f.Path))]
		if !known || private[path.Base(f.Path)] {
			continue
		}
		if other, taken := from[name]; taken {
			problems = append(problems, problem.New(problem.DataTwice, problem.Place{File: f.Path}, problem.Args{"other": other}))
			continue
		}
		if room -= f.Size; room < 0 {
			return tables, append(problems, problem.MaxData.Over(problem.Place{File: f.Path})), nil
		}
		text, found, err := source.Read(disk, f)
		problems = append(problems, found...)
		if err != nil {
			return tables, problems, err
		}
		if source.Unread(found) {
			continue
		}
		table, found := read(text)
		problems = append(problems, found...)
		tables[name], from[name] = table, f.Path
	}
	return tables, problems, nil
}

var readers = map[string]func(source.Text) (any, []problem.Problem){".toml": readTOML, ".json": readJSON, ".csv": readCSV}

func readTOML(text source.Text) (any, []problem.Problem) {
	doc, problems := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes, Area: "data"})
	weblink.Refused(doc.Map(), func(path []any, scheme string) {
		problems = append(problems, refused(doc.Place(path...), scheme))
	})
	return doc.Map(), problems
}

func readJSON(text source.Text) (any, []problem.Problem) {
	if at, deep := tooDeep(text.Bytes); deep {
		return nil, []problem.Problem{problem.MaxKeyDepth.Over(text.Place(at, 1))}
	}
	var value any
	err := json.Unmarshal(text.Bytes, &value)
	if err == nil {
		var problems []problem.Problem
		weblink.Refused(value, func(_ []any, scheme string) {
			problems = append(problems, refused(problem.Place{File: text.Path}, scheme))
		})
		return value, problems
	}
	at := text.Place(0, 1)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = text.Place(max(int(syntax.Offset)-1, 0), 1)
	}
	return nil, unreadable(at, "JSON")
}

func refused(at problem.Place, scheme string) problem.Problem {
	return problem.New(problem.LinkScheme, at, problem.Args{"scheme": scheme})
}

func unreadable(at problem.Place, format string) []problem.Problem {
	return []problem.Problem{problem.New(problem.DataUnreadable, at, problem.Args{"format": format})}
}

// tooDeep finds what stands deeper in lists and tables of JSON than the limit.
func tooDeep(text []byte) (at int, deep bool) {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			if depth++; depth > problem.MaxKeyDepth.Most {
				return i, true
			}
		case c == ']', c == '}':
			depth--
		}
	}
	return 0, false
}

// readCSV takes commas, semicolons (Excel in Vietnamese) and tabs.
func readCSV(text source.Text) (any, []problem.Problem) {
	reader := csv.NewReader(bytes.NewReader(text.Bytes))
	reader.Comma = separator(text.Bytes)
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	records, starts, err := records(reader, text.Bytes)
	if err != nil {
		at := problem.Place{File: text.Path}
		if syntax := (*csv.ParseError)(nil); errors.As(err, &syntax) {
			at = text.Place(offset(text.Bytes, syntax.StartLine), len(text.Bytes)) // to the line's end
		}
		return nil, unreadable(at, "CSV")
	}
	if len(records) > 0 && len(records[0]) > problem.MaxSheetColumns.Most {
		first, _, _ := bytes.Cut(text.Bytes, []byte("\n"))
		return nil, []problem.Problem{problem.MaxSheetColumns.Over(text.Place(0, len(first)))}
	}
	if len(records)-1 > problem.MaxSheetRows.Most {
		return nil, []problem.Problem{problem.MaxSheetRows.Over(text.Place(starts[problem.MaxSheetRows.Most+1], 1))}
	}
	rows := []any{}
	var problems []problem.Problem
	for i := 1; i < len(records); i++ {
		row := map[string]any{}
		for j, heading := range records[0] {
			if j < len(records[i]) {
				row[strings.TrimSpace(heading)] = strings.TrimSpace(records[i][j])
			}
		}
		rows = append(rows, row)
		weblink.Refused(row, func(_ []any, scheme string) {
			problems = append(problems, refused(text.Place(starts[i], 1), scheme))
		})
	}
	return rows, problems
}

// records reads all records, with the offset at which each begins, and one beyond the
// limit if there are more.
func records(reader *csv.Reader, text []byte) (all [][]string, starts []int, err error) {
	for last, start := 1, 0; len(all) <= problem.MaxSheetRows.Most+1; {
		record, err := reader.Read()
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return all, starts, err
		}
		line, _ := reader.FieldPos(0)
		start += offset(text[start:], line-last+1)
		last = line
		all, starts = append(all, record), append(starts, start)
	}
	return all, starts, nil
}

// offset returns where a line begins, counted from 1.
func offset(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at
}

func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t'} {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}
