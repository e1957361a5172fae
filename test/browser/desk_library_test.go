package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestDeskLibrary: an officer finds a picture, puts it into a page without typing a path,
// and takes it down when a family asks for that.
func TestDeskLibrary(t *testing.T) {
	t.Parallel()
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	files["content/nuoc/hoc/be.jpg"] = wide(40)
	files["content/nuoc/hoc/ke-hoach.pdf"] = "%PDF-1.4\n%%EOF\n"
	files["static/hinh/song.jpg"] = wide(120)
	files["content/chien-dich/_index.md"] = "+++\ntitle = \"Chiến dịch\"\n+++\n"
	files["content/chien-dich/he-2026.md"] = "+++\ntitle = \"Tháng hành động\"\n[campaign]\nstart = 2026-06-01\nend = 2026-06-30\n+++\n\nHè.\n"
	files["content/nuoc/hoc/index.md"] = strings.Replace(files["content/nuoc/hoc/index.md"], "Học.", "![Bể bơi của xã](be.jpg)", 1)
	files["data/consent.toml"] = "[[picture]]\nfile = \"content/nuoc/hoc/be.jpg\"\nconsent = \"DY-1\"\n"
	d := openDesk(t, chrome(t), files, &gated{})
	t.Run("choose", d.choose)
	t.Run("withdraw", d.withdraw)
	t.Run("many", d.many)
}

// many: what is ticked in the overview stays ticked while files change, and moves in three
// clicks.
func (d *desk) many(t *testing.T) {
	b := d.sit(t)
	b.visit("/")
	box := "document.querySelector('input[name=file][value=\"content/nuoc/nhap.md\"]')"
	b.clickAt(box)
	d.Put(t, "content/nuoc/khac.md", "+++\ntitle = \"Bài khác\"\ndraft = true\n+++\n\nKhác.\n")
	b.clickAt("document.querySelector('h1')")
	b.waitFor("Bài khác")
	b.wait(box + ".checked")
	b.fine("overview many")
	b.pick("Với các bài đã đánh dấu", "Chuyển sang mục khác")
	b.send("Xem sẽ đổi những gì")
	b.pick("Chuyển sang mục", "Chiến dịch")
	b.send("Xem sẽ đổi những gì")
	b.waitFor("1 trong 1 bài")
	b.fine("many planned")
	b.send("Làm với 1 bài")
	b.said("Đã làm với 1 bài")
	b.fine("many done")
	if !strings.Contains(d.Read(t, "content/chien-dich/nhap.md"), "Còn viết dở") {
		t.Error("it was not moved")
	}
}

// choose: by the keyboard and without marks.
func (d *desk) choose(t *testing.T) {
	b := d.sit(t)
	b.visit("/edit?file=content/nuoc/ao.md")
	offered := func(name string) string {
		return "[...document.querySelectorAll('.offers:not([hidden]) li')].some(x => x.innerText.includes(" + quoted(name) + "))"
	}
	b.click("Ảnh đại diện")
	b.fill("Tệp ảnh", "be boi")
	b.wait(offered("Bể bơi của xã") + " && !" + offered("song.jpg"))
	b.fine("choose")
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.enter()
	b.wait("document.getElementById('f.image.src').value === '/nuoc/hoc/be.jpg' && document.getElementById('f.image.alt').value === 'Bể bơi của xã' && !document.querySelector('.offers:not([hidden])')")
	b.click("Thêm")
	b.fill("Thuộc chiến dịch", "thang hanh")
	b.wait(offered("Tháng hành động"))
	b.clickAt("document.querySelector('.offers:not([hidden]) li')")
	b.wait("document.getElementById('f.campaign').value === 'chien-dich/he-2026' && !document.querySelector('.offers:not([hidden])')")
	b.waitFor("Tháng hành động")
	if text := d.Read(t, "content/nuoc/ao.md"); strings.Contains(text, "be.jpg") {
		t.Error("what was chosen is saved before anybody asked for it")
	}
	b.clickAt("[...document.querySelectorAll('summary')].find(x => x.innerText === 'Ảnh, tệp đính kèm')")
	b.fill("Ảnh đã có trong kho", "song")
	b.wait(offered("song.jpg"))
	b.enter()
	b.wait("document.getElementById('body').value.includes('](/hinh/song.jpg)')")
	ask[any](b, "(() => { const t = document.getElementById('body'); t.value = t.value.replace('![](', '![Sóng]('); t.dispatchEvent(new Event('input', {bubbles: true})); return null; })()")
	b.fill("Liên kết đến bài, tệp", "ke hoach")
	b.clickAt("document.getElementById('link')")
	b.wait("document.getElementById('body').value.includes('[ke-hoach.pdf](/nuoc/hoc/ke-hoach.pdf)')")
	b.send("Lưu")
	b.said("Đã lưu")
	text := d.Read(t, "content/nuoc/ao.md")
	for _, want := range []string{`image = { src = "/nuoc/hoc/be.jpg", alt = "Bể bơi của xã" }`, `campaign = "chien-dich/he-2026"`, "![Sóng](/hinh/song.jpg)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	b.waitFor("Tháng hành động")
}

func (d *desk) withdraw(t *testing.T) {
	b := d.sit(t)
	b.visit("/")
	b.click("Kho ảnh")
	b.waitFor("2 trong 2 ảnh")
	b.fine("library")
	b.fill("Tìm theo mô tả", "be boi")
	b.send("Lọc")
	b.waitFor("1 trong 2 ảnh")
	b.click("Bể bơi của xã")
	b.waitFor("Học bơi (vi)")
	b.waitFor("DY-1")
	b.fine("picture")
	b.click("Gia đình rút đồng ý")
	b.waitFor("từ lần xuất bản tới")
	b.fine("withdraw")
	b.send("Rút ảnh này")
	b.said("Đã ghi là rút đồng ý")
	b.fine("withdrawn")
	if text := d.Read(t, "data/consent.toml"); !strings.Contains(text, "withdrawn = ") {
		t.Error(text)
	}
	b.click("Rút nhầm")
	b.send("Cho đăng lại")
	b.said("được đăng lại")
}
