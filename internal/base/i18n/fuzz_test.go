package i18n

import (
	"strings"
	"testing"

	"loa/internal/base/tomlfile"
)

// Any strings file is read; what it says is said, with every number, and a catalogue
// over another one lacks nothing that either has.
func FuzzCatalogue(f *testing.F) {
	f.Add("vi", "[a]\ntext = \"Một {count} {x}\"\n[b]\none = \"{count}\"\nother = \"{{\"\n", "a")
	f.Add("ar", "[a]\nzero = \"\"\nfew = \"}{\"\nnote = \"x\"\n", "b")
	f.Add("en-x-l1", "a = 1\n[b]\ntext = 2\n", "c")
	f.Fuzz(func(t *testing.T, tag, text, value string) {
		c, problems := ParseCatalogue(tag, tomlfile.Source{File: "strings/a.toml", Text: []byte(text)})
		below, _ := ParseCatalogue("en", tomlfile.Source{File: "strings/en.toml", Text: []byte("[zz]\ntext = \"{x}\"\n")})
		merged := c.Over(below)
		if !merged.Has("zz") {
			t.Error("what stands below is gone")
		}
		merged.Complete()
		c.Mismatches(below)
		for key, e := range c.Entries() {
			if !merged.Has(key) {
				t.Errorf("%q is gone", key)
			}
			for _, n := range []int{0, 1, 2, 3, 11, 100, 1_000_000} {
				said, err := merged.Say(key, "count", n, "x", value)
				if err == nil && len(problems) == 0 && e.Text != "" && !strings.Contains(e.Text, "{") && said != e.Text {
					t.Errorf("%q is said as %q", e.Text, said)
				}
			}
		}
	})
}
