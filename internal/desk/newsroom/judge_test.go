package newsroom_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/themes"
)

// send fills in the form of an entry and sends it.
func (o *office) send(file, do string, set map[string]string) (int, string) {
	o.t.Helper()
	form := o.fill("/edit?file=" + file)
	for k, v := range set {
		form.Set(k, v)
	}
	form.Set("do", do)
	return o.post("/edit", form)
}

// builds are the errors that a build of the site has on the desk's day.
func builds(t *testing.T, dir string) (errors []problem.Problem) {
	t.Helper()
	result, err := build.Run(context.Background(), build.Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC), Fixed: true, Out: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range result.Problems {
		if p.Severity == problem.Error {
			errors = append(errors, p)
		}
	}
	return errors
}

// What a build would refuse a form does not write: it says so beside the field.
func TestRefusedBesideItsField(t *testing.T) {
	files := example()
	files["content/nuoc/sau.md"] = "+++\ntitle = \"Sâu\"\n+++\n\nXem [cách rào](ao.md#rao).\n"
	files["content/nuoc/chien.md"] = "+++\ntitle = \"Chiến dịch\"\n[campaign]\nstart = 2026-06-01\n+++\n\nChung tay.\n"
	files["content/nuoc/van.md"] = "+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \"1/KH\"\n+++\n\nKế hoạch.\n"
	o := open(t, files)
	o.await("/edit?file="+pond+"&done=up", "từ lần xuất bản tới") // all pages are known
	for name, c := range map[string]struct {
		file string
		set  map[string]string
		at   string // the field
		why  string
	}{
		"dead link":                     {pond, map[string]string{"body": "Một.\r\n\r\nXem [bài](khong-co.md).\r\n\r\n## Rào"}, "#body", "dòng 3: liên kết “khong-co.md” không dẫn đến đâu"},
		"an anchor that others need":    {pond, map[string]string{"body": "Không còn mục."}, "", "bài “Sâu”"},
		"address of another":            {pond, map[string]string{"f.slug": "sau"}, "#f.slug", "/nuoc/sau/ đã là của bài “Sâu”"},
		"old address of another":        {pond, map[string]string{"f.aliases": "/nuoc/sau/"}, "#f.aliases", "/nuoc/sau/ đã là của bài “Sâu”"},
		"old address that is none":      {pond, map[string]string{"f.aliases": "ao cu"}, "#f.aliases", "ao cu"},
		"no such campaign":              {pond, map[string]string{"f.campaign": "mua-he"}, "#f.campaign", "mua-he"},
		"no such picture":               {pond, map[string]string{"f.image.src": "x.jpg"}, "#f.image.src", "x.jpg"},
		"gone before it comes":          {pond, map[string]string{"f.publish": "2026-07-02", "f.expires": "2026-07-01"}, "#f.expires", "1/7/2026"},
		"time of an end without day":    {"content/nuoc/hoc/index.md", map[string]string{"f.event.start.time": "", "f.event.end.time": "09:00"}, "#f.event.end", "cần có ngày"},
		"time of a start without day":   {"content/nuoc/hoc/index.md", map[string]string{"f.event.start": ""}, "#f.event.start", "cần có ngày"},
		"ends before it starts":         {"content/nuoc/hoc/index.md", map[string]string{"f.event.end": "2026-06-04"}, "#f.event.end", "trước khi bắt đầu"},
		"no start":                      {"content/nuoc/hoc/index.md", map[string]string{"f.event.start": "", "f.event.start.time": ""}, "#f.event.start", "hãy chọn ngày bắt đầu"},
		"no such lunar day":             {"content/nuoc/hoc/index.md", map[string]string{"f.event.lunar": "rằm tháng 8"}, "#f.event.lunar", "rằm tháng 8"},
		"lunar day that ends later":     {"content/nuoc/hoc/index.md", map[string]string{"f.event.lunar": "15/8", "f.event.end": "2026-06-07"}, "#f.event.end", "âm lịch"},
		"lunar day that repeats":        {"content/nuoc/hoc/index.md", map[string]string{"f.event.lunar": "15/8", "f.event.repeat.every": "week"}, "#f.event.repeat.every", "âm lịch"},
		"repeats, nobody says how":      {"content/nuoc/hoc/index.md", map[string]string{"f.event.repeat.until": "2026-08-01"}, "#f.event.repeat.every", "ngày, tuần, tháng hay năm"},
		"ends before the first time":    {"content/nuoc/hoc/index.md", map[string]string{"f.event.repeat.every": "week", "f.event.repeat.until": "2026-05-01"}, "#f.event.repeat.until", "trước lần đầu tiên"},
		"weeks that nobody understands": {"content/nuoc/hoc/index.md", map[string]string{"f.event.repeat.every": "month", "f.event.repeat.nth": "thứ Ba"}, "#f.event.repeat.nth", "thứ Ba"},
		"a campaign that ends first":    {"content/nuoc/chien.md", map[string]string{"f.campaign.end": "2026-05-01"}, "#f.campaign.end", "trước khi bắt đầu"},
		"no number":                     {"content/nuoc/van.md", map[string]string{"f.document.number": ""}, "#f.document.number", "số"},
		"valid until before it is":      {"content/nuoc/van.md", map[string]string{"f.document.effective": "2026-06-02", "f.document.valid_to": "2026-06-01"}, "#f.document.valid_to", "hết hiệu lực"},
		"a file that is not there":      {"content/nuoc/van.md", map[string]string{"f.document.files": "ke-hoach.pdf"}, "#f.document.files", "ke-hoach.pdf"},
	} {
		before := o.read(c.file)
		status, body := o.send(c.file, "save", c.set)
		alert := between(body, `role="alert"`, "</div>")
		if status != http.StatusUnprocessableEntity || !strings.Contains(alert, c.why) || c.at != "" && !strings.Contains(alert, `<a href="`+c.at+`"`) {
			t.Errorf("%s: %d, %s", name, status, alert)
		}
		if programmer.MatchString(tag.ReplaceAllString(alert, "")) {
			t.Errorf("%s speaks of keys: %s", name, alert)
		}
		if o.read(c.file) != before {
			t.Errorf("%s: it was written", name)
			o.put(c.file, before)
		}
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
}

func between(text, from, to string) string {
	_, text, _ = strings.Cut(text, from)
	text, _, _ = strings.Cut(text, to)
	return text
}

// What a form means is understood, also where no single field says it.
func TestDaysAreUnderstoodTogether(t *testing.T) {
	o := open(t, example())
	const file = "content/nuoc/hoc/index.md"
	before := o.read(file)
	for name, c := range map[string]struct{ set, want map[string]string }{
		"end without a day": {map[string]string{"f.event.end.time": "10:30"}, map[string]string{"start": "2026-06-05T08:00:00", "end": "2026-06-05T10:30:00"}},
		"lunar day":         {map[string]string{"f.event.lunar": "15/8"}, map[string]string{"start": "08:00:00", "lunar": `"15/8"`}},
		"lunar, all day":    {map[string]string{"f.event.lunar": "15/8", "f.event.start.time": ""}, map[string]string{"lunar": `"15/8"`}},
		"lunar with an end": {map[string]string{"f.event.lunar": "15/8", "f.event.end": "2026-06-05", "f.event.end.time": "21:00"}, map[string]string{"start": "08:00:00", "end": "21:00:00"}},
	} {
		if status, body := o.send(file, "save", c.set); status != http.StatusOK {
			t.Errorf("%s: %d %s", name, status, between(body, `role="alert"`, "</div>"))
			continue
		}
		for key, value := range c.want {
			if !strings.Contains(o.read(file), key+" = "+value+"\n") {
				t.Errorf("%s: no %s = %s in %s", name, key, value, o.read(file))
			}
		}
		if bad := builds(t, o.Dir); len(bad) > 0 {
			t.Error(name, bad)
		}
		o.put(file, before)
	}
}

// A form shows the problems of the text that was just saved, never those before, and
// nothing is promised that a build with errors cannot keep.
func TestProblemsFollowTheSave(t *testing.T) {
	files := example()
	const draft = "content/nuoc/nhap.md"
	files[draft] = "+++\ntitle = \"Nháp\"\ndraft = true\n+++\n\nChữ.\n"
	o := open(t, files)
	const dead = "Xem [bài](khong-co.md)."
	if status, body := o.send(draft, "save", map[string]string{"body": dead}); status != http.StatusOK || !strings.Contains(body, "khong-co.md” không dẫn đến đâu") || !strings.Contains(body, "Trước khi đưa lên trang") || strings.Contains(body, "xuất bản tới") {
		t.Error("a draft with a dead link:", status, body)
	}
	if status, body := o.send(draft, "up", nil); status != http.StatusUnprocessableEntity || !strings.Contains(o.read(draft), "draft = true") {
		t.Error("it went up:", status, body)
	}
	if status, body := o.send(draft, "save", map[string]string{"body": "Xem [bài](ao.md)."}); status != http.StatusOK || strings.Contains(body, "không dẫn đến đâu") {
		t.Error("a mended link is told still:", status, body)
	}
	o.put("content/nuoc/hong.md", "+++\ntitle = \"Hỏng\"\n+++\n\n"+dead+"\n")
	o.await("/", "1 lỗi")
	if status, body := o.send(draft, "up", nil); status != http.StatusOK || !strings.Contains(body, "trang đang có 1 lỗi") || strings.Contains(body, "lần xuất bản tới.") {
		t.Error("it is promised to be up:", status, between(body, `id="standing"`, "</section>"))
	}
	if status, body := o.send("content/nuoc/hong.md", "save", map[string]string{"body": "Mời xem."}); status != http.StatusOK || strings.Contains(body, "không dẫn đến đâu") || strings.Contains(body, "trang đang có") {
		t.Error("the last error is mended:", status, between(body, `id="standing"`, "</section>"))
	}
	o.await("/edit?file="+draft+"&done=up", "từ lần xuất bản tới")
}

// A file that is wrong already can be mended in steps: what is refused is a new error.
func TestOldErrorsDoNotKeepFromSaving(t *testing.T) {
	files := example()
	files[pond] = "+++\ntitle = \"Rào ao\"\n+++\n\nXem [bài](khong-co.md) và [bài](cung-khong.md).\n"
	o := open(t, files)
	if status, body := o.send(pond, "save", map[string]string{"body": "Một dòng trên.\r\n\r\nXem [bài](khong-co.md)."}); status != http.StatusOK || !strings.Contains(body, "khong-co.md”") || strings.Contains(body, "cung-khong.md”") {
		t.Error(status, between(body, `id="standing"`, "</section>"))
	}
	if status, _ := o.send(pond, "save", map[string]string{"body": "Xem [bài](khac.md)."}); status != http.StatusUnprocessableEntity {
		t.Error("another dead link is saved:", status)
	}
}

// A page that comes later is looked at as it will be on its day.
func TestScheduledPageIsReadOnItsDay(t *testing.T) {
	o := open(t, example())
	if status, body := o.send("content/nuoc/sap.md", "save", map[string]string{"body": "Xem [bài](khong-co.md)."}); status != http.StatusUnprocessableEntity {
		t.Error("it would keep the site from being built on its day:", status, body)
	}
}

// Before it goes up, a page of each kind says what holds it together.
func TestNothingEmptyGoesUp(t *testing.T) {
	o := open(t, example())
	token := o.token()
	for kind, lacks := range map[string][]string{
		"article":  {"#body"},
		"event":    {"#f.event.place", "#body"},
		"campaign": {"#body"},
		"document": {"#f.document.number", "#f.document.issued", "#f.document.issuer", "#body"},
	} {
		status, body := o.post("/new", url.Values{"token": {token}, "title": {"Bài " + kind}, "kind": {kind}})
		if status != http.StatusOK {
			t.Fatal(status, body)
		}
		file := "content/bai-" + kind + "/index.md"
		before := o.read(file)
		status, body = o.send(file, "up", nil)
		alert := between(body, `role="alert"`, "</div>")
		if status != http.StatusUnprocessableEntity || strings.Count(alert, "<li>") != len(lacks) || o.read(file) != before {
			t.Errorf("an empty %s goes up: %d %s", kind, status, alert)
		}
		if !strings.Contains(body, `value="up"`) {
			t.Errorf("%s: there is no button to try again", kind)
		}
		for _, at := range lacks {
			if !strings.Contains(alert, `href="`+at+`"`) {
				t.Errorf("%s: nobody asks for %s: %s", kind, at, alert)
			}
		}
		if status, body = o.send(file, "save", nil); status != http.StatusOK {
			t.Errorf("an empty draft is not saved: %d %s", status, body)
		}
		given := map[string]string{"body": "Chữ.", "f.event.place": "Nhà văn hoá", "f.document.number": "12/KH-UBND", "f.document.issued": "2026-05-30", "f.document.issuer": "UBND xã"}
		if status, body = o.send(file, "up", given); status != http.StatusOK || strings.Contains(o.read(file), "draft") {
			t.Errorf("a whole %s does not go up: %d %s", kind, status, between(body, `role="alert"`, "</div>"))
		}
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
}

// What comes back whole, an older version or the text that was chosen of two, is judged
// as well.
func TestWholeTextsAreJudged(t *testing.T) {
	o := open(t, example())
	good := o.read(pond)
	dead := strings.Replace(good, "Bằng tre.", "Xem [bài](khong-co.md).", 1)
	o.put(pond, dead)
	o.await("/", "1 lỗi")
	if status, body := o.send(pond, "save", map[string]string{"body": "Rào ao.\r\n\r\n## Rào"}); status != http.StatusOK {
		t.Fatal(status, body)
	}
	_, list := o.get("/versions?file=" + pond)
	id, sum := between(list, `name="version" value="`, `"`), between(list, `name="sum" value="`, `"`)
	now := o.read(pond)
	status, body := o.post("/versions", url.Values{"token": {o.token()}, "file": {pond}, "version": {id}, "sum": {sum}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "khong-co.md” không dẫn đến đâu") || o.read(pond) != now {
		t.Error("an older version with a dead link is back:", status, between(body, `role="alert"`, "</div>"))
	}
	form := o.filled("the form", body)
	form.Set("body", strings.ReplaceAll(form.Get("body"), "khong-co.md", "sap.md"))
	form.Set("do", "save")
	if status, body := o.post("/edit", form); status != http.StatusOK || !strings.Contains(o.read(pond), "sap.md") {
		t.Error("it cannot be mended:", status, between(body, `role="alert"`, "</div>"))
	}
	put := url.Values{"token": {o.token()}, "file": {pond}, "sum": {sourceedit.Sum([]byte(o.read(pond)))}, "text": {base64.StdEncoding.EncodeToString([]byte(dead))}}
	if status, _ := o.post("/put", put); status != http.StatusUnprocessableEntity || strings.Contains(o.read(pond), "khong-co") {
		t.Error("the text of two is written with a dead link:", status)
	}
}
