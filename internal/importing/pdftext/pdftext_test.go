package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/base/pdffile/pdffiletest"
	"loa/internal/importing/htmlimport"
)

func markdown(t *testing.T, data []byte) (*Document, htmlimport.Result) {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return d, htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
		data, ok := d.Picture(src)
		return htmlimport.File{Name: src, Data: data}, ok
	}}.Convert(d.HTML)
}

// full is a line that reaches the edge, of 48 letters of 7.2 points.
const full = "mot hai ba bon nam sau bay tam chin muoi mot hai"

func typed(x, y int, texts ...string) string {
	var out strings.Builder
	for i, text := range texts {
		out.WriteString(pdffiletest.Line("F", 12, x, y-14*i, text))
	}
	return out.String()
}

// What the places and sizes of letters say of a text.
func TestLayout(t *testing.T) {
	line := pdffiletest.Line
	for name, c := range map[string]struct{ content, want string }{
		"lines joined":          {typed(50, 700, full, full, "ba."), full + " " + full + " ba."},
		"lines ended":           {typed(50, 700, full, "mot", "hai"), full + " mot\n\nhai"},
		"first lines indented":  {typed(70, 700, full) + typed(50, 686, full) + typed(70, 672, full) + typed(50, 658, "ba"), full + " " + full + "\n\n" + full + " ba"},
		"a gap":                 {typed(50, 700, full) + typed(50, 660, full), full + "\n\n" + full},
		"hyphen at an end":      {typed(50, 700, full+" A-", "19 va B"), full + " A-19 va B"},
		"words by place":        {line("F", 12, 50, 700, "mot") + line("F", 12, 75, 700, "hai") + line("F", 12, 96, 700, "ba"), "mot haiba"},
		"headings by size":      {line("B", 20, 50, 700, "Lon") + line("B", 16, 50, 660, "Vua") + typed(50, 640, full, full) + line("B", 16, 50, 580, "Vua nua"), "## Lon\n\n### Vua\n\n" + full + " " + full + "\n\n### Vua nua"},
		"bold":                  {line("F", 12, 50, 700, "mot") + line("B", 12, 79, 700, "hai") + line("F", 12, 108, 700, "ba"), "mot **hai** ba"},
		"drawn twice":           {line("F", 12, 50, 700, "mot") + "BT /F 12 Tf 50.3 700 Td (mot) Tj ET", "**mot**"},
		"above and below":       {line("F", 12, 50, 700, "10") + line("F", 7, 65, 705, "-3") + line("F", 12, 90, 700, "CO") + line("F", 7, 105, 698, "2"), "10⁻³ CO₂"},
		"above a small number":  {line("F", 5, 50, 700, "7") + line("F", 12, 60, 700, "10") + line("F", 7, 75, 705, "-3"), "7 10⁻³"},
		"justified list":        {line("F", 12, 50, 700, "1.") + strings.ReplaceAll(typed(70, 700, "mot hai ba bon nam sau bay tam chin"), " ", "  ") + typed(70, 686, "muoi") + line("F", 12, 50, 672, "2.") + line("F", 12, 78, 672, "hai"), "1. mot hai ba bon nam sau bay tam chin muoi\n2. hai"},
		"list":                  {line("F", 12, 50, 700, "\x95") + line("F", 12, 68, 700, "mot") + line("F", 12, 68, 686, "o") + line("F", 12, 86, 686, "hai") + line("F", 12, 50, 672, "\x95") + line("F", 12, 68, 672, "ba"), "- mot\n  - hai\n- ba"},
		"numbers":               {line("F", 12, 50, 700, "1.") + line("F", 12, 78, 700, "mot") + line("F", 12, 50, 686, "2.") + line("F", 12, 78, 686, "hai"), "1. mot\n2. hai"},
		"typed marks":           {typed(50, 700, "- mot hai ba", "- hai ba"), "\\- mot hai ba\n\n\\- hai ba"},
		"columns of text":       {typed(40, 700, "mot hai ba bon nam sau", "mot hai ba bon nam sa", "mot hai ba bon nam s", "mot hai ba.") + typed(300, 700, "MOT hai ba bon nam sau", "mot hai ba bon nam sa", "mot hai ba bon nam s", "mot hai ba."), "mot hai ba bon nam sau mot hai ba bon nam sa mot hai ba bon nam s mot hai ba.\n\nMOT hai ba bon nam sau mot hai ba bon nam sa mot hai ba bon nam s mot hai ba."},
		"turned letters":        {typed(50, 700, "mot") + "BT /F 12 Tf 0 1 -1 0 50 400 Tm (dung) Tj ET", "mot"},
		"what stands for them":  {"/Span<</ActualText<FEFF1EA1>>>BDC BT /F 12 Tf 50 700 Td (ab) Tj ET EMC " + line("F", 12, 65, 700, "c"), "ạc"},
		"form":                  {"/X Do", "trong"},
		"struck out":            {typed(50, 700, "200 dong 350 dong") + "50 703.5 m 108 703.5 l S", "~~200 dong~~ 350 dong"},
		"struck by a rectangle": {typed(50, 700, "bo giu") + "50 703 14.4 0.6 re f", "~~bo~~ giu"},
		"underlined":            {typed(50, 700, "200 dong") + "50 698.5 m 108 698.5 l S", "200 dong"},
		"a line of a form":      {typed(50, 700, "ten") + "50 703.5 m 500 703.5 l S", "ten"},
		"a box at the text":     {line("F", 12, 50, 700, "ben") + line("F", 11, 72, 702, "HOP"), "ben HOP"},
		"table": {typed(55, 700, "mot") + typed(155, 700, "hai") + typed(55, 680, "ba") + typed(155, 680, "bon") + typed(155, 666, "nam") +
			"50 715 m 250 715 l S 50 695 m 250 695 l S 50 660 m 250 660 l S 50 660 m 50 715 l S 150 660 m 150 715 l S 250 660 m 250 715 l S", "| mot | hai |\n|---|---|\n| ba | bon nam |"},
		"merged cells": {typed(55, 700, "mot") + typed(55, 680, "ba") + typed(155, 680, "bon") + "50 695 200 20 re S 50 675 100 20 re S 150 675 100 20 re S", "| mot |  |\n|---|---|\n| ba | bon |"},
	} {
		data := pdffiletest.Pages(pdffiletest.Fonts+"/XObject<</X 3 0 R>>", []string{pdffiletest.Stream("/Subtype/Form/BBox[0 0 9 9]", line("F", 12, 50, 700, "trong"))}, c.content)
		d, r := markdown(t, data)
		if strings.TrimSpace(r.Markdown) != c.want {
			t.Errorf("%s:\n%s\nwant\n%s\n%s", name, r.Markdown, c.want, d.HTML)
		}
	}
}

