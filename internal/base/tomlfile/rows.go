package tomlfile

import (
	"bytes"
	"reflect"
	"slices"
)

// Rows are the tables [[name]] of a text, each as a text of its own with the one table
// [name] and what stands below it; comments above a table are its own. It reports false
// if the list is written in another way, or if the text has a fault.
func Rows(text []byte, name string) (rows [][]byte, ok bool) {
	values, ok := sane(text)
	list, _ := values[name].([]any)
	if !ok || values[name] != nil && len(list) == 0 {
		return nil, false
	}
	for _, at := range rowsOf(text, name) {
		rows = append(rows, single(text[at.start:at.end], name))
	}
	return rows, len(rows) == len(list)
}

// SetRows puts rows, as Rows gives them, in the place of those that a text has. What
// stands between them stays where it is. It reports false if that cannot be done.
func SetRows(text []byte, name string, rows [][]byte) ([]byte, bool) {
	old, ok := Rows(text, name)
	if !ok {
		return nil, false
	}
	if slices.EqualFunc(old, rows, bytes.Equal) {
		return text, true
	}
	want, _ := sane(text)
	var list []any
	for _, row := range rows {
		value, ok := sane(row)
		if !ok {
			return nil, false
		}
		list = append(list, value[name])
	}
	if want = with(want, []string{name}, nil); len(list) > 0 {
		want = with(want, []string{name}, list)
	}
	next := putRows(text, name, rows)
	got, ok := sane(next)
	return next, ok && reflect.DeepEqual(got, want)
}

// putRows writes each row where the one of its number stood, and the others behind the
// last.
func putRows(text []byte, name string, rows [][]byte) []byte {
	s := scanText(text)
	var out bytes.Buffer
	done := 0
	places := rowsOf(text, name)
	if len(places) == 0 {
		places = []span{{len(text), len(text)}}
	}
	for i, at := range places {
		out.Write(text[done:at.start])
		done = at.end
		if i < len(rows) {
			s.row(&out, rows[i], name)
		} else if bytes.HasSuffix(out.Bytes(), []byte("\n\n")) || bytes.HasSuffix(out.Bytes(), []byte("\n\r\n")) || out.Len() == 0 {
			for done < len(text) && len(bytes.TrimSpace(text[done:s.nextLine(done)])) == 0 { // its empty line goes with it
				done = s.nextLine(done)
			}
		}
		if i+1 == len(places) {
			more := rows[min(i+1, len(rows)):]
			for _, row := range more {
				s.row(&out, row, name)
			}
			if len(more) > 0 && done < len(text) && len(bytes.TrimSpace(text[done:s.nextLine(done)])) > 0 {
				out.WriteString(s.lineEnd())
			}
		}
	}
	out.Write(text[done:])
	return out.Bytes()
}

// row writes a row as one of a list, on lines of its own and with an empty line above it.
func (s *scanner) row(out *bytes.Buffer, row []byte, name string) {
	if before := out.Bytes(); len(before) > 0 {
		if before[len(before)-1] != '\n' {
			out.WriteString(s.lineEnd())
		}
		if lines := bytes.Split(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte("\n")); len(bytes.TrimSpace(lines[len(lines)-1])) > 0 {
			out.WriteString(s.lineEnd())
		}
	}
	inner := scanText(row)
	for _, st := range inner.statements {
		if row[st.start] == '[' && slices.Equal(st.path, []string{name}) {
			name := st.start + bytes.IndexByte(row[st.start:], ']') // a comment may stand behind it
			out.Write(row[:st.start])
			out.WriteString("[" + string(row[st.start:name]) + "]")
			out.Write(row[name:])
			break
		}
	}
	if b := out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		out.WriteString(s.lineEnd())
	}
}

// single is a row whose header is that of a table.
func single(row []byte, name string) []byte {
	for _, st := range scanText(row).statements {
		if header := row[st.start:st.end]; bytes.HasPrefix(header, []byte("[[")) && slices.Equal(st.path, []string{name}) {
			return slices.Concat(row[:st.start], bytes.Replace(header[1:], []byte("]]"), []byte("]"), 1), row[st.end:])
		}
	}
	return row
}

// rowsOf are where the tables [[name]] stand: from the comments above each to what
// belongs to another.
func rowsOf(text []byte, name string) (all []span) {
	s := scanText(text)
	open := false
	for _, st := range s.statements {
		if text[st.start] != '[' {
			continue
		}
		if len(st.path) > 1 && st.path[0] == name && open {
			continue // a table below it
		}
		start := s.above(st.start)
		if open {
			all[len(all)-1].end = s.owned(all[len(all)-1].start, start)
		}
		if open = len(st.path) == 1 && st.path[0] == name && bytes.HasPrefix(text[st.start:], []byte("[[")); open {
			all = append(all, span{start, len(text)})
		}
	}
	if open {
		all[len(all)-1].end = s.owned(all[len(all)-1].start, len(text))
	}
	return all
}

// owned is the end of a row that reaches at most to an offset: comments behind an empty
// line speak of what comes next, and empty lines below a row are no part of it.
func (s *scanner) owned(start, most int) int {
	end := start
	for _, st := range s.statements {
		if st.start >= start && st.start < most {
			end = s.nextLine(st.end)
		}
	}
	for end < most && len(bytes.TrimSpace(s.text[end:s.nextLine(end)])) > 0 {
		end = s.nextLine(end)
	}
	return end
}

// above is where the comments begin that stand directly above a statement.
func (s *scanner) above(statement int) int {
	start := s.lineStart(statement)
	for start > 0 {
		line := s.lineStart(start - 1)
		if text := bytes.TrimSpace(s.text[line:start]); len(text) == 0 || text[0] != '#' {
			break
		}
		start = line
	}
	return start
}
