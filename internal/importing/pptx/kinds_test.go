package pptx

import (
	"maps"
	"strings"
	"testing"

	"loa/internal/base/workbook/workbooktest"
	"loa/internal/importing/htmlimport"
)

// What PowerPoint puts on slides beside plain text keeps its numbers, its words and their order.
func TestKinds(t *testing.T) {
	text := func(s string) string { return `<a:r><a:t>` + s + `</a:t></a:r>` }
	raised := func(s string) string { return `<a:r><a:rPr baseline="30000"/><a:t>` + s + `</a:t></a:r>` }
	half := `<a14:m><m:oMathPara><m:oMath><m:f><m:fPr/><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara></a14:m>`
	power := `<a14:m><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>5</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m>`
	for shapes, want := range map[string]string{
		sp("", "<a:p>"+text("Uống ")+half+text(" viên")+"</a:p>"): "Uống 1/2 viên\n",
		sp("", "<a:p>"+power+"</a:p>"):                            "10⁵\n",
		`<mc:AlternateContent><mc:Choice Requires="a14">` + sp("", "<a:p>"+half+"</a:p>") + `</mc:Choice><mc:Fallback/></mc:AlternateContent>`: "1/2\n",
		sp(`<p:ph type="title"/>`, "<a:p>"+text("Liều 10")+raised("-3")+text(" g")+"</a:p>") + sp("", "<a:p>"+text("a")+"</a:p>"):              "## Liều 10⁻³ g\n\na\n",
		sp(`<p:ph type="title"/>`, "<a:p>"+text("Đuối")+"<a:br/>"+text("nước")+"</a:p>") + sp("", "<a:p>"+text("a")+"</a:p>"):                  "## Đuối nước\n\na\n",
		sp(`<p:ph type="title"/>`, "<a:p>"+half+text(" viên")+"</a:p>") + sp("", "<a:p>"+text("a")+"</a:p>"):                                   "## 1/2 viên\n\na\n",
	} {
		d, err := Read(build(t, slide(shapes)))
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlimport.Convert(d.HTML).Markdown; got != want {
			t.Errorf("%s\nfrom %s\nwant %s", got, d.HTML, want)
		}
	}
}

