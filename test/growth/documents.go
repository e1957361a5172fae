package growth

import (
	"bytes"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"loa/internal/base/icsfile"
	"loa/internal/base/pdffile/pdffiletest"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/workbook"
	"loa/internal/base/workbook/workbooktest"
	"loa/internal/generator/content"
	"loa/internal/generator/data"
	"loa/internal/generator/theme"
	"loa/internal/importing/doc"
	"loa/internal/importing/doc/doctest"
	"loa/internal/importing/docx"
	"loa/internal/importing/docx/docxtest"
	"loa/internal/importing/mail"
	"loa/internal/importing/mdimport"
	"loa/internal/importing/odt"
	"loa/internal/importing/pdftext"
	"loa/internal/importing/portal"
	"loa/internal/importing/pptx"
	"loa/internal/importing/rtf"
	"loa/internal/importing/trees"
	"loa/internal/importing/wordpress"
	"loa/internal/media/docmeta"
	"loa/internal/media/embedded"
	"loa/internal/media/picture"
	"loa/themes"
)

var documents = []Construct{
	{"front matter: YAML keys", 160, func(n int) string { return yaml(numbered(n, "k%: v\n")) }, entry},
	{"front matter: YAML lists in lists", 1600, func(n int) string { return yaml("k: " + strings.Repeat("[", n)) }, entry},
	{"front matter: YAML lists on a line", 800, func(n int) string { return yaml("k:\n " + strings.Repeat("- ", n) + "a") }, entry},
	{"front matter: unknown keys", 2000, func(n int) string { return "+++\ntitle = \"A\"\n" + numbered(n, "k% = 1\n") + "+++\n" }, entry},
	{"JSON: lists in lists", 12_000, func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }, json},
	{"JSON: tables in tables", 6000, func(n int) string { return strings.Repeat(`{"url":`, n) + "1" + strings.Repeat("}", n) }, json},
	{"JSON: refused addresses", 1500, func(n int) string { return `{"url":[` + strings.Repeat(`"javascript:a",`, n) + "1]}" }, json},
	{"CSV: refused addresses", 1500, func(n int) string { return "url,b\n" + strings.Repeat("javascript:a,1\n", n) }, csv},
	{"calendar: events", 1500, func(n int) string {
		return numbered(n, "BEGIN:VEVENT\nUID:%\nSUMMARY:a\nDTSTART:20260601\nRRULE:FREQ=DAILY\nEND:VEVENT\n")
	}, events},
	{"calendar: changed dates", 300, func(n int) string {
		return "BEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260601\nRRULE:FREQ=DAILY\nEND:VEVENT\n" + strings.Repeat("BEGIN:VEVENT\nUID:a\nSUMMARY:b\nRECURRENCE-ID:20260602\nDTSTART:20260602\nEND:VEVENT\n", n)
	}, events},
	{"calendar: folds", 6000, func(n int) string { return "X:" + strings.Repeat("a\n ", n) + "\n" }, events},
	{"portal: paragraphs", 1500, each("<div><p>a b c</p></div>"), portalPage},
	{"portal: related lists", 600, each("<h3>Tin khác</h3><ul><li><a href=b.html>a b c d e f</a></ul><p>Chữ.</p>"), portalPage},
	{"portal: boxes in boxes", 300, each("<div>a "), portalPage},
	{"portal: lists in lists", 300, each("<ul><li><a href=b.html>a</a>"), portalPage},
	{"portal: pages", 40, func(n int) string { return numbered(n, "<title>%</title><h1>%</h1><p>a% b% c%</p>\x00") }, portalPages},
	{"tree: pages", 100, func(n int) string { return numbered(n, "---\ntitle: T%\n---\n[a](/%/) {{< b >}}\n\x00") }, treePages},
	{"export of WordPress: pages", 200, func(n int) string {
		return numbered(n, "]]></encoded></item><item><title>%</title><link>https://a.vn/%/</link><encoded xmlns=\"content\"><![CDATA[a")
	}, export},
	{"export of WordPress: paragraphs", 1500, each("[a_b x=1]c\n\n"), export},
	{"other Markdown: calls", 1500, each("{{< a b=\"c\" >}} {% d %}\n"), otherMarkdown},
	{"other Markdown: calls without an end", 1500, each("{{< a {% b {{ c\n"), otherMarkdown},
	{"other Markdown: boxes without an end", 1500, each(":::note a\n!!! tip\n    b\n"), otherMarkdown},
	{"other Markdown: HTML without an end", 1500, each("<table>\n\n<!-- {/* <a href=b\n"), otherMarkdown},
	{"other Markdown: code and headings", 1500, each("# `a`\n\nimport 'b'\n"), otherMarkdown},
	{"other Markdown: anchors", 1000, func(n int) string { return numbered(n, "<a id=a%></a>\n\n# B\n\n<p id=b%>c\n\n") }, otherMarkdown},
	{"other Markdown: calls of many names", 1500, func(n int) string { return numbered(n, "{{< a% >}}\n") }, otherMarkdown},
	{"other Markdown: components without an end", 1500, each("<Aside>\n"), otherMarkdown},
	{"other Markdown: raw text without an end", 1500, each("{% raw %}\n{% highlight a %}\n"), otherMarkdown},
	{"other Markdown: brackets", 1500, each("[![a]("), otherMarkdown},
	{"pptx: paragraphs", 1500, each("<p><r><t>a</t></r></p>"), slide},
	{"mail: parts", 120, func(n int) string { return strings.Repeat("--b\nContent-Type: text/html\n\n<p>a\n", n) }, post},
	{"mail: parts in parts", 1500, func(n int) string { return strings.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", n) }, post},
	{"odt: paragraphs", 1500, each("<p>a<span>b</span></p>"), letters},
	{"odt: lists in lists", 60, func(n int) string {
		return strings.Repeat("<list><list-item>", n) + "<p>a</p>" + strings.Repeat("</list-item></list>", n)
	}, letters},
	{"rtf: paragraphs", 3000, each(`\pard\b a\b0 b\par `), rich},
	{"rtf: rows", 1500, each(`\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell\row`), rich},
	{"rtf: merged cells", 1500, each(`\trowd\clvmrg\cellx1000\clvmgf\cellx2000\pard\intbl a\cell b\cell\row`), rich},
	{"rtf: pictures", 1500, each(`{\pict\pngblip 89}`), rich},
	{"workbook: rows", 1500, each(`<row><c t="inlineStr"><is><t>a</t></is></c></row>`), cells},
	{"workbook: merged cells", 1500, func(n int) string {
		return numbered(n, `<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row>`) + "</sheetData><mergeCells>" + strings.Repeat(`<mergeCell ref="A1:A2"/>`, n) + "</mergeCells><sheetData>"
	}, cells},
	{"workbook: attributes", 4000, func(n int) string { return "<row " + strings.Repeat(`a="" `, n) + "/>" }, cells},
	{"places: many of one line", 6000, func(n int) string { return strings.Repeat("â ", n) }, places},
	{"places: many of many lines", 6000, func(n int) string { return strings.Repeat("â\n", n) }, places},
	{"theme: actions", 1500, func(n int) string { return strings.Repeat("<p>{{.}}</p>\n", n) }, layout},
	{"theme: conditions in conditions", 500, func(n int) string { return strings.Repeat("{{if .}}", n) + strings.Repeat("{{end}}", n) }, layout},
	{"theme: strings", 1000, func(n int) string { return numbered(n, "[k%]\ntext = \"{a}\"\n") }, words},
	{"names: suffixes", 3000, func(n int) string { return strings.Repeat("a.en", n) }, name},
	{"SVG: groups in groups", 3000, func(n int) string { return svg(strings.Repeat("<g>", n) + strings.Repeat("</g>", n)) }, drawing},
	{"SVG: attributes", 12_000, func(n int) string { return svg("<g " + numbered(n, `a%="b" `) + "/>") }, drawing},
	{"SVG: styles", 3000, func(n int) string { return svg("<style>" + strings.Repeat("a{b:url(#c)}", n) + "</style>") }, drawing},
	{"SVG: refused elements", 1500, func(n int) string { return svg(strings.Repeat("<script/>", n)) }, drawing},
	{"PDF: objects", 1500, func(n int) string { return "%PDF-1.4\n" + numbered(n, "% 0 obj\n<< /Author (A) >>\nendobj\n") }, authors},
	{"PDF: open streams", 1500, func(n int) string { return "%PDF-1.4\n" + strings.Repeat("<< /Filter /FlateDecode >> stream\nx", n) }, authors},
	{"PDF: open texts", 6000, func(n int) string { return "%PDF-1.4\n" + strings.Repeat("/Author (", n) }, authors},
	{"pdf: lines", 300, func(n int) string { return numbered(n, "BT /F 1 Tf 0 % Td (mot hai) Tj ET\n") }, printed},
	{"pdf: words beside each other", 300, func(n int) string { return numbered(n, "BT /F 1 Tf 0 % Td (mot) Tj 50 0 Td (hai) Tj ET\n") }, printed},
	{"pdf: cells", 100, func(n int) string { return numbered(n, "0 % 9 1 re S 9 % 9 1 re S\n") }, printed},
	{"pdf: lines through letters", 100, func(n int) string { return numbered(n, "BT /F 9 Tf 0 % Td (mot) Tj ET 0 %.2 9 0.1 re f\n") }, printed},
	{"pdf: pages", 100, func(n int) string { return numbered(n, "BT /F 9 Tf 0 400 Td (mot % hai) Tj ET\x00") }, printedPages},
	{"pdf: arrays in arrays", 3000, func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) + " TJ" }, printed},
	{"doc: paragraphs", 1500, each("một hai\r"), word97},
	{"doc: rows", 800, each("a\ab\a\a"), word97},
	{"docx: paragraphs", 300, each(docxtest.P("", "một")), document},
	{"docx: tables in tables", 60, func(n int) string {
		return strings.Repeat("<w:tbl><w:tr><w:tc>", n) + docxtest.P("", "a") + strings.Repeat("</w:tc></w:tr></w:tbl>", n)
	}, document},
	{"files: addresses", 2000, func(n int) string { return strings.Repeat(`"data:,a" `, n) }, inside},
	{"files: addresses in addresses", 3000, func(n int) string { return strings.Repeat("data:,", n) }, inside},
}

