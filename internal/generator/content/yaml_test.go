package content

import (
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// YAML becomes TOML without a value changed.
func TestTomlForm(t *testing.T) {
	for in, want := range map[string]string{
		"date: 2026-05-01 08:30:00 +0700":   "date = 2026-05-01T08:30:00+07:00\n",
		"date: 2026-05-01T08:30:00+0700":    "date = 2026-05-01T08:30:00+07:00\n",
		"date: 2026-05-01 08:30:00 +07:00":  "date = 2026-05-01T08:30:00+07:00\n",
		"date: 2026-05-01 08:30:00 Z":       "date = 2026-05-01T08:30:00Z\n",
		"date: 2026-05-01 08:30:00":         "date = 2026-05-01 08:30:00\n",
		"date: 2026-5-1 8:30 +07":           "date = 2026-05-01T08:30:00+07:00\n",
		"date: 2026-05-01 08:30:00.5 +0700": "date = 2026-05-01T08:30:00+07:00\n",
		"date: 2026-05-01":                  "date = 2026-05-01\n",
		"x: 2026-05-01 trại hè":             "x = \"2026-05-01 trại hè\"\n",
		"weight: 010":                       "weight = 10\n",
		"extra:\n  so: 0206":                "[extra]\nso = 206\n",
		"a: [010, 020, 3]":                  "a = [10, 20, 3]\n",
		"a:\n  - 007 # chú thích\n  - 8":    "a = [7, 8]\n# chú thích\n",
		"a: 089":                            "a = 89\n",
		"a: \"010\"\nb: '010'":              "a = \"010\"\nb = \"010\"\n",
		"a: |\n  b: 010\n":                  "a = \"b: 010\\n\"\n",
		"phone: 0912345678":                 "phone = \"0912345678\"\n",
		"phone: +84208382411":               "phone = \"+84208382411\"\n",
		"a: +12":                            "a = 12\n",
		"a: !!str 010\nb: [!!str 020, 030]": "a = \"010\"\nb = [\"020\", 30]\n",
		"a: [!!str 020,030]":                "a = [\"020\", 30]\n",
		"a: 0":                              "a = 0\n",
		"a: -010":                           "a = -10\n",
		"a: 0.50":                           "a = 0.5\n",
		"a: Q&A *hay*":                      "a = \"Q&A *hay*\"\n",
	} {
		got, err := tomlForm(in)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

// What is wrong in YAML is told at its line.
func TestYAMLFaults(t *testing.T) {
	for in, want := range map[string]struct {
		line       int
		kind, hint string
	}{
		"---\ntitle: A\na: &x 1\nb: *x\n---\n":       {3, yamlReference, "Line 3 has an anchor"},
		"\n---\ntitle: A\nb:\n  <<: {a: 1}\n---\n":   {5, yamlReference, "Line 5 has an anchor"},
		"---\ntitle: A\ntitle: B\n---\n":             {3, yamlTwice, "the key “title” stands there"},
		"---\ntitle: A\n  bad: [\n---\n":             {2, yamlBroken, "is no proper YAML"},
		"---\ntitle: \"A\n---\n":                     {2, yamlQuote, "Line 2: the quotes that the value begins with must end it, the same ones (\" or '): “title: \"A”"},
		"---\ntitle: 'it's'\n---\n":                  {2, yamlQuote, "must end it"},
		"---\ntitle: \"A”\ndate: 1\n---\n":           {2, yamlQuote, "must end it"},
		"---\ntitle: A\nphoto: \"C:\\quê\"\n---\n":   {3, yamlSlash, "Line 3: within double quotes"},
		"---\nsummary: Gọi 111: miễn phí\n---\n":     {2, yamlColon, "Line 2: a colon stands within the value"},
		"---\ntitle: A\n\tx: 1\n---\n":               {3, yamlTab, "Line 3 is indented with a tab"},
		"---\ntitle:A\n---\n":                        {2, yamlNoKey, "Line 2 is not of the form “key: value”"},
		"---\na: 1\nchỉ có chữ\nb: 2\n---\n":         {3, yamlNoKey, "“chỉ có chữ”"},
		"---\ntags: [a, b\n---\n":                    {2, yamlBracket, "Line 2: brackets"},
		"---\ntitle: \"A\"\n  summary: \"B\"\n---\n": {3, yamlBroken, "is no proper YAML"},
		"---\ntags:\n- \"a\n---\n":                   {3, yamlQuote, "must end it"},
		"---\ntags:\n- @lan\n---\n":                  {3, yamlSign, "a sign"},
		"---\nauthor: @lan\r\n---\n":                 {2, yamlSign, "Line 2: the value begins with a sign"},
	} {
		_, problems := Formatted(source.Text{Path: "a.md", Bytes: []byte(in)})
		if len(problems) != 1 || problems[0].Place.Line != want.line || problems[0].Args[want.kind] != want.line {
			t.Errorf("%q: %+v", in, problems)
			continue
		}
		if hint := problem.WordsFor("en").Hint(string(problems[0].Code), problems[0].Args); !strings.Contains(hint, want.hint) {
			t.Errorf("%q: %q", in, hint)
		}
	}
}

// Three dots end YAML as well as three hyphens, and a longer line of hyphens does not.
func TestYAMLEnds(t *testing.T) {
	for in, want := range map[string]string{
		"---\ntitle: A\n...\nchữ\n":             "+++\ntitle = \"A\"\n+++\nchữ\n",
		"---\ntitle: A\n--- \nchữ\n---\n":       "+++\ntitle = \"A\"\n+++\nchữ\n---\n",
		"---\ntitle: A\nb: |\n  ----\n---\nchữ": "+++\ntitle = \"A\"\nb = \"----\"\n+++\nchữ",
	} {
		if got, problems := Formatted(source.Text{Bytes: []byte(in)}); string(got) != want {
			t.Errorf("%q: %q %v", in, got, problems)
		}
	}
}
