package serve

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/relay"
)

func TestEditedBody(t *testing.T) {
	p := start(t, example())
	p.shows("/nuoc/ao/", 200, "Rào ao lại")
	before := p.now().shown
	p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", "Rào ao bằng lưới."))
	p.shows("/nuoc/ao/", 200, "bằng lưới", "!Rào ao lại")
	if p.now().shown != before {
		t.Error("pages were placed again for a change of a text")
	}
}

func TestEditedTitle(t *testing.T) {
	p := start(t, example())
	p.shows("/", 200, "Rào ao")
	p.edit("content/nuoc/ao.md", article("Che ao", "2026-05-05", "Rào ao lại."))
	for _, path := range []string{"/", "/nuoc/", "/nuoc/gieng/", "/feed.xml", "/chu-de/nuoc/"} {
		p.shows(path, 200, "Che ao", "!>Rào ao<")
	}
	p.shows("/nuoc/page/2/", 200, "!Che ao")
}

func TestBrokenPage(t *testing.T) {
	p := start(t, example())
	good := article("Rào ao", "2026-05-01", "Rào ao lại.")
	p.shows("/nuoc/ao/", 200, "Rào ao lại")
	for name, bad := range map[string]string{
		"body":         article("Rào ao", "2026-05-01", "Chữ mới, [liên kết hỏng](khong-co.md)."),
		"front matter": strings.Replace(article("Tên mới", "2026-05-01", "Chữ mới."), "summary", "sumary", 1),
		"half typed":   "+++\ntitle = \"Tên mớ\nslug = \"x\"\n+++\n\nChữ mới.\n",
	} {
		t.Run(name, func(t *testing.T) {
			if r := p.edit("content/nuoc/ao.md", bad); r.Errors == 0 || len(r.Problems) == 0 {
				t.Error("the problem is not told")
			}
			p.shows("/nuoc/ao/", 200, "Rào ao lại", "!Chữ mới", "data-old")
			p.shows("/", 200, "Rào ao", "!Tên mớ")
			sheet := p.sheet("/nuoc/ao/")
			if sheet.Here == 0 || !sheet.Problems[0].Here || sheet.Problems[0].File != "content/nuoc/ao.md" || sheet.Problems[0].Line == 0 {
				t.Errorf("over the page: %+v", sheet)
			}
			if r := p.edit("content/nuoc/ao.md", good); r.Errors > 0 {
				t.Errorf("mended, and still %d errors", r.Errors)
			}
			p.shows("/nuoc/ao/", 200, "Rào ao lại", "!data-old")
			if sheet := p.sheet("/nuoc/ao/"); sheet.Errors > 0 {
				t.Errorf("mended, and still over the page: %+v", sheet)
			}
		})
	}
}

func TestBrokenSettings(t *testing.T) {
	p := start(t, example())
	p.shows("/en/nuoc/ao/", 200, "Fence it")
	settings := example()["site.toml"]
	for _, bad := range []string{"title = \"x", "", strings.Replace(settings, "[languages.en]", "[languages.en", 1)} {
		if r := p.edit("site.toml", bad); r.Errors == 0 {
			t.Errorf("site.toml = %q is no error", bad)
		}
		p.shows("/en/nuoc/ao/", 200, "Fence it")
		p.edit("site.toml", settings)
		p.shows("/en/nuoc/ao/", 200, "Fence it")
	}
	p.edit("site.toml", strings.Replace(settings, "Tổng đài 111", "Gọi 111 ngay", 1))
	p.shows("/en/nuoc/ao/", 200, "Gọi 111 ngay")
}

func TestBrokenTheme(t *testing.T) {
	files := example()
	files["site.toml"] = "theme = \"own\"\n" + files["site.toml"]
	files["themes/own/theme.toml"] = "extends = \"loa\"\n"
	p := start(t, files)
	p.shows("/nuoc/ao/", 200, "Rào ao lại")
	for name, bad := range map[string]string{"does not parse": "{{if}}", "does not run": "<h1>{{.Title}}</h1>{{.NoSuchThing}}"} {
		t.Run(name, func(t *testing.T) {
			p.edit("themes/own/layouts/article.html", bad)
			p.shows("/nuoc/ao/", 200, "Rào ao lại")
			p.shows("/nuoc/gieng/", 200, "preview.js")
			sheet := p.sheet("/nuoc/ao/")
			if sheet.Errors == 0 || sheet.Problems[0].File != "themes/own/layouts/article.html" || sheet.Problems[0].Line != 1 {
				t.Errorf("over the page: %+v", sheet)
			}
			p.edit("themes/own/layouts/article.html", "<h1>Kiểu mới: {{.Title}}</h1>{{.Body}}")
			p.shows("/nuoc/ao/", 200, "Kiểu mới", "!data-old")
		})
	}
}

