package browser

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// droppedKinds are one file of each kind that is imported, with words that its draft must hold.
var droppedKinds = []struct{ name, from, text, want string }{
	{name: "a.docx", from: "importing/testdata/ke-hoach.docx", want: "Trẻ em **phải** được"},
	{name: "b.odt", from: "importing/testdata/ke-hoach.odt", want: "Trẻ em **phải** được"},
	{name: "c.rtf", from: "importing/testdata/ke-hoach.rtf", want: "Trẻ em **phải** được"},
	{name: "d.doc", from: "importing/testdata/ke-hoach.doc", want: "Trẻ em **phải** được"},
	{name: "e.pdf", from: "importing/testdata/cong-van.pdf", want: "## I. MỤC ĐÍCH, YÊU CẦU"},
	{name: "g.pptx", from: "importing/pptx/testdata/an-toan.pptx", want: "- Đậy giếng"},
	{name: "h.xlsx", from: "base/workbook/testdata/lich.xlsx", want: "|"},
	{name: "i.ods", from: "base/workbook/testdata/lich.ods", want: "|"},
	{name: "k.xls", from: "base/workbook/testdata/lich.xls", want: "|"},
	{name: "l.csv", text: "Việc;Ai\nRào ao;Thôn 1\n", want: "| Rào ao | Thôn 1 |"},
	{name: "m.eml", text: "Subject: Moi hop\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nMời họp về bể bơi.\r\n", want: "Mời họp về bể bơi."},
	{name: "n.html", text: "<title>Rào ao</title><h1>Rào ao</h1><p>Bằng <b>tre</b>.</p>", want: "Bằng **tre**."},
	{name: "o.txt", text: "Che giếng\n\nNắp bê tông.\n", want: "Nắp bê tông."},
	{name: "b.fodt", from: "importing/testdata/ke-hoach.fodt", want: "Trẻ em **phải** được"},
	{name: "i.fods", from: "base/workbook/testdata/phong-chu.fods", want: "Trẻ em đuối nước"},
	{name: "p.ics", text: "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Lich he\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Boi\r\nDTSTART:20260601\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"},
}

// importsKinds drops one file of each kind at once: each becomes a draft, which opens in the editor with its words.
func importsKinds(t *testing.T, chrome context.Context) {
	d := openDesk(t, chrome, smallSite(), &gated{})
	b := d.sit(t)
	sent := map[string]string{}
	for _, k := range droppedKinds {
		data := []byte(k.text)
		if k.from != "" {
			var err error
			if data, err = os.ReadFile(filepath.Join("../../internal", filepath.FromSlash(k.from))); err != nil {
				t.Fatal(err)
			}
		}
		sent[k.name] = base64.StdEncoding.EncodeToString(data)
	}
	files, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	b.visit("/import")
	b.wait("document.readyState === 'complete'") // the page's script takes drops
	ask[any](b, `(() => {
		const sent = new DataTransfer();
		for (const [name, data] of Object.entries(`+string(files)+`))
			sent.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name));
		document.getElementById('drop').dispatchEvent(new DragEvent('drop', {dataTransfer: sent, bubbles: true, cancelable: true}));
		return null })()`)
	b.wait("document.getElementById('chosen').textContent.includes('p.ics')")
	b.do(chromedp.Click("#import button"))
	b.wait("document.getElementById('said').textContent.includes('Đã tạo 16 bài; 0 bài có từ trước; 0 tệp')")
	seen := 0
	for _, link := range ask[[]string](b, "[...document.querySelectorAll('.brought > .imported > a')].map(a => a.parentNode.querySelector('strong').textContent + ' ' + a.href)") {
		name, href, _ := strings.Cut(link, " ")
		for _, k := range droppedKinds {
			if k.name != name {
				continue
			}
			seen++
			b.do(chromedp.Navigate(href))
			b.wait("document.getElementById('body') !== null")
			if body := ask[string](b, "document.getElementById('body').value"); !strings.Contains(body, k.want) {
				t.Errorf("%s: no %q in %s", k.name, k.want, body)
			}
		}
	}
	if seen != len(droppedKinds) {
		t.Errorf("%d drafts were seen", seen)
	}
}