// The words of a diagram come in as a list, in the order of its points and below those that they belong to. What the
// speaker reads and what others remarked is told.
func TestDiagram(t *testing.T) {
	const kind = "http://x/relationships/"
	point := func(id, words string) string {
		return `<dgm:pt modelId="` + id + `"><dgm:t><a:p><a:r><a:t>` + words + `</a:t></a:r></a:p></dgm:t></dgm:pt>`
	}
	parts := map[string]string{
		"ppt/presentation.xml":            `<p:presentation><p:sldIdLst><p:sldId r:id="s"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels": `<r><Relationship Id="s" Target="slide.xml"/></r>`,
		"ppt/slide.xml":                   slide(`<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d"/></a:graphicData></a:graphic></p:graphicFrame>`),
		"ppt/_rels/slide.xml.rels": `<r><Relationship Id="d" Target="data.xml"/><Relationship Id="n" Type="` + kind + `notesSlide" Target="notes.xml"/>` +
			`<Relationship Id="o" Type="` + kind + `comments" Target="old.xml"/><Relationship Id="p" Type="` + kind + `comments" Target="new.xml"/></r>`,
		"ppt/notes.xml": `<p:notes>` + sp("", `<a:p><a:r><a:t>nói thêm</a:t></a:r></a:p>`) + sp(`<p:ph type="sldNum"/>`, `<a:p><a:r><a:t>1</a:t></a:r></a:p>`) + `</p:notes>`,
		"ppt/old.xml":   `<p:cmLst><p:cm><p:text>xem lại</p:text></p:cm></p:cmLst>`,
		"ppt/new.xml":   `<p188:cmLst><p188:cm><p188:txBody><a:p><a:r><a:t>hỏi</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>`,
		"ppt/data.xml": `<dgm:dataModel><dgm:ptLst><dgm:pt modelId="0" type="doc"/>` + point("3", "cọc tre") + point("2", "Đậy giếng") + point("1", "Rào ao") + point("4", "một mình") + `<dgm:pt modelId="9" type="pres"/></dgm:ptLst><dgm:cxnLst>` +
			`<dgm:cxn srcId="0" destId="2" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="1" destId="3" srcOrd="0"/><dgm:cxn srcId="3" destId="1" srcOrd="0"/><dgm:cxn type="presOf" srcId="1" destId="9"/></dgm:cxnLst></dgm:dataModel>`,
	}
	d, err := Read(workbooktest.Zip(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	r := htmlimport.Convert(d.HTML)
	if want := "- Rào ao\n  - cọc tre\n- Đậy giếng\n- một mình\n"; r.Markdown != want {
		t.Errorf("%s\n%s", r.Markdown, d.HTML)
	}
	told := ""
	for _, l := range r.Lost {
		told += string(l.Kind) + " " + l.Text + "; "
	}
	for _, want := range []string{"comment nói thêm", "comment xem lại", "comment hỏi", string(htmlimport.Embed)} {
		if !strings.Contains(told, want) {
			t.Errorf("no %s in %s", want, told)
		}
	}
}

// What is read of a file grows with the file: elements that lie in others of their name are read once. A file of one
// kilobyte unpacked to gigabytes.
func TestNested(t *testing.T) {
	const kind = "http://x/relationships/"
	deep := func(words string, names ...string) string {
		for _, name := range names {
			words = strings.Repeat("<"+name+">", 20) + words + strings.Repeat("</"+name+">", 20)
		}
		return words
	}
	words := strings.Repeat("x", 2000)
	for name, parts := range map[string]map[string]string{
		"remarks":          {"ppt/aside.xml": deep(words, "t", "p", "cm"), "kind": "comments"},
		"old remarks":      {"ppt/aside.xml": deep(words, "text", "cm"), "kind": "comments"},
		"notes":            {"ppt/aside.xml": deep(words, "t", "p", "sp"), "kind": "notesSlide"},
		"words of a shape": {"ppt/slide.xml": slide(sp("", deep(words, "t", "r", "p")))},
		"title":            {"ppt/slide.xml": slide(sp(`<ph type="title"/>`, deep("<r><t>"+words+"</t></r>", "p")))},
		"shapes":           {"ppt/slide.xml": slide(deep(sp("", "<p><r><t>"+words+"</t></r></p>"), "sp", "grpSp"))},
		"diagram": {"ppt/slide.xml": slide(`<graphicFrame><graphic><graphicData><relIds r:dm="d"/></graphicData></graphic></graphicFrame>`),
			"ppt/data.xml": `<dataModel><ptLst>` + deep(`<t>`+deep("<r><t>"+words+"</t></r>", "p")+`</t>`, `pt`) + `</ptLst></dataModel>`},
	} {
		all := map[string]string{
			"ppt/presentation.xml":            `<p:presentation><p:sldIdLst>` + deep(`<p:sldId r:id="s"/>`, "x") + `</p:sldIdLst></p:presentation>`,
			"ppt/_rels/presentation.xml.rels": `<r><Relationship Id="s" Target="slide.xml"/></r>`,
			"ppt/slide.xml":                   slide(""),
			"ppt/_rels/slide.xml.rels":        `<r><Relationship Id="d" Target="data.xml"/><Relationship Id="o" Type="` + kind + parts["kind"] + `" Target="aside.xml"/></r>`,
		}
		maps.Copy(all, parts)
		delete(all, "kind")
		d, err := Read(workbooktest.Zip(t, all))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := strings.Count(d.HTML, "x"); got > 2*len(words) {
			t.Errorf("%s: %d letters became %d", name, len(words), got)
		}
	}
}

// The part of the presentation itself is the one that the package names.
func TestMainPart(t *testing.T) {
	parts := map[string]string{
		"_rels/.rels":                      `<r><Relationship Id="m" Type="http://x/relationships/officeDocument" Target="/ppt/presentation2.xml"/><Relationship Id="t" Type="http://x/thumbnail" Target="docProps/t.jpeg"/></r>`,
		"ppt/presentation2.xml":            `<p:presentation><p:sldIdLst><p:sldId r:id="s"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation2.xml.rels": `<r><Relationship Id="s" Target="/ppt/slides/s.xml"/></r>`,
		"ppt/slides/s.xml":                 slide(sp("", "<a:p><a:r><a:t>chữ</a:t></a:r></a:p>")),
	}
	d, err := Read(workbooktest.Zip(t, parts))
	if err != nil || htmlimport.Convert(d.HTML).Markdown != "chữ\n" {
		t.Fatal(err, d)
	}
}
