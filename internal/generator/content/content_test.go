package content

import (
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

var zone = time.FixedZone("ICT", 7*60*60)

// settings are those of a small site.
func settings(t testing.TB) *config.Settings {
	t.Helper()
	s, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(`
title = "Trang"
base_url = "https://vi.example/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[topics.nuoc]
name = "Nước"
[levels.xa]
name = "Xã"
`)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

// entry reads one text, as a file of a section.
func entry(t testing.TB, text string) *Entry {
	t.Helper()
	const path = "content/muc/bai.md"
	e, problems, err := NewReader(fstest.MapFS{path: {Data: []byte(text)}}, settings(t)).Read(source.File{Path: path, Name: path})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return e
}
