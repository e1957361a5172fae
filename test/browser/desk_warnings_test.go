package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

// deskWarnings: an officer puts a warning up, sees what is wrong with it, sends it, and
// takes it down.
func deskWarnings(t *testing.T, chrome context.Context) {
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	n := newsroomtest.Open(t, files, newsroomtest.Options{})
	d := &desk{&house{chrome: chrome, url: n.Own, preview: n.URL, link: n.Link}, n}
	list := filepath.Join(filepath.Dir(n.Dir), "usb", "warnings.json")
	b := d.sit(t)
	b.visit("/")
	b.click("Xuất bản")
	b.send("Xem trước việc xuất bản lên usb")
	b.waitFor("Có cho trang này đăng lên đó không?")
	b.send("Cho phép nơi này")
	b.waitFor("trang mới")
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đã xuất bản")

	b.click("Cảnh báo")
	b.waitFor("Lúc này không có cảnh báo nào")
	b.fine("warnings")
	until := func(days int) {
		t.Helper()
		ask[any](b, "document.querySelector('[name=w-until]').value = '"+time.Now().AddDate(0, 0, days).Format("2006-01-02T15:04")+"', null")
	}
	b.click("Khẩn cấp")
	until(30)
	b.fill("Nói gì, một câu", "Nước sông dâng nhanh")
	b.send("Đưa cảnh báo lên ngay")
	b.waitFor("Chưa ghi gì.")
	b.fine("warnings refused")
	until(2)
	b.send("Đưa cảnh báo lên ngay")
	b.waitFor("cảnh báo đã lên")
	b.fine("warnings sent")
	if text, err := os.ReadFile(list); err != nil || !strings.Contains(string(text), "Nước sông dâng nhanh") {
		t.Fatal(err, string(text))
	}
	b.click("Cảnh báo")
	b.waitFor("đang hiện")
	b.fine("warnings up")
	b.send("Hạ xuống ngay")
	b.waitFor("cảnh báo đã lên")
	if text, err := os.ReadFile(list); err != nil || strings.Contains(string(text), "Nước sông") {
		t.Fatal(err, string(text))
	}
}
