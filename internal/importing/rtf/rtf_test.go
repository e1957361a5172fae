package rtf

import (
	"errors"
	"os"
	"strings"
	"testing"

	"loa/internal/base/officefile"
	"loa/internal/importing/htmlimport"
)

// markdown is what becomes of a text of RTF, and what is told.
func markdown(t *testing.T, text string) (string, []htmlimport.Loss) {
	t.Helper()
	d, err := Read([]byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset163 Arial;}{\f3\fcharset204 Arial;}}{\stylesheet{\s1\outlinelevel0 muc;}{\s2 heading 2;}{\s3 Title;}{\*\cs4 heading 1;}}` + text + "}"))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	r := htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
		data, ok := d.Picture(src)
		return htmlimport.File{Name: src, Data: data}, ok
	}}.Convert(d.HTML)
	return r.Markdown, r.Lost
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		`Tr\u7867?\~em`: "Trẻ em\n",
		`\uc0\u7867 x\uc2\u7867??y{\uc1\u7867\'3f}`: "ẻxẻyẻ\n",
		`\u-10179?\u-8704?`:                         "😀\n",
		`caf\'e9`:                                   "café\n",
		`{\f2 Tr\'c2\'ec n\'fbi\'f2}`:               "Tr",
		`{\f3 \'cc\'e8}`:                            "Ми\n",
		`{\f1 TrÎ em}`:                              "",
		`a\par\b b\b0  c\par {\i d}`:                "a\n\n**b** c\n\n*d*\n",
		`10{\super -3} CO{\sub 2}`:                  "10⁻³ CO₂\n",
		`a{\v kín}b`:                                "ab\n",
		`\pard\s1 Mục\par\pard\s2 Hai\par\pard Chữ\par`:          "",
		"{\\*\\unknown xyz}a{\\info{\\title T}}{\\nonshppict x}": "a\n",
		`a{\deleted\par} b\par c`:                                "a b\n\nc\n",
		`a\line b`:                                               "a\\\nb\n",
		`a\emdash b\lquote c\rquote`:                             "a—b‘c’\n",
		`\'7b\{\\\}`:                                             "{{\\\\}\n",
		"a\\\nb":                                                 "a\n\nb\n",
	} {
		if got, _ := markdown(t, text); want != "" && !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got, _ := markdown(t, `\pard\s1 M\u7909?c\par\pard\s2 Hai\par\pard Ch\u7919?\par`); got != "## Mục\n\n### Hai\n\nChữ\n" {
		t.Errorf("%q", got)
	}
	if got, _ := markdown(t, `{\f1 Tr\'ce em kh\'abng \'ae\-\'eeec \'aei m\'e9t m\'d7nh}`); !strings.HasPrefix(got, "Trẻ em không đư") {
		t.Errorf("%q", got)
	}
}

func TestFields(t *testing.T) {
	for says, want := range map[string]string{
		`HYPERLINK "https://xa.example/a"`:                   "[x](https://xa.example/a)\n",
		`HYPERLINK https://xa.example/a`:                     "[x](https://xa.example/a)\n",
		`HYPERLINK \\l "cho"`:                                "x\n",
		`HYPERLINK "https://xa.example/a" \\l "b" \\o "c d"`: "[x](https://xa.example/a#b)\n",
		`PAGE`: "x\n",
	} {
		if got, _ := markdown(t, `{\field{\*\fldinst{`+says+`}}{\fldrslt{x}}}`); got != want {
			t.Errorf("%s: %q, want %q", says, got, want)
		}
	}
}