// Pages go on from each other; their heads, feet and numbers are told.
func TestPages(t *testing.T) {
	page := func(n int, body string) string {
		return typed(50, 770, "Xa Phu Lac") + body + typed(290, 30, fmt.Sprintf("- %d -", n))
	}
	d, r := markdown(t, pdffiletest.Pages(pdffiletest.Fonts, nil, page(1, typed(50, 700, full, full)), page(2, typed(50, 700, "ba bon.", full)), page(3, typed(70, 700, "Nam.")+typed(50, 686, full))))
	if want := full + " " + full + " ba bon.\n\n" + full + "\n\nNam.\n\n" + full + "\n"; r.Markdown != want {
		t.Errorf("%s\nwant\n%s", r.Markdown, want)
	}
	if len(r.Lost) != 1 || r.Lost[0].Kind != htmlimport.Navigation || !strings.Contains(r.Lost[0].Text, "Xa Phu Lac; - 1 -; - 2 -") {
		t.Errorf("%+v", r.Lost)
	}
	if len(d.Unsure)+len(d.Scans) > 0 {
		t.Errorf("%+v", d)
	}
	note := func(y int, mark, text string) string {
		return pdffiletest.Line("F", 6, 50, y+3, mark) + pdffiletest.Line("F", 9, 56, y, text)
	}
	_, r = markdown(t, pdffiletest.Pages(pdffiletest.Fonts, nil, typed(50, 700, full)+pdffiletest.Line("F", 7, 397, 705, "1")+typed(50, 686, full)+note(100, "1", "mot ghi chu"), typed(50, 700, "ba. bon nam")+pdffiletest.Line("F", 7, 130, 705, "2")+note(100, "2", "hai ghi chu")))
	if want := full + "[^1] " + full + " ba. bon nam[^2]\n\n[^1]: mot ghi chu\n\n[^2]: hai ghi chu\n"; r.Markdown != want {
		t.Errorf("%s\nwant\n%s", r.Markdown, want)
	}
	_, r = markdown(t, pdffiletest.Pages(pdffiletest.Fonts, nil, typed(50, 700, full, full)+note(100, "1", "khong co")))
	if want := full + " " + full + "\n\n¹ khong co\n"; r.Markdown != want {
		t.Errorf("%s\nwant\n%s", r.Markdown, want)
	}
	table := func(rows ...string) string {
		out := ""
		for i, row := range rows {
			y := 700 - 20*i
			out += typed(55, y, row) + typed(155, y, "x") + fmt.Sprintf("50 %d 100 20 re S 150 %d 100 20 re S\n", y-5, y-5)
		}
		return out
	}
	_, r = markdown(t, pdffiletest.Pages(pdffiletest.Fonts, nil, table("dau", "mot"), table("dau", "hai")))
	if want := "| dau | x |\n|---|---|\n| mot | x |\n| hai | x |\n"; r.Markdown != want {
		t.Errorf("%s", r.Markdown)
	}
}

