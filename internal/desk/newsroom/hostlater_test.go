package newsroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
)

// setting fills in inputs of the settings.
func (o *office) setting(values map[string]string) (int, string) {
	o.t.Helper()
	_, body := o.get("/settings")
	form := url.Values{"token": {o.token()}, "sum": {regexp.MustCompile(`name="sum" value="([^"]*)"`).FindStringSubmatch(body)[1]}}
	for id, value := range values {
		was := ""
		if m := regexp.MustCompile(`name="was\.` + regexp.QuoteMeta(id) + `" value="([^"]*)"`).FindStringSubmatch(body); m != nil {
			was = unescape(m[1])
		}
		form.Set("was."+id, was)
		form.Set(id, value)
	}
	return o.post("/settings", form)
}

const reviewedPage = "content/nuoc/ao.md"

// sendsForReview changes a page and sends it for review.
func (o *office) sendsForReview(text string) (int, string) {
	o.t.Helper()
	o.send(reviewedPage, "save", map[string]string{"body": text})
	o.await("/edit?file="+reviewedPage, text)
	return o.post("/reviews", url.Values{"token": {o.token()}, "do": {"send"}, "file": {reviewedPage}, "files": {reviewedPage}, "title": {"Rào ao"}})
}

// A host that the settings name once the clone is open is asked what it has merged.
func TestHostLater(t *testing.T) {
	s, bare, lan := atHost(t, "", newsroomtest.Options{})
	if status, body := lan.setting(map[string]string{"s.office.host": "gitea"}); status != http.StatusOK {
		t.Fatal(body)
	}
	lan.await("/", "/reviews")
	lan.giveToken("lan")
	if _, body := lan.sendsForReview("Rào ao cao."); !strings.Contains(body, "Đã gửi duyệt.") {
		t.Fatal(body)
	}
	all, _ := bare.Branches("duyet/*")
	if err := bare.Write(all[0], reviewedPage, strings.Replace(lan.read(reviewedPage), "Rào ao cao.", "Rào ao cao 1 mét.", 1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Press(1, hosttest.Squashed); err != nil {
		t.Fatal(err)
	}
	if body := lan.exchange("fetch", ""); strings.Contains(body, "Hai người sửa cùng một chỗ") || !strings.Contains(lan.read(reviewedPage), "1 mét") {
		t.Error("the host was not asked")
	}
}

// Another program at the same address opens the clone anew: reviews go on by that one.
func TestReviewsAfterOtherSettings(t *testing.T) {
	_, _, lan := atHost(t, "host = \"gitea\"\n", newsroomtest.Options{})
	lan.giveToken("lan")
	lan.get("/reviews?now=1")
	if status, body := lan.setting(map[string]string{"s.office.host": "forgejo"}); status != http.StatusOK {
		t.Fatal(body)
	}
	lan.await("/settings", `value="forgejo" selected`)
	if status, body := lan.sendsForReview("Rào ao cao."); !strings.Contains(body, "Đã gửi duyệt.") {
		t.Error(status, body)
	}
}

// Where the token has run out, each page that asks the host takes another.
func TestTokenRunOut(t *testing.T) {
	s, _, lan := atHost(t, "host = \"gitea\"\n", newsroomtest.Options{})
	lan.giveToken("lan")
	out := true
	s.Instead(func(w http.ResponseWriter, _ *http.Request) bool {
		if out {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			w.Write([]byte(`{"message":"token expired"}`))
		}
		return out
	})
	takes := func(page, body string) {
		t.Helper()
		if !strings.Contains(body, `name="secret"`) || !strings.Contains(body, `autocomplete="off" required`) || !strings.Contains(body, "không nhận mã truy cập") {
			t.Errorf("%s takes no token: %s", page, body)
		}
	}
	for _, page := range []string{"/reviews?now=1", "/reviews", "/reviews?n=1"} {
		_, body := lan.get(page)
		takes(page, body)
	}
	_, body := lan.sendsForReview("Rào ao cao.")
	takes("sending", body)
	out = false
	if _, body := lan.post("/reviews", url.Values{"token": {lan.token()}, "do": {"token"}, "place": {hiddenPlace.FindStringSubmatch(body)[1]}, "clear": {"1"}, "secret": {"secret-lan"}}); !strings.Contains(body, "Mã truy cập dùng được.") {
		t.Error(body)
	}
}

// A token of the environment is not said to have been entered, and one that is typed goes
// before it.
func TestTokenOfEnvironment(t *testing.T) {
	environ := func(name string) string {
		if name == "LOA_OFFICE_TOKEN" {
			return "secret-cu"
		}
		return ""
	}
	_, _, lan := atHost(t, "host = \"gitea\"\n", newsroomtest.Options{Environ: environ, Keyring: keyring.New(nil)})
	if _, body := lan.get("/reviews"); strings.Contains(body, "bạn nhập khi lấy trang") || !strings.Contains(body, "LOA_OFFICE_TOKEN") {
		t.Error(body)
	}
	lan.giveToken("lan")
	if _, body := lan.get("/reviews?now=1"); strings.Contains(body, "không nhận mã truy cập") {
		t.Error("the token of the environment goes before the one that was typed")
	}
}

// The form takes no address that is none, and none with a password: it would stand in the
// file, and go to all with the next sending.
func TestSettingsRefuseRemote(t *testing.T) {
	o := open(t, example())
	before := o.read("site.toml")
	for _, one := range []map[string]string{
		{"s.office.remote": "https://lan:mat-khau@git.example.vn/a/b"}, {"s.office.remote": "chung"}, {"s.office.remote": "xin chào"},
		{"s.office.host": "forgejo"}, {"s.office.remote": "/srv/chung", "s.office.host": "forgejo"},
	} {
		status, body := o.setting(one)
		if status != http.StatusUnprocessableEntity || o.read("site.toml") != before {
			t.Errorf("%v: %d %s", one, status, between(body, `role="alert"`, "</div>"))
		}
	}
}
