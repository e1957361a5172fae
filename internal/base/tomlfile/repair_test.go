package tomlfile

import (
	"strings"
	"testing"
)

// Left what people write, right what is read; a line alone is left as it is.
const repairing = `
title: "x"                      | title = "x"
 title : "x"                    |
title: x                        | title = x
title = “Vùng an toàn”          | title = "Vùng an toàn"
title = “Gọi “111” ngay”        | title = "Gọi “111” ngay"
title = "Vùng an toàn”          | title = "Vùng an toàn"
title = “Vùng an toàn"          | title = "Vùng an toàn"
title = ‘Vùng’ # “ghi chú”      | title = "Vùng" # “ghi chú”
title = “a "b" c”               | title = "a \"b\" c"
title = “C:\anh”                | title = "C:\\anh"
title = "giữ “nguyên” nhé"      |
title = 'giữ “nguyên” nhé'      |
title = "1/6/2026, True"        |
topics = [“a”, ”b”,"c"]         | topics = ["a", "b","c"]
topics = [“a, b”, “c”]          | topics = ["a, b", "c"]
image = { src = “a”, d = 1/6/2026 } | image = { src = "a", d = 2026-06-01 }
draft = True                    | draft = true
draft: FALSE                    | draft = false
True = True                     | True = true
date = 01/6/2026                | date = 2026-06-01
date = 1-6-2026 # đăng          | date = 2026-06-01 # đăng
date = 1.6.2026                 | date = 2026-06-01
date = 2026-6-1                 | date = 2026-06-01
date = 2026/06/01               | date = 2026-06-01
date = 1/6/2026 8:00            | date = 2026-06-01T08:00:00
date = 2026-6-1T8h30            | date = 2026-06-01T08:30:00
date = 2026-6-1 8:00:05+07:00   | date = 2026-06-01T08:00:05+07:00
date = 31/2/2026                |
date = 2026-05-20 ngày          |
start = 8:00                    | start = 08:00:00
start = 8h                      | start = 08:00:00
start = 25:00                   |
weight = 10                     |
[event]                         |
[[menu]] # True                 |
# date = 1/6/2026               |
except = [1/6/2026, 2026-7-4]   | except = [2026-06-01, 2026-07-04]
a.b = True                      | a.b = true
`

func TestRepairing(t *testing.T) {
	for row := range strings.Lines(strings.TrimSpace(repairing)) {
		written, want, _ := strings.Cut(strings.TrimRight(row, "\n"), "|")
		written, want = strings.TrimRight(written, " "), strings.TrimSpace(want)
		if want == "" {
			want = written
		}
		if got := repairLine(written); got != want {
			t.Errorf("%s\n   becomes %s\n      want %s", written, got, want)
		}
	}
}

func TestRepairedFilesHaveNoProblems(t *testing.T) {
	text := "title: “Vùng an toàn”\r\nsummary = \"\"\"\r\nTrue: “x”\r\n\"\"\"\r\ndate = 1/6/2026\r\ntopics = duoi-nuoc\r\n"
	text = strings.Replace(text, "duoi-nuoc", "“duoi-nuoc”", 1)
	doc, problems := Parse(Source{Text: []byte(text)})
	var into page
	if problems = append(problems, doc.Decode(&into)...); len(problems) > 0 {
		t.Fatal(problems)
	}
	if into.Title != "Vùng an toàn" || into.Summary != "True: “x”\r\n" || into.Topics[0] != "duoi-nuoc" || into.Date != Date(2026, 6, 1) {
		t.Errorf("%+v", into)
	}
	want := "title = \"Vùng an toàn\"|date = 2026-06-01|topics = \"duoi-nuoc\""
	if got := strings.Join(doc.Repaired(), "|"); got != want {
		t.Errorf("repaired %s, want %s", got, want)
	}
	if again, problems := Parse(Source{Text: doc.Text()}); len(problems) > 0 || len(again.Repaired()) > 0 {
		t.Errorf("the repaired text is not sound: %s", doc.Text())
	}
}

// In a repaired line the columns are those of the line as written.
func TestPlacesInRepairedLines(t *testing.T) {
	doc, _ := Parse(Source{File: "a.md", Line: 2, Text: []byte("image: { src = “ảnh.jpg”, zzz = 1 } # True\ndraft = True\n")})
	for _, c := range []struct {
		path          []any
		column, width int
	}{
		{[]any{"image"}, 8, 28},
		{[]any{"image", "src"}, 16, 9},
		{[]any{"image", "zzz"}, 33, 1},
		{[]any{"draft"}, 9, 4},
	} {
		if at := doc.Place(c.path...); at.Column != c.column || at.Width != c.width {
			t.Errorf("%v is at %d, %d wide; want %d, %d", c.path, at.Column, at.Width, c.column, c.width)
		}
	}
}