func TestTables(t *testing.T) {
	row := func(edges string, cells ...string) string {
		return `\trowd` + edges + `\pard\intbl ` + strings.Join(cells, `\cell `) + `\cell\row`
	}
	for text, want := range map[string]string{
		row(`\cellx1000\cellx2000`, "a", "b") + row(`\cellx1010\cellx2000`, "c", "d") + `\pard e`:                                          "| a | b |\n|---|---|\n| c | d |\n\ne\n",
		row(`\clmgf\cellx1000\clmrg\cellx2000`, "a", "") + row(`\cellx1000\cellx2000`, "c", "d"):                                           "| a |  |\n|---|---|\n| c | d |\n",
		row(`\cellx2000\cellx3000`, "a", "b") + row(`\cellx1000\cellx2000\cellx3000`, "c", "d", "e"):                                       "| a |  | b |\n|---|---|---|\n| c | d | e |\n",
		row(`\clvmgf\cellx1000\cellx2000`, "a", "b") + row(`\clvmrg\cellx1000\cellx2000`, "", "d") + row(`\cellx1000\cellx2000`, "e", "f"): "| a | b |\n|---|---|\n| a | d |\n| e | f |\n",
		row(`\cellx1000\cellx2000`, `a\par aa`, "b") + row(`\cellx1000\cellx2000`, "c"):                                                    "| a aa | b |\n|---|---|\n| c |  |\n",
	} {
		if got, _ := markdown(t, text); got != want {
			t.Errorf("%s:\n%swant\n%s", text, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	text, lost := markdown(t, `{\header\pard Đ\par}a{\super\chftn{\footnote\pard\chftn  n1\par hai}}{\*\footnote\ftnalt n2} b{\*\annotation x}{\deleted gone}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard box\par}}}{\shprslt y}\par c`)
	if text != "a[^1][^e1] b\n\nbox\n\nc\n\n[^1]: n1\n\n    hai\n\n[^e1]: n2\n" {
		t.Errorf("%q", text)
	}
	if len(lost) != 3 {
		t.Error(lost)
	}
	text, _ = markdown(t, `a {\mmath{\*\moMath{\mf{\mfPr{\mctrlPr x}}{\mnum{\mr 1}}{\mden{\mr 2}}}{\mr  + }{\msSup{\me{\mr 10}}{\msup{\mr 5}}}}} b`)
	if text != "a 1/2 + 10⁵ b\n" {
		t.Errorf("%q", text)
	}
	text, _ = markdown(t, `{\pard{\listtext\pard 1.\tab}\ilvl0 m\par}{\listtext 2)\tab}\ilvl0 h\par\pard{\pntext\f3\'b7\tab}ba\par`)
	if !strings.HasPrefix(text, "1. m\n\n2) h\n") && !strings.HasPrefix(text, "1. m\n2. h\n") || !strings.Contains(text, "- ba") {
		t.Errorf("%q", text)
	}
}

func TestPictures(t *testing.T) {
	const hex = "89504e470d0a1a0a"
	for text, want := range map[string]string{
		`{\pict\pngblip ` + hex + `}`: "![](anh-1.png)\n",
		`{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Ao}}}\pngblip ` + hex + `}}{\nonshppict{\pict\wmetafile8 00}}`:    "![Ao](anh-1.png)\n",
		`{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv Ao}}{\sp{\sn wzName}{\sv }}{\sp{\sn pib}{\sv{\pict\jpegblip ` + hex + `}}}}}`: "![Ao](anh-1.jpg)\n",
		`{\shp{\*\shpinst{\sp{\sn pib}{\sv{\pict\jpegblip ` + hex + `}}}{\sp{\sn wzDescription}{\sv Ao}}}}`:                        "![Ao](anh-1.jpg)\n",
		"{\\pict\\pngblip\\bin4 \x89{}\\}": "![](anh-1.png)\n",
	} {
		if got, _ := markdown(t, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestBounds(t *testing.T) {
	for text, want := range map[string]error{
		"":               officefile.ErrNot,
		"{\\rtf1 a":      officefile.ErrNot,
		"{\\rtf1 {{{a}}": officefile.ErrNot,
		"PK\x03\x04":     officefile.ErrNot,
		"{\\rtf1 " + strings.Repeat("{", 600) + strings.Repeat("}", 601): officefile.ErrTooLarge,
	} {
		if _, err := Read([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// Whatever a file says, reading ends, and what it writes is no more than so many times as long.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("../testdata/ke-hoach.rtf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{\rtf1\trowd\clvmgf\cellx9\cell\row\trowd\clvmrg\cellx9\cell\row{\mmath{\*\moMath{\mf{\mnum{\mr 1}}}}}{\listtext 1.}a\par{\pict\pngblip 8950}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err == nil && len(d.HTML) > 1000+400*len(data) {
			t.Errorf("%d bytes of HTML from %d", len(d.HTML), len(data))
		}
	})
}
