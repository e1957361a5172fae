// Package docxtest makes Word documents for tests.
package docxtest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// Parts are the files of a document; "links" are lines of its relations.
type Parts map[string]string

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// Build zips a document with a body, and the other parts that it has.
func Build(t testing.TB, body string, more Parts) []byte {
	t.Helper()
	all := Parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + namespaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	}
	relations := ""
	for name, text := range more {
		all[name] = text
		short := strings.TrimSuffix(strings.TrimPrefix(name, "word/"), ".xml")
		kind := strings.TrimRight(short, "0123456789")
		if !strings.Contains(short, "/") {
			relations += fmt.Sprintf(`<Relationship Id="p-%s" Type="http://x/relationships/%s" Target="%s.xml"/>`, short, kind, short)
		}
	}
	all["word/_rels/document.xml.rels"] = `<Relationships>` + relations + more["links"] + `</Relationships>`
	delete(all, "links")
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range all {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// P is a paragraph with properties; the text is XML of runs, or plain.
func P(properties, content string) string {
	if !strings.HasPrefix(content, "<") {
		content = R("", content)
	}
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + content + "</w:p>"
}

// R is a run of text with properties.
func R(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// Styled is the property of a paragraph that has a style.
func Styled(id string) string { return `<w:pStyle w:val="` + id + `"/>` }

// Item is the property of a paragraph that is an item of a list.
func Item(list, depth int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, depth, list)
}

// Cell is a cell of a table.
func Cell(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + P("", text) + "</w:tc>"
}

// Row is a row of cells.
func Row(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

// Styles are those of Vietnamese Word.
const Styles = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Binhthng"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:basedOn w:val="Binhthng"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="m2"><w:name w:val="Đề mục 2"/><w:basedOn w:val="Binhthng"/></w:style>
<w:style w:type="paragraph" w:styleId="rieng"><w:name w:val="Mục lớn của cơ quan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Tiu"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="cu"><w:name w:val="Chữ cũ"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style></w:styles>`

// Numbering has list 1 (1. a) -) and list 2 (I.).
const Numbering = `<w:numbering>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
