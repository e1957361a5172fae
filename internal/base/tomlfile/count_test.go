package tomlfile

import (
	"strings"
	"testing"

	"loa/internal/base/problem"
)

// A text with too many values is refused where the first of them stands that is too
// much, before the parser takes memory for any.
func TestTooManyValues(t *testing.T) {
	text := "a = [\n" + strings.Repeat("1,\n", problem.MaxTableValues.Most) + "]\n"
	doc, problems := Parse(Source{File: "data/a.toml", Text: []byte(text)})
	if len(problems) != 1 || problems[0].Code != problem.LimitTableValues || problems[0].Place.Line != problem.MaxTableValues.Most || len(doc.Map()) > 0 {
		t.Error(problems, len(doc.Map()))
	}
	if at := doc.Place("a"); at.File != "data/a.toml" {
		t.Error(at)
	}
	if n, beyond := Values([]byte("a = {b = [1, 2]}"), 3); n != 5 || beyond != strings.Index("a = {b = [1, 2]}", "[") {
		t.Error(n, beyond)
	}
}
