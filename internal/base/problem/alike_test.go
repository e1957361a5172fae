package problem

import (
	"fmt"
	"strings"
	"testing"
)

// missing are strings that a file lacks.
func missing(file string, n int) []Problem {
	var all []Problem
	for i := range n {
		all = append(all, New(StringMissing, Place{File: file},
			Args{"key": fmt.Sprintf("k%d", i), "language": "km", "text": "x", "file": file}))
	}
	return all
}

func TestFold(t *testing.T) {
	at := Place{File: "b", Line: 2}
	lines := []Problem{New(StringUnused, at, nil), New(StringUnused, at, nil), New(StringUnused, at, nil), New(StringUnused, at, nil)}
	for _, c := range []struct {
		problems []Problem
		want     string
	}{
		{nil, ""},
		{missing("a", 3), "0 0 0"},
		{missing("a", 4), "3"},
		{append(missing("a", 4), missing("b", 3)...), "3 0 0 0"},
		{append(missing("a", 4), missing("b", 5)...), "3 4"},
		{append(missing("", 9)[:5:5], lines...), "0 0 0 0 0 0 0 0 0"},
	} {
		var got []string
		count := 0
		for _, f := range Fold(c.problems) {
			got = append(got, fmt.Sprint(len(f.Others)))
			count += 1 + len(f.Others)
		}
		if strings.Join(got, " ") != c.want || count != len(c.problems) {
			t.Errorf("%v, want %s", got, c.want)
		}
	}
}

func TestManyAlikeAreOneEntry(t *testing.T) {
	var text, data strings.Builder
	problems := missing("themes/loa/strings/km.toml", 200)
	if err := WriteText(&text, problems, WordsFor("vi")); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); strings.Count(got, "\n") != 3 || !strings.Contains(got, "… và 199 chỗ nữa như vậy trong tệp này: k1, k2, ") || !strings.HasSuffix(got, "k24, …\n") {
		t.Error(got)
	}
	if err := WriteJSON(&data, problems, WordsFor("vi")); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(data.String(), `"code": "theme.string-missing"`); n != 200 {
		t.Errorf("a machine sees %d of 200", n)
	}
}
