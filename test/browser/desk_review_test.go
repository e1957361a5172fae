package browser

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/clone"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
)

// officer is a desk on a clone, with an account at the host.
type officer struct {
	*desk
	*tab
}

// seat opens the desk of a person and goes the way of a new officer: allow the repository,
// fetch or send, enter the token.
func seat(t *testing.T, chrome context.Context, s *hosttest.Server, name, full string, files map[string]string) officer {
	t.Helper()
	s.Person("secret-"+name, hosttest.Person{Name: name, Full: full, Push: true})
	n := newsroomtest.Open(t, files, newsroomtest.Options{Who: full, Shared: true, Web: http.DefaultTransport, Keyring: keyring.New(nil)})
	at := clone.Options{Dir: n.Dir, Remote: s.URL + "/" + hosttest.Project + ".git", Clock: time.Now, Web: http.DefaultTransport}
	start := func() error { return clone.Join(t.Context(), at) }
	if files != nil {
		start = func() error { return clone.Start(at) }
	}
	if err := start(); err != nil {
		t.Fatal(err)
	}
	d := &desk{&house{chrome: chrome, url: n.Own, preview: n.URL, link: n.Link}, n}
	o := officer{d, d.sit(t)}
	o.goTo("/office")
	d.reloads(o.tab, "document.querySelector('button[value=allow]')")
	o.send("Cho phép")
	if files != nil {
		o.send("Gửi")
	} else {
		o.send("Lấy")
	}
	o.goTo("/reviews")
	if !ask[bool](o.tab, "document.getElementById('secret').type === 'password'") {
		t.Error("the token can be read on the screen")
	}
	o.fill("Mã truy cập", "secret-"+name)
	o.clickAt("document.querySelector('input[name=clear]')")
	o.send("Thử và giữ mã")
	o.said("Mã truy cập dùng được.")
	return o
}

func (o officer) goTo(path string) {
	o.t.Helper()
	o.do(chromedp.Navigate(o.Own + path))
}

// TestReview takes a page from one officer to an approver and back, with two officers at
// work, on three clones.
func TestReview(t *testing.T) {
	t.Parallel()
	ctx := chrome(t)
	s := hosttest.New(t, "gitea")
	bare := s.Git(filepath.Join(t.TempDir(), "trang.git"))
	files := deskSite()
	files["site.toml"] += "[office]\nremote = \"" + s.URL + "/" + hosttest.Project + ".git\"\nhost = \"gitea\"\n[office.reviewers]\nall = [\"hung\"]\n"
	lan := seat(t, ctx, s, "lan", "Nguyễn Thị Lan", files)
	hoa := seat(t, ctx, s, "hoa", "Phạm Thị Hoa", nil)
	hung := seat(t, ctx, s, "hung", "Trần Văn Hùng", nil)

	const file = "content/nuoc/ao.md"
	change := func(o officer, file, old, text string) {
		t.Helper()
		o.Put(t, file, strings.Replace(o.Read(t, file), old, text, 1))
		o.goTo("/edit?file=" + file)
		o.reloads(o.tab, "document.getElementById('body').value.includes("+quoted(text)+")")
	}
	change(lan, file, "Bằng tre.", "Bằng tre, cao 1 m.")
	change(hoa, "content/nuoc/sap.md", "Mai.", "Ngày mai.")
	lan.goTo("/edit?file=" + file)
	lan.send("Gửi duyệt")
	lan.waitFor("hung")
	lan.fine("send")
	lan.send("Gửi duyệt")
	lan.said("Đã gửi duyệt.")

	hung.goTo("/reviews?now=1")
	hung.waitFor("chờ duyệt")
	hung.fine("reviews")
	hung.send("Rào ao")
	hung.wait("document.querySelectorAll('iframe').length === 2")
	hung.fine("review")
	hung.fill("Ghi chú cho đoạn này", "Cao bao nhiêu là đủ?")
	hung.send("Trả lại kèm ghi chú")
	hung.said("Đã trả lại cho người viết.")

	lan.goTo("/reviews?now=1")
	lan.waitFor("bị trả lại")
	lan.send("Rào ao")
	lan.waitFor("Cao bao nhiêu là đủ?")
	change(lan, file, "cao 1 m.", "cao 1,2 m.")
	lan.goTo("/edit?file=" + file)
	lan.send("Gửi duyệt")
	lan.send("Gửi duyệt")
	lan.said("Đã gửi duyệt.")

	hung.goTo("/reviews?n=1")
	hung.waitFor("cao 1,2 m.")
	hung.send("Duyệt")
	hung.said("Đã duyệt.")
	lan.goTo("/reviews?n=1")
	lan.send("Đăng")
	lan.said("Đã đưa vào kho bài")
	if text := bare.File(file); !strings.Contains(text, "cao 1,2 m.") || !strings.Contains(text, "approved_by = \"Trần Văn Hùng\"") {
		t.Errorf("published:\n%s", text)
	}
	hoa.goTo("/office")
	hoa.send("Lấy")
	if text := hoa.Read(t, file) + hoa.Read(t, "content/nuoc/sap.md"); !strings.Contains(text, "Trần Văn Hùng") || !strings.Contains(text, "Ngày mai.") {
		t.Errorf("the other officer has:\n%s", text)
	}
}
