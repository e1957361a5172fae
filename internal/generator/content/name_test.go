package content

import "testing"

func TestParseName(t *testing.T) {
	for file, want := range map[string]Name{
		"_index.md":                 {Key: "_index", Language: "vi"},
		"_index.en.md":              {Key: "_index", Language: "en"},
		"a.md":                      {Key: "a", Language: "vi"},
		"a.vi.md":                   {Key: "a", Language: "vi", Explicit: true},
		"muc/a.EN.md":               {Key: "muc/a", Language: "en"},
		"muc/a/index.md":            {Key: "muc/a", Language: "vi", Bundle: true},
		"muc/a/index.en.md":         {Key: "muc/a", Language: "en", Bundle: true},
		"muc/_index.md":             {Key: "muc/_index", Language: "vi"},
		"bao-cao.v2.md":             {Key: "bao-cao.v2", Language: "vi"},
		"bao-cao.2026.md":           {Key: "bao-cao.2026", Language: "vi"},
		"bao-cao.cuoi.md":           {Key: "bao-cao.cuoi", Language: "vi"},
		"a.fr.md":                   {Key: "a.fr", Language: "vi", UnknownLanguage: true},
		"a.vn.md":                   {Key: "a.vn", Language: "vi", UnknownLanguage: true},
		"a.en-US.md":                {Key: "a.en-US", Language: "vi", UnknownLanguage: true},
		"a.tyz.md":                  {Key: "a.tyz", Language: "vi", UnknownLanguage: true},
		"a.bia.md":                  {Key: "a.bia", Language: "vi"},
		"Đuối nước/Vùng an toàn.md": {Key: "Đuối nước/Vùng an toàn", Language: "vi"},
	} {
		if got := ParseName(file, []string{"vi", "en"}); got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", file, got, want)
		}
	}
}

func TestNameKnowsItsPlace(t *testing.T) {
	for _, c := range []struct {
		file, base, parent string
		section, home      bool
	}{
		{"_index.md", ".", "", true, true},
		{"muc/_index.md", "muc", "", true, false},
		{"muc/con/_index.md", "con", "muc", true, false},
		{"muc/a.md", "a", "muc", false, false},
		{"muc/a/index.md", "a", "muc", false, false},
		{"a.md", "a", "", false, false},
	} {
		n := ParseName(c.file, []string{"vi"})
		if n.Parent() != c.parent || n.IsSection() != c.section || n.IsHome() != c.home || (!c.home && n.Base() != c.base) {
			t.Errorf("%s: base %q, parent %q, section %v, home %v", c.file, n.Base(), n.Parent(), n.IsSection(), n.IsHome())
		}
	}
}
