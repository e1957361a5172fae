package newsroom_test

import (
	"bytes"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom"
	"loa/internal/desk/newsroom/newsroomtest"
)

// Whatever a form sends to whatever address of the desk, the answer is a page, nothing is
// written but below the site's content, data and Loa's own folder, and settings stay.
func FuzzForm(f *testing.F) {
	files := example()
	settings, _, _ := strings.Cut(files["site.toml"], "[deploy")
	files["site.toml"] = settings
	n := newsroomtest.Open(f, files, newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)})
	b := enterBrowser(f, n)
	var routes []string
	for _, route := range newsroom.Routes() {
		if path, ok := strings.CutPrefix(route, "POST "); ok {
			routes = append(routes, path)
		}
	}
	for i, seed := range []string{
		"kind=article&title=A&section=nuoc&language=vi", "kind=event&title=..%2f..%2fA&section=../..&name=CON", "do=save&file=content/nuoc/ao.md&text=x&sum=",
		"do=delete&file=content/nuoc/ao.md", "file=../site.toml&text=x", "file=content/../../x.md&text=x", "place=..%2fx&picture=%89PNG&filename=..%2fa.png",
		"html=%3Cp%3Ea", "version=../../x&file=content/nuoc/ao.md", "file=content/nuoc/ao.md&language=en&do=start", "target=usb&do=yes&allow=1", "language=x&title=\xff\x00",
	} {
		f.Add(uint8(i), seed, "file=content/nuoc/ao.md")
	}
	f.Fuzz(func(t *testing.T, route uint8, body, query string) {
		form, _ := url.ParseQuery(body)
		asked, _ := url.ParseQuery(query)
		status, said := b.post(t, routes[int(route)%len(routes)]+"?"+asked.Encode(), form)
		if status >= 500 || status == 0 {
			t.Errorf("%d: %s", status, said)
		}
		onlySources(t, n.Dir)
		if got := n.Read(t, "site.toml"); got != settings {
			t.Errorf("site.toml became %q", got)
		}
		b.tidy(t, files)
	})
}

// browser posts forms with the session and the token of the desk.
type browser struct {
	n      *newsroomtest.Newsroom
	client http.Client
	token  string
}

func enterBrowser(f *testing.F, n *newsroomtest.Newsroom) *browser {
	f.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		f.Fatal(err)
	}
	b := &browser{n: n, client: http.Client{Jar: jar}}
	answer, err := b.client.Get(n.Link())
	if err != nil {
		f.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	found := regexp.MustCompile(`data-token="([^"]+)"`).FindSubmatch(page)
	if err != nil || found == nil {
		f.Fatalf("no token in %s: %v", page, err)
	}
	b.token = string(found[1])
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return b
}

// post sends a form; its field "picture" is a file, named by the field "filename".
func (b *browser) post(t *testing.T, path string, form url.Values) (int, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("token", b.token)
	for name, values := range form {
		for _, value := range values {
			switch name {
			case "token", "filename":
			case "picture":
				part, _ := w.CreateFormFile(name, form.Get("filename"))
				_, _ = part.Write([]byte(value))
			default:
				_ = w.WriteField(name, value)
			}
		}
	}
	_ = w.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.n.Own+"/"+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.n.Own)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := b.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(said)
}

// tidy puts the site back, so that one form after the other meets a small one.
func (b *browser) tidy(t *testing.T, files map[string]string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(b.n.Dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		switch text, known := files[name]; {
		case known && b.n.Read(t, name) != text:
			b.n.Put(t, name, text)
		case !known:
			b.n.Remove(t, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if _, err := os.Stat(b.n.Path(name)); err != nil {
			b.n.Put(t, name, text)
		}
	}
}

// onlySources fails if there is anything beside a site, or in it beside its sources and
// Loa's own folder.
func onlySources(t *testing.T, dir string) {
	t.Helper()
	for folder, may := range map[string][]string{filepath.Dir(dir): {"site"}, dir: {"site.toml", "content", "data", ".loa"}} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.Contains(" "+strings.Join(may, " ")+" ", " "+e.Name()+" ") {
				t.Errorf("%s was written into %s", e.Name(), folder)
			}
		}
	}
}
