package tomlfile

import (
	"bytes"
	"testing"
)

const listed = `# Đầu tệp
title = "a"

# Số thứ nhất
[[line]]
number = "111" # trẻ em

[[line]]
number = "112"
[line.label]
vi = "Cứu nạn"

# Khác
[other]
x = 1

[[line]] # số [[ba]]
number = "113"
[[line.children]]
a = 1
`

func TestRows(t *testing.T) {
	rows, ok := Rows([]byte(listed), "line")
	if !ok || len(rows) != 3 {
		t.Fatal(len(rows), ok)
	}
	if got := string(rows[0]); got != "# Số thứ nhất\n[line]\nnumber = \"111\" # trẻ em\n" {
		t.Errorf("%q", got)
	}
	changed, ok := Set(rows[1], []string{"line", "label", "vi"}, `"Cứu hộ"`)
	if !ok {
		t.Fatal("a row cannot be changed")
	}
	for _, c := range []struct {
		name string
		rows [][]byte
		want string
	}{
		{"same", rows, listed},
		{"none", nil, "# Đầu tệp\ntitle = \"a\"\n\n# Khác\n[other]\nx = 1\n\n"},
		{"changed", [][]byte{rows[0], changed, rows[2]}, string(bytes.Replace([]byte(listed), []byte("Cứu nạn"), []byte("Cứu hộ"), 1))},
		{"turned", [][]byte{rows[2], rows[0]}, "# Đầu tệp\ntitle = \"a\"\n\n[[line]] # số [[ba]]\nnumber = \"113\"\n[[line.children]]\na = 1\n\n# Số thứ nhất\n[[line]]\nnumber = \"111\" # trẻ em\n\n# Khác\n[other]\nx = 1\n\n"},
		{"more", [][]byte{rows[0], rows[1], rows[2], []byte("[line]\nnumber = \"9\"\n")}, listed + "\n[[line]]\nnumber = \"9\"\n"},
	} {
		got, ok := SetRows([]byte(listed), "line", c.rows)
		if !ok || string(got) != c.want {
			t.Errorf("%s: %v\n%s\nnot\n%s", c.name, ok, got, c.want)
		}
	}
	if got, ok := SetRows([]byte("a = 1"), "line", [][]byte{[]byte("[line]\nx = 1\n")}); !ok || string(got) != "a = 1\n\n[[line]]\nx = 1\n" {
		t.Errorf("%v %q", ok, got)
	}
	for _, other := range []string{"line = [\"a\"]", "[line]\nx = 1", "line = [", "line = [{x = 1}]"} {
		if _, ok := Rows([]byte(other), "line"); ok {
			t.Errorf("%q is taken for a list of tables", other)
		}
	}
}

// TestRowsLeaveComments: a comment behind an empty line speaks of what comes next, and
// stays when the row above it goes or changes its place.
func TestRowsLeaveComments(t *testing.T) {
	const text = "[[line]]\nx = 1\n# của dòng\n\n# ---- Menu ----\n\n[[line]]\nx = \"\"\"\n# chữ\n\n# chữ\"\"\"\n\n# ---- Hết ----\n"
	rows, ok := Rows([]byte(text), "line")
	if !ok || len(rows) != 2 {
		t.Fatal(rows, ok)
	}
	for want, rows := range map[string][][]byte{
		"[[line]]\nx = \"\"\"\n# chữ\n\n# chữ\"\"\"\n\n# ---- Menu ----\n\n[[line]]\nx = 1\n# của dòng\n\n# ---- Hết ----\n": {rows[1], rows[0]},
		"[[line]]\nx = \"\"\"\n# chữ\n\n# chữ\"\"\"\n\n# ---- Menu ----\n\n# ---- Hết ----\n":                                {rows[1]},
	} {
		if got, ok := SetRows([]byte(text), "line", rows); !ok || string(got) != want {
			t.Errorf("%v %q, not %q", ok, got, want)
		}
	}
}

// FuzzSetRows: what stands elsewhere stays, and rows that are given back change nothing.
func FuzzSetRows(f *testing.F) {
	f.Add([]byte(listed), uint8(1))
	f.Add([]byte("[[line]]\r\nx = 1\r\n#\r\n[[line]]"), uint8(0))
	f.Fuzz(func(t *testing.T, text []byte, turn uint8) {
		rows, ok := Rows(text, "line")
		if !ok {
			return
		}
		if got, ok := SetRows(text, "line", rows); !ok || !bytes.Equal(got, text) {
			t.Fatalf("%q became %q", text, got)
		}
		if len(rows) < 2 {
			return
		}
		i := int(turn) % (len(rows) - 1)
		rows[i], rows[i+1] = rows[i+1], rows[i]
		if got, ok := SetRows(text, "line", rows); ok {
			if again, ok := Rows(got, "line"); !ok || len(again) != len(rows) {
				t.Fatalf("%q became %q", text, got)
			}
		}
	})
}
