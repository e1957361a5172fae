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

// atHost opens the desk of an officer whose site is at a host and was sent there; more is
// written into site.toml after the remote.
func atHost(t *testing.T, more string, o newsroomtest.Options) (s *hosttest.Server, bare *hosttest.Bare, lan *office) {
	t.Helper()
	t.Parallel()
	s = hosttest.New(t, "gitea")
	bare = s.Git(filepath.Join(t.TempDir(), "trang.git"))
	s.Person("secret-lan", hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
	remote := s.URL + "/" + hosttest.Project + ".git"
	files := example()
	files["site.toml"] += "[office]\nremote = \"" + remote + "\"\n" + more
	o.Who, o.Shared, o.Web, o.Now = "Lan", true, http.DefaultTransport, time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)
	if o.Keyring == nil {
		o.Keyring = keyring.New(nil)
	}
	lan = enter(t, newsroomtest.Open(t, files, o))
	if _, body := lan.post("/office", url.Values{"token": {lan.token()}, "do": {"begin"}, "place": {remote}}); !strings.Contains(body, "Đã bắt đầu.") {
		t.Fatal(body)
	}
	lan.exchange("send", "Đã gửi.")
	return s, bare, lan
}

// A draft is still a draft, as it was, byte for byte, where it could not be sent for review
// and while it waits there: if it were none, the next building would publish what nobody has
// read.
func TestUnsentStaysDraft(t *testing.T) {
	s, bare, lan := atHost(t, "host = \"gitea\"\n", newsroomtest.Options{})
	lan.giveToken("lan")
	_, body := lan.post("/new", url.Values{"token": {lan.token()}, "title": {"Cứu đuối"}, "kind": {"article"}, "section": {"nuoc"}})
	file := regexp.MustCompile(`name="file" value="([^"]+)"`).FindStringSubmatch(body)[1]
	lan.send(file, "save", map[string]string{"body": "Gọi 112."})
	lan.await("/send?file="+file, file)
	before := lan.read(file)
	if !strings.Contains(before, "draft = true") {
		t.Fatal(before)
	}
	down := true
	s.Instead(func(w http.ResponseWriter, r *http.Request) bool {
		if down {
			w.WriteHeader(http.StatusBadGateway)
		}
		return down
	})
	form := url.Values{"token": {lan.token()}, "do": {"send"}, "file": {file}, "files": {file}, "title": {"x"}}
	if status, body := lan.post("/reviews", form); status != http.StatusBadGateway {
		t.Error(status, body)
	}
	if after := lan.read(file); after != before {
		t.Errorf("not sent, and the page is now\n%s", after)
	}
	down = false
	lan.await("/send?file="+file, file)
	if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") {
		t.Error(body)
	}
	if after := lan.read(file); after != before {
		t.Errorf("it waits for review, and the page is now\n%s", after)
	}
	all, err := bare.Branches("duyet/*")
	if err != nil || len(all) != 1 || strings.Contains(bare.FileOf(all[0], file), "draft") || !strings.Contains(bare.FileOf(all[0], file), "Gọi 112.") {
		t.Errorf("%q, %v", all, err)
	}
}

// A page that a reader takes out of a review stays in its author's folder, and who sends
// again is told that it did not go along.
func TestTakenOutIsTold(t *testing.T) {
	_, bare, lan := atHost(t, "host = \"gitea\"\n", newsroomtest.Options{})
	lan.giveToken("lan")
	const one, two = "content/nuoc/mot.md", "content/nuoc/hai.md"
	text := "+++\ntitle = \"Hai\"\n+++\n\nGọi 112.\n"
	lan.put(one, "+++\ntitle = \"Một\"\n+++\n\nGọi 115.\n")
	lan.put(two, text)
	form := url.Values{"token": {lan.token()}, "do": {"send"}, "file": {one}, "files": {one, two}, "title": {"x"}}
	lan.await("/send?file="+one, two)
	if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt.") || strings.Contains(body, "đã bỏ") {
		t.Fatal(body)
	}
	all, err := bare.Branches("duyet/*")
	if err == nil {
		err = bare.Remove(all[0], two)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, body := lan.post("/reviews", form); !strings.Contains(body, "Đã gửi duyệt. Người duyệt đã bỏ khỏi lượt duyệt này: “Hai”.") || lan.read(two) != text {
		t.Error(body, lan.read(two))
	}
}
