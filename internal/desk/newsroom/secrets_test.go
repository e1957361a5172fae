package newsroom_test

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/publish/keyring"
	"loa/internal/publish/remote"
)

// passwords is a system's store in memory.
type passwords struct {
	mu   sync.Mutex
	kept map[string]string
	err  error // of all that is asked
}

func (p *passwords) Get(service, name string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if text, ok := p.kept[name]; ok {
		return text, p.err
	}
	return "", cmp.Or(p.err, keyring.ErrNone)
}

func (p *passwords) Set(service, name, secret string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.kept[name] = secret
	}
	return p.err
}

func (p *passwords) Delete(service, name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		delete(p.kept, name)
	}
	return p.err
}

// lockedFolder is a place in a folder that lets in whoever knows the word.
func lockedFolder(dir string) func(context.Context, remote.Address) (remote.Place, error) {
	return func(ctx context.Context, a remote.Address) (remote.Place, error) {
		switch a.Secrets.Password {
		case "":
			return nil, &remote.Refused{Reason: remote.NoSecret, Detail: a.Secrets.Variable + "_PASSWORD"}
		case "vừng ơi":
			return remote.Dial(ctx, remote.Address{Type: "folder", Path: dir})
		}
		return nil, &remote.Refused{Reason: remote.WrongLogin, Detail: a.User}
	}
}

const sftpTarget = "type = \"sftp\"\nhost = \"may-chu.example\"\nuser = \"web\"\n"

// serving is a desk whose site names one place, behind a dialler.
func serving(t *testing.T, target string, ring *keyring.Ring, dial func(context.Context, remote.Address) (remote.Place, error)) *office {
	t.Helper()
	files := example()
	files["site.toml"] = strings.Split(newsroomtest.Settings, "[deploy.usb]")[0] + "[deploy.cong]\n" + target
	return enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC), Dial: dial, Keyring: ring}))
}

// begin begins a job and allows its place.
func (o *office) begin(token, do, job string) {
	o.t.Helper()
	o.post("/publish", url.Values{"token": {token}, "target": {"cong"}, "do": {do}})
	if job == "1" {
		o.awaitRelease("/publish?job=1", `value="allow"`)
		_, page := o.get("/publish?job=1")
		o.post("/publish/allow", url.Values{"token": {token}, "job": {"1"}, "do": {"allow"}, "place": {unescape(placeTag.FindStringSubmatch(page)[1])}})
	}
}

// TestPassword: a place that needs a password asks for it by a form, once more if it is
// wrong; the system keeps it, and neither the site nor a page has it.
func TestPassword(t *testing.T) {
	t.Parallel()
	system := &passwords{kept: map[string]string{}}
	dir := filepath.Join(t.TempDir(), "cho")
	o := serving(t, sftpTarget, keyring.New(system), lockedFolder(dir))
	token := o.token()
	o.begin(token, "try", "1")
	answer := func(word, place string) (int, string) {
		return o.post("/publish/open", url.Values{"token": {token}, "job": {"1"}, "do": {"open"}, "place": {place}, "secret-password": {word}, "keep": {"1"}})
	}
	o.awaitRelease("/publish?job=1", `name="secret-password"`, "Nơi này cần mật khẩu")
	_, page := o.get("/publish?job=1")
	place := unescape(placeTag.FindStringSubmatch(page)[1])
	if !strings.Contains(place, "web@may-chu.example") {
		t.Fatal(place)
	}
	if status, _ := answer("vừng ơi", "sftp://web@may-khac.example:22/"); status != http.StatusConflict {
		t.Error("a password for another place was taken:", status)
	}
	if status, _ := answer("", place); status != http.StatusUnprocessableEntity {
		t.Error("an empty password was taken:", status)
	}
	answer("sai rồi", place)
	o.awaitRelease("/publish?job=1", `name="secret-password"`, "Máy chủ không nhận")
	if len(system.kept) > 0 {
		t.Error("a wrong password is kept:", system.kept)
	}
	answer("vừng ơi", place)
	o.awaitRelease("/publish?job=1", "kết nối được, ghi được")
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(left) > 0 {
		t.Error("a test of the place left", left)
	}
	if text := system.kept[place]; !strings.Contains(text, "vừng ơi") {
		t.Error("the system keeps", system.kept)
	}
	o.begin(token, "publish", "2") // asks no more
	o.awaitRelease("/publish?job=2", `value="yes"`)
	o.post("/publish", url.Values{"token": {token}, "job": {"2"}, "do": {"yes"}})
	o.awaitRelease("/publish?job=2", "đã xuất bản")
	if _, page := o.get("/publish?job=2"); strings.Contains(page, "vừng ơi") {
		t.Error("a page shows the password")
	}
	if text := o.read("site.toml"); strings.Contains(text, "vừng") {
		t.Error("the site has the password")
	}
	system.err = errors.New("shut")
	if status, _ := o.post("/publish/allow", url.Values{"token": {token}, "do": {"forget"}}); status == http.StatusOK {
		t.Error("a password that is still kept counts as taken back")
	}
	if _, page := o.get("/publish"); strings.Contains(page, `value="forget"`) {
		t.Error("the place is still allowed")
	}
	system.err = nil
	o.begin(token, "try", "3")
	o.awaitRelease("/publish?job=3", `value="allow"`)
	o.post("/publish/allow", url.Values{"token": {token}, "job": {"3"}, "do": {"allow"}, "place": {place}})
	o.awaitRelease("/publish?job=3", "kết nối được, ghi được")
	o.post("/publish/allow", url.Values{"token": {token}, "do": {"forget"}})
	if len(system.kept) > 0 {
		t.Error("what was taken back is still kept:", system.kept)
	}
}

