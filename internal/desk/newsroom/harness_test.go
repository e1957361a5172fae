package newsroom_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

// office is a desk with a browser's cookies.
type office struct {
	*newsroomtest.Newsroom
	t      *testing.T
	client *http.Client
}

func example() map[string]string {
	return map[string]string{
		"site.toml":                 newsroomtest.Settings,
		"content/_index.md":         "+++\ntitle = \"Trang chủ\"\n+++\nXin chào.\n",
		"content/nuoc/_index.md":    "+++\ntitle = \"Dưới nước\"\n+++\nVề nước.\n",
		"content/nuoc/ao.md":        "+++\n# Bài về ao\ntitle = \"Rào ao\" # ngắn\nsummary = \"Rào.\"\ndate = 2026-05-01\ntopics = [\"nuoc\"]\n\n[extra]\nmine = 1\n+++\n\nRào ao lại.\n\n## Rào\n\nBằng tre.\n",
		"content/nuoc/sap.md":       "+++\ntitle = \"Sắp lên\"\npublish = 2026-06-03\nexpires = 2026-06-10\n+++\n\nMai.\n",
		"content/nuoc/hoc/index.md": "+++\ntitle = \"Học bơi\"\n[event]\nstart = 2026-06-05T08:00:00\nplace = \"Bể bơi\"\n+++\n\nHọc.\n",
	}
}

// open serves a desk on the day 2026-06-01.
func open(t *testing.T, files map[string]string) *office {
	t.Helper()
	t.Parallel()
	return enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
}

// enter opens the link of a desk in a browser.
func enter(t *testing.T, n *newsroomtest.Newsroom) *office {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	o := &office{n, t, &http.Client{Jar: jar}}
	if status, body := o.do(must(http.NewRequest(http.MethodGet, n.Link(), nil))); status != http.StatusOK {
		t.Fatalf("the link opens nothing: %d %s", status, body)
	}
	return o
}

func (o *office) put(name, text string) { o.t.Helper(); o.Put(o.t, name, text) }

func (o *office) read(name string) string { o.t.Helper(); return o.Read(o.t, name) }

func (o *office) remove(name string) { o.t.Helper(); o.Remove(o.t, name) }

func (o *office) get(path string) (int, string) {
	o.t.Helper()
	return o.do(must(http.NewRequest(http.MethodGet, o.Own+path, nil)))
}

// page asks the preview.
func (o *office) page(path string) (int, string) {
	o.t.Helper()
	return o.do(must(http.NewRequest(http.MethodGet, o.URL+path, nil)))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (o *office) do(r *http.Request) (int, string) {
	o.t.Helper()
	answer, err := o.client.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// await asks for a page of the desk until it has what is wanted: at once, and
// after each change that the preview hears of.
func (o *office) await(path string, wanted ...string) string {
	o.t.Helper()
	return o.awaitAt(o.get, path, wanted)
}

// awaitPage is await for a page of the preview.
func (o *office) awaitPage(path string, wanted ...string) string {
	o.t.Helper()
	return o.awaitAt(o.page, path, wanted)
}

func (o *office) awaitAt(get func(string) (int, string), path string, wanted []string) (body string) {
	o.t.Helper()
	o.Await(o.t, strings.Join(wanted, ", ")+" at "+path, func() bool {
		_, body = get(path)
		return hasAll(body, wanted)
	})
	return body
}

// awaitRelease asks for the page of a release until it has what is wanted: at
// once, and after each step that the release tells of.
func (o *office) awaitRelease(path string, wanted ...string) {
	o.t.Helper()
	for {
		_, body := o.get(path)
		if hasAll(body, wanted) {
			return
		}
		job := jobTag.FindStringSubmatch(body)
		if job == nil {
			o.t.Fatalf("%s ended without %q:\n%s", path, wanted, body)
		}
		o.get("/publish/events?job=" + job[1] + "&step=" + url.QueryEscape(unescape(job[2]))) // answers to its end with the next step
	}
}

var jobTag = regexp.MustCompile(`data-job="(\d+)" data-step="([^"]*)"`)

func hasAll(body string, wanted []string) bool {
	for _, w := range wanted {
		if !strings.Contains(body, w) {
			return false
		}
	}
	return true
}

var (
	inputTag  = regexp.MustCompile(`<input[^>]*>`)
	attribute = regexp.MustCompile(`([a-z-]+)="([^"]*)"|\b(checked)\b`)
	textarea  = regexp.MustCompile(`(?s)<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>`)
	selectTag = regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>`)
	selected  = regexp.MustCompile(`<option value="([^"]*)" selected`)
)

// cleaned is the value of an input as a browser sends it: HTML calls it value
// sanitization.
func cleaned(kind, value string) string {
	pattern := map[string]string{"date": `^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])$`, "time": `^([01]\d|2[0-3]):[0-5]\d$`, "number": `^-?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?$`}[kind]
	switch {
	case pattern != "" && !regexp.MustCompile(pattern).MatchString(value):
		return ""
	case kind == "" || kind == "text":
		return strings.NewReplacer("\r", "", "\n", "").Replace(value)
	}
	return broken(value)
}

// broken is a text with line breaks as forms send them.
func broken(text string) string {
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	return strings.ReplaceAll(lines, "\n", "\r\n")
}

// fill reads the main form of a page as a browser would send it untouched.
func (o *office) fill(path string) url.Values {
	o.t.Helper()
	status, body := o.get(path)
	if status != http.StatusOK {
		o.t.Fatalf("%s: %d %s", path, status, body)
	}
	return o.filled(path, body)
}

// filled is the main form of a page that came from path.
func (o *office) filled(path, body string) url.Values {
	o.t.Helper()
	from := strings.Index(body, `id="form"`)
	if from < 0 {
		o.t.Fatalf("%s has no form:\n%s", path, body)
	}
	body = body[from:]
	form := url.Values{}
	for _, tag := range inputTag.FindAllString(body, -1) {
		a := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			a[m[1]+m[3]] = unescape(m[2])
		}
		_, on := a["checked"]
		if a["name"] == "" || (a["type"] == "checkbox" || a["type"] == "radio") && !on || a["type"] == "file" {
			continue
		}
		form.Add(a["name"], cleaned(a["type"], a["value"]))
	}
	for _, m := range textarea.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], broken(unescape(m[2])))
	}
	for _, m := range selectTag.FindAllStringSubmatch(body, -1) {
		if s := selected.FindStringSubmatch(m[2]); s != nil {
			form.Set(m[1], unescape(s[1]))
		} else {
			form.Set(m[1], "")
		}
	}
	return form
}

func unescape(s string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&#43;", "+", "&amp;", "&").Replace(s)
}

type upload struct {
	name string
	data []byte
}

// post sends a form as the desk's own page does.
func (o *office) post(path string, form url.Values, files ...upload) (int, string) {
	o.t.Helper()
	return o.postAs("picture", path, form, files...)
}

// postAs is post with the files in an input of another name.
func (o *office) postAs(input, path string, form url.Values, files ...upload) (int, string) {
	o.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, values := range form {
		for _, v := range values {
			_ = w.WriteField(k, v)
		}
	}
	for _, f := range files {
		part, _ := w.CreateFormFile(input, f.name)
		_, _ = part.Write(f.data)
	}
	w.Close()
	r := must(http.NewRequest(http.MethodPost, o.Own+path, &b))
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", o.Own)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return o.do(r)
}

// token is that of the desk's pages.
func (o *office) token() string {
	_, body := o.get("/")
	m := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)
	if m == nil {
		o.t.Fatalf("no token in %s", body)
	}
	return m[1]
}