// A list of another site's warnings that a deploy fetches meanwhile is on every page.
func TestFetchedWarnings(t *testing.T) {
	files := example()
	files["site.toml"] += "[warnings]\nfrom = [\"https://tinh.example/warnings.json\"]\n"
	p := start(t, files)
	p.shows("/nuoc/ao/", 200, "!Lũ lớn")
	dir := t.TempDir()
	o := options(dir)
	for name, text := range map[string]string{
		"site.toml":        "title = \"Tỉnh\"\nbase_url = \"https://tinh.example/\"\n",
		"warnings/lu.toml": "level = \"emergency\"\nuntil = 2026-06-02T18:00:00\n[vi]\ntitle = \"Lũ lớn\"\n",
	} {
		(&preview{t: t, dir: dir}).put(name, text)
	}
	list, err := build.MakeUrgent(o, nil)
	if err != nil || list.Stopped {
		t.Fatal(list.Problems, err)
	}
	web := func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(list.Files[0].Data))}, nil
	}
	o = options(p.dir)
	o.Relay = &relay.Fetcher{Web: roundTrip(web), Allowed: func(string) (bool, error) { return true, nil }}
	if fetched, err := build.FetchWarnings(t.Context(), o); err != nil || len(fetched.Problems) > 0 {
		t.Fatal(fetched.Problems, err)
	}
	p.await(func(r Report) bool { return len(r.Files) == 1 && strings.HasPrefix(r.Files[0], relay.Folder+"/") })
	p.shows("/nuoc/ao/", 200, "Lũ lớn", "tinh.example")
	p.shows("/en/nuoc/ao/", 200, "Lũ lớn")
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNoSiteYet(t *testing.T) {
	p := start(t, nil)
	p.shows("/", 200, "Chưa có gì để xem", "site.toml", "preview.js")
	files := example()
	for name, text := range files {
		if name != "site.toml" {
			p.put(name, text)
		}
	}
	p.put("content/cuoi.md", article("Cuối", "2026-05-09", "Hết."))
	p.edit("site.toml", files["site.toml"]) // last: a folder that is found late is told with all that is in it by then
	p.shows("/", 200, "Xin chào")
	p.shows("/cuoi/", 200, "Hết.")
}

func TestComingAndGoing(t *testing.T) {
	p := start(t, example())
	p.shows("/nuoc/ao/", 200)
	if err := os.Remove(filepath.Join(p.dir, "content/nuoc/ao.md")); err != nil {
		t.Fatal(err)
	}
	p.taken("content/nuoc/ao.md")
	p.shows("/nuoc/ao/", 404, `lang="vi"`)
	p.shows("/en/nuoc/ao/", 200, "Fence it")
	p.shows("/en/khong-co/", 404, `lang="en"`)
	p.edit("content/nuoc/song.md", article("Bên sông", "2026-05-20", "Sông."))
	p.shows("/nuoc/song/", 200, "Sông.")
	p.shows("/", 200, "Bên sông")
	if err := os.Rename(filepath.Join(p.dir, "content/nuoc"), filepath.Join(p.dir, "content/ho")); err != nil {
		t.Fatal(err)
	}
	p.await(func(Report) bool { status, _ := p.get("/ho/song/"); return status == 200 })
	p.shows("/nuoc/song/", 404)
	p.edit("static/moi.txt", "mới")
	p.shows("/moi.txt", 200, "mới")
	p.edit("themes/loa/parts/brand.html", `<p>Biểu trưng riêng</p>`)
	p.edit("themes/loa/theme.toml", "")
}

