package docx

import (
	"testing"

	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/htmlimport"
)

// Letters stand above or below the line by a switch, by hand, or by a style that says either; what was only nudged
// does not.
func TestRaised(t *testing.T) {
	const styles = `<w:styles xmlns:w="x">` +
		`<w:style w:type="character" w:styleId="Mu"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Cao"><w:rPr><w:position w:val="6"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="Mu"/></w:style></w:styles>`
	for properties, want := range map[string]string{
		`<w:vertAlign w:val="superscript"/>`:                           "10⁵",
		`<w:vertAlign w:val="subscript"/>`:                             "10₅",
		`<w:position w:val="6"/><w:sz w:val="14"/>`:                    "10⁵",
		`<w:position w:val="-6"/>`:                                     "10₅",
		`<w:position w:val="2"/>`:                                      "105",
		`<w:rStyle w:val="Mu"/>`:                                       "10⁵",
		`<w:rStyle w:val="Cao"/>`:                                      "10⁵",
		`<w:rStyle w:val="Con"/>`:                                      "10⁵",
		`<w:rStyle w:val="Mu"/><w:vertAlign w:val="baseline"/>`:        "105",
		`<w:rStyle w:val="Cao"/><w:position w:val="0"/>`:               "105",
		`<w:rStyle w:val="Mu"/><w:position w:val="0"/>`:                "10⁵",
		`<w:rStyle w:val="Con"/><w:position w:val="-2"/>`:              "10⁵",
		`<w:vertAlign w:val="baseline"/><w:position w:val="0"/>`:       "105",
		`<w:vertAlign w:val="superscript"/><w:position w:val="0"/>`:    "10⁵",
		`<w:rStyle w:val="No"/><w:vertAlign w:val="superscript"/>`:     "10⁵",
		`<w:rStyle w:val="Mu"/><w:b/><w:position w:val="not number"/>`: "10**⁵**",
	} {
		d, err := Read(docxtest.Build(t, docxtest.P("", docxtest.R("", "10")+docxtest.R(properties, "5")), docxtest.Parts{"word/styles.xml": styles}))
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlimport.Convert(d.HTML).Markdown; got != want+"\n" {
			t.Errorf("%s: %q, want %q", properties, got, want)
		}
	}
}
