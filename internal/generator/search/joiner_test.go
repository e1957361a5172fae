package search

import (
	"strings"
	"testing"
)

// A word with joiners is found by its parts, as it is typed with a joiner or a space, and whole, as it is typed
// without one. In scripts without spaces joiners part words, as before.
func TestJoiners(t *testing.T) {
	for text, want := range map[string]string{
		"می\u200cخواهم که":              "می خواهم میخواهم که",
		"کتاب\u200cها\u200cی":           "کتاب ها ی کتابهای",
		"ක්\u200dර":                     "ක් ර ක්ර",
		"می\u200c خواهم\u200d.":         "می خواهم",
		"a\u200cb":                      "a b ab",
		"ស្រ\u200cះ":                    strings.Join(wordsOf("ស្រ"), " ") + " " + strings.Join(wordsOf("ះ"), " "),
		"\u200c\u200d":                  "",
		"ទឹក\u200bជ្រៅ\u2060រាក់":       strings.Join(wordsOf("ទឹកជ្រៅរាក់"), " "),
		"می\u200c\u200dخواهم 10\u200c5": "می خواهم میخواهم 10 5 105",
	} {
		if got := strings.Join(wordsOf(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
