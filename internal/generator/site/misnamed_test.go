package site

import (
	"testing"

	"loa/internal/base/problem"
)

// Files in a language that nobody declared are left out and told once for each language; a
// section whose file is called index.md is told, and nothing follows from either.
func TestLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		entries files
		code    problem.Code
		file    string
		count   any
	}{
		"a language":        {files{"_index.md": "", "a.md": "", "a.hr.md": "slug = \"a\"", "b.hr.md": "", "c.hr.md": ""}, problem.EntryLanguage, "content/a.hr.md", 3},
		"a section":         {files{"_index.md": "", "m/index.md": "", "m/x.md": ""}, problem.SectionIndexName, "content/m/index.md", nil},
		"above a section":   {files{"_index.md": "", "m/index.md": "", "m/n/_index.md": "", "m/n/x.md": ""}, problem.SectionIndexName, "content/m/index.md", nil},
		"two files of home": {files{"_index.md": "", "index.md": ""}, problem.EntryTwice, "content/index.md", nil},
	} {
		_, problems := New(input(t, two, c.entries))
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Place.File != c.file || problems[0].Args["count"] != c.count {
			t.Errorf("%s: %v", name, problems)
		}
	}
	s, problems := New(input(t, plain, files{"index.md": "", "a.md": "", "goi/index.md": ""}))
	if len(problems) > 0 || s.Editions[0].Home.Entry == nil || s.Editions[0].Page("goi") == nil {
		t.Error(problems, s.Editions[0].Home.Entry)
	}
}
