package search

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what comes out into the vectors")

// The vectors are what a theme's script must make of the same input: it runs them in a
// browser (test/browser). A line is a kind, an input and an output.
//
//	words  a text        its words as folded/marks, without marks if it is written as it folds
//	gaps   page numbers  the list of them
//	keys   keys, sorted  a piece of their lines
func TestVectors(t *testing.T) {
	const file = "testdata/vectors.tsv"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 3 {
			t.Fatalf("not three fields: %q", line)
		}
		got := vector(t, fields[0], fields[1])
		if got != fields[2] && !*update {
			t.Errorf("%s of %q: %q, want %q", fields[0], fields[1], got, fields[2])
		}
		out.WriteString(fields[0] + "\t" + fields[1] + "\t" + got + "\n")
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func vector(t *testing.T, kind, in string) string {
	switch kind {
	case "words":
		return strings.Join(wordsOf(in), " ")
	case "gaps":
		var l list
		for field := range strings.FieldsSeq(in) {
			var page int
			if _, err := fmt.Sscan(field, &page); err != nil {
				t.Fatal(err)
			}
			l.add(page)
		}
		return string(l.gaps)
	case "keys":
		var line []byte
		before := ""
		for key := range strings.SplitSeq(in, ",") {
			line = append(appendKey(line, before, key), lineEnd)
			before = key
		}
		return string(line)
	}
	t.Fatalf("unknown kind %q", kind)
	return ""
}

func wordsOf(text string) []string {
	var all []string
	for w, rest := cutWord(text); w.word != ""; w, rest = cutWord(rest) {
		parts, joined := spellings(w.word)
		for _, s := range slices.Concat(parts, joined) {
			switch {
			case s.folded == "":
			case s.marks == "":
				all = append(all, s.folded)
			default:
				all = append(all, s.folded+"/"+s.marks)
			}
		}
	}
	return all
}
