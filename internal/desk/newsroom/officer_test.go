package newsroom_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/host/hosttest"
	"loa/internal/publish/keyring"
)

// A new officer makes a page in the site that the first page of the desk has got, saves it,
// and is told to send it for review.
func TestNewOfficerWrites(t *testing.T) {
	t.Parallel()
	s := hosttest.New(t, "gitea")
	s.Git(filepath.Join(t.TempDir(), "trang.git"))
	remote := s.URL + "/" + hosttest.Project + ".git"
	files := example()
	files["site.toml"] += "[office]\nremote = \"" + remote + "\"\nhost = \"gitea\"\n"
	desk := func(who string, files map[string]string) *office {
		return enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: who, Shared: true, Web: http.DefaultTransport, Keyring: keyring.New(nil), Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
	}
	first, lan := desk("Hùng", files), desk("Lan", nil)
	if _, body := first.post("/office", url.Values{"token": {first.token()}, "do": {"begin"}, "place": {remote}}); !strings.Contains(body, "Đã bắt đầu.") {
		t.Fatal(body)
	}
	first.exchange("send", "Đã gửi.")
	_, body := lan.get("/")
	token := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)[1]
	if status, body := lan.post("/join", url.Values{"token": {token}, "remote": {remote}}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	lan.await("/", "Rào ao")
	status, body := lan.post("/new", url.Values{"token": {lan.token()}, "title": {"Cứu đuối"}, "kind": {"article"}, "section": {"nuoc"}})
	if status != http.StatusOK || !strings.Contains(body, "rồi “Gửi duyệt” ở đầu trang") {
		t.Fatal(status, body)
	}
	file := regexp.MustCompile(`name="file" value="([^"]+)"`).FindStringSubmatch(body)[1]
	if status, body := lan.send(file, "save", map[string]string{"body": "Gọi 112."}); status != http.StatusOK || !strings.Contains(lan.read(file), "Gọi 112.") {
		t.Fatal(status, between(body, `role="alert"`, "</div>"))
	}
	if status, body := lan.get("/office"); status != http.StatusOK || !strings.Contains(body, "Cứu đuối") {
		t.Error(status, body)
	}
}
