package docx

import (
	"strings"
	"testing"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// A formula reads as Word shows it; none becomes another number.
func TestFormulas(t *testing.T) {
	r := func(text string) string { return "<m:r><m:t>" + text + "</m:t></m:r>" }
	in := func(name string, parts ...string) string { // name, then pairs of a part and its content
		var out strings.Builder
		for i := 0; i < len(parts); i += 2 {
			out.WriteString("<m:" + parts[i] + ">" + parts[i+1] + "</m:" + parts[i] + ">")
		}
		return "<m:" + name + ">" + out.String() + "</m:" + name + ">"
	}
	half := in("f", "num", r("1"), "den", r("2"))
	for formula, want := range map[string]string{
		half:          "1/2",
		r("1") + half: "1 1/2",
		in("f", "fPr", `<m:type m:val="lin"/>`, "num", r("3"), "den", r("4")):                                       "3/4",
		in("f", "num", r("a+b"), "den", half):                                                                       "(a+b)/(1/2)",
		in("sSup", "e", r("10"), "sup", r("5")):                                                                     "10⁵",
		in("sSup", "e", r("10"), "sup", r("1")+r("2")):                                                              "10¹²",
		in("sSub", "e", r("C"), "sub", r("2")):                                                                      "C₂",
		in("sSubSup", "e", r("x"), "sub", r("1"), "sup", r("2")):                                                    "x₁²",
		in("rad", "radPr", `<m:degHide m:val="1"/>`, "deg", "", "e", r("16")):                                       "√16",
		in("rad", "deg", r("3"), "e", r("27")):                                                                      "∛27",
		in("rad", "deg", r("5"), "e", r("32")):                                                                      "√(5&32)",
		in("d", "e", r("a+b")):                                                                                      "(a+b)",
		in("d", "dPr", `<m:begChr m:val="["/><m:endChr m:val="]"/><m:sepChr m:val=";"/>`, "e", r("1"), "e", r("2")): "\\[1;2]",
		in("nary", "naryPr", `<m:chr m:val="∑"/>`, "sub", r("i=1"), "sup", r("n"), "e", r("i")):                     "∑\\_(i=1)^n i",
		in("nary", "naryPr", `<m:subHide m:val="1"/><m:supHide m:val="1"/>`, "sub", "", "sup", "", "e", r("x")):     "∫ x",
		in("func", "fName", r("sin"), "e", r("x")):                                                                  "sin x",
		in("limLow", "e", r("lim"), "lim", r("x→0")):                                                                "lim\\_(x→0)",
		in("acc", "accPr", `<m:chr m:val="̅"/>`, "e", r("x")):                                                       "x̅",
		in("sPre", "sub", r("6"), "sup", r("14"), "e", r("C")):                                                      "¹⁴₆C",
		in("eqArr", "e", r("x=1"), "e", r("y=2")):                                                                   "x=1 ; y=2",
	} {
		d, err := Read(docxtest.Build(t, docxtest.P("", docxtest.R("", "uống ")+"<m:oMath>"+formula+"</m:oMath>"+docxtest.R("", " viên")), nil))
		if err != nil {
			t.Fatal(err)
		}
		got := htmlimport.Convert(d.HTML)
		if got.Markdown != "uống "+want+" viên\n" || len(got.Lost) > 0 {
			t.Errorf("%s: %q %v, want %q", formula, got.Markdown, got.Lost, want)
		}
	}
}
