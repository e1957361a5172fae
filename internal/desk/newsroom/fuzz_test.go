package newsroom

import (
	"testing"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/content"
)

// Whatever a form sends for a field, what is written is one value of TOML, or nothing.
func FuzzLiteral(f *testing.F) {
	for _, seed := range []string{"x", "007", "+1", "true", "2026-06-01", "1/6/2026", "T8:00", "a | http://x | 2026-01-01\nb", "2026-01-01 -> 2026-01-02", "\"\\", "a\r\nb", "\x00", "\"\"\"", "”"} {
		f.Add(seed)
	}
	var fields []field
	for _, kind := range []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section} {
		for _, p := range partsOf(kind) {
			fields = append(fields, p.fields...)
		}
	}
	f.Fuzz(func(t *testing.T, sent string) {
		for _, one := range fields {
			literal, ok := one.literal(sent, nil)
			if !ok || literal == "" {
				continue
			}
			doc, problems := tomlfile.Parse(tomlfile.Source{Text: []byte("a = " + literal + "\n")})
			if len(problems) > 0 || len(doc.Map()) != 1 || len(doc.Repaired()) > 0 {
				t.Errorf("%s: %q is written as %q: %v", one.name(), sent, literal, problems)
			}
		}
	})
}