func yaml(text string) string { return "---\ntitle: A\n" + text + "\n---\n" }

func svg(text string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">` + text + "</svg>"
}

func json(m *Meter, text string) {
	if _, _, err := data.Load(fstest.MapFS{"data/a.json": {Data: []byte(text)}}); err != nil {
		m.Fatal(err)
	}
}

// places asks for the place of each word.
func places(_ *Meter, text string) {
	read, _ := source.Normalize("a.md", []byte(text))
	for at := 0; at < len(read.Bytes); at += len("â ") {
		read.Place(at, 2)
	}
}

func load(m *Meter, file, text string) *theme.Theme {
	site := fstest.MapFS{"themes/t/theme.toml": {Data: []byte("extends = \"loa\"\n")}, file: {Data: []byte(text)}}
	t, _, err := theme.Load(theme.Options{Site: site, Builtin: themes.FS, Name: "t", At: problem.Place{File: "site.toml"}, Languages: []string{"vi", "en"}})
	if err != nil {
		m.Fatal(err)
	}
	return t
}

func layout(m *Meter, text string) { load(m, "themes/t/parts/x.html", text) }

func words(m *Meter, text string) { load(m, "themes/t/strings/en.toml", text) }

func name(_ *Meter, text string) { content.ParseName(text+".md", []string{"vi", "en"}) }