// A table on the next page is the same one where both have the same columns, and where the one of fewer shows rows that
// the other would merge. Two tables of unequal columns stay two.
func TestTablesOverPages(t *testing.T) {
	// grid draws rows of cells at a height: a cell is its words behind the hundredths of its width.
	grid := func(y int, rows ...string) string {
		var out strings.Builder
		for _, row := range rows {
			x := 50
			for one := range strings.FieldsSeq(row) {
				wide, words, _ := strings.Cut(one, ":")
				width, _ := strconv.Atoi(wide)
				font := "F"
				if words == strings.ToUpper(words) && words != "" {
					font = "B"
				}
				out.WriteString(pdffiletest.Line(font, 12, x+5, y, words) + fmt.Sprintf("%d %d %d 20 re S\n", x, y-5, 4*width))
				x += 4 * width
			}
			y -= 20
		}
		return out.String()
	}
	for name, c := range map[string]struct {
		first, next []string
		one         bool
	}{
		"same columns":                       {[]string{"50:A 50:B", "50:a 50:b"}, []string{"50:c 50:d", "50:e 50:f"}, true},
		"two, then four":                     {[]string{"50:A 50:B", "50:a 50:b"}, []string{"25:C 25:D 25:E 25:F", "25:c 25:d 25:e 25:f"}, false},
		"two, then four without a bold head": {[]string{"50:a 50:b", "50:c 50:d"}, []string{"25:e 25:f 25:g 25:h", "25:i 25:k 25:l 25:m"}, false},
		"one row of two, then four":          {[]string{"50:a 50:b"}, []string{"25:c 25:d 25:e 25:f", "25:g 25:h 25:i 25:k"}, false},
		"four, then two":                     {[]string{"25:C 25:D 25:E 25:F", "25:c 25:d 25:e 25:f"}, []string{"50:A 50:B", "50:a 50:b"}, false},
		"four, then two without a bold head": {[]string{"25:c 25:d 25:e 25:f", "25:g 25:h 25:i 25:k"}, []string{"50:a 50:b", "50:c 50:d"}, false},
		"four with a merged row, then two":   {[]string{"25:C 25:D 25:E 25:F", "50:a 50:b"}, []string{"50:G 50:H", "50:c 50:d"}, false},
		"merged rows on both pages":          {[]string{"25:C 25:D 25:E 25:F", "50:a 50:b"}, []string{"50:c 50:d", "50:e 50:f"}, true},
		"merged rows first":                  {[]string{"50:A 50:B"}, []string{"50:c 50:d", "25:e 25:f 25:g 25:h"}, true},
		"a single row over":                  {[]string{"25:C 25:D 25:E 25:F", "25:c 25:d 25:e 25:f"}, []string{"75:tong 25:b"}, true},
		"a single bold row over":             {[]string{"25:C 25:D 25:E 25:F", "25:c 25:d 25:e 25:f"}, []string{"75:TONG 25:B"}, true},
		"other edges":                        {[]string{"25:C 25:D 25:E 25:F", "25:c 25:d 25:e 25:f"}, []string{"60:tong 40:b"}, false},
	} {
		_, r := markdown(t, pdffiletest.Pages(pdffiletest.Fonts, nil, grid(100, c.first...), grid(700, c.next...)))
		last := c.first[len(c.first)-1]
		last = last[strings.LastIndexByte(last, ':')+1:]
		next := strings.FieldsFunc(c.next[0], func(r rune) bool { return r == ':' || r == ' ' })[1]
		one := slices.ContainsFunc(strings.Split(r.Markdown, "\n\n"), func(block string) bool {
			return strings.Contains(block, last) && strings.Contains(block, next)
		})
		if one != c.one {
			t.Errorf("%s: one table: %v\n%s", name, one, r.Markdown)
		}
	}
}

