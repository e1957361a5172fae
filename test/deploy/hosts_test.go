package deploy

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/generator/build"
	"loa/themes"
)

// website is a real server with a built site on it.
type website struct {
	t       *testing.T
	address string // "http://127.0.0.1:1234"
	root    string // "/" or "/sub/"
}

// host builds a site with the settings for a server, at a path.
func host(t *testing.T, server, root string) (folder string, conf build.Conf) {
	t.Helper()
	dir := t.TempDir()
	www := shared(t)
	files := map[string]string{
		"site.toml":         fmt.Sprintf("title = \"Trang\"\nbase_url = \"https://trang.example%s\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\n", root),
		"content/_index.md": "+++\ntitle = \"Trang chủ\"\n+++\n", "content/_index.en.md": "+++\ntitle = \"Home\"\n+++\n",
		"content/bai.md":         "+++\ntitle = \"Bài\"\naliases = [\"/tin/12.html\", \"/cu/bai/\", \"/tin.aspx?id=12\", \"/tin.aspx?ma=7&muc=Tin\", \"/Tin tức/Đuối nước/\", \"/tin-cu/bài 1.html\"]\n+++\n\n" + strings.Repeat("Trẻ em biết bơi. ", 100),
		"content/ngay/index.md":  "+++\ntitle = \"Ngày hội\"\n[event]\nstart = 2026-06-05\n+++\n\n![Hình](hinh.svg)\n",
		"content/ngay/hinh.svg":  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><style>path{fill:red}</style><path d="M0 0h9v9z"/></svg>`,
		"static/tai-lieu/so.csv": "a,b\n1,2\n",
		"static/to-roi.html":     copiedPage, "static/mẫu đơn.htm": copiedPage, "static/ban-do/index.html": copiedPage,
		"static/ban-do/tep.xml": "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>",
		"static/hinh.svg":       `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1v1z"/></svg>`,
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, file, []byte(text))
	}
	out := filepath.Join(www, strings.Trim(root, "/"))
	result, err := build.Run(context.Background(), build.Options{Dir: dir, Out: out, Builtin: themes.FS, Server: server, Compress: true,
		Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil || result.Stopped {
		t.Fatalf("%v %v", result.Problems, err)
	}
	if err := os.MkdirAll(filepath.Join(out, "_loa"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(out, "_loa", "manifest.gz"), []byte("x"))
	readable(t, www)
	return www, result.Conf
}

// copiedPage is a page that Loa did not make, long enough to be compressed.
var copiedPage = "<!doctype html><title>Tờ rơi</title><script>alert(1)</script>" + strings.Repeat("<p>Trẻ em biết bơi.", 100)

// readable lets the servers' own users read a folder.
func readable(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if e.IsDir() {
			mode = 0o755
		}
		return os.Chmod(name, mode)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNginx(t *testing.T) {
	eachRoot(t, func(t *testing.T, root string) {
		nginx := program(t, "nginx")
		www, conf := host(t, "nginx", root)
		dir := t.TempDir()
		at := port(t)
		snippet := write(t, filepath.Join(t.TempDir(), conf.Name), conf.Data)
		types := "/etc/nginx/mime.types"
		config := write(t, filepath.Join(dir, "nginx.conf"), fmt.Appendf(nil, `
pid %[1]s/pid; %[2]s
events { }
http {
	include %[3]s;
	default_type application/octet-stream;
	access_log off;
	client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;
	server { listen 127.0.0.1:%[4]d; root %[5]s; include %[6]s; }
}
`, dir, userLine("user %s;"), types, at, www, snippet))
		start(t, fmt.Sprintf("127.0.0.1:%d", at), exec.Command(nginx, "-e", "stderr", "-g", "daemon off; master_process off;", "-c", config))
		(&website{t, fmt.Sprintf("http://127.0.0.1:%d", at), root}).check()
	})
}

func TestApache(t *testing.T) {
	eachRoot(t, func(t *testing.T, root string) {
		apache := program(t, "apache2")
		www, _ := host(t, "apache", root)
		dir := t.TempDir()
		at := port(t)
		var modules strings.Builder
		for _, m := range []string{"mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "env", "filter", "deflate"} {
			fmt.Fprintf(&modules, "LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n", m, m)
		}
		config := write(t, filepath.Join(dir, "httpd.conf"), fmt.Appendf(nil, `
ServerRoot %[1]s
ServerName 127.0.0.1
Listen 127.0.0.1:%[2]d
PidFile %[1]s/pid
ErrorLog /dev/stderr
Mutex file:%[1]s
%[3]s%[4]s
TypesConfig /etc/mime.types
DocumentRoot %[5]s
<Directory %[5]s>
	AllowOverride FileInfo Indexes Options
	Require all granted
</Directory>
`, dir, at, modules.String(), userLine("User %[1]s\nGroup %[1]s"), www))
		start(t, fmt.Sprintf("127.0.0.1:%d", at), exec.Command(apache, "-X", "-f", config))
		(&website{t, fmt.Sprintf("http://127.0.0.1:%d", at), root}).check()
	})
}

func TestCaddy(t *testing.T) {
	eachRoot(t, func(t *testing.T, root string) {
		caddy := program(t, "caddy")
		www, conf := host(t, "caddy", root)
		dir := t.TempDir()
		at := port(t)
		snippet := write(t, filepath.Join(dir, conf.Name), conf.Data)
		config := write(t, filepath.Join(dir, "Caddyfile"), fmt.Appendf(nil, "{\n\tadmin off\n\tauto_https off\n}\nimport %s\nhttp://127.0.0.1:%d {\n\troot * %s\n\timport loa\n}\n", snippet, at, www))
		command := exec.Command(caddy, "run", "--config", config, "--adapter", "caddyfile")
		command.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
		start(t, fmt.Sprintf("127.0.0.1:%d", at), command)
		(&website{t, fmt.Sprintf("http://127.0.0.1:%d", at), root}).check()
	})
}

func eachRoot(t *testing.T, test func(t *testing.T, root string)) {
	for _, root := range []string{"/", "/sub/"} {
		t.Run(root, func(t *testing.T) { test(t, root) })
	}
}

// userLine says whose rights a server takes when it is started by root.
func userLine(form string) string {
	who, err := user.Lookup("www-data")
	if os.Getuid() != 0 || err != nil {
		return ""
	}
	return fmt.Sprintf(form, who.Username)
}

// get asks without following redirects.
func (w *website) get(path, encoding string) (*http.Response, string) {
	w.t.Helper()
	headers := http.Header{}
	if encoding != "" {
		headers.Set("Accept-Encoding", encoding)
	}
	return w.ask(http.MethodGet, path, headers)
}

func (w *website) ask(method, path string, headers http.Header) (*http.Response, string) {
	w.t.Helper()
	request, err := http.NewRequest(method, w.address+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header = headers
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response, string(body)
}

// check asks for everything that settings are about.
func (w *website) check() {
	_, home := w.get(w.root, "")
	_, day := w.get(w.root+"ngay/", "")
	drawing := w.loaded(day, `hinh\.[0-9a-f]+\.svg`)
	const page, style, script = "text/html", "text/css", "javascript"
	for _, c := range []struct{ path, kind, cache string }{
		{w.root, page, "no-cache"}, {w.root + "bai/", page, "no-cache"}, {w.root + "en/", page, "no-cache"},
		{w.loaded(home, `style\.[0-9a-f]+\.css`), style, "immutable"}, {w.loaded(home, `loa\.[0-9a-f]+\.js`), script, "immutable"},
		{w.root + "worker.js", script, "no-store"},
		{w.root + "manifest.webmanifest", "application/manifest+json", "no-cache"},
		{w.root + "lich/all.ics", "text/calendar; charset=utf-8", "no-cache"},
		{w.root + "sitemap.xml", "xml", "no-cache"}, {w.root + "tai-lieu/so.csv", "text/csv", "no-cache"},
		{drawing, "image/svg+xml", "immutable"}, // with a policy of its own, see below
	} {
		plain, body := w.get(c.path, "")
		if plain.StatusCode != http.StatusOK || body == "" {
			w.t.Errorf("%s: %s", c.path, plain.Status)
			continue
		}
		if got := plain.Header.Get("Content-Type"); !strings.Contains(got, c.kind) {
			w.t.Errorf("%s is sent as %q", c.path, got)
		}
		if got := plain.Header.Values("Cache-Control"); len(got) != 1 || !strings.Contains(got[0], c.cache) {
			w.t.Errorf("%s may be kept: %q", c.path, got)
		}
		w.protected(c.path, plain)
		if len(body) < 500 {
			continue
		}
		packed, short := w.get(c.path, "gzip")
		if packed.Header.Get("Content-Encoding") != "gzip" || len(short) >= len(body) || gunzipped(w.t, short) != body {
			w.t.Errorf("%s with gzip: %q, %d of %d bytes", c.path, packed.Header.Get("Content-Encoding"), len(short), len(body))
		}
		if got := packed.Header.Get("Content-Type"); !strings.Contains(got, c.kind) {
			w.t.Errorf("%s with gzip is sent as %q", c.path, got)
		}
		if got := packed.Header.Values("Cache-Control"); len(got) != 1 || !strings.Contains(got[0], c.cache) {
			w.t.Errorf("%s with gzip may be kept: %q", c.path, got)
		}
		if !strings.Contains(strings.Join(packed.Header.Values("Vary"), ","), "Accept-Encoding") {
			w.t.Errorf("%s with gzip: caches on the way may send it to anybody (no Vary)", c.path)
		}
		w.protected(c.path, packed)
	}
	if r, _ := w.get(drawing, ""); !strings.Contains(r.Header.Get("Content-Security-Policy"), "style-src 'unsafe-inline'; sandbox") {
		w.t.Errorf("a drawing that is opened by itself: %q", r.Header.Get("Content-Security-Policy"))
	}
	w.sandboxes()
	w.moves()
	w.missing()
	w.parts()
}

// sandboxes asks for pages that Loa did not make, in every spelling of their addresses:
// whatever is answered with one of them says that its scripts must not run.
func (w *website) sandboxes() {
	for path, must := range map[string]bool{
		"to-roi.html": true, "m%E1%BA%ABu%20%C4%91%C6%A1n.htm": true, "ban-do/": true, "ban-do/index.html": true, "ban-do/tep.xml": true, "hinh.svg": true,
		"to%2Droi.html": true, "to-roi%2ehtml": false, "to-roi.html?x=1": true, "/to-roi.html": false, "./to-roi.html": false, "ban-do/../to-roi.html": false,
		"TO-ROI.HTML": false, "to-roi.html/": false, "to-roi.html/x.csv": false, "to-roi.html%00.csv": false, "to-roi.html;x": false, "to-roi.html.gz": false, "ban-do/index.html.gz": false,
		"ban-do//": false, "ban-do//index.html": false, "ban-do": false, "ban-do/./tep.xml": false, "%74o-roi.html": true,
	} {
		for _, encoding := range []string{"", "gzip"} {
			r, body := w.get(w.root+path, encoding)
			ours := r.StatusCode >= 300 && !strings.Contains(body, "alert(1)")
			if kind := r.Header.Get("Content-Type"); (strings.HasSuffix(kind, "gzip") || strings.HasSuffix(kind, "octet-stream")) && r.Header.Get("Content-Encoding") == "" {
				ours = r.Header.Get("X-Content-Type-Options") == "nosniff" // is saved, and not shown
			}
			if must && (r.StatusCode != http.StatusOK || body == "") {
				w.t.Errorf("%s: %s", path, r.Status)
			}
			if got := r.Header.Values("Content-Security-Policy"); !ours && (len(got) != 1 || !strings.Contains(got[0], "sandbox") || strings.Contains(got[0], "allow-scripts")) {
				w.t.Errorf("%s with %q: %s with the policy %q", path, encoding, r.Status, got)
			}
			if !ours && r.Header.Get("X-Content-Type-Options") != "nosniff" {
				w.t.Errorf("%s with %q: its kind may be guessed", path, encoding)
			}
		}
	}
}

// parts are questions for the headers alone, and for a piece of a file.
func (w *website) parts() {
	for _, path := range []string{w.root, w.root + "tai-lieu/so.csv"} {
		whole, body := w.get(path, "")
		head, none := w.ask(http.MethodHead, path, http.Header{})
		if head.StatusCode != http.StatusOK || none != "" || head.Header.Get("Content-Type") != whole.Header.Get("Content-Type") {
			w.t.Errorf("HEAD %s: %s %q", path, head.Status, head.Header.Get("Content-Type"))
		}
		w.protected(path, head)
		piece, part := w.ask(http.MethodGet, path, http.Header{"Range": {"bytes=1-3"}})
		if piece.StatusCode != http.StatusPartialContent || part != body[1:4] {
			w.t.Errorf("bytes 1 to 3 of %s: %s %q", path, piece.Status, part)
		}
	}
}

// loaded is the address of a file that a page loads.
func (w *website) loaded(page, form string) string {
	w.t.Helper()
	address := regexp.MustCompile(`/[^"= >]*` + form).FindString(page)
	if address == "" {
		w.t.Fatalf("the page loads no %s", form)
	}
	return address
}

// protected checks the headers that every answer has once.
func (w *website) protected(path string, r *http.Response) {
	w.t.Helper()
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Permissions-Policy"} {
		if got := r.Header.Values(name); len(got) != 1 {
			w.t.Errorf("%s: %s is %q", path, name, got)
		}
	}
}

func (w *website) moves() {
	for from, to := range map[string]string{"tin/12.html": "bai/", "cu/bai": "bai/", "cu/bai/": "bai/", "tin.aspx?id=12": "bai/", "tin.aspx?fbclid=a&id=12&x": "bai/", "tin.aspx?muc=Tin&ma=7": "bai/"} {
		r, _ := w.get(w.root+from, "")
		if got := strings.TrimPrefix(r.Header.Get("Location"), w.address); r.StatusCode != http.StatusMovedPermanently || got != w.root+to {
			w.t.Errorf("%s: %s to %q", from, r.Status, r.Header.Get("Location"))
		}
	}
	for _, from := range []string{"Tin tức/Đuối nước/", "Tin tức/Đuối nước", "tin-cu/bài 1.html"} {
		r, _ := w.get(w.root+(&url.URL{Path: from}).EscapedPath(), "")
		if got := strings.TrimPrefix(r.Header.Get("Location"), w.address); r.StatusCode != http.StatusMovedPermanently || got != w.root+"bai/" {
			w.t.Errorf("%s: %s to %q", from, r.Status, r.Header.Get("Location"))
		}
	}
	for _, other := range []string{"tin.aspx?id=13", "tin.aspx?id=123", "tin.aspx?ma=7"} {
		if r, _ := w.get(w.root+other, ""); r.StatusCode != http.StatusNotFound {
			w.t.Errorf("%s, another number: %s", other, r.Status)
		}
	}
}

func (w *website) missing() {
	for path, language := range map[string]string{"khong/co/gi/": "vi", "khong.ics": "vi", "en/none/at/all/": "en", "_loa/manifest.gz": "vi", "_loa/": "vi"} {
		r, body := w.get(w.root+path, "")
		if r.StatusCode != http.StatusNotFound || !strings.Contains(body, "<html lang="+language) && !strings.Contains(body, `<html lang="`+language) {
			w.t.Errorf("%s: %s, %d bytes in %.60q", path, r.Status, len(body), body)
		}
		w.protected(path, r)
	}
}
