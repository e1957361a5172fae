package data

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// Any file is a table or a problem with a place in it, the same each time, and never an
// error of the disk; nothing in a CSV file becomes more than its text.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"[a]\nvalue = 1\n[a.vi]\nsays = \"x\"\nabout = [\"x\"]\n", "{\"url\": [\"javascript:x\"], \"b\": {\"c\": 1}}", "tên;số\nAn;1\n", "\"", "[[[[", "a,a\n1\n\n2,3,4\n",
	} {
		f.Add(uint8(0), seed)
		f.Add(uint8(1), seed)
		f.Add(uint8(2), seed)
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		name := []string{"claims.toml", "claims.json", "claims.csv"}[kind%3]
		disk := fstest.MapFS{"data/" + name: {Data: []byte(text)}}
		tables, problems, err := Load(disk)
		if err != nil {
			t.Fatal(err)
		}
		again, _, _ := Load(disk)
		if !reflect.DeepEqual(again, tables) && !strings.Contains(strings.ToLower(text), "nan") {
			t.Errorf("%#v, then %#v", tables, again)
		}
		for _, p := range problems {
			if p.Place.File != "data/"+name || p.Place.Line > len(text)+1 || p.Place.Column > len(text)+1 {
				t.Errorf("%s at %+v", p.Code, p.Place)
			}
		}
		Claims(tables)
		if rows, ok := tables["claims"].([]any); ok && name == "claims.csv" {
			size := 0
			for _, row := range rows {
				for _, cell := range row.(map[string]any) {
					size += len(cell.(string))
				}
			}
			if size > 3*len(text)+8 { // what is no UTF-8 becomes U+FFFD
				t.Errorf("%d bytes of cells out of %d", size, len(text))
			}
		}
	})
}
