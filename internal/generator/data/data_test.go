package data

import (
	"fmt"
	"reflect"
	"testing"
	"testing/fstest"
)

func TestLoad(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want any
	}{
		"a.toml":     {"x = 1\n[y]\nz = \"q\"\n", map[string]any{"x": int64(1), "y": map[string]any{"z": "q"}}},
		"b.json":     {`["một", 2]`, []any{"một", 2.0}},
		"c.csv":      {"tên,số\nAn, 1\n", []any{map[string]any{"tên": "An", "số": "1"}}},
		"d.csv":      {"\ufefftên;số\r\nAn;1,5\r\n", []any{map[string]any{"tên": "An", "số": "1,5"}}},
		"e.csv":      {"a\tb\n1\t2\n", []any{map[string]any{"a": "1", "b": "2"}}},
		"f.csv":      {"a,b\n\"x, y\",\"hai\ndòng\"\nthiếu\n", []any{map[string]any{"a": "x, y", "b": "hai\ndòng"}, map[string]any{"a": "thiếu"}}},
		"g.csv":      {"", []any{}},
		"nho/h.toml": {"a = true\n", map[string]any{"a": true}},
	} {
		tables, problems, err := Load(fstest.MapFS{"data/" + name: {Data: []byte(c.text)}})
		key := name[:len(name)-len(".toml")]
		if name[len(name)-4:] == ".csv" {
			key = name[:len(name)-4]
		}
		if err != nil || len(problems) > 0 || !reflect.DeepEqual(tables[key], c.want) {
			t.Errorf("%s: %#v, %v, %v", name, tables, problems, err)
		}
	}
}

func TestWhatIsNoTable(t *testing.T) {
	tables, problems, err := Load(fstest.MapFS{"data/consent.toml": {Data: []byte("a = 1")}, "data/x.docx": {}, "data/.an.json": {}, "static/a.json": {}})
	if len(tables) > 0 || len(problems) > 0 || err != nil {
		t.Error(tables, problems, err)
	}
	if tables, problems, err := Load(fstest.MapFS{}); len(tables) > 0 || len(problems) > 0 || err != nil {
		t.Error("no data folder:", tables, problems, err)
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"a.json {\n  \"a\": 1,\n}": "data.unreadable 3:1",
		"a.json ":                  "data.unreadable 1:1",
		"a.json {} {}":             "data.unreadable 1:4",
		"a.csv a,b\nx\n\"1,2\n":    "data.unreadable 3:1",
		"a.csv a,b\nx \"y\" z,1\n": "data.unreadable 2:1",
		"a.toml a = 1\na = 2\n":    "toml.duplicate-key 2:1",
		"a.toml a = \xff\"x\"\n":   "source.not-utf8 1:5",
	} {
		var name, body string
		fmt.Sscan(text, &name)
		body = text[len(name)+1:]
		_, problems, err := Load(fstest.MapFS{"data/" + name: {Data: []byte(body)}})
		if err != nil || len(problems) == 0 {
			t.Errorf("%q: %v, %v", text, problems, err)
			continue
		}
		if p := problems[0]; fmt.Sprintf("%s %d:%d", p.Code, p.Place.Line, p.Place.Column) != want {
			t.Errorf("%q: %s at %d:%d, want %s", text, p.Code, p.Place.Line, p.Place.Column, want)
		}
	}
}
