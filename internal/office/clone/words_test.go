package clone

import (
	"os"
	"reflect"
	"regexp"
	"testing"
)

// TestWords: each kind of trouble has words in each language, and what people can do.
func TestWords(t *testing.T) {
	source, err := os.ReadFile("trouble.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`Kind = "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(kinds) < 20 {
		t.Fatalf("%d kinds; the form of the file has changed", len(kinds))
	}
	keys := map[string][][]string{}
	for _, language := range []string{"vi", "en"} {
		for _, kind := range kinds {
			if message, hint := Said(Words(language), Kind(kind[1]), "x"); message == "" || hint == "" || message == kind[1] {
				t.Errorf("%s: no words for %s", language, kind[1])
			}
		}
		data, err := wordFiles.ReadFile("words/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		keys[language] = regexp.MustCompile(`(?m)^\[(.*)\]$`).FindAllStringSubmatch(string(data), -1)
	}
	if !reflect.DeepEqual(keys["vi"], keys["en"]) {
		t.Error("the catalogues have different keys")
	}
}