func TestProblemsOfTheWholeSite(t *testing.T) {
	files := example()
	files["content/nuoc/gieng.md"] = article("Đậy giếng", "2026-05-02", "[Hỏng](khong-co.md)\n\n## Nắp giếng")
	files["content/nuoc/ao.md"] = strings.Replace(files["content/nuoc/ao.md"], "summary", "sumary", 1)
	p := start(t, files)
	r := p.await(whole) // nobody asked for a page
	sheet := p.sheet("/")
	if sheet.Errors != r.Errors || sheet.Warnings != r.Warnings || sheet.Here != 0 {
		t.Errorf("%d errors and %d warnings told, over the page %+v", r.Errors, r.Warnings, sheet)
	}
	for _, wanted := range []line{
		{Code: "front-matter.unknown-key", Severity: "error", Label: "lỗi", File: "content/nuoc/ao.md", Line: 3, Column: 1, Fault: "sumary"},
		{Code: "link.not-found", Severity: "error", Label: "lỗi", File: "content/nuoc/gieng.md", Line: 8, Column: 8, Fault: "khong-co.md"},
		{Code: "file.unused", Severity: "warning", Label: "cảnh báo", File: "content/nuoc/boi/thua.txt"},
	} {
		found := false
		for _, l := range sheet.Problems {
			if l.Code == wanted.Code {
				found = true
				if l.Message == "" || strings.Contains(l.Message, string(l.Code)) {
					t.Errorf("%s says %q", l.Code, l.Message)
				}
				l.Message, l.Hint, l.Before, l.After = "", "", "", ""
				if l != wanted {
					t.Errorf("got %+v, want %+v", l, wanted)
				}
			}
		}
		if !found {
			t.Errorf("no %s over the page: %+v", wanted.Code, sheet.Problems)
		}
	}
	// A link is dead or alive by what another file does.
	if r := p.edit("content/nuoc/khong-co.md", article("Có rồi", "2026-05-02", "Có.")); r.Err != nil {
		t.Error(r.Err)
	}
	p.await(func(r Report) bool { return r.Whole && r.Errors == 1 })
}

func (p *preview) sheet(page string) sheet {
	p.t.Helper()
	_, body := p.get("/_loa/problems.json?page=" + url.QueryEscape(page))
	var s sheet
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		p.t.Fatalf("%v in %s", err, body)
	}
	return s
}

func TestMidnight(t *testing.T) {
	// 23:59 in Vietnam is 16:59 in Greenwich.
	var now atomic.Pointer[time.Time]
	set := func(t time.Time) { now.Store(&t) }
	set(time.Date(2026, 6, 1, 16, 59, 0, 0, time.UTC))
	asked, midnight := make(chan time.Time, 10), make(chan time.Time)
	files := example()
	files["content/nuoc/ngay-kia.md"] = strings.Replace(article("Ngày kia", "2026-05-04", "Ngày kia."), "date =", "publish = 2026-06-03\ndate =", 1)
	p := start(t, files, func(o *Options) {
		o.Build.Now, o.Build.Fixed = *now.Load(), false
		o.Clock = Clock{Now: func() time.Time { return *now.Load() }, Wait: func(until time.Time) <-chan time.Time {
			asked <- until
			return midnight
		}}
	})
	p.shows("/nuoc/cho-len/", 404)
	if until, want := <-asked, time.Date(2026, 6, 1, 17, 0, 0, 0, time.UTC); !until.Equal(want) {
		t.Errorf("waits until %v, want %v", until, want)
	}
	set(now.Load().Add(time.Minute))
	midnight <- *now.Load()
	if until, want := <-asked, time.Date(2026, 6, 2, 17, 0, 0, 0, time.UTC); !until.Equal(want) {
		t.Errorf("then waits until %v, want %v", until, want)
	}
	p.shows("/nuoc/cho-len/", 200, "Ngày mai.")
	p.shows("/nuoc/ngay-kia/", 404)
	// A machine that slept through midnight learns the day at the next change.
	set(now.Load().Add(36 * time.Hour))
	p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", "Khác."))
	p.shows("/nuoc/ngay-kia/", 200, "Ngày kia.")
}

// A clock that stands still has no midnight to wait for, however quickly waiting
// ends.
func TestStandingClock(t *testing.T) {
	var waits atomic.Int64
	over := make(chan time.Time)
	close(over)
	noon := time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)
	p := start(t, example(), func(o *Options) {
		o.Build.Now, o.Build.Fixed = noon, false
		o.Clock = Clock{Now: func() time.Time { return noon }, Wait: func(time.Time) <-chan time.Time {
			waits.Add(1)
			return over
		}}
	})
	for _, text := range []string{"Một.", "Hai.", "Ba."} {
		p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", text))
		p.shows("/nuoc/ao/", 200, text)
	}
	if n := waits.Load(); n > 20 {
		t.Errorf("waited %d times for a midnight that does not come", n)
	}
}

