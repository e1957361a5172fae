package problem

import (
	"strings"
	"testing"
)

func TestTextShowsPlaceSentenceLineAndHint(t *testing.T) {
	p := New(FrontMatterUnknownKey,
		Place{File: "content/duoi-nuoc/vung-an-toan.md", Line: 4, Column: 1, Width: 6, Text: `sumary = "Rào ao, hồ"`},
		Args{"key": "sumary", "suggestion": "summary"})
	want := `content/duoi-nuoc/vung-an-toan.md:4:1: lỗi: không có khoá “sumary” trong phần đầu bài [front-matter.unknown-key]
  4 │ sumary = "Rào ao, hồ"
    │ ^^^^^^
  Có phải bạn định viết “summary”?
`
	if got := Text(p, WordsFor("vi")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLongLinesAreCutAroundTheFault(t *testing.T) {
	line := strings.Repeat("ă", 300) + "LỖI" + strings.Repeat("ơ", 300)
	text, column := window([]rune(line), 301)
	if got := string([]rune(text)[column-1 : column+2]); got != "LỖI" {
		t.Errorf("the mark stands under %q", got)
	}
}

func TestHintNeedsAllItsArguments(t *testing.T) {
	words := ParseWords("en", "[a]\nmessage\n? did you mean {x}?\n? see the reference\n\nwhy")
	if got := words.Hint("a", nil); got != "see the reference" {
		t.Errorf("without x: %q", got)
	}
	if got := words.Hint("a", Args{"x": "y"}); got != "did you mean y?" {
		t.Errorf("with x: %q", got)
	}
}

// Files stand apart, and advice is given three times and no more.
func TestLongLists(t *testing.T) {
	var problems []Problem
	for _, file := range []string{"a.md", "a.md", "b.md", "c.md", "c.md"} {
		problems = append(problems, New(FrontMatterNoTitle, Place{File: file, Line: len(problems) + 1, Column: 1}, nil))
	}
	var out strings.Builder
	if err := WriteText(&out, problems, WordsFor("en")); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n  "); n != enough {
		t.Errorf("advice was given %d times:\n%s", n, out.String())
	}
	if n := strings.Count(out.String(), "\n\n"); n != 2 {
		t.Errorf("three files stand in %d parts:\n%s", n+1, out.String())
	}
}
