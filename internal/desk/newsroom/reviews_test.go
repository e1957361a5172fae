package newsroom_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/generator/content"
	"loa/internal/office/clone"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
)

// reviewing opens the desks of two officers and of an approver, on clones of one repository
// at a host.
func reviewing(t *testing.T) (s *hosttest.Server, bare *hosttest.Bare, lan, hoa, hung *office) {
	t.Helper()
	t.Parallel()
	s = hosttest.New(t, "gitea")
	bare = s.Git(filepath.Join(t.TempDir(), "trang.git"))
	remote := s.URL + "/" + hosttest.Project + ".git"
	files := example()
	files["site.toml"] += "[newsroom]\napprove = true\n[office]\nremote = \"" + remote + "\"\nhost = \"gitea\"\n[office.reviewers]\nall = [\"hung\"]\n"
	files["data/approved.toml"] = "[texts]\n"
	desk := func(name, full string, files map[string]string) *office {
		s.Person("secret-"+name, hosttest.Person{Name: name, Full: full, Push: true})
		o := enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: full, Shared: true, Web: http.DefaultTransport, Keyring: keyring.New(nil), Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
		at := clone.Options{Dir: o.Dir, Remote: remote, Clock: time.Now, Web: http.DefaultTransport}
		var err error
		if files != nil {
			err = clone.Start(at)
		} else {
			err = clone.Join(t.Context(), at)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.await("/office", remote)
		if _, body := o.post("/office", url.Values{"token": {o.token()}, "do": {"allow"}, "place": {shown(o, "/office")}}); !strings.Contains(body, "Đã cho phép") {
			t.Fatal(body)
		}
		if files != nil {
			o.exchange("send", "Đã gửi.")
		} else {
			o.exchange("fetch", "Đã có bài mới nhất.")
			o.await("/", "Rào ao")
		}
		return o
	}
	lan = desk("lan", "Nguyễn Thị Lan", files)
	hoa = desk("hoa", "Phạm Thị Hoa", nil)
	hung = desk("hung", "Trần Văn Hùng", nil)
	for o, name := range map[*office]string{lan: "lan", hoa: "hoa", hung: "hung"} {
		o.giveToken(name)
	}
	return s, bare, lan, hoa, hung
}

var hiddenPlace = regexp.MustCompile(`name="place" value="([^"]*)"`)

// shown is the place that a page asks for.
func shown(o *office, page string) string {
	_, body := o.get(page)
	if m := hiddenPlace.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

// giveToken enters the token of an account. Before that the host is asked nothing.
func (o *office) giveToken(name string) {
	o.t.Helper()
	form := url.Values{"token": {o.token()}, "do": {"token"}, "place": {shown(o, "/reviews")}, "clear": {"1"}, "secret": {"wrong"}}
	if status, body := o.post("/reviews", form); status != http.StatusBadGateway || !strings.Contains(body, "không nhận mã truy cập") {
		o.t.Fatalf("a wrong token: %d %s", status, body)
	}
	form.Set("secret", "secret-"+name)
	if _, body := o.post("/reviews", form); !strings.Contains(body, "Mã truy cập dùng được.") || strings.Contains(body, "secret-"+name) {
		o.t.Fatalf("the token: %s", body)
	}
}

// Who has entered the token to get the site enters it no second time: the person allows the
// host to be asked, and comes to the page that was to be sent.
func TestTokenOfTheFirstPage(t *testing.T) {
	t.Parallel()
	s := hosttest.New(t, "gitea")
	s.Git(filepath.Join(t.TempDir(), "trang.git"))
	s.Person("secret-lan", hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
	remote := s.URL + "/" + hosttest.Project + ".git"
	files := example()
	files["site.toml"] += "[office]\nremote = \"" + remote + "\"\nhost = \"gitea\"\n"
	kept := keyring.New(nil)
	o := enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: "Lan", Shared: true, Web: http.DefaultTransport, Keyring: kept, Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
	if _, body := o.post("/office", url.Values{"token": {o.token()}, "do": {"begin"}, "place": {remote}}); !strings.Contains(body, "Đã bắt đầu.") {
		t.Fatal(body)
	}
	o.exchange("send", "Đã gửi.")
	kept.Keep(s.URL+"/"+hosttest.Project, map[string]string{"token": "secret-lan"})
	const file = "content/nuoc/ao.md"
	if status, body := o.send(file, "save", map[string]string{"body": "Rào ao cao."}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	asked, _ := s.Requests()
	_, page := o.get("/send?file=" + file)
	if !strings.Contains(page, `name="secret"`) || strings.Contains(page, `autocomplete="off" required`) || !strings.Contains(page, `name="file" value="`+file+`"`) {
		t.Fatal(page)
	}
	if now, _ := s.Requests(); slices.ContainsFunc(now[len(asked):], func(r string) bool { return strings.Contains(r, "/api/") }) {
		t.Error("the host was asked before somebody has allowed it")
	}
	form := url.Values{"token": {o.token()}, "do": {"token"}, "place": hiddenPlace.FindStringSubmatch(page)[1:], "clear": {"1"}, "file": {file}, "secret": {""}}
	if status, body := o.post("/reviews", form); status != http.StatusOK || !strings.Contains(body, "Lời nhắn cho người duyệt") {
		t.Errorf("%d %s", status, body)
	}
}

// decide presses a button of the page of a review, as it was shown.
func (o *office) decide(page, do string, more url.Values) (int, string) {
	o.t.Helper()
	_, body := o.get(page)
	form := url.Values{"token": {o.token()}, "do": {do}}
	for _, name := range []string{"n", "commit"} {
		if m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(body); m != nil {
			form.Set(name, m[1])
		}
	}
	for k, v := range more {
		form[k] = v
	}
	return o.post("/reviews", form)
}

// A page is sent for review by one officer, while another works on; it comes back with a
// note at a passage, goes again, is approved and published, byte for byte.
func TestReviewAtDesks(t *testing.T) {
	_, bare, lan, hoa, hung := reviewing(t)
	const file = "content/nuoc/ao.md"
	change := func(text string) {
		t.Helper()
		if status, body := lan.send(file, "save", map[string]string{"body": text}); status != http.StatusOK {
			t.Fatal(status, body)
		}
		lan.await("/edit?file="+file, text)
	}
	send := func() {
		t.Helper()
		form := url.Values{"token": {lan.token()}, "do": {"send"}, "file": {file}, "files": {file}, "title": {"Rào ao"}}
		if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") || !strings.Contains(body, `cuối">15:0`) { // 08:0. at the host
			t.Fatal(body)
		}
	}
	change("Rào ao cao.")
	if body := lan.await("/send?file="+file, "Rào ao", "hung"); !strings.Contains(body, `value="`+file+`" checked`) {
		t.Error("the page is not offered", body)
	}
	send()
	if _, body := hung.get("/reviews?now=1"); !strings.Contains(body, "chờ duyệt") {
		t.Fatal(body)
	}
	_, page := hung.get("/reviews?n=1")
	// As it stands it is not approved, and so not on the site: readers see nothing of it.
	if strings.Count(page, "<iframe") != 1 || !strings.Contains(page, `/nuoc/ao/" sandbox`) || !strings.Contains(page, "Rào ao cao.") {
		t.Fatalf("not what readers will see: %s", page)
	}
	note := regexp.MustCompile(`name="(note-0-\d+)"`).FindStringSubmatch(page)
	if note == nil {
		t.Fatal("no passage has a field")
	}
	if _, body := lan.decide("/reviews?n=1", "approve", nil); !strings.Contains(body, "Không ai được duyệt bài của chính mình") {
		t.Error("own work", body)
	}
	old := url.Values{"commit": {strings.Repeat("0", 40)}}
	if status, _ := hung.decide("/reviews?n=1", "approve", old); status != http.StatusConflict {
		t.Error("what was not read was approved")
	}
	if _, body := hung.decide("/reviews?n=1", "return", url.Values{note[1]: {"Cao bao nhiêu?"}}); !strings.Contains(body, "Đã trả lại") {
		t.Fatal(body)
	}
	lan.get("/reviews?now=1")
	if _, body := lan.get("/"); !strings.Contains(body, "bị trả lại") {
		t.Error("the overview does not tell")
	}
	if _, body := lan.get("/reviews?n=1"); !strings.Contains(body, "Cao bao nhiêu?") || !strings.Contains(body, "Rào ao cao.") {
		t.Error("the note is not at its passage", body)
	}
	if status, _ := hoa.send("content/nuoc/sap.md", "save", map[string]string{"body": "Ngày mai."}); status != http.StatusOK {
		t.Error("another officer cannot work meanwhile")
	}
	change("Rào ao cao 1,2 m.")
	send()
	if _, body := hung.decide("/reviews?n=1", "approve", nil); !strings.Contains(body, "Đã duyệt.") {
		t.Fatal(body)
	}
	if _, body := lan.decide("/reviews?n=1", "merge", nil); !strings.Contains(body, "Đã đưa vào kho bài") {
		t.Fatal(body)
	}
	published := bare.File(file)
	if !strings.Contains(published, "1,2 m") || !strings.Contains(published, `approved_by = "Trần Văn Hùng"`) || !strings.Contains(published, content.ApprovedText([]byte(published+"\n"))) {
		t.Errorf("published:\n%s", published)
	}
	hoa.exchange("fetch", "Đã có bài mới nhất.")
	if text := hoa.read(file); !strings.Contains(text, "Trần Văn Hùng") {
		t.Errorf("the other officer has\n%s", text)
	}
	if text := hoa.read("content/nuoc/sap.md"); !strings.Contains(text, "Ngày mai.") {
		t.Error("the work of the other officer is lost")
	}
}

// A file that is no page is shown as it is and as it would be, what goes too; what cannot be
// shown whole is told and has no button to approve it.
func TestReviewShowsFiles(t *testing.T) {
	_, _, lan, _, hung := reviewing(t)
	put := func(name, text string) {
		t.Helper()
		at := filepath.Join(lan.Dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	send := func(files ...string) {
		t.Helper()
		form := url.Values{"token": {lan.token()}, "do": {"send"}, "file": {files[0]}, "files": files, "title": {"Rào"}}
		if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") {
			t.Fatal(body)
		}
	}
	put("data/approved.toml", "# danh sách\n")
	put("static/anh.png", "\x89PNG\x00")
	put("static/tin.bin", "\x00")
	send("data/approved.toml", "static/anh.png", "static/tin.bin")
	_, page := hung.get("/reviews?n=1")
	for _, part := range []string{"<mark>[texts]</mark>", "<mark># danh sách</mark>", `<img src="data:image/png;base64,iVBORwA="`, "không phải văn bản", `value="approve"`, "1 B"} {
		if !strings.Contains(page, part) {
			t.Errorf("%s is not shown in\n%s", part, page)
		}
	}
	link := regexp.MustCompile(`/reviews/file\?n=1&amp;blob=[0-9a-f]{40}" download="tin.bin"`).FindString(page)
	if link == "" || strings.Count(page, `name="seen"`) != 1 {
		t.Fatal("a file that is not shown cannot be opened", page)
	}
	link, _, _ = strings.Cut(unescape(link), `"`)
	if status, body := hung.get(link); status != http.StatusOK || body != "\x00" {
		t.Errorf("%d %q", status, body)
	}
	if status, _ := hung.get("/reviews/file?n=1&blob=" + strings.Repeat("0", 40)); status != http.StatusNotFound {
		t.Error("bytes that are not of the review:", status)
	}
	if status, body := hung.decide("/reviews?n=1", "approve", nil); status != http.StatusUnprocessableEntity || !strings.Contains(body, "static/tin.bin") {
		t.Error("approved unseen", status, body)
	}
	seen := url.Values{"seen": {regexp.MustCompile(`name="seen" value="([^"]*)"`).FindStringSubmatch(page)[1]}}
	put("static/tin.bin", "\x00\x01")
	send("data/approved.toml", "static/tin.bin")
	if status, _ := hung.decide("/reviews?n=1", "approve", seen); status != http.StatusUnprocessableEntity {
		t.Error("other bytes than those that were looked at are approved:", status)
	}
	put("content/nuoc/dai.md", "+++\ntitle = \"Dài\"\n+++\n\n"+strings.Repeat("Một đoạn dài.\n\n", 200_000))
	send("content/nuoc/dai.md")
	_, page = hung.get("/reviews?n=2")
	if !strings.Contains(page, "content/nuoc/dai.md), nên chưa duyệt được") || strings.Contains(page, `value="approve"`) {
		t.Error("a text that is not shown can be approved", page)
	}
	if status, body := hung.decide("/reviews?n=2", "approve", nil); status != http.StatusConflict || !strings.Contains(body, "dai.md") {
		t.Error(status, body)
	}
}

// What somebody corrects at the host while a page waits comes to its author, who is shown
// both texts where they touch.
func TestCorrectionsAtDesk(t *testing.T) {
	_, bare, lan, _, _ := reviewing(t)
	const file = "content/nuoc/ao.md"
	change := func(text string) {
		t.Helper()
		if status, body := lan.send(file, "save", map[string]string{"body": text}); status != http.StatusOK {
			t.Fatal(status, body)
		}
		lan.await("/edit?file="+file, text)
	}
	form := url.Values{"token": {lan.token()}, "do": {"send"}, "file": {file}, "files": {file}, "title": {"Rào ao"}}
	change("Rào ao cao.")
	if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") {
		t.Fatal(body)
	}
	all, err := bare.Branches("duyet/*")
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	corrected := strings.Replace(lan.read(file), "Rào ao cao.", "Rào ao cao 1 mét.", 1)
	if err := bare.Write(all[0], file, corrected); err != nil {
		t.Fatal(err)
	}
	change("Rào ao cao 2 mét.")
	status, body := lan.post("/reviews", form)
	if status != http.StatusConflict || !strings.Contains(body, "đã được sửa ở cùng chỗ") || !strings.Contains(body, "office/both?file=content") {
		t.Fatal(status, body)
	}
	_, body = lan.get(unescape(regexp.MustCompile(`/office/both\?file=[^"]*`).FindString(body)))
	if !strings.Contains(body, "1 mét") || !strings.Contains(body, "2 mét") {
		t.Fatalf("%s", body)
	}
	put := url.Values{"token": {lan.token()}, "file": {file}}
	for _, m := range regexp.MustCompile(`name="(sum|text|mine)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		put.Set(m[1], unescape(m[2]))
	}
	if status, body := lan.post("/put", put); status != http.StatusOK {
		t.Fatal(status, body)
	}
	if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") {
		t.Fatal(body)
	}
	if text := bare.FileOf(all[0], file); !strings.Contains(text, "2 mét") {
		t.Errorf("%s", text)
	}
}

// Where nothing of this is set, the desk has no word of it and asks nobody.
func TestNoReviews(t *testing.T) {
	o := open(t, example())
	if _, body := o.get("/"); strings.Contains(body, "/reviews") {
		t.Error("the menu offers reviews")
	}
	if status, _ := o.get("/reviews"); status != http.StatusNotFound {
		t.Error(status)
	}
}
