package newsroom_test

import (
	"bufio"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

// ftpHost lets anybody in who speaks a little FTP, and remembers what it was told.
type ftpHost struct {
	net.Listener
	mu   sync.Mutex
	told string
}

func listenFTP(t *testing.T) *ftpHost {
	t.Helper()
	h := &ftpHost{Listener: must(net.Listen("tcp", "127.0.0.1:0"))}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := h.Accept()
			if err != nil {
				return
			}
			h.note("(opened)")
			all.Go(func() { defer conn.Close(); h.speak(conn) })
		}
	})
	t.Cleanup(func() { h.Close(); all.Wait() })
	return h
}

// speak lets the caller log in, and then says that nothing of the kind is possible.
func (h *ftpHost) speak(conn net.Conn) {
	fmt.Fprint(conn, "220 xin chao\r\n")
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		h.note(lines.Text())
		switch word, _, _ := strings.Cut(lines.Text(), " "); word {
		case "USER":
			fmt.Fprint(conn, "331 ?\r\n")
		case "PASS":
			fmt.Fprint(conn, "230 ok\r\n")
		default:
			fmt.Fprint(conn, "553 no\r\n")
		}
	}
}

func (h *ftpHost) note(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told += text + "\n"
}

func (h *ftpHost) heard() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.told
}

// publishing is a desk whose site names a host, with a password in the environment.
func publishing(t *testing.T, target string) *office {
	t.Helper()
	files := example()
	files["site.toml"] = strings.Split(newsroomtest.Settings, "[deploy.usb]")[0] + "[deploy.cong]\n" + target
	secret := func(name string) string {
		if strings.HasPrefix(name, "LOA_DEPLOY_CONG_") {
			return "x-secret"
		}
		return ""
	}
	n := newsroomtest.Open(t, files, newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC), Environ: secret})
	return enter(t, n)
}

var placeTag = regexp.MustCompile(`name="place" value="([^"]*)"`)

// TestNothingIsOpened fails if a host hears of a release before the person at the desk
// has allowed it and the kind of its line.
func TestNothingIsOpened(t *testing.T) {
	t.Parallel()
	host := listenFTP(t)
	o := publishing(t, fmt.Sprintf("type = \"ftp\"\nhost = \"127.0.0.1\"\nport = %d\nuser = \"u\"\ninsecure = true\n", host.Addr().(*net.TCPAddr).Port))
	token := o.token()
	o.get("/publish")
	o.post("/publish", url.Values{"token": {token}, "target": {"cong"}})
	o.awaitRelease("/publish?job=1", `value="allow"`, "u@127.0.0.1")
	_, page := o.get("/publish?job=1")
	place := html.UnescapeString(placeTag.FindStringSubmatch(page)[1])
	for _, form := range []url.Values{{}, {"allow": {"1"}}} { // the other question
		form.Set("token", token)
		form.Set("job", "1")
		form.Set("do", "yes")
		o.post("/publish", form)
	}
	for _, form := range []url.Values{
		{"place": {place}}, {"place": {"ftp://u@127.0.0.1:1/./"}, "clear": {place}}, {"clear": {place}}, {"place": {place, place}, "clear": {place}},
	} {
		form.Set("token", token)
		form.Set("job", "1")
		form.Set("do", "allow")
		if status, _ := o.post("/publish/allow", form); status != http.StatusConflict {
			t.Errorf("%v: %d", form, status)
		}
	}
	if _, body := o.get("/publish?job=1"); !strings.Contains(body, `value="allow"`) {
		t.Error("the question is gone:", body)
	}
	if heard := host.heard(); heard != "" {
		t.Fatalf("before the answer the host heard\n%s", heard)
	}
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"1"}, "do": {"allow"}, "place": {place}, "clear": {place}})
	o.awaitRelease("/publish?job=1", `name="secret-password"`) // the host lets nobody do anything
	o.post("/publish", url.Values{"token": {token}, "job": {"1"}, "do": {"stop"}})
	o.awaitRelease("/publish?job=1", "chưa xuất bản được")
	if !strings.Contains(host.heard(), "PASS x-secret") {
		t.Fatalf("after the answer the host heard only\n%s", host.heard())
	}
}

// TestDeclined fails if a no opens anything or is remembered as a yes, and if what was
// allowed cannot be taken back.
func TestDeclined(t *testing.T) {
	t.Parallel()
	o := publishing(t, "path = \"../usb\"\n")
	usb := filepath.Join(filepath.Dir(o.Dir), "usb")
	token := o.token()
	begin := func(job string) string {
		t.Helper()
		o.post("/publish", url.Values{"token": {token}, "target": {"cong"}})
		o.awaitRelease("/publish?job="+job, `class="strong" name="do"`)
		for {
			_, page := o.get("/publish?job=" + job)
			if m := placeTag.FindStringSubmatch(page); m != nil {
				return html.UnescapeString(m[1])
			}
			if strings.Contains(page, `value="yes"`) {
				return ""
			}
			o.awaitRelease("/publish?job="+job, `class="strong" name="do"`)
		}
	}
	place := begin("1")
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"1"}, "do": {"no"}, "place": {place}})
	o.awaitRelease("/publish?job=1", "không xuất bản")
	if _, err := os.Stat(usb); err == nil {
		t.Error("a no made the folder")
	}
	if place = begin("2"); place == "" {
		t.Fatal("a no is remembered as a yes")
	}
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"2"}, "do": {"allow"}, "place": {place}})
	o.awaitRelease("/publish?job=2", `value="yes"`)
	o.post("/publish", url.Values{"token": {token}, "job": {"2"}, "do": {"no"}})
	o.awaitRelease("/publish?job=2", "không xuất bản", `value="forget"`)
	if again := begin("3"); again != "" {
		t.Error("asked again:", again)
	}
	o.post("/publish", url.Values{"token": {token}, "job": {"3"}, "do": {"no"}})
	o.awaitRelease("/publish?job=3", "không xuất bản")
	o.post("/publish/allow", url.Values{"token": {token}, "do": {"forget"}})
	if again := begin("4"); again == "" {
		t.Error("what was taken back is still allowed")
	}
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"4"}, "do": {"no"}})
}
