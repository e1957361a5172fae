package newsroom_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/clone"
)

// together opens two desks on clones of one shared folder.
func together(t *testing.T) (lan, hoa *office) {
	t.Helper()
	t.Parallel()
	share := filepath.Join(t.TempDir(), "chung")
	if err := clone.StartShare(share, "main", disk.System{}); err != nil {
		t.Fatal(err)
	}
	files := example()
	files["site.toml"] += "[office]\nremote = \"" + share + "\"\n"
	desk := func(who string, files map[string]string) *office {
		return enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: who, Shared: true, Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
	}
	lan = desk("Lan", files)
	o := clone.Options{Dir: lan.Dir, Remote: share, Clock: time.Now}
	if err := clone.Start(o); err != nil {
		t.Fatal(err)
	}
	lan.allowShare(share)
	lan.exchange("send", "Đã gửi.")
	hoa = desk("Hoa", nil)
	o.Dir = hoa.Dir
	if err := clone.Join(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	hoa.await("/office", share)
	hoa.allowShare(share)
	hoa.exchange("fetch", "Đã có bài mới nhất.")
	hoa.await("/", "Rào ao")
	return lan, hoa
}

func (o *office) allowShare(share string) {
	o.t.Helper()
	if _, body := o.get("/office"); !strings.Contains(body, share) || strings.Contains(body, `value="send"`) {
		o.t.Fatalf("nobody is asked: %s", body)
	}
	if status, body := o.post("/office", url.Values{"token": {o.token()}, "do": {"send"}}); status != http.StatusForbidden {
		o.t.Fatalf("sent before somebody has allowed it: %s", body)
	}
	if _, body := o.post("/office", url.Values{"token": {o.token()}, "do": {"allow"}, "place": {share}}); !strings.Contains(body, "Đã cho phép") {
		o.t.Fatalf("not allowed: %s", body)
	}
}

// change fills in a field of the page that all change.
func (o *office) change(field, text string) {
	o.t.Helper()
	if status, body := o.send("content/nuoc/ao.md", "save", map[string]string{field: text}); status != http.StatusOK || !strings.Contains(o.read("content/nuoc/ao.md"), text) {
		o.t.Fatalf("not saved: %d %s", status, body)
	}
}

func (o *office) exchange(do, want string) string {
	o.t.Helper()
	_, body := o.post("/office", url.Values{"token": {o.token()}, "do": {do}})
	if !strings.Contains(body, want) {
		o.t.Fatalf("%s: %s", do, body)
	}
	return body
}

// TestTogether: what a form saves is a commit with the name of who works; what two people
// changed apart is put together; what touches waits and is decided at the desk.
func TestTogether(t *testing.T) {
	lan, hoa := together(t)
	lan.change("f.title", "Rào ao, giếng")
	hoa.change("f.summary", "Rào kín.")
	if _, body := lan.get("/office"); !strings.Contains(body, "Rào ao, giếng") || strings.Contains(body, "Đã gửi hết") {
		t.Errorf("what was not sent is not shown: %s", body)
	}
	lan.exchange("send", "Đã gửi.")
	hoa.exchange("send", "Đã gửi.")
	lan.exchange("fetch", "Đã có bài mới nhất.")
	for _, o := range []*office{lan, hoa} {
		if text := o.read("content/nuoc/ao.md"); !strings.Contains(text, "Rào ao, giếng") || !strings.Contains(text, "Rào kín.") {
			t.Errorf("%s", text)
		}
	}
	lan.change("f.title", "Của Lan")
	hoa.change("f.title", "Của Hoa")
	lan.exchange("send", "Đã gửi.")
	body := hoa.exchange("send", "Hai người sửa cùng một chỗ")
	if !strings.Contains(body, "office/both?file=content") {
		t.Errorf("%s", body)
	}
	_, body = hoa.get(unescape(regexp.MustCompile(`/office/both\?file=[^"]*`).FindString(body)))
	if !strings.Contains(body, "Của Lan") || !strings.Contains(body, "Của Hoa") {
		t.Fatalf("%s", body)
	}
	form := url.Values{"token": {hoa.token()}, "file": {"content/nuoc/ao.md"}}
	for _, m := range regexp.MustCompile(`name="(sum|text|mine)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], unescape(m[2]))
	}
	status, body := hoa.post("/put", form)
	if status != http.StatusOK || !strings.Contains(hoa.read("content/nuoc/ao.md"), "Của Hoa") {
		t.Fatalf("%d %s", status, body)
	}
	if body := hoa.exchange("send", "Đã gửi."); strings.Contains(body, "cùng một chỗ") {
		t.Errorf("still on the list: %s", body)
	}
	lan.exchange("fetch", "Đã có bài mới nhất.")
	if text := lan.read("content/nuoc/ao.md"); !strings.Contains(text, "Của Hoa") {
		t.Errorf("%s", text)
	}
	at, err := clone.Open(clone.Options{Dir: lan.Dir, Remote: "/x", Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer at.Close()
	past, err := at.History("content/nuoc/ao.md", 10)
	all := past.Revisions
	if err != nil || len(all) != 5 || all[0].By.Name != "Hoa" || all[0].Message != "Sửa Của Hoa\n" || all[4].Message[:1] == "" {
		t.Errorf("%+v %v", all, err)
	}
}

// TestTablesTogether: both texts of settings and of tables are shown, and mine can be taken.
func TestTablesTogether(t *testing.T) {
	for _, file := range []string{"site.toml", "data/emergencies.toml"} {
		t.Run(file, func(t *testing.T) {
			lan, hoa := together(t)
			for who, o := range map[string]*office{"Lan": lan, "Hoa": hoa} {
				text := "title = \"của " + who + "\"\n"
				if file == "site.toml" {
					text = regexp.MustCompile(`(?m)^title = .*\n`).ReplaceAllLiteralString(o.read(file), text)
				}
				at := filepath.Join(o.Dir, filepath.FromSlash(file))
				if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte(text), 0o666)); err != nil {
					t.Fatal(err)
				}
			}
			lan.exchange("send", "Đã gửi.")
			page := hoa.exchange("send", "Hai người sửa cùng một chỗ")
			_, body := hoa.get(unescape(regexp.MustCompile(`/office/both\?file=[^"]*`).FindString(page)))
			if !strings.Contains(body, "của Lan") || !strings.Contains(body, "của Hoa") {
				t.Fatalf("%s", body)
			}
			form := url.Values{"token": {hoa.token()}, "do": {"take"}}
			for _, m := range regexp.MustCompile(`name="(file|sum|mine)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
				form.Set(m[1], unescape(m[2]))
			}
			stale := url.Values{"token": form["token"], "do": {"take"}, "file": form["file"], "mine": form["mine"], "sum": {"x"}}
			if status, _ := hoa.post("/office", stale); status != http.StatusConflict || strings.Contains(hoa.read(file), "của Hoa") {
				t.Errorf("written over what nobody has seen: %d", status)
			}
			if status, body := hoa.post("/office", form); status != http.StatusOK || !strings.Contains(hoa.read(file), "của Hoa") || strings.Contains(body, "cùng một chỗ") {
				t.Errorf("%d %q %s", status, hoa.read(file), body)
			}
		})
	}
}

// TestAlone: a desk of a site without [office] has no such page, and its folder stays as
// it is.
func TestAlone(t *testing.T) {
	o := open(t, example())
	if status, _ := o.get("/office"); status != http.StatusNotFound {
		t.Errorf("status %d", status)
	}
	if _, body := o.get("/"); strings.Contains(body, "Cùng làm") {
		t.Error("the menu leads there")
	}
}

// An officer begins at the desk alone: one connects the site with an empty shared folder and
// sends it, the other gets it into an empty folder; what is typed wrong is told.
func TestBeginAndJoinAtDesk(t *testing.T) {
	t.Parallel()
	share := filepath.Join(t.TempDir(), "chung")
	files := example()
	files["site.toml"] += "[office]\nremote = \"" + share + "\"\n"
	desk := func(who string, files map[string]string) *office {
		return enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: who, Shared: true, Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
	}
	lan, hoa := desk("Lan", files), desk("Hoa", nil)
	if _, body := lan.get("/office"); !strings.Contains(body, `value="begin"`) || strings.Contains(body, `value="send"`) {
		t.Fatal(body)
	}
	if status, _ := lan.post("/office", url.Values{"token": {lan.token()}, "do": {"begin"}, "place": {"/khac"}}); status != http.StatusConflict || clone.IsClone(lan.Dir) {
		t.Error("another place than the one that was shown was begun with", status)
	}
	token := func(o *office) string {
		_, body := o.get("/")
		return regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)[1]
	}
	for _, wrong := range []string{"", "chung", "https://lan:mat-khau@git.example.vn/a/b", share} {
		if status, body := hoa.post("/join", url.Values{"token": {token(hoa)}, "remote": {wrong}}); status < 400 || !strings.Contains(body, `class="bad"`) || !strings.Contains(body, `name="remote"`) {
			t.Errorf("%q: %d %s", wrong, status, body)
		}
	}
	lan.change("f.summary", "Rào kín.") // saved before there is a clone
	if status, body := lan.post("/office", url.Values{"token": {lan.token()}, "do": {"begin"}, "place": {share}}); status != http.StatusOK || !strings.Contains(body, "Đã bắt đầu.") || strings.Contains(body, `class="bad"`) {
		t.Fatal(status, body)
	}
	hour := func() string { return "trả lời: " + time.Now().In(time.FixedZone("", 7*60*60)).Format("15:") }
	before := hour()
	if body := lan.exchange("send", "Đã gửi."); !strings.Contains(body, before) && !strings.Contains(body, hour()) {
		t.Errorf("a time that is not the site's: %s", body)
	}
	if status, body := hoa.post("/join", url.Values{"token": {token(hoa)}, "remote": {share}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	hoa.await("/", "Rào ao")
	hoa.exchange("fetch", "Đã có bài mới nhất.")
	if hoa.read("content/nuoc/ao.md") != lan.read("content/nuoc/ao.md") {
		t.Error("not the same page")
	}
}

// The versions of a page are those of everybody who shares the site, each by name; one that
// another has saved is shown and comes back like an own one.
func TestVersionsOfOthers(t *testing.T) {
	lan, hoa := together(t)
	const file = "content/nuoc/ao.md"
	lan.change("f.title", "Của Lan")
	lan.change("f.title", "Của Lan, sửa")
	lan.exchange("send", "Đã gửi.")
	hoa.exchange("fetch", "Đã có bài mới nhất.")
	hoa.change("f.title", "Của Hoa")
	hoa.await("/edit?file="+file, "Của Hoa")
	_, list := hoa.get("/versions?file=" + file)
	if strings.Count(list, "<small>Lan") != 3 || strings.Contains(list, "ngoài bàn biên tập") {
		t.Fatalf("%s", between(list, "<ol", "</ol>"))
	}
	id := regexp.MustCompile(`version=(kho-[0-9a-f]+)`).FindStringSubmatch(list)
	if id == nil {
		t.Fatalf("%s", between(list, "<ol", "</ol>"))
	}
	if _, page := hoa.get("/versions?file=" + file + "&version=" + id[1]); !strings.Contains(page, "Của Lan") || !strings.Contains(page, "Của Hoa") {
		t.Error("not beside the page as it is")
	}
	if status, _ := hoa.get("/versions?file=content/nuoc/sap.md&version=" + id[1]); status == http.StatusOK {
		t.Error("a text of another page is shown as a version")
	}
	sum := regexp.MustCompile(`name="sum" value="([^"]*)"`).FindStringSubmatch(list)[1]
	if status, body := hoa.post("/versions", url.Values{"token": {hoa.token()}, "file": {file}, "sum": {sum}, "version": {id[1]}}); status != http.StatusOK || !strings.Contains(hoa.read(file), "Của Lan") {
		t.Errorf("%d %s\n%s", status, between(body, `role="alert"`, "</div>"), hoa.read(file))
	}
}

// A file with the line ends of Windows has each version once, without the one that it is,
// and keeps its line ends when one is restored.
func TestVersionsWithLineEndsOfWindows(t *testing.T) {
	lan, _ := together(t)
	const file = "content/nuoc/ao.md"
	lan.put(file, strings.ReplaceAll(lan.read(file), "\n", "\r\n"))
	lan.await("/edit?file="+file, file)
	lan.change("f.title", "Một")
	lan.change("f.title", "Hai")
	lan.change("f.title", "Ba")
	_, list := lan.get("/versions?file=" + file)
	if n := strings.Count(list, "<li>"); n != 3 {
		t.Fatalf("%d versions: %s", n, between(list, "<ol", "</ol>"))
	}
	ids := regexp.MustCompile(`version=([^"&]+)"`).FindAllStringSubmatch(list, -1)
	sum := regexp.MustCompile(`name="sum" value="([^"]*)"`).FindStringSubmatch(list)[1]
	status, body := lan.post("/versions", url.Values{"token": {lan.token()}, "file": {file}, "sum": {sum}, "version": {ids[0][1]}})
	if text := lan.read(file); status != http.StatusOK || !strings.Contains(text, "Hai") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("%d %s\n%q", status, between(body, `role="alert"`, "</div>"), text)
	}
}
