package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/source"
	"loa/internal/generator/config"
)

// stampOf is the stamp of a source with this text.
func stampOf(t *testing.T, text string) (Stamp, []Part) {
	t.Helper()
	r := NewReader(fstest.MapFS{"content/a.md": {Data: []byte(text)}}, &config.Settings{Languages: config.Languages{{Tag: "vi"}}, Zone: time.UTC})
	stamp, parts, err := r.Stamp(source.File{Path: "content/a.md", Name: "content/a.md"})
	if err != nil {
		t.Fatal(err)
	}
	entry, _, err := r.ReadSource(source.File{Path: "content/a.md", Name: "content/a.md"})
	if err != nil || entry.Sum != stamp.Whole {
		t.Fatal("the sum of the first pass is another than that of the stamp", err)
	}
	return stamp, parts
}

const original = `+++
title = "Gọi 111"
summary = "Miễn phí, cả ngày lẫn đêm"
date = 2026-01-02
weight = 3
hotlines = ["111", "113"]
image = { src = "a.jpg", alt = "Điện thoại" }
sources = [{ name = "Bộ Y tế", url = "https://a.example/", date = 2025-01-01 }]
[event]
start = 2026-06-01T08:00:00
place = "Nhà văn hoá"
[extra]
note = "x"
+++

Gọi 111 - "miễn phí".

## Khi nào

Khi thấy trẻ bị đánh.  Gọi **113**.

| Số | Việc |
|---|---|
| 111 | trẻ em |

Thế nào
-------

Bình tĩnh.
`

// What an editor, a keyboard or a tidy colleague changes leaves a translation
// current.
func TestHabitsDoNotChangeTheStamp(t *testing.T) {
	want, _ := stampOf(t, original)
	for name, text := range map[string]string{
		"nfd":            norm.NFD.String(original),
		"crlf":           strings.ReplaceAll(original, "\n", "\r\n"),
		"mark":           "\ufeff" + original,
		"trailing space": strings.ReplaceAll(original, "\n", "  \n"),
		"one line":       strings.Replace(original, ".  Gọi", ".\nGọi", 1),
		"last line":      strings.TrimRight(original, "\n"),
		"no-break space": strings.Replace(original, "Gọi 111 -", "Gọi\u00a0111 –", 1),
		"quotes":         strings.Replace(original, `"miễn phí"`, "“miễn phí”", 1),
		"table":          strings.Replace(original, "| 111 | trẻ em |", "|111|trẻ em|", 1),
		"order":          strings.Replace(original, "title = \"Gọi 111\"\nsummary = \"Miễn phí, cả ngày lẫn đêm\"\n", "summary = \"Miễn phí, cả ngày lẫn đêm\"\ntitle = \"Gọi 111\"\n", 1),
		"table order":    strings.Replace(original, "[event]\nstart = 2026-06-01T08:00:00\nplace = \"Nhà văn hoá\"\n[extra]\nnote = \"x\"\n", "[extra]\nnote = \"x\"\n[event]\nplace = \"Nhà văn hoá\"\nstart = 2026-06-01T08:00:00\n", 1),
		"header":         strings.Replace(original, "image = { src = \"a.jpg\", alt = \"Điện thoại\" }\nsources", "image.alt = 'Điện thoại'\nimage.src = 'a.jpg'\nsources", 1),
		"comment":        strings.Replace(original, "weight", "# a note\nweight", 1),
		"placing":        strings.Replace(original, "weight = 3", "weight = 4\nslug = \"goi\"\ndraft = true\ntopics = [\"a\"]\nupdated = 2026-02-02\naliases = [\"/a\"]", 1),
		"address":        strings.Replace(original, "a.example", "b.example", 1),
		"picture":        strings.Replace(original, "a.jpg", "b.jpg", 1),
	} {
		if got, _ := stampOf(t, text); got.String() != want.String() {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if text == original {
			t.Errorf("%s changes nothing", name)
		}
	}
}

// What a reader would see differently makes a translation stale, and the digits
// say where.
func TestChangesChangeTheStamp(t *testing.T) {
	before, _ := stampOf(t, original)
	for _, c := range []struct{ old, new, changed string }{
		{"title = \"Gọi 111\"", "title = \"Gọi 115\"", "title"},
		{"Nhà văn hoá", "Nhà thiếu nhi", "event.place"},
		{"2026-06-01T08", "2026-06-02T08", "event.start"},
		{"\"111\", \"113\"", "\"111\", \"115\"", "hotlines"},
		{"Điện thoại", "Máy", "image.alt"},
		{"Bộ Y tế", "WHO", "sources.name"},
		{"note = \"x\"", "note = \"y\"", "extra.note"},
		{"Gọi 111 -", "Gọi 112 -", "#"},
		{"**113**", "**114**", "#Khi nào"},
		{"Bình tĩnh.", "Bình tĩnh!", "#Thế nào"},
		{"Bình tĩnh.", "Bình tĩnh.\n\n## Thêm\n\nx", "#Thêm"},
		{"trẻ em |", "trẻ em |\n| 112 | cứu nạn |", "#Khi nào"},
		{"Thế nào\n-------\n\nBình tĩnh.\n", "", ""},
		{"Miễn phí, cả ngày lẫn đêm", "", ""},
	} {
		text := strings.Replace(original, c.old, c.new, 1)
		after, parts := stampOf(t, text)
		if after.Whole == before.Whole {
			t.Errorf("%q: the stamp is the same", c.new)
		}
		changed, gone := compare(before.Parts, parts)
		var names []string
		for _, p := range changed {
			if p.Key == "" {
				p.Key = "#" + p.Heading
			}
			names = append(names, p.Key)
		}
		if strings.Join(names, " ") != c.changed || (gone > 0) != (c.changed == "") {
			t.Errorf("%q: changed %q, %d gone; want %q", c.new, names, gone, c.changed)
		}
	}
}

func TestStampsAreRead(t *testing.T) {
	stamp, parts := stampOf(t, original)
	if len(stamp.Parts) != len(parts) || len(parts) < 10 {
		t.Fatal(stamp, parts)
	}
	again, ok := ParseStamp(" " + strings.ReplaceAll(strings.ToUpper(stamp.String()), " ", "  "))
	if !ok || again.Whole != stamp.Whole || !slices.Equal(again.Parts, stamp.Parts) {
		t.Errorf("%v, want %v", again, stamp)
	}
	if short, ok := ParseStamp("5f2c9a1e"); !ok || short.Whole != 0x5f2c9a1e || len(short.Parts) != 0 {
		t.Error("the first part alone is valid:", short, ok)
	}
	for _, text := range []string{"", "5f2c", "5f2c9a1e 3b", "5f2c9a1g", "5f2c9a1e1", "+f2c9a1e", "vi"} {
		if s, ok := ParseStamp(text); ok {
			t.Errorf("%q is read as %v", text, s)
		}
	}
}
