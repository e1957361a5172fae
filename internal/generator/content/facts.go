package content

import (
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/generator/data"
)

// factNames are the directives that stand for what the site says once: numbers of
// site.toml, rows of data/. The names are folded, as Markdown reads them.
var factNames = map[string]string{
	"hotline": "hotline", "duong-day-nong": "hotline",
	"emergency": "emergency", "cap-cuu": "emergency",
	"claim": "claim", "so-lieu": "claim",
}

var (
	factLine  = regexp.MustCompile(`(?m)^[ \t>]*:{2,}([\pL-]+)(\[[^\]\n]*\])?(?:\{([^}\n]*)\})?`)
	factValue = regexp.MustCompile(`(number|danger|id)=(?:"([^"\n]*)"|(\S+))`)
)

// withFacts puts the numbers and sentences that directives of the site's data stand for
// in the place of these directives. A recording says them as well. Tables are those of data/.
func (r *Reader) withFacts(body, language string, tables map[string]any) string {
	return factLine.ReplaceAllStringFunc(body, func(written string) string {
		m := factLine.FindStringSubmatch(written)
		name := factNames[fold.Slug(m[1])]
		if name == "" {
			return written
		}
		value := ""
		if v := factValue.FindStringSubmatch(m[3]); v != nil {
			value = v[2] + v[3]
		}
		return m[2] + "\n" + r.fact(name, value, language, tables) + "\n"
	})
}

func (r *Reader) fact(name, value, language string, tables map[string]any) string {
	switch name {
	case "hotline":
		return r.knownHotlines(value)
	case "emergency":
		table, _ := tables["emergencies"].(map[string]any)
		danger, _ := table[value].(map[string]any)
		words, ok := danger[language].(map[string]any)
		if !ok {
			words, _ = danger[r.settings.DefaultLanguage].(map[string]any)
		}
		return strings.Join(appendTexts(nil, []any{words["call"], words["say"], words["unanswered"]}), "\n")
	}
	for _, c := range data.Claims(tables) {
		if c.Name == value {
			return c.Words[language].Says
		}
	}
	return ""
}

// knownHotlines are those of some numbers that site.toml has, a line each; all without
// any.
func (r *Reader) knownHotlines(wanted string) string {
	asked := strings.FieldsFunc(wanted, func(c rune) bool { return c == ' ' || c == ',' })
	var all []string
	for _, h := range r.settings.Hotlines {
		if len(asked) == 0 || slices.Contains(asked, h.Number) {
			all = append(all, h.Number)
		}
	}
	return strings.Join(all, "\n")
}