func drawing(m *Meter, text string) {
	picture.CheckSVG("a.svg", []byte(text))
	if _, err := picture.Strip("a.svg", []byte(text)); err != nil {
		m.Fatal(err)
	}
}

func authors(m *Meter, text string) {
	if _, err := docmeta.Authors("a.pdf", m.file(text), int64(len(text))); err != nil {
		m.Log(err) // a file that is no PDF
	}
}

func events(_ *Meter, text string) {
	icsfile.Read([]byte("BEGIN:VCALENDAR\n"+text+"END:VCALENDAR\n"), time.UTC)
}

func slide(m *Meter, text string) {
	if _, err := pptx.Read(workbooktest.Zip(m, map[string]string{
		"ppt/presentation.xml":            `<presentation><sldIdLst><sldId r:id="a"/></sldIdLst></presentation>`,
		"ppt/_rels/presentation.xml.rels": `<r><Relationship Id="a" Target="slide.xml"/></r>`,
		"ppt/slide.xml":                   "<sld><cSld><spTree><sp><txBody>" + text + "</txBody></sp></spTree></cSld></sld>",
	})); err != nil {
		m.Log(err) // beyond a bound
	}
}

// printed reads a page that a content draws.
func printed(m *Meter, text string) {
	if _, err := pdftext.Read(pdffiletest.Pages(pdffiletest.Fonts, nil, text)); err != nil {
		m.Log(err) // beyond a bound
	}
}

func post(m *Meter, text string) {
	if _, err := mail.Read([]byte("Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n" + text)); err != nil {
		m.Log(err)
	}
}

