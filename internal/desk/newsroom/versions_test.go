package newsroom_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/internal/desk/newsroom/newsroomtest"
)

// Versions of one minute are told apart, and each says who wrote it and what changed.
func TestVersionsSayWhoAndWhat(t *testing.T) {
	t.Parallel()
	o := enter(t, newsroomtest.Open(t, example(), newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC), Who: "lan.hoang"}))
	save := func(set map[string]string) {
		t.Helper()
		if status, body := o.send(pond, "save", set); status != http.StatusOK {
			t.Fatal(status, between(body, `role="alert"`, "</div>"))
		}
	}
	save(map[string]string{"f.title": "Rào ao lại"})
	save(map[string]string{"body": "Rào ao lại.\r\n\r\n## Rào\r\n\r\nBằng tre.\r\n\r\nHai dòng.\r\n\r\nBa dòng."})
	o.put(pond, strings.Replace(o.read(pond), "Bằng tre.", "Bằng lưới.", 1)) // by another program
	o.await("/edit?file="+pond, "Bằng lưới.")
	save(map[string]string{"f.summary": "Ngắn."})
	_, list := o.get("/versions?file=" + pond)
	var told []string
	for _, m := range regexp.MustCompile(`(?s)<li>.*?</li>`).FindAllString(list, -1) {
		if !regexp.MustCompile(`\d\d:\d\d:\d\d, `).MatchString(m) {
			t.Errorf("no seconds in %s", m)
		}
		told = append(told, between(m, "<small>", "</small>"))
	}
	want := []string{"ngoài bàn biên tập · Nội dung (thêm 1 dòng, bớt 1 dòng)", "lan.hoang · Nội dung (thêm 2 dòng, bớt 0 dòng)", "lan.hoang · Tiêu đề", "ngoài bàn biên tập"}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("versions are told as\n%s", strings.Join(told, "\n"))
	}
}
