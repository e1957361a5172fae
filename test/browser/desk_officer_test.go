package browser

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
)

// counted presses what a guide names, and counts.
type counted struct {
	officer
	clicks int
}

func (c *counted) press(words string) {
	c.t.Helper()
	c.clicks++
	c.send(words)
}

// TestNewOfficer goes the way of the guide for a new officer (docs/vi/van-phong.md) by what
// stands on the pages alone: from an empty folder to an article that is approved and
// published, with an approver at a desk of their own. The first of all has put the address
// of the repository into the settings.
func TestNewOfficer(t *testing.T) {
	t.Parallel()
	ctx := chrome(t)
	s := hosttest.New(t, "gitea")
	bare := s.Git(filepath.Join(t.TempDir(), "trang.git"))
	remote := s.URL + "/" + hosttest.Project + ".git"
	open := func(name, full string, files map[string]string) *counted {
		s.Person("secret-"+name, hosttest.Person{Name: name, Full: full, Push: true})
		n := newsroomtest.Open(t, files, newsroomtest.Options{Who: full, Shared: true, Web: http.DefaultTransport, Keyring: keyring.New(nil)})
		d := &desk{&house{chrome: ctx, url: n.Own, preview: n.URL, link: n.Link}, n}
		return &counted{officer: officer{d, d.sit(t)}}
	}
	first := open("hung", "Trần Văn Hùng", deskSite())
	first.press("Cài đặt")
	first.fill("Kho bài chung", remote)
	first.pick("Máy chủ duyệt bài", "Gitea")
	first.press("Lưu")
	first.reloads(first.tab, "[...document.querySelectorAll('a')].some(a => a.innerText.trim() === 'Cùng làm')")
	first.fine("office-settings")
	first.press("Cùng làm")
	first.fine("office-begin")
	first.press("Bắt đầu")
	first.said("Đã bắt đầu.")
	first.press("Gửi")
	first.said("Đã gửi.")
	first.fine("office-sent")

	lan := open("lan", "Nguyễn Thị Lan", nil)
	lan.fine("office-join")
	lan.fill("Địa chỉ kho bài", remote)
	lan.press("Lấy trang")
	lan.wait("[...document.querySelectorAll('a')].some(a => a.innerText.trim() === 'Bài mới')")
	lan.press("Bài mới")
	lan.fill("Tiêu đề", "Cứu đuối")
	lan.press("Tạo bài")
	lan.wait("document.getElementById('body')")
	lan.tab.write("Gọi 112.")
	lan.press("Lưu bản nháp")
	lan.wait("document.readyState === 'complete'")
	lan.press("Gửi duyệt")
	lan.waitFor("Mã truy cập")
	lan.fine("office-token")
	lan.fill("Mã truy cập", "secret-lan")
	lan.clicks++
	lan.clickAt("document.querySelector('input[name=clear]')")
	lan.press("Thử và giữ mã")
	lan.waitFor("Lời nhắn cho người duyệt")
	lan.fine("office-send")
	lan.fill("Lời nhắn cho người duyệt", "Nhờ anh xem.")
	lan.press("Gửi duyệt")
	lan.said("Đã gửi duyệt.")
	lan.fine("office-reviews")

	first.press("Duyệt bài")
	first.fill("Mã truy cập", "secret-hung")
	first.clicks++
	first.clickAt("document.querySelector('input[name=clear]')")
	first.press("Thử và giữ mã")
	first.press("Cứu đuối")
	first.waitFor("Gọi 112.")
	first.fine("office-review")
	first.press("Duyệt")
	first.said("Đã duyệt.")
	lan.press("Hỏi lại")
	lan.waitFor("đã duyệt")
	lan.press("Cứu đuối")
	lan.press("Đăng")
	lan.said("Đã đưa vào kho bài")
	all, err := bare.Files("main", "content/")
	if err != nil {
		t.Fatal(err)
	}
	published := ""
	for _, name := range all {
		if text := bare.File(name); strings.Contains(text, "Cứu đuối") {
			published = text
		}
	}
	if !strings.Contains(published, "Gọi 112.") || !strings.Contains(published, `approved_by = "Trần Văn Hùng"`) || strings.Contains(published, "draft") {
		t.Errorf("published:\n%s", published)
	}
	lan.press("Cùng làm")
	lan.waitFor("Đã gửi hết.")
	lan.fine("office-done")
	t.Logf("%d clicks of the officer, %d of the one who began and approved", lan.clicks, first.clicks)
}
