package newsroom_test

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var section = regexp.MustCompile(`(?s)<section aria-live.*?</section>`)

// plan publishes up to the question and returns what the page says of the plan.
func (o *office) plan(token, do, job string) string {
	o.t.Helper()
	o.post("/publish", url.Values{"token": {token}, "target": {"usb"}, "do": {do}, "allow": {"1"}})
	if job == "1" {
		o.awaitRelease("/publish?job=1", `value="allow"`)
		_, page := o.get("/publish?job=1")
		o.post("/publish/allow", url.Values{"token": {token}, "job": {"1"}, "do": {"allow"}, "place": {unescape(placeTag.FindStringSubmatch(page)[1])}})
	}
	o.awaitRelease("/publish?job="+job, `value="yes"`)
	_, page := o.get("/publish?job=" + job)
	return regexp.MustCompile(`\s+`).ReplaceAllString(tag.ReplaceAllString(section.FindString(page), " "), " ")
}

// agree says yes to a plan.
func (o *office) agree(token, job, end string) {
	o.t.Helper()
	o.post("/publish", url.Values{"token": {token}, "job": {job}, "do": {"yes"}})
	o.awaitRelease("/publish?job="+job, end)
}

// TestPlanByTitle: a plan names pages by their titles with what happens to each, and a
// return says what it brings back.
func TestPlanByTitle(t *testing.T) {
	o := open(t, example())
	token := o.token()
	if said := o.plan(token, "publish", "1"); !strings.Contains(said, "trang mới") || !strings.Contains(said, "Rào ao") || !strings.Contains(said, "Học bơi") {
		t.Error(said)
	}
	o.agree(token, "1", "đã xuất bản")
	o.put("content/nuoc/moi.md", "+++\ntitle = \"Bài mới tinh\"\n+++\n\nMới.\n")
	o.put(pond, strings.Replace(o.read(pond), `"Rào ao"`, `"Rào quanh ao"`, 1))
	o.remove("content/nuoc/hoc/index.md")
	o.await("/", "Bài mới tinh", "Rào quanh ao")
	said := o.plan(token, "publish", "2")
	for _, want := range []string{"1 trang mới Bài mới tinh Xem đã đổi gì", "Rào quanh ao Xem đã đổi gì Rào quanh ao (trước: “Rào ao”)", "trang bị gỡ", "Học bơi", "chỉ đổi phần xung quanh"} {
		if !strings.Contains(said, want) {
			t.Errorf("the plan does not say %q: %s", want, said)
		}
	}
	o.agree(token, "2", "đã xuất bản")
	said = o.plan(token, "back", "3")
	for _, want := range []string{"trang trở lại Học bơi", "trở về chữ cũ Rào ao", "(trước: “Rào quanh ao”)", "biến mất, vì bản trước không có Bài mới tinh"} {
		if !strings.Contains(said, want) {
			t.Errorf("the return does not say %q: %s", want, said)
		}
	}
	o.agree(token, "3", "đã quay lại bản trước")
	text, err := os.ReadFile(filepath.Join(filepath.Dir(o.Dir), "usb", "nuoc", "ao", "index.html"))
	if err != nil || !strings.Contains(string(text), "Rào ao") || strings.Contains(string(text), "Rào quanh ao") {
		t.Error("the release before is not back", err)
	}
	if said := o.plan(token, "publish", "4"); !strings.Contains(said, "Bài mới tinh") { // and forward again
		t.Error(said)
	}
}

// The page of publishing tells what changes by itself in the next seven days, and leads
// to the site on Monday.
func TestNextWeek(t *testing.T) {
	o := open(t, example()) // Monday 1 June 2026: up on the 3rd, down on the 10th
	_, page := o.get("/publish")
	week := page[strings.Index(page, `id="week"`):]
	if !strings.Contains(week, "Sắp lên") || strings.Contains(week, `state expired`) {
		t.Error(week)
	}
	if !strings.Contains(week, "/at?day=2026-06-08") {
		t.Error("no way to Monday:", week)
	}
	o.put("content/nuoc/sap.md", "+++\ntitle = \"Đã lên\"\n+++\n")
	o.await("/publish", "Không có bài nào tự lên")
}
