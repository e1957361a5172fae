package problem

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

const limitsFile = "../../../docs/limits.md"

// docs/limits.md is made from the table of limits.
func TestReferenceOfLimits(t *testing.T) {
	want := limitsPage()
	if *update {
		if err := os.WriteFile(limitsFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(limitsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/limits.md is not what the table says; make docs rewrites it")
	}
}

func limitsPage() string {
	var b strings.Builder
	b.WriteString(`# Limits

Loa reads files of strangers on small computers. What it reads costs time and memory in proportion to its length; where a construct would cost more, there is a limit. An input beyond one is an error with its place, told before memory is taken, and the rest of the text is kept. ` + "`loa explain CODE`" + ` says what to do. No limit can be raised.

What is unpacked from Word, PDF and ZIP files, the memory of a picture that is decoded and the parts of a film have bounds where they are read (` + "`internal/importing/docx/bounds.go`, `internal/importing/doc`, `internal/importing/pdftext`, `internal/base/pdffile`, `internal/base/officefile`, `internal/base/zipfile`, `internal/media/picture/decode.go`, `internal/media/avmeta`, `internal/media/embedded`" + `); beyond them the file is refused, and told. A text larger than allowed is refused by its size on disk, before it is opened.

| at most | of | since | told as |
| --- | --- | --- | --- |
`)
	words := WordsFor("en")
	for _, l := range Limits() {
		most := fmt.Sprint(l.Most)
		if l.size {
			most = words.show(Size(l.Most))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | `%s` |\n", most, strings.ReplaceAll(l.Of, "`", "&#96;"), l.Why, l.Code)
	}
	b.WriteString("\nThis page is made from the table in `internal/base/problem/limits.go` (`make docs`). `test/growth` runs constructs at n, 2n and 4n and fails if the memory that is allocated grows faster than the length; `make growth` counts the steps in the same way.\n")
	return b.String()
}

// Every code of the area "limit" has its row in the table, and no two rows share one.
func TestLimitsAreComplete(t *testing.T) {
	rows := map[Code]bool{}
	for _, l := range Limits() {
		if rows[l.Code] || l.Most <= 0 || l.Of == "" || l.Why == "" {
			t.Errorf("%s: a row is not whole or stands twice", l.Code)
		}
		rows[l.Code] = true
	}
	for _, code := range Codes() {
		if strings.HasPrefix(string(code), "limit.") && !rows[code] {
			t.Errorf("%s has no row in Limits", code)
		}
	}
}
