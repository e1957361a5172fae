package content

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// Every key that front matter takes stands in docs/front-matter.md.
func TestReferenceNamesEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../../docs/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []any{Front{}, Inherited{}, Image{}, Source{}, CampaignTable{}, DocumentTable{}, EventTable{}, Repeat{}, Move{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(table)) {
			key := field.Tag.Get("toml")
			if key == "" || key == "-" {
				continue
			}
			if !strings.Contains(string(text), "`"+key+"`") && !strings.Contains(string(text), key+" = ") && !strings.Contains(string(text), "["+key+"]") {
				t.Errorf("docs/front-matter.md does not mention %s", key)
			}
		}
	}
}
