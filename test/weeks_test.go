package test

import (
	"fmt"
	"strings"
	"testing"

	"loa/themes"
)

// A campaign with very many dates of one level lists these by week, the week of
// the day open; a level with fewer keeps its days.
func TestCampaignByWeek(t *testing.T) {
	rows := "Tên;Ngày;Cấp;Chiến dịch\n"
	for i := range 120 {
		rows += fmt.Sprintf("Buổi xã %03d.;%d/6/2026;commune;thang\n", i, i%28+1)
	}
	for i := range 100 {
		rows += fmt.Sprintf("Buổi tỉnh %03d.;%d/6/2026;province;thang\n", i, i%28+1)
	}
	dir := t.TempDir()
	write(t, dir, tree{
		"site.toml":             "title = \"Thử\"\nbase_url = \"https://vi.example/\"\n[levels.province]\nname = \"Tỉnh\"\n[levels.commune]\nname = \"Xã\"\n",
		"content/_index.md":     "+++\ntitle = \"Thử\"\n+++\n",
		"content/thang.md":      "+++\ntitle = \"Tháng\"\n[campaign]\nstart = 2026-06-01\nend = 2026-06-30\n+++\nChữ.\n",
		"content/lop/_index.md": "+++\ntitle = \"Lớp\"\nevents_from = \"lop.csv\"\n+++\n",
		"content/lop/lop.csv":   rows,
	})
	o := options(t, dir, "2026-06-10")
	o.Builtin = themes.FS
	run(t, o)
	page := read(t, o.Out)["thang/index.html"]
	_, provinces, _ := strings.Cut(page, ">Tỉnh<")
	provinces, communes, ok := strings.Cut(provinces, ">Xã<")
	if !ok {
		t.Fatal(page)
	}
	if strings.Contains(provinces, `<details class="span"`) || strings.Count(provinces, "Buổi tỉnh") != 100 {
		t.Error("the level with 100 dates is cut into weeks")
	}
	if n := strings.Count(communes, `<details class="span"`); n != 4 {
		t.Errorf("%d weeks, want 4", n)
	}
	if n := strings.Count(communes, "Buổi xã"); n != 120 {
		t.Errorf("%d dates, want 120", n)
	}
	if want := `<details class="span" open><summary>08/06/2026 – 14/06/2026 <small>(29)</small>`; strings.Count(communes, `<details class="span" open`) != 1 || !strings.Contains(communes, want) {
		t.Errorf("the week of the day is not the open one: %.600s", communes)
	}
}
