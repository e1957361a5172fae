package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// publish: the question whether the site may go there, a plan in words, a no and a yes, how far it is, the address; and the
// second time there is nothing to send.
func (d *desk) publish(t *testing.T, gate chan struct{}) {
	b := d.sit(t)
	into := filepath.Join(filepath.Dir(d.Dir), "usb")
	b.visit("/")
	b.click("Xuất bản")
	b.waitFor("Trang đang có 1 lỗi")
	b.send("Xem trước việc xuất bản lên usb")
	b.waitFor("Có cho trang này đăng lên đó không?")
	b.fine("publish allow")
	if _, err := os.Stat(into); err == nil {
		t.Error("the folder was made before anybody allowed it")
	}
	b.send("Cho phép nơi này")
	b.waitFor("lỗi: không có khoá “sumary”")
	b.fine("publish faulty")
	b.click("content/nuoc/hong.md")
	b.wait(here + "('/edit')")
	if err := os.Remove(filepath.Join(d.Dir, "content/nuoc/hong.md")); err != nil {
		t.Fatal(err)
	}
	b.click("Xuất bản")
	d.reloads(b, "document.querySelector('main') && !document.querySelector('.bad')")
	b.send("Xem trước việc xuất bản lên usb")
	b.waitFor("trang mới")
	b.fine("publish plan")
	b.send("Huỷ")
	b.waitFor("không xuất bản")
	if _, err := os.Stat(filepath.Join(into, "index.html")); err == nil {
		t.Error("published in spite of a no")
	}
	b.send("Xem trước việc xuất bản lên usb")
	b.waitFor("trang mới")
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đang gửi")
	b.wait("document.querySelector('progress')")
	b.fine("publish sending")
	close(gate)
	b.waitFor("đã xuất bản")
	b.wait("document.querySelector('main a.button').href === 'https://example.org/'")
	b.fine("publish done")
	published(t, into, "index.html", "en/index.html", "nuoc/hoc/index.html")
	b.send("Xem trước việc xuất bản lên usb")
	b.waitFor("không có gì mới")
}

// published checks that pages are there, and that nothing which readers are
// given leads to the desk. A folder _loa/ holds what the next publishing needs
// to know of this one; the scripts of the theme leave such addresses alone.
func published(t *testing.T, dir string, pages ...string) {
	t.Helper()
	for _, name := range pages {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rest, _ := filepath.Rel(dir, name)
		if memory := strings.HasPrefix(rest, "_loa"+string(filepath.Separator)) && filepath.Ext(rest) == ".gz"; memory || filepath.Ext(rest) == ".js" {
			return err
		}
		if strings.Contains(rest, "_loa") || strings.Contains(string(data), "_loa/") {
			t.Errorf("%s knows of the desk", rest)
		}
		if strings.Contains(string(data), where) {
			t.Errorf("%s says where a photograph was taken", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// approve: where texts need an approval, one without waits; an approved text
// that is changed waits again, and the page says so.
func approve(t *testing.T, chrome context.Context) {
	files := deskSite()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	d := openDesk(t, chrome, files, &gated{})
	b := d.sit(t)
	const file = "content/nuoc/ao.md"
	b.visit("/")
	b.click("Bắt đầu duyệt bài")
	b.fine("approvals")
	b.click("Rào ao")
	b.send("Giữ những bài đã chọn và bắt đầu duyệt")
	b.said("Đã bắt đầu duyệt bài")
	b.visit("/?q=rao")
	d.reloads(b, "document.querySelector('main table').innerText.includes('Chờ duyệt')")
	b.click("Rào ao")
	b.fill("Người duyệt", "Trưởng ban")
	b.fine("approval")
	b.send("Lưu")
	b.said("Đã lưu")
	d.reloads(b, "document.querySelector('.trail').innerText.includes('Đang trên trang')")
	if text := d.Read(t, file); !strings.Contains(text, "approved_by = \"Trưởng ban\"") {
		t.Errorf("%s", text)
	}
	b.fill("Nội dung bài", "Rào ao bằng tre.")
	b.send("Lưu")
	b.said("cần duyệt lại")
	if text := d.Read(t, file); strings.Contains(text, "approved_by") || !strings.Contains(text, "bằng tre") {
		t.Errorf("%s", text)
	}
	b.fill("Nội dung bài", "Rào ao bằng gỗ.")
	b.fill("Người duyệt", "Phó ban")
	b.send("Lưu")
	b.said("Đã lưu")
	b.wait(field + "('Người duyệt').value === 'Phó ban'")
	if text := d.Read(t, file); !strings.Contains(text, "approved_by = \"Phó ban\"") || !strings.Contains(text, "bằng gỗ") {
		t.Errorf("who changes and approves at once: %s", text)
	}
}
