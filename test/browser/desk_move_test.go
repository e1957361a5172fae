package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// moves: an officer makes a section, moves a page into it, puts a number and a line into the
// menu, and changes a word in all texts.
func moves(t *testing.T, chrome context.Context) {
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	files["content/_index.md"] = "+++\ntitle = \"Trang chủ\"\n+++\nXem [rào ao](nuoc/ao.md).\n"
	d := openDesk(t, chrome, files, &gated{})
	b := d.sit(t)
	b.visit("/new")
	b.fill("Tiêu đề", "Trong nhà")
	b.clickAt(`document.querySelector('input[value=section]')`)
	b.send("Tạo bài")
	b.waitFor("Trong nhà")
	b.visit("/edit?file=content/nuoc/ao.md")
	b.click("Chuyển, đổi tên")
	b.waitFor("Tên trong địa chỉ")
	b.fine("move")
	b.pick("Chuyên mục", "Trong nhà (trong-nha)")
	b.fill("Tên trong địa chỉ", "Rào ao sau nhà")
	b.send("Xem sẽ đổi những gì")
	b.waitFor("/trong-nha/rao-ao-sau-nha/")
	b.fine("move plan")
	b.send("Chuyển")
	b.said("Đã chuyển.")
	if text := d.Read(t, "content/_index.md"); !strings.Contains(text, "(trong-nha/rao-ao-sau-nha.md)") {
		t.Error("a link leads to the old place:", text)
	}
	if _, err := os.Stat(filepath.Join(d.Dir, "content/nuoc/ao.md")); err == nil {
		t.Error("the page is still at its old place")
	}
	b.click("Tổng quan")
	b.click("Tìm và thay trong mọi bài")
	b.fill("Tìm chữ", "Bằng tre")
	b.fill("Thay bằng", "Bằng lưới")
	b.send("Tìm")
	b.waitFor("1 chỗ trong 1 bài")
	b.fine("find")
	b.send("Thay trong các bài đã chọn")
	b.said("Đã thay 1 chỗ.")
	if text := d.Read(t, "content/trong-nha/rao-ao-sau-nha.md"); !strings.Contains(text, "Bằng lưới.") || !strings.Contains(text, "# ngắn") {
		t.Error(text)
	}
	d.lines(t, b)
}

// lines adds a number and an item of the menu by the form of the settings.
func (d *desk) lines(t *testing.T, b *tab) {
	b.click("Cài đặt")
	b.waitFor("Số khẩn cấp")
	ask[any](b, `(() => {
	for (const d of document.querySelectorAll('details')) d.open = true;
	const row = (id, value) => { document.getElementById('r.' + id).value = value };
	row('hotlines.new.number', '111');
	row('hotlines.new.label.vi', 'Bảo vệ trẻ em');
	row('menu.new.page', 'trong-nha/_index.md');
	return null;
})()`)
	b.fine("settings of lists")
	b.send("Lưu")
	b.said("Đã lưu.")
	text := d.Read(t, "site.toml")
	for _, want := range []string{"[[hotlines]]\nnumber = \"111\"\nlabel = \"Bảo vệ trẻ em\"\n", "[[menu]]\npage = \"trong-nha/_index.md\"\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
}
