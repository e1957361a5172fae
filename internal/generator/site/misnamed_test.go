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
		"a language":                      {files{"_index.md": "", "a.md": "", "a.hr.md": "slug = \"a\"", "b.hr.md": "", "c.hr.md": ""}, problem.EntryLanguage, "content/a.hr.md", 3},
		"a section":                       {files{"_index.md": "", "m/index.md": "", "m/x.md": ""}, problem.SectionIndexName, "content/m/index.md", nil},
		"above a section":                 {files{"_index.md": "", "m/index.md": "", "m/n/_index.md": "", "m/n/x.md": ""}, problem.SectionIndexName, "content/m/index.md", nil},
		"a folder in a language":          {files{"_index.md": "", "a.md": "", "hr/_index.md": "", "hr/a.md": "", "hr/b.md": ""}, problem.EntryLanguageFolder, "content/hr/a.md", 3},
		"a folder in a declared language": {files{"_index.md": "", "a.md": "", "m/_index.md": "", "m/b/index.md": "", "en/index.md": "", "en/a.md": "", "en/m/b/index.md": ""}, problem.EntryLanguageFolder, "content/en/a.md", 3},
		"two files of home":               {files{"_index.md": "", "index.md": ""}, problem.EntryTwice, "content/index.md", nil},
	} {
		_, problems := New(input(t, two, c.entries))
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Place.File != c.file || problems[0].Args["count"] != c.count {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for of, entries := range map[string]files{
		"a section of two letters":   {"a.md": "", "an/_index.md": "", "an/b.md": "", "an/c.md": "", "la/_index.md": "", "la/b2.md": ""},
		"one page of the same name":  {"a.md": "", "an/_index.md": "", "an/a.md": "", "an/b.md": "", "an/c.md": ""},
		"a section of a longer word": {"a.md": "", "tin/a.md": "", "tin/_index.md": ""},
		"nothing but one section":    {"_index.md": "", "an/_index.md": "", "an/a.md": ""},
	} {
		if _, problems := New(input(t, plain, entries)); len(problems) > 0 {
			t.Errorf("%s: %v", of, problems)
		}
	}
	s, problems := New(input(t, two, files{"_index.md": "", "vi/gioi-thieu.md": "", "en/about.md": ""}))
	if len(problems) != 2 || problems[0].Args["name"] != "content/about.en.md" || problems[1].Args["name"] != "content/gioi-thieu.md" || s.Editions[0].Page("vi/gioi-thieu") != nil {
		t.Error("languages in folders, without a page beside them:", problems)
	}
	s, problems = New(input(t, plain, files{"index.md": "", "a.md": "", "goi/index.md": ""}))
	if len(problems) > 0 || s.Editions[0].Home.Entry == nil || s.Editions[0].Page("goi") == nil {
		t.Error(problems, s.Editions[0].Home.Entry)
	}
}