func letters(m *Meter, text string) {
	if _, err := odt.Read(workbooktest.Zip(m, map[string]string{"content.xml": "<document-content><body><text>" + text + "</text></body></document-content>"})); err != nil {
		m.Log(err) // beyond a bound
	}
}

func rich(m *Meter, text string) {
	if _, err := rtf.Read([]byte("{\\rtf1 " + text + "}")); err != nil {
		m.Log(err)
	}
}

func cells(m *Meter, text string) {
	if _, err := workbook.Open(workbooktest.Build(m, workbooktest.Settings{}, workbooktest.Sheet{Name: "A", XML: "<sheetData>" + text + "</sheetData>"})); err != nil {
		m.Log(err) // beyond a bound
	}
}

func document(m *Meter, text string) {
	if _, err := docx.Read(docxtest.Build(m, text, nil)); err != nil {
		m.Log(err) // beyond a bound
	}
}

// word97 reads a document of Word 97: what ends with \r is a paragraph, what ends with \a a cell, and \a alone ends
// a row of two.
func word97(m *Meter, text string) {
	var paragraphs []doctest.Paragraph
	for one := range strings.FieldsFuncSeq(strings.NewReplacer("\a", "\a\x00", "\r", "\r\x00").Replace(text), func(r rune) bool { return r == 0 }) {
		p := doctest.Paragraph{Text: one, Look: doctest.Bold()}
		switch {
		case one == "\a":
			p.Layout = doctest.Row(2)
		case strings.HasSuffix(one, "\a"):
			p.Layout = doctest.In()
		}
		paragraphs = append(paragraphs, p)
	}
	if _, err := doc.Read(doctest.Build(paragraphs...)); err != nil {
		m.Fatal(err)
	}
}

func inside(m *Meter, text string) {
	var f embedded.Finder
	f.Add(1, bytes.Repeat([]byte("ảnh"), 400))
	f.In(m.file(text), int64(len(text)))
}

// portalPage reads a page of a saved portal, as survey and text.
func portalPage(m *Meter, text string) {
	page := &fstest.MapFile{Data: []byte("<html><body>" + text)}
	site, err := portal.Read(fstest.MapFS{"a.html": page, "b.html": {Data: []byte("<html><p>a")}})
	if err != nil {
		m.Log(err)
		return
	}
	for _, p := range site.Pages {
		if _, err := site.Source.Text(p); err != nil {
			m.Log(err)
		}
	}
}

// portalPages reads a portal whose pages are parted by zeros.
func portalPages(m *Meter, text string) {
	folder := fstest.MapFS{}
	for i, page := range strings.Split(text, "\x00") {
		folder["p"+strconv.Itoa(i)+".html"] = &fstest.MapFile{Data: []byte("<html>" + page)}
	}
	site, err := portal.Read(folder)
	if err != nil {
		m.Fatal(err)
	}
	for _, p := range site.Pages {
		if _, err := site.Source.Text(p); err != nil {
			m.Fatal(err)
		}
	}
}

// treePages reads the sources of Hugo whose pages are parted by zeros.
func treePages(m *Meter, text string) {
	folder := fstest.MapFS{"hugo.toml": {Data: []byte("title = 'a'\n")}}
	for i, page := range strings.Split(text, "\x00") {
		folder["content/p"+strconv.Itoa(i)+".md"] = &fstest.MapFile{Data: []byte(page)}
	}
	site, err := trees.Read(folder)
	if err != nil {
		m.Fatal(err)
	}
	for _, p := range site.Pages {
		if _, err := site.Source.Text(p); err != nil {
			m.Fatal(err)
		}
	}
}

// printedPages reads a PDF whose pages are parted by zeros.
func printedPages(m *Meter, text string) {
	if _, err := pdftext.Read(pdffiletest.Pages(pdffiletest.Fonts, nil, strings.Split(text, "\x00")...)); err != nil {
		m.Fatal(err)
	}
}

func export(m *Meter, text string) {
	site, err := wordpress.Read(fstest.MapFS{"a.xml": {Data: []byte("<rss><!-- wordpress.org/export/ --><item><encoded xmlns=\"content\"><![CDATA[" + text + "]]></encoded></item></rss>")}}, "a.xml")
	if err != nil {
		m.Log(err)
		return
	}
	if _, err := site.Source.Text(site.Pages[0]); err != nil {
		m.Log(err)
	}
}

func otherMarkdown(_ *Meter, text string) { mdimport.Options{}.Convert(text) }
