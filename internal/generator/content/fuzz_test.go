package content

import (
	"bytes"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// Whatever the bytes: no panic, a title, a body within the text, and problems
// whose places lie in the file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "+++", "+++\n", "+++\n+++", "---\na: b\n---", "\ufeff+++\r\ntitle = “x”\r\n+++\r\nChữ", "Chữ",
		"+++\ntitle = \"Ao\"\ndate = 1/6/2026\ntopics = [\"a\", \"nuoc\"]\nimage = \"a.svg\"\n[event]\nlunar = \"15/8 nhuận\"\nstart = 8h30\n[event.repeat]\nevery = \"week\"\n+++\n\nĐoạn *đầu*.\n",
		"+++\ntitle = 1\ncascade = { level = \"xa\" }\n[document]\nfiles = [1]\n[campaign]\nstart = 2026-13-01\n+++\n",
		"\xff\xfe+\x00", "+++\ntitle = \"a\n\n# b", "PK\x03\x04\x00",
	} {
		f.Add([]byte(seed))
	}
	settings := settings(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		const path = "content/muc/bai.md"
		files := fstest.MapFS{path: {Data: data}}
		reader := NewReader(files, settings)
		entry, problems, err := reader.Read(source.File{Path: path, Name: path, Size: int64(len(data))})
		if err != nil || entry == nil || entry.Title == "" || !utf8.ValidString(entry.Title) {
			t.Fatalf("%v, %+v", err, entry)
		}
		text, start, err := reader.Body(entry, new([]byte))
		if err != nil || start < 0 || start > len(text.Bytes) {
			t.Fatal("the body begins at", start, err)
		}
		lines := 1 + bytes.Count(text.Bytes, []byte("\n"))
		for _, p := range problems {
			outside := p.Place.Line < 0 || p.Place.Line > lines && p.Code != problem.SourceBinary // whose place is that of the raw bytes
			if p.Place.File != path || outside {
				t.Errorf("%s at %+v, in a file of %d lines", p.Code, p.Place, lines)
			}
		}
		for _, keys := range [][]any{{"title"}, {"event", "repeat", "days", 0}, {"topics", 3}, {"cascade", "level"}} {
			entry.Place(keys...)
		}
	})
}