// What cannot be read for certain is told.
func TestTold(t *testing.T) {
	picture := pdffiletest.Stream("/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceGray", strings.Repeat("\x80", 16))
	const whole = "q 600 0 0 800 0 0 cm /P Do Q "
	resources := pdffiletest.Fonts + "/XObject<</P 3 0 R>>"
	build := func(contents ...string) []byte {
		return pdffiletest.Pages(resources, []string{picture}, contents...)
	}
	if _, err := Read(build(whole, whole)); !errors.Is(err, ErrScan) {
		t.Error(err)
	}
	d, r := markdown(t, build(typed(50, 700, "mot"), whole))
	if !slices.Equal(d.Scans, []int{2}) || len(r.Files) != 1 {
		t.Errorf("%+v", d)
	}
	d, r = markdown(t, build(whole+"BT 3 Tr /F 12 Tf 50 700 Td (mot) Tj ET"))
	if !slices.Equal(d.Recognized, []int{1}) || r.Markdown != "mot\n" {
		t.Errorf("%+v %s", d, r.Markdown)
	}
	d, _ = markdown(t, build(typed(50, 700, "mot", "hai", "ba")+typed(300, 700, "1", "2", "3")))
	if !slices.Equal(d.Unsure, []int{1}) {
		t.Errorf("%+v", d)
	}
	d, _ = markdown(t, build(typed(50, 700, "mot")+"BT /F 12 Tf 0 1 -1 0 50 400 Tm (dung) Tj ET"))
	if !slices.Equal(d.Turned, []string{"dung"}) {
		t.Errorf("%+v", d)
	}
	unnamed := "/Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<<>>]>>/G<</BaseFont/Courier/Subtype/Type1>>>>"
	if _, err := Read(pdffiletest.Pages(unnamed, nil, "BT /F 12 Tf 50 700 Td <00010002> Tj ET")); !errors.Is(err, ErrLetters) {
		t.Error(err)
	}
	d, r = markdown(t, pdffiletest.Pages(unnamed, nil, pdffiletest.Line("G", 12, 50, 720, full)+"BT /F 12 Tf 50 700 Td <0001> Tj ET"))
	if !slices.Equal(d.Unknown, []Letters{{1, 1}}) || !strings.Contains(r.Markdown, full) {
		t.Errorf("%+v %s", d, r.Markdown)
	}
}

