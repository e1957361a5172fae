package docx

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// The shapes of documents that offices write. Not a word of them is lost: it is
// in the Markdown or in the list of what was lost.
func TestShapes(t *testing.T) {
	const png = "\x89PNG\r\n\x1a\n"
	for _, c := range []struct {
		name, body string
		more       docxtest.Parts
		want       string
		lost       []htmlimport.Loss
		words      string // of the input, where they are not those of the body
	}{
		{name: "headings in Vietnamese Word", more: docxtest.Parts{"word/styles.xml": docxtest.Styles},
			body: docxtest.P(docxtest.Styled("Tiu"), "Kế hoạch hè") + docxtest.P(docxtest.Styled("u1"), "Mục đích") + docxtest.P(docxtest.Styled("m2"), "Yêu cầu") + docxtest.P(docxtest.Styled("rieng"), "Cụ thể") + docxtest.P("", "Chữ thường."),
			want: "## Kế hoạch hè\n\n## Mục đích\n\n### Yêu cầu\n\n#### Cụ thể\n\nChữ thường.\n"},
		{name: "nested lists", more: docxtest.Parts{"word/numbering.xml": docxtest.Numbering},
			body: docxtest.P(docxtest.Item(1, 0), "Rào ao") + docxtest.P(docxtest.Item(1, 1), "cao 1,2 m") + docxtest.P(docxtest.Item(1, 2), "có cửa") + docxtest.P(docxtest.Item(1, 1), "chắc") + docxtest.P(docxtest.Item(1, 0), "Dạy bơi") + docxtest.P("", "Hết") + docxtest.P(docxtest.Item(2, 0), "Một") + docxtest.P(docxtest.Item(2, 0), "Hai"),
			want: "1. Rào ao\n   - a) cao 1,2 m\n     - có cửa\n   - b) chắc\n2. Dạy bơi\n\nHết\n\n- I. Một\n- II. Hai\n"},
		{name: "merged cells",
			body: "<w:tbl>" + docxtest.Row(docxtest.Cell("", "Xã"), docxtest.Cell(`<w:gridSpan w:val="2"/>`, "Buổi học")) + docxtest.Row(docxtest.Cell(`<w:vMerge w:val="restart"/>`, "Quảng Uyên"), docxtest.Cell("", "sáng"), docxtest.Cell("", "8h")) + docxtest.Row(docxtest.Cell(`<w:vMerge/>`, ""), docxtest.Cell("", "chiều"), docxtest.Cell("", "14h")) + "</w:tbl>",
			want: "| Xã | Buổi học |  |\n|---|---|---|\n| Quảng Uyên | sáng | 8h |\n| Quảng Uyên | chiều | 14h |\n",
			lost: []htmlimport.Loss{{Kind: htmlimport.Merged, Text: "Buổi học"}, {Kind: htmlimport.Merged, Text: "Quảng Uyên"}}},
		{name: "footnotes and endnotes", more: docxtest.Parts{
			"word/footnotes.xml": `<w:footnotes><w:footnote w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + docxtest.R("", " Theo WHO.") + `</w:p></w:footnote></w:footnotes>`,
			"word/endnotes.xml":  `<w:endnotes><w:endnote w:id="1"><w:p>` + docxtest.R("", "Số liệu 2024.") + `</w:p></w:endnote></w:endnotes>`},
			body:  docxtest.P("", docxtest.R("", "Đuối nước")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+docxtest.R("", " giảm")+`<w:r><w:endnoteReference w:id="1"/></w:r>`+docxtest.R("", ".")),
			want:  "Đuối nước[^1] giảm[^e1].\n\n[^1]: Theo WHO.\n\n[^e1]: Số liệu 2024.\n",
			words: "Đuối nước giảm Theo WHO Số liệu 2024"},
		{name: "tracked changes and remarks", more: docxtest.Parts{"word/comments.xml": `<w:comments><w:comment w:id="0">` + docxtest.P("", "Hỏi lại") + `</w:comment></w:comments>`},
			body: docxtest.P("", docxtest.R("", "Gọi ")+`<w:ins w:id="1">`+docxtest.R("", "111")+`</w:ins><w:del w:id="2"><w:r><w:delText>113</w:delText></w:r></w:del><w:commentRangeStart w:id="0"/>`+docxtest.R("", " ngay")),
			want: "Gọi 111 ngay\n",
			lost: []htmlimport.Loss{{Kind: htmlimport.Deleted, Text: "113"}, {Kind: htmlimport.Comment, Text: "Hỏi lại"}}},
		{name: "pictures", more: docxtest.Parts{"word/media/image1.png": png, "links": `<Relationship Id="rId9" Type="x/image" Target="media/image1.png"/>`},
			body:  docxtest.P("", `<w:r><w:drawing><wp:inline><wp:docPr descr="Trẻ học bơi"/><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r>`) + docxtest.P("", "Chú thích"),
			want:  "![Trẻ học bơi](image1.png)\n\nChú thích\n",
			words: "Trẻ học bơi Chú thích"},
		{name: "TCVN3 by run and by style", more: docxtest.Parts{"word/styles.xml": docxtest.Styles},
			body:  docxtest.P("", docxtest.R(`<w:rFonts w:ascii=".VnTimeH"/>`, "trÎ em")+docxtest.R(`<w:rFonts w:ascii="Arial"/>`, " và nước")) + docxtest.P(docxtest.Styled("cu"), "Lu«n cã ng\u00adêi lín"),
			want:  "TRẺ EM và nước\n\nLuôn có người lớn\n",
			words: "TRẺ EM và nước Luôn có người lớn"},
		{name: "one old font among Unicode",
			body:  docxtest.P("", docxtest.R("", "Không cho bé ra ao.")) + docxtest.P("", docxtest.R(`<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>`, "TrÎ em ®\u00adîc b¶o vÖ")+docxtest.R("", ", 2 viên")),
			want:  "Không cho bé ra ao.\n\nTrẻ em được bảo vệ, 2 viên\n",
			words: "Không cho bé ra ao. Trẻ em được bảo vệ, 2 viên"},
		{name: "fonts that differ for ASCII and the letters beyond",
			body: docxtest.P("", docxtest.R(`<w:rFonts w:ascii=".VnTime" w:hAnsi="Times New Roman"/>`, "Không cho bé")) + docxtest.P("", docxtest.R(`<w:rFonts w:ascii="Arial" w:hAnsi=".VnTime"/>`, "c¸n bé")) +
				docxtest.P("", docxtest.R(`<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>`, "Tên bé")) + docxtest.P("", `<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>êi</w:t></w:r>`),
			want:  "Không cho bé\n\ncán bộ\n\nTên bé\n\nngười\n",
			words: "Không cho bé cán bộ Tên bé người"},
		{name: "a text box, in two forms",
			body:  docxtest.P("", docxtest.R("", "Trên")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+docxtest.P("", "Trong khung")+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+docxtest.P("", "Trong khung")+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`) + docxtest.P("", "Dưới"),
			want:  "Trên\n\nTrong khung\n\nDưới\n",
			words: "Trên Trong khung Dưới"},
		{name: "links", more: docxtest.Parts{"links": `<Relationship Id="rId5" Type="x/hyperlink" Target="https://a.vn/?utm_source=z&amp;b=1" TargetMode="External"/>`},
			body:  docxtest.P("", `<w:hyperlink r:id="rId5">`+docxtest.R("", "cổng")+`</w:hyperlink><w:hyperlink w:anchor="_Toc1">`+docxtest.R("", " mục")+`</w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.vn/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+docxtest.R("", " trường")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
			want:  "[cổng](https://a.vn/?b=1) mục [trường](https://b.vn/)\n",
			words: "cổng mục trường",
			lost:  []htmlimport.Loss{{Kind: htmlimport.Tracking, Text: "utm_source"}}},
		{name: "looks, tabs, breaks, signs, headers", more: docxtest.Parts{"word/header1.xml": `<w:hdr>` + docxtest.P("", "UBND tỉnh") + `</w:hdr>`},
			body: docxtest.P("", docxtest.R("<w:b/>", "Kính gửi:")+docxtest.R("", " Sở Y tế")+`<w:r><w:tab/><w:t>25 m</w:t></w:r>`+docxtest.R(`<w:vertAlign w:val="superscript"/>`, "2")+`<w:r><w:br/><w:t>dòng hai</w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>`+docxtest.R(`<w:i/><w:b w:val="0"/>`, "nghiêng")+docxtest.R(`<w:vanish/>`, "")),
			want: "**Kính gửi:** Sở Y tế 25 m²\\\ndòng hai→*nghiêng*\n",
			lost: []htmlimport.Loss{{Kind: htmlimport.Navigation, Text: "UBND tỉnh"}}},
		{name: "content controls, formulas, moved text",
			body: `<w:sdt><w:sdtContent>` + docxtest.P("", "Trong ô") + `</w:sdtContent></w:sdt>` + docxtest.P("", `<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>`) + docxtest.P("", `<w:moveTo>`+docxtest.R("", "dời")+`</w:moveTo>`) + `<w:tbl>` + docxtest.Row(docxtest.Cell("", "chỉ một ô")) + `</w:tbl>`,
			want: "Trong ô\n\na/b\n\ndời\n\nchỉ một ô\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(docxtest.Build(t, c.body, c.more))
			if err != nil {
				t.Fatal(err)
			}
			result := htmlimport.Options{Picture: func(src string) (htmlimport.File, bool) {
				data, ok := d.Picture(src)
				return htmlimport.File{Name: src[strings.LastIndexByte(src, '/')+1:], Data: data}, ok
			}}.Convert(d.HTML)
			if result.Markdown != c.want {
				t.Errorf("got\n%s\nwant\n%s\nHTML\n%s", result.Markdown, c.want, d.HTML)
			}
			if len(result.Lost) != len(c.lost) {
				t.Errorf("lost %+v, want %+v", result.Lost, c.lost)
			}
			out := result.Markdown
			for i, one := range result.Lost {
				out += " " + one.Text
				if i < len(c.lost) && one != c.lost[i] {
					t.Errorf("lost %+v, want %+v", one, c.lost[i])
				}
			}
			in := c.words
			if in == "" {
				in = textOf(c.body)
			}
			have := map[string]int{}
			for _, word := range words(out) {
				have[word]++
			}
			for _, word := range words(in) {
				if have[word]--; have[word] < 0 && word != "a" && word != "b" {
					t.Errorf("the word %q is lost", word)
				}
			}
		})
	}
}

// textOf is what stands in <w:t> and <w:delText>, read without the package.
func textOf(body string) string {
	var out strings.Builder
	for part := range strings.SplitSeq(body, "<") {
		name, text, _ := strings.Cut(part, ">")
		if name == "w:t" || strings.HasPrefix(name, "w:t ") || name == "w:delText" {
			out.WriteString(text)
		}
		if name == "/w:p" || name == "w:br/" || name == "w:tab/" || name == "w:delText" || name == "/w:del" || name == "/w:ins" || strings.HasPrefix(name, "w:sym") {
			out.WriteByte(' ')
		}
	}
	return strings.ReplaceAll(out.String(), "25 m2", "25 m²")
}

func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// What is no document is told apart, and nothing is unpacked without bound.
func TestRefused(t *testing.T) {
	bomb := docxtest.Build(t, docxtest.P("", strings.Repeat("a", mostText+1)), nil)
	deep := docxtest.Build(t, strings.Repeat("<w:sdt>", deepest+1)+strings.Repeat("</w:sdt>", deepest+1), nil)
	parts := docxtest.Parts{}
	for i := range 10_001 {
		parts[strconv.Itoa(i)] = ""
	}
	many := docxtest.Build(t, docxtest.P("", "a"), parts)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":       {nil, ErrNot},
		"text":        {[]byte("không phải"), ErrNot},
		"cut off":     {docxtest.Build(t, docxtest.P("", "a"), nil)[:200], ErrNot},
		"old Word":    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ErrNot},
		"locked":      {[]byte("\xd0\xcf\x11\xe0 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"), ErrLocked},
		"broken XML":  {docxtest.Build(t, "<w:p", nil), ErrNot},
		"no body":     {docxtest.Build(t, "", docxtest.Parts{"word/document.xml": "<a/>"}), ErrNot},
		"a bomb":      {bomb, ErrTooLarge},
		"broken part": {docxtest.Build(t, docxtest.P("", "a"), docxtest.Parts{"word/styles.xml": "<w:styles"}), ErrNot},
		"many parts":  {many, ErrTooLarge},
		"deep":        {deep, ErrTooLarge},
	} {
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if d, err := Read(docxtest.Build(t, docxtest.P("", "a"), docxtest.Parts{"links": `<Relationship Id="r1" Type="x/image" Target="../../../etc/passwd"/>`})); err != nil {
		t.Error(err)
	} else if _, ok := d.Picture("../../../etc/passwd"); ok {
		t.Error("a path out of the archive")
	}
}

// Whatever bytes come, Read returns.
func FuzzRead(f *testing.F) {
	f.Add(docxtest.P("", "a"))
	f.Add("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"9\"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>")
	f.Fuzz(func(t *testing.T, body string) {
		if d, err := Read(docxtest.Build(t, body, docxtest.Parts{"word/styles.xml": docxtest.Styles, "word/numbering.xml": docxtest.Numbering})); err == nil {
			htmlimport.Convert(d.HTML)
		}
	})
}