// A password that was to be remembered and is not, or the other way round, is told.
func TestPasswordNotKept(t *testing.T) {
	t.Parallel()
	for keep, want := range map[string]string{"1": "chỉ nhớ mật khẩu này đến khi", "": "mật khẩu cũ có thể vẫn còn"} {
		o := serving(t, sftpTarget, keyring.New(&passwords{err: errors.New("shut")}), lockedFolder(filepath.Join(t.TempDir(), "cho")))
		token := o.token()
		o.begin(token, "try", "1")
		o.awaitRelease("/publish?job=1", `name="secret-password"`)
		_, page := o.get("/publish?job=1")
		o.post("/publish/open", url.Values{"token": {token}, "job": {"1"}, "do": {"open"}, "place": {unescape(placeTag.FindStringSubmatch(page)[1])}, "secret-password": {"vừng ơi"}, "keep": {keep}})
		o.awaitRelease("/publish?job=1", "kết nối được, ghi được", want)
	}
}

// A closed port is said at once, with what to look at; what mends itself is tried again,
// and told.
func TestLineInWords(t *testing.T) {
	t.Parallel()
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	l.Close()
	_, refused := net.Dial("tcp", l.Addr().String())
	tries := 0
	o := serving(t, sftpTarget, nil, func(context.Context, remote.Address) (remote.Place, error) {
		tries++
		return nil, &remote.Broken{Err: refused}
	})
	o.begin(o.token(), "publish", "1")
	o.awaitRelease("/publish?job=1", "Máy chủ không nhận kết nối ở cổng ấy")
	if tries != 1 {
		t.Errorf("a closed port was tried %d times", tries)
	}
	for _, raw := range []string{"the connection was lost", "refused (", "LOA_DEPLOY"} {
		if _, page := o.get("/publish?job=1"); strings.Contains(page, raw) {
			t.Errorf("the page says %q", raw)
		}
	}
	away := true
	o = serving(t, sftpTarget, nil, func(ctx context.Context, a remote.Address) (remote.Place, error) {
		if away {
			away = false
			return nil, &remote.Broken{Err: &net.DNSError{Name: a.Host, IsTemporary: true}}
		}
		return nil, &remote.Refused{Reason: remote.NoTLS, Detail: "x"}
	})
	o.begin(o.token(), "publish", "1")
	o.awaitRelease("/publish?job=1", "đang kết nối")
	_, told := o.get("/publish/events?job=1&step=" + url.QueryEscape("đang kết nối"))
	if !strings.Contains(told, "Chờ mạng, thử lại lần 1 sau 1 giây (không tìm thấy máy chủ") {
		t.Error("nobody was told of the try:", told)
	}
}
