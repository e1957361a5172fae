package metadata

import (
	"html/template"
	"strings"
)

// Tags writes minimal HTML.
type Tags struct{ strings.Builder }

// Tag writes a start tag whose last attribute is escaped.
func (t *Tags) Tag(start, attribute, value string) {
	t.WriteByte('<')
	t.WriteString(start)
	t.WriteByte(' ')
	t.WriteString(attribute)
	t.WriteByte('=')
	if plain(value) {
		t.WriteString(value)
	} else {
		t.WriteByte('"')
		t.WriteString(template.HTMLEscapeString(value))
		t.WriteByte('"')
	}
	t.WriteByte('>')
}

// plain reports whether a value needs neither quotes nor escapes.
func plain(value string) bool {
	for i := 0; i < len(value); i++ {
		c := value[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte("-_.:/#", c) < 0 {
			return false
		}
	}
	return value != ""
}
