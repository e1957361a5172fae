package browser

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// clipboards are what programs put on the clipboard, and what becomes of it.
var clipboards = []struct {
	file, kind string
	want, lost []string
}{
	{"word-list.html", "text/html", []string{"## Phòng, chống đuối nước mùa hè\n", "1. Rào ao, hồ, hố công trình\n   - cao *ít nhất* 1,2 m;\n", "2. Dạy bơi an toàn", "[^1]: Theo Kế hoạch số 777/KH-UBND."}, []string{"khoá", "Hỏi lại Sở Xây dựng"}},
	{"word-table.html", "text/html", []string{"| Xã | Buổi học |", "|---|---|---|---|\n", "| Quảng Uyên | Chủ nhật |"}, []string{"ô gộp đã tách: Quảng Uyên", "Trẻ học bơi"}},
	{"google-docs.html", "text/html", []string{"## An toàn giao thông\n", "Đội **mũ bảo hiểm** khi đi xe máy, *kể cả quãng gần*."}, nil},
	{"portal.html", "text/html", []string{"## Tập huấn phòng, chống đuối nước\n", "Lớp có 45 học viên.\\\n", "> Gọi 111 khi cần."}, []string{"Học viên thực hành", "in trang"}},
	{"tcvn3.txt", "text/plain", []string{"Phòng, chống đuối nước cho trẻ em\n", "- Rào ao, hồ\n- Dạy trẻ bơi\n", "1. Gọi 111\n", "| Quảng Uyên | 20 |"}, []string{"TCVN3"}},
}

// pasting gives the page a paste as the browser does, with what the clipboard holds.
const pasting = `(kind, text) => {
	const data = new DataTransfer(), body = document.getElementById('body');
	data.setData(kind, text);
	body.value = '';
	body.focus();
	return !body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}`

// js is a text as JavaScript writes it.
func js(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // texts always can
	}
	return string(data)
}

// pastes: what other programs copy becomes clean Markdown, and what it loses is told beside it.
func (d *desk) pastes(t *testing.T) {
	b := d.sit(t)
	const value = "document.getElementById('body').value"
	for _, c := range clipboards {
		data, err := os.ReadFile("../../internal/importing/htmlimport/testdata/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		b.visit("/edit?file=content/nuoc/ao.md")
		if !ask[bool](b, "("+pasting+")("+js(c.kind)+", "+js(string(data))+")") {
			t.Errorf("%s: the browser pastes by itself", c.file)
			continue
		}
		b.wait(value + ".length > 20")
		text := ask[string](b, value)
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", c.file, want, text)
			}
		}
		for _, never := range []string{"mso", "</", "<span", "<!--", "style=", "javascript:"} {
			if strings.Contains(text, never) {
				t.Errorf("%s: %q in\n%s", c.file, never, text)
			}
		}
		for _, lost := range c.lost {
			b.wait("document.getElementById('pasted').innerText.includes(" + quoted(lost) + ")")
		}
		b.waitTrial("document.body.textContent.includes(" + quoted(strings.Fields(strings.Trim(c.want[0], "#| "))[0]) + ")")
	}
	b.fine("pasted")
	plain := "Một *dòng* thường.\n\n- mục"
	if ask[bool](b, "("+pasting+")('text/plain', "+js(plain)+")") {
		b.wait(value + " === " + js(plain)) // the desk asked the server, which left it alone
	}
	ask[any](b, "document.getElementById('form').reset(), null")
}