// Letters have the meaning that the file gives them, or the one of an old font by its name.
func TestFonts(t *testing.T) {
	cmap := pdffiletest.Stream("", "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <61> <62> <1EA1> <63> <63> [<0111>] endbfrange 1 beginbfchar <64> <00660069> endbfchar")
	for name, c := range map[string]struct{ font, text, want string }{
		"ToUnicode":          {"/Subtype/TrueType/BaseFont/ABCDEF+Times/ToUnicode 3 0 R", "abcd", "ạẢđfi"},
		"differences":        {"/Subtype/Type1/BaseFont/Times/Encoding<</Differences[97/abrevegrave/uni1EA1/Dcroat/u0110/f_i/fl]>>", "abcdef", "ằạĐĐfifl"},
		"MacRoman":           {"/Subtype/TrueType/BaseFont/Times/Encoding/MacRomanEncoding", "caf\x8e", "café"},
		"TCVN3 by its name":  {"/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding", "TrÎ em \xaeuèi n\xad\xedc", "Trẻ em đuối nước"},
		"TCVN3 in capitals":  {"/Subtype/TrueType/BaseFont/ABCDEF+VnTimeH,Bold/Encoding/WinAnsiEncoding", "tr\xce em", "**TRẺ EM**"},
		"VNI by its name":    {"/Subtype/TrueType/BaseFont/VNI-Times/Encoding/WinAnsiEncoding", "Tre\xfb em", "Trẻ em"},
		"Unicode in itself":  {"/Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-H/DescendantFonts[<<>>]", "\x1e\xa1", "ạ"},
		"a font without all": {"/Subtype/Type1/BaseFont/Times", "mot", "mot"},
	} {
		text := strings.NewReplacer("Î", "\xce", "è", "\xe8").Replace(c.text)
		_, r := markdown(t, pdffiletest.Pages("/Font<</F<</Type/Font"+c.font+">>>>", []string{cmap}, pdffiletest.Line("F", 12, 50, 700, text)))
		if got := strings.TrimSpace(r.Markdown); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A link goes where its note leads, and a turned page is read upright.
func TestLinksAndTurnedPages(t *testing.T) {
	file := func(extra, content string) []byte {
		return pdffiletest.Build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</MediaBox[0 0 600 800]/Resources<<"+pdffiletest.Fonts+">>/Contents 4 0 R"+extra+">>", pdffiletest.Stream("", content))
	}
	_, r := markdown(t, file("/Annots[<</Subtype/Link/Rect[78 695 101 712]/A<</URI(https://xa.example/a)>>>>]", typed(50, 700, "xem day nhe")))
	if r.Markdown != "xem [day](https://xa.example/a) nhe\n" {
		t.Error(r.Markdown)
	}
	for turn, matrix := range map[int]string{90: "0 1 -1 0 100 50", 180: "-1 0 0 -1 500 700", 270: "0 -1 1 0 100 700"} {
		_, r = markdown(t, file(fmt.Sprintf("/Rotate %d", turn), "BT /F 12 Tf "+matrix+" Tm (mot) Tj 0 -14 Td (hai ba bon nam) Tj ET"))
		if r.Markdown != "mot\n\nhai ba bon nam\n" {
			t.Errorf("%d: %s", turn, r.Markdown)
		}
	}
}

func TestPictures(t *testing.T) {
	mask := pdffiletest.Stream("/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceGray", strings.Repeat("\x40", 16))
	for name, c := range map[string]struct {
		dictionary, data string
		colour           [4]uint32
	}{
		"grey of one bit": {"/BitsPerComponent 1/ColorSpace/DeviceGray", "\xf0\xf0\xf0\xf0", [4]uint32{0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}},
		"colours":         {"/BitsPerComponent 8/ColorSpace[/ICCBased 4 0 R]", strings.Repeat("\xff\x00\x00", 16), [4]uint32{0xFFFF, 0, 0, 0xFFFF}},
		"palette":         {"/BitsPerComponent 4/ColorSpace[/Indexed/DeviceRGB 1<0000000000FF>]", strings.Repeat("\x11", 8), [4]uint32{0, 0, 0xFFFF, 0xFFFF}},
		"inks":            {"/BitsPerComponent 8/ColorSpace/DeviceCMYK", strings.Repeat("\x00\xff\x00\x00", 16), [4]uint32{0xFFFF, 0, 0xFFFF, 0xFFFF}},
		"mask":            {"/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 3 0 R", strings.Repeat("\xff\xff\xff", 16), [4]uint32{0x4040, 0x4040, 0x4040, 0x4040}},
	} {
		objects := []string{mask, "<</N 3>>", pdffiletest.Stream("/Subtype/Image/Width 4/Height 4"+c.dictionary, c.data)}
		_, r := markdown(t, pdffiletest.Pages(pdffiletest.Fonts+"/XObject<</P 5 0 R>>", objects, typed(50, 700, "mot")+"q 100 0 0 100 50 500 cm /P Do Q "+typed(50, 450, "hai")))
		if len(r.Files) != 1 || r.Markdown != "mot\n\n![](hinh-1.png)\n\nhai\n" {
			t.Errorf("%s: %s", name, r.Markdown)
			continue
		}
		img, err := png.Decode(bytes.NewReader(r.Files[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		var got [4]uint32
		if got[0], got[1], got[2], got[3] = img.At(0, 0).RGBA(); got != c.colour {
			t.Errorf("%s: %x", name, got)
		}
	}
	for name, object := range map[string]string{
		"JPEG 2000": pdffiletest.Stream("/Subtype/Image/Filter/JPXDecode", "x"),
		"cut":       pdffiletest.Stream("/Subtype/Image/Width 400/Height 400/BitsPerComponent 8/ColorSpace/DeviceGray", "x"),
		"huge":      pdffiletest.Stream("/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray", "x"),
	} {
		d, r := markdown(t, pdffiletest.Pages(pdffiletest.Fonts+"/XObject<</P 3 0 R>>", []string{object}, typed(50, 700, "mot")+"q 100 0 0 100 50 500 cm /P Do Q"))
		if len(r.Files) != 0 || len(d.Unread()) != 1 {
			t.Errorf("%s: %v", name, d.Unread())
		}
	}
}

// A file that has a password only for changes is read; one that asks for it is not.
func TestPasswords(t *testing.T) {
	for _, name := range []string{"chi-doc.pdf", "chi-doc-128.pdf", "chi-doc-256.pdf", "co-mat-khau.pdf"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "co-mat-khau.pdf" {
			if _, err := Read(data); !errors.Is(err, officefile.ErrLocked) {
				t.Error(err)
			}
			continue
		}
		if _, r := markdown(t, data); r.Markdown != "Trẻ em phải được trông.\n" {
			t.Errorf("%s: %s", name, r.Markdown)
		}
	}
}

// Contents that call each other without end, and pages of too many letters, are refused or left out.
func TestBounds(t *testing.T) {
	twice := pdffiletest.Stream("/Subtype/Form/Resources<</XObject<</X 3 0 R>>>>", strings.Repeat("/X Do ", 9))
	if _, err := Read(pdffiletest.Pages("/XObject<</X 3 0 R>>", []string{twice}, "/X Do")); !errors.Is(err, officefile.ErrTooLarge) {
		t.Error(err)
	}
	if _, err := Read(pdffiletest.Pages(pdffiletest.Fonts, nil, "BT /F 1 Tf ("+strings.Repeat("a", mostGlyphs+1)+") Tj ET")); !errors.Is(err, officefile.ErrTooLarge) {
		t.Error(err)
	}
}

// Whatever a file says, reading ends.
func FuzzRead(f *testing.F) {
	f.Add(pdffiletest.Pages(pdffiletest.Fonts, nil, typed(50, 700, full, "- mot")+"50 695 200 20 re S 50 675 100 20 re S 150 675 100 20 re S"))
	f.Add(pdffiletest.Pages(pdffiletest.Fonts+"/XObject<</P 3 0 R>>", []string{pdffiletest.Stream("/Subtype/Image/Width 4/Height 4/BitsPerComponent 4/ColorSpace[/Indexed/DeviceRGB 1<0000000000FF>]", "12345678")}, "1 0 0 rg /P Do"))
	f.Add(pdffiletest.Pages("/Font<</F<</Subtype/Type0/ToUnicode 3 0 R/DescendantFonts[<</W[1[2 3]4 5 6]>>]>>>>", []string{pdffiletest.Stream("", "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <61> <62> <1EA1> <63> <63> [<0111>] endbfrange")}, "BT /F 12 Tf <006100620063> Tj ET"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err != nil {
			return
		}
		htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
			data, ok := d.Picture(src)
			return htmlimport.File{Name: src, Data: data}, ok
		}}.Convert(d.HTML)
	})
}
