package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/publish/keyring"
	"loa/internal/publish/remote"
)

// settings: an officer names the organization, adds a place to publish to and publishes
// there with a password that only the form was told.
func settings(t *testing.T, chrome context.Context) {
	files := deskSite()
	delete(files, "content/nuoc/hong.md")
	into := filepath.Join(t.TempDir(), "cho")
	dial := func(ctx context.Context, a remote.Address) (remote.Place, error) {
		switch a.Secrets.Password {
		case "":
			return nil, &remote.Refused{Reason: remote.NoSecret, Detail: a.Secrets.Variable + "_PASSWORD"}
		case "vừng ơi":
			return remote.Dial(ctx, remote.Address{Type: "folder", Path: into})
		}
		return nil, &remote.Refused{Reason: remote.WrongLogin, Detail: a.User}
	}
	n := newsroomtest.Open(t, files, newsroomtest.Options{Dial: dial, Keyring: keyring.New(nil)})
	d := &desk{&house{chrome: chrome, url: n.Own, preview: n.URL, link: n.Link}, n}
	b := d.sit(t)
	b.visit("/")
	b.click("Cài đặt")
	b.waitFor("Tên cơ quan")
	b.fine("settings")
	b.fill("Tên cơ quan (Tiếng Việt)", "UBND xã An Lạc")
	b.fill("Địa chỉ trang", "xa an lac")
	b.send("Lưu")
	b.waitFor("Chưa lưu.")
	b.fine("settings refused")
	b.fill("Địa chỉ trang", "https://xa-an-lac.example/")
	b.click("Thêm nơi xuất bản")
	b.fill("Tên gọi", "Cổng xã")
	b.pick("Kiểu", "SFTP")
	b.fill("Máy chủ", "may-chu.example")
	b.fill("Tên đăng nhập", "web")
	b.send("Lưu")
	b.said("Đã lưu.")
	if text := n.Read(t, "site.toml"); !strings.Contains(text, "[deploy.cong-xa]") || !strings.Contains(text, "UBND xã An Lạc") {
		t.Fatal(text)
	}
	b.click("Xuất bản")
	b.send("Xem trước việc xuất bản lên cong-xa")
	b.waitFor("Có cho trang này đăng lên đó không?")
	b.send("Cho phép nơi này")
	b.waitFor("Nơi này cần mật khẩu")
	b.fine("password")
	b.fill("Mật khẩu", "sai rồi")
	b.send("Kết nối")
	b.waitFor("Máy chủ không nhận")
	b.fine("password refused")
	b.fill("Mật khẩu", "vừng ơi")
	b.send("Kết nối")
	b.waitFor("trang mới")
	b.fine("plan by title")
	b.clickAt("document.querySelector('button[value=yes]')")
	b.waitFor("đã xuất bản")
	button := func(do string) string {
		return "document.querySelector('input[name=target][value=cong-xa]').form.querySelector('button[value=" + do + "]')"
	}
	b.clickAt(button("back"))
	b.waitFor("chưa quay lại được")
	b.waitFor("Nơi này không giữ bản trước") // before the first release there was nothing
	b.clickAt(button("try"))
	b.waitFor("kết nối được, ghi được")
	if _, err := os.Stat(filepath.Join(into, "index.html")); err != nil {
		t.Error(err)
	}
}