func TestEvents(t *testing.T) {
	p := start(t, example())
	p.await(whole)
	ao, gieng := p.listen("/nuoc/ao/"), p.listen("/nuoc/gieng/")
	if e := ao(); e != "problems" {
		t.Errorf("first comes %q", e)
	}
	gieng()
	p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", "Khác."))
	if e := ao(); e != "reload" { // without problems in between: there are no new ones
		t.Errorf("after an edit of the page comes %q", e)
	}
	p.edit("content/nuoc/boi/index.md", article("Học bơi", "2026-05-03", "[Hỏng](hong.md)"))
	if e := gieng(); e != "problems" {
		t.Errorf("after a problem elsewhere comes %q", e)
	}
	p.edit("content/nuoc/ao.md", article("Tên khác", "2026-05-01", "Khác."))
	e := gieng()
	for e == "problems" { // the sweep may find more
		e = gieng()
	}
	if e != "reload" {
		t.Errorf("after an edit of a title comes %q", e)
	}
	// A page that was made before the program began.
	resp, err := http.Get("http://" + p.host + "/_loa/events?page=/&stamp=abc-7")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if line, _ := bufio.NewReader(resp.Body).ReadString('\n'); line != "event: reload\n" {
		t.Errorf("an old page hears %q", line)
	}
}

var stampIn = regexp.MustCompile(`data-stamp="([^"]*)"`)

// listen opens the event stream of a page, as its script does, and returns a
// function that waits for the next event and gives its name.
func (p *preview) listen(path string) func() string {
	p.t.Helper()
	_, body := p.get(path)
	stamp := stampIn.FindStringSubmatch(body)[1]
	resp, err := http.Get("http://" + p.host + "/_loa/events?page=" + url.QueryEscape(path) + "&stamp=" + stamp)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return func() string {
		for lines.Scan() {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				return name
			}
		}
		return ""
	}
}

func TestKeptIsBounded(t *testing.T) {
	k := newKept()
	for i := range keptPages + 10 {
		k.put(string(rune('a'+i)), []byte("x"))
	}
	if _, ok := k.get("a"); ok || k.order.Len() != keptPages {
		t.Errorf("%d pages are kept", k.order.Len())
	}
	k.put("lớn", make([]byte, keptBytes))
	if k.order.Len() != 1 {
		t.Errorf("beside a very large page %d are kept", k.order.Len()-1)
	}
}

// TestLooksCloser: what “loa check” alone finds is told too, once nobody writes,
// goes from a file as soon as that is edited, and is exactly what it says.
func TestLooksCloser(t *testing.T) {
	files := example()
	vague := article("Đậy giếng", "2026-05-02", "Xem [tại đây](ao.md).")
	files["content/nuoc/gieng.md"] = vague
	p := start(t, files, func(o *Options) { o.Quiet = time.Nanosecond })
	has := func() bool {
		return slices.ContainsFunc(p.sheet("/nuoc/gieng/").Problems, func(l line) bool {
			return l.Code == problem.LinkVague && l.Here && l.Line == 8
		})
	}
	knows := func(r Report) bool { return r.Whole && p.closer.knows(p.now()) }
	p.await(knows)
	if !has() {
		t.Errorf("the link is not told: %+v", p.sheet("/nuoc/gieng/"))
	}
	o := options(p.dir)
	o.Unmeasured = true
	checked, err := build.Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if told := p.problems(p.now()); !slices.EqualFunc(told, checked.Problems, func(a, b problem.Problem) bool { return identity(a) == identity(b) }) {
		t.Errorf("told\n%v\nloa check says\n%v", told, checked.Problems)
	}
	p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", "Rào ao bằng lưới."))
	if !has() {
		t.Error("an edit of another file forgot the link")
	}
	p.edit("content/nuoc/gieng.md", article("Đậy giếng", "2026-05-02", "Xem [cách rào ao](ao.md)."))
	if has() {
		t.Error("the link was mended and is still told")
	}
	p.await(knows)
	if has() {
		t.Error("the link was mended and is told again")
	}
}
