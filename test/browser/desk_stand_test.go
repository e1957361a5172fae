package browser

import (
	"strconv"
	"strings"
	"testing"
)

// TestFormStands: what is wrong is told of the text as it is now, while it is typed and
// while other files change, and only a page that there is becomes a link.
func TestFormStands(t *testing.T) {
	t.Parallel()
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	d := openDesk(t, chrome(t), files, &gated{})
	t.Run("as it is typed", d.asTyped)
	t.Run("as others change", d.asOthersChange)
	t.Run("unseen", d.unseen)
	t.Run("links", d.links)
	t.Run("not up", d.notUp)
}

const standing = "document.getElementById('standing').innerText"

// asTyped: a dead link is told before anybody saves, and goes when it is mended.
func (d *desk) asTyped(t *testing.T) {
	b := d.sit(t)
	b.visit("/edit?file=content/nuoc/nhap.md")
	before := d.Read(t, "content/nuoc/nhap.md")
	b.write(" Xem [bài](khong-co.md).")
	b.wait(standing + ".includes('khong-co.md” không dẫn đến đâu')")
	b.fill("Nội dung bài", "Xem [bài](ao.md).")
	b.wait("!" + standing + ".includes('không dẫn đến đâu')")
	if d.Read(t, "content/nuoc/nhap.md") != before {
		t.Error("it was saved")
	}
	b.send("Lưu bản nháp")
	b.said("Đã lưu")
}

// asOthersChange: an error of another page keeps this one off the site, and is told as
// long as it is there.
func (d *desk) asOthersChange(t *testing.T) {
	b := d.sit(t)
	const other = "content/nuoc/khac.md"
	b.visit("/edit?file=content/nuoc/ao.md&done=up")
	b.said("từ lần xuất bản tới")
	d.Put(t, other, "+++\ntitle = \"Khác\"\n+++\n\nXem [bài](khong-co.md).\n")
	b.wait(standing + ".includes('trang đang có 1 lỗi') && !" + standing + ".includes('từ lần xuất bản tới')")
	b.fine("blocked")
	d.Put(t, other, "+++\ntitle = \"Khác\"\n+++\n\nXem [bài](ao.md).\n")
	b.wait("!" + standing + ".includes('lỗi nên') && " + standing + ".includes('từ lần xuất bản tới')")
}

// unseen: a tab that nobody sees holds none of the browser's six connections, and tells
// what has changed once it is seen again.
func (d *desk) unseen(t *testing.T) {
	b := d.sit(t)
	b.before("window.sources = []; window.EventSource = class extends EventSource { constructor(url) { super(url); sources.push(this) } }")
	seen := func(now bool) {
		b.t.Helper()
		ask[any](b, "Object.defineProperty(document, 'hidden', {configurable: true, value: "+strconv.FormatBool(!now)+"}), document.dispatchEvent(new Event('visibilitychange')), null")
	}
	const wrong = standing + ".includes('trang đang có 1 lỗi')"
	other := d.sit(t)
	for _, page := range []*tab{other, b} {
		page.visit("/edit?file=content/nuoc/ao.md")
	}
	b.wait("sources.some(s => s.readyState === 1)")
	seen(false)
	b.wait("sources.every(s => s.readyState === 2)")
	d.Put(t, "content/nuoc/khac.md", "+++\ntitle = \"Khác\"\n+++\n\nXem [bài](khong-co.md).\n")
	other.wait(wrong)
	seen(true)
	b.wait(wrong)
	d.Put(t, "content/nuoc/khac.md", "+++\ntitle = \"Khác\"\n+++\n\nXem [bài](ao.md).\n")
	b.wait("!" + wrong)
}

// links: a page is found without marks, and words that are no page stay out of the text.
func (d *desk) links(t *testing.T) {
	b := d.sit(t)
	b.visit("/edit?file=content/nuoc/nhap.md")
	insert := "document.getElementById('link')"
	b.fill("Liên kết đến bài", "rao ao")
	b.clickAt(insert)
	b.wait("document.getElementById('body').value.includes('[Rào ao](/nuoc/ao.md)')")
	text := ask[string](b, "document.getElementById('body').value")
	b.fill("Liên kết đến bài", "tàu vũ trụ")
	b.clickAt(insert)
	b.said("Không có bài nào như vậy")
	if now := ask[string](b, "document.getElementById('body').value"); now != text {
		t.Errorf("the text became %q", now)
	}
	b.fill("Liên kết đến bài", "nuoc")
	b.clickAt(insert)
	b.said("chọn một bài")
	b.clickAt("[...document.querySelectorAll('#found button')].find(x => x.innerText === 'Học bơi')")
	b.wait("document.getElementById('body').value.includes('[Học bơi](/nuoc/hoc/index.md)')")
	b.send("Lưu bản nháp")
	b.said("Đã lưu")
}

// notUp: an empty paper does not go up, and each thing that it lacks is asked for beside
// its field.
func (d *desk) notUp(t *testing.T) {
	b := d.sit(t)
	b.visit("/new")
	b.fill("Tiêu đề", "Kế hoạch hè")
	b.click("Văn bản")
	b.send("Tạo bài")
	b.send("Lưu, đưa lên trang")
	b.said("Chưa lưu, chưa đưa lên")
	b.fine("not up")
	for id, why := range map[string]string{"f.document.number": "hãy ghi số", "f.document.issuer": "cơ quan ban hành", "body": "chưa có gì để đọc"} {
		if told := ask[string](b, "document.getElementById("+quoted(id)+").getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' ')"); !strings.Contains(told, why) {
			t.Errorf("%s is described by %q", id, told)
		}
	}
	if text := d.Read(t, "content/ke-hoach-he/index.md"); !strings.Contains(text, "draft = true") {
		t.Errorf("it went up: %s", text)
	}
	b.fill("Số, ký hiệu", "12/KH-UBND")
	b.fill("Nội dung bài", "Kế hoạch.")
	b.send("Lưu bản nháp")
	b.said("Đã lưu")
}
