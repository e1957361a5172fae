package docx

import (
	"encoding/xml"
	"strings"
	"testing"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// char is a sign of a field in a run of its own.
func char(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func says(text string) string {
	return `<w:r><w:instrText>` + strings.ReplaceAll(text, `"`, "&quot;") + `</w:instrText></w:r>`
}

// fieldOf is a field with what it says, as runs or as text, and what it shows.
func fieldOf(what, shows string) string {
	if !strings.HasPrefix(what, "<") {
		what = says(what)
	}
	return char("begin") + what + char("separate") + shows + char("end")
}

// Of a field there comes in what Word shows, with the link that it is.
func TestFields(t *testing.T) {
	r := func(text string) string { return docxtest.R("", text) }
	link := func(what string) string { return fieldOf(what, r("chữ")) }
	for in, want := range map[string]string{
		link(` HYPERLINK "https://a.vn/b" \l "muc-2" `):                                                  "[chữ](https://a.vn/b#muc-2)",
		link(` HYPERLINK \l "muc-2" "https://a.vn/b"`):                                                   "[chữ](https://a.vn/b#muc-2)",
		link(` HYPERLINK "https://a.vn/b#c" \l "muc-2" `):                                                "[chữ](https://a.vn/b#c)",
		link(` HYPERLINK https://a.vn/b `):                                                               "[chữ](https://a.vn/b)",
		link(` HYPERLINK \t "_blank" "https://a.vn/b"`):                                                  "[chữ](https://a.vn/b)",
		link(` HYPERLINK \o "lời nhắc" \n https://a.vn/b \h`):                                            "[chữ](https://a.vn/b)",
		link(`hyperlink "https://a.vn/b"`):                                                               "[chữ](https://a.vn/b)",
		link(` HYPERLINK “https://a.vn/b” `):                                                             "[chữ](https://a.vn/b)",
		link(` HYPERLINK \l "_Toc1" `):                                                                   "chữ",
		link(` REF muc \h `):                                                                             "chữ",
		link(says(" HYPER") + says(`LINK "https://a.vn/b"`)):                                             "[chữ](https://a.vn/b)",
		link(says(` HYPERLINK "`) + fieldOf(" REF dia_chi ", r("https://a.vn/b")) + says(`"`)):           "[chữ](https://a.vn/b)",
		fieldOf(says(" IF ")+fieldOf(" MERGEFIELD x ", r("ẨN"))+says(` = "1" "đúng" "sai" `), r("đúng")): "đúng",
		fieldOf(says(" IF ")+fieldOf(says(" IF ")+fieldOf(" A ", r("ẨN"))+says(" = 1 "), r("ẨN"))+says(" = 2 "), r("đúng")): "đúng",
		fieldOf(says(" IF ")+fieldOf(` HYPERLINK "https://a.vn/b"`, r("ẨN"))+says(" = 1 "), r("đúng")):                      "đúng",
		char("begin") + says(" XE \"mục\" ") + r("ẨN") + char("end") + r("chữ"):                                             "chữ",
		char("begin") + says(" IF ") + r("vẫn thấy"):                                                                        "vẫn thấy",
		r("chữ") + char("separate") + char("end"):                                                                           "chữ",
		`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF a </w:instrText><w:t>ẨN</w:t><w:fldChar w:fldCharType="separate"/><w:t>chữ</w:t><w:fldChar w:fldCharType="end"/><w:t xml:space="preserve"> sau</w:t></w:r>`: "chữ sau",
		char("begin") + says(` SYMBOL 252 \f "Wingdings" \s 12 `) + char("end") + r(" xong"):                                                                                                         "✓ xong",
		char("begin") + says(` SYMBOL 0xA3 \f Symbol `) + char("separate") + char("end") + r(" 5"):                                                                                                   "≤ 5",
		char("begin") + says(` SYMBOL 0176 \f Symbol `) + char("end") + r(" C"):                                                                                                                      "° C",
		`<w:fldSimple w:instr=" symbol 8805 \u "/>` + r(" 5"):                                                                                                                                        "≥ 5",
		char("begin") + says(` DATE \@ "dd/MM/yyyy" `) + char("separate") + r("01/06/2026") + char("end"):                                                                                            "01/06/2026",
		`<w:fldSimple w:instr=" DATE "><w:r><w:t>01/06/2026</w:t></w:r></w:fldSimple>`:                                                                                                               "01/06/2026",
		`<w:r><w:t>1 </w:t></w:r><w:r><w:t xml:space="preserve">2</w:t></w:r><w:r><w:t xml:space="preserve"> 3</w:t></w:r>`:                                                                          "12 3",
		char("begin") + says(` EQ \f(1;2) `) + char("end") + r(" viên"):                                                                                                                              "1/2 viên",
		r("2") + char("begin") + says(` EQ \f(1,2) `) + char("separate") + char("end"):                                                                                                               "2 1/2",
		char("begin") + says(` eq \r(3;27) + \r(;16) + \b(\f(a+b;c)) `) + char("end"):                                                                                                                "∛27 + √16 + ((a+b)/c)",
		`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>` + says(" FORMCHECKBOX ") + char("end") + r(" có"): "☒ có",
		`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="sáng"/><w:listEntry w:val="chiều"/></w:ddList></w:ffData></w:fldChar></w:r>` + says(" FORMDROPDOWN ") + char("end"): "chiều",
	} {
		d, err := Read(docxtest.Build(t, docxtest.P("", in), nil))
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlimport.Convert(d.HTML); got.Markdown != want+"\n" || len(got.Lost) > 0 {
			t.Errorf("%s\ngives %q %v, want %q\n%s", in, got.Markdown, got.Lost, want, d.HTML)
		}
	}
	d, err := Read(docxtest.Build(t, docxtest.P("", link(` HYPERLINK "\\\\may\\chung\\a.doc" `)), nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := htmlimport.Convert(d.HTML); len(got.Lost) != 1 || got.Lost[0].URL != `\\may\chung\a.doc` || got.Lost[0].Text != "chữ" {
		t.Error(got.Lost)
	}
}

// Word's list of contents is told once, in each of its forms.
func TestContents(t *testing.T) {
	line := func(style, text string) string { return docxtest.P(docxtest.Styled(style), text) }
	styles := docxtest.Parts{"word/styles.xml": `<w:styles><w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style></w:styles>`}
	for name, body := range map[string]string{
		"by style":   line("ML1", "I. Mục đích 1") + line("ML1", "II. Yêu cầu 2"),
		"by field":   docxtest.P("", char("begin")+says(` TOC \o "1-3" `)+char("separate")+docxtest.R("", "I. Mục đích 1")) + docxtest.P("", docxtest.R("", "II. Yêu cầu 2")+char("end")),
		"by control": `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + docxtest.P("", "I. Mục đích 1") + docxtest.P("", "II. Yêu cầu 2") + `</w:sdtContent></w:sdt>`,
	} {
		d, err := Read(docxtest.Build(t, docxtest.P("", "Trước")+body+docxtest.P("", "Sau"), styles))
		if err != nil {
			t.Fatal(err)
		}
		got := htmlimport.Convert(d.HTML)
		if got.Markdown != "Trước\n\nSau\n" || len(got.Lost) != 1 || got.Lost[0].Kind != htmlimport.Contents || !strings.Contains(got.Lost[0].Text, "Yêu cầu") {
			t.Errorf("%s: %q %v", name, got.Markdown, got.Lost)
		}
	}
}

// Whatever a field says, it is read to its end, and what it shows stays.
func FuzzField(f *testing.F) {
	for _, says := range []string{` HYPERLINK "https://a.vn" \l "b"`, ` EQ \f(1;2)`, ` EQ \r(3;\f(1;2))`, `EQ \x\y(((;`, `EQ \`, ` TOC \o "1-3"`, `"\\"`} {
		f.Add(says)
	}
	f.Fuzz(func(t *testing.T, what string) {
		var escaped strings.Builder
		if err := xml.EscapeText(&escaped, []byte(what)); err != nil || len(what) > 10_000 {
			return
		}
		instruction(what)
		fieldAddress(what)
		body := docxtest.P("", char("begin")+`<w:r><w:instrText>`+escaped.String()+`</w:instrText></w:r>`+char("separate")+docxtest.R("", "thấy")+char("end")+
			char("begin")+`<w:r><w:instrText> EQ `+escaped.String()+`</w:instrText></w:r>`+char("end")+docxtest.R("", "sau"))
		d, err := Read(docxtest.Build(t, body, nil))
		if err != nil {
			t.Fatal(err)
		}
		got := htmlimport.Convert(d.HTML)
		said := got.Markdown
		for _, lost := range got.Lost {
			said += lost.Text
		}
		if !strings.Contains(said, "thấy") || !strings.Contains(said, "sau") {
			t.Errorf("%q: %q", what, said)
		}
	})
}

// A sign whose number cannot be read is told, as one that no font has.
func TestSignsWithoutNumbers(t *testing.T) {
	for _, number := range []string{"70000", "0xZZ", "-1", "a"} {
		d, err := Read(docxtest.Build(t, docxtest.P("", `<w:r><w:t>Nước</w:t></w:r><w:fldSimple w:instr=" SYMBOL `+number+` \f Wingdings "/>`), nil))
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlimport.Convert(d.HTML); got.Markdown != "Nước\n" || len(got.Lost) != 1 || got.Lost[0].Kind != htmlimport.Symbol {
			t.Errorf("%s gives %q, %v", number, got.Markdown, got.Lost)
		}
	}
}
