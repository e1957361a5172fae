package front

import (
	"reflect"
	"regexp"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/network/units"
)

// The words are the same keys in each language that [front] may name, and each key that a
// template or the code asks for is there.
func TestWords(t *testing.T) {
	var keys [][][]string
	for _, tag := range []string{"vi", "en"} {
		if (units.Front{Language: tag}).Words() != tag {
			t.Errorf("[front] cannot have the language %s", tag)
		}
		data, err := wordFiles.ReadFile("words/" + tag + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, regexp.MustCompile(`(?m)^\[(.*)\]$`).FindAllStringSubmatch(string(data), -1))
		words := problem.ParseWords(tag, string(data))
		asked := regexp.MustCompile(`\.Say "([a-z-]+)"`).FindAllStringSubmatch(pageText, -1)
		if len(asked) < 10 {
			t.Fatalf("%d words in the template; its form has changed", len(asked))
		}
		for _, a := range asked {
			if !words.Has(a[1]) {
				t.Errorf("%s: no words for %s", tag, a[1])
			}
		}
		for _, key := range []string{"label-places", "label-search", "weekday-0", "weekday-6", "until-day", "day", "and-others", "title"} {
			if !words.Has(key) {
				t.Errorf("%s: no words for %s", tag, key)
			}
		}
	}
	if !reflect.DeepEqual(keys[0], keys[1]) {
		t.Error("the catalogues have different keys")
	}
}
