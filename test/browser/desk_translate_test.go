package browser

import (
	"strings"
	"testing"
)

// translate: begun from the source, written beside it, stamped; a change of the
// source is marked until the translation is stamped again.
func (d *desk) translate(t *testing.T) {
	b := d.sit(t)
	const source, english = "content/nuoc/sap.md", "content/nuoc/sap.en.md"
	d.Put(t, source, "+++\ntitle = \"Sắp lên\"\nsummary = \"Sắp.\"\n+++\n\nMở đầu.\n\n## Một\n\nĐoạn một.\n\n## Hai\n\nĐoạn hai.\n")
	b.visit("/edit?file=" + source)
	b.send("Dịch sang English")
	b.wait(here + "('/translate')")
	b.said("Đã tạo bản dịch")
	if mixed := ask[string](b, "document.getElementById('body').value"); mixed != "" {
		t.Errorf("a new translation is not empty: %q", mixed)
	}
	b.fine("translation begun")
	b.fill("Tiêu đề", "Soon")
	b.fill("Tóm tắt", "Soon up.")
	b.fill("Nội dung bài", "Start.\n\n## One\n\nPart one.\n\n## Two\n\nPart two.")
	b.send("Đã dịch xong")
	b.said("Đã lưu và ghi nhận")
	text := d.Read(t, english)
	for _, want := range []string{"title = \"Soon\"", "summary = \"Soon up.\"", "translated_from = \"", "Part two."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if strings.Contains(text, "draft") || strings.Contains(text, "Mở đầu") {
		t.Errorf("%s", text)
	}
	d.Put(t, source, strings.Replace(d.Read(t, source), "Đoạn hai.", "Đoạn hai, đã sửa.", 1))
	b.visit("/?q=sap")
	b.wait("document.querySelector('main table').innerText.includes('en: bản gốc đã đổi')") // followed, nobody loads the page again
	b.click("en: bản gốc đã đổi")
	b.wait("document.querySelector('.block.changed')")
	if marked := ask[[]string](b, "[...document.querySelectorAll('.block.changed pre')].map(e => e.innerText.trim())"); len(marked) != 1 || !strings.Contains(marked[0], "đã sửa") {
		t.Errorf("marked is %q", marked)
	}
	b.fine("translation stale")
	b.send("Đã dịch xong")
	b.said("Đã lưu và ghi nhận")
	b.wait("!document.querySelector('.block.changed')")
	if after := d.Read(t, english); after == text || !strings.Contains(after, "Part two.") {
		t.Errorf("%s", after)
	}
}
