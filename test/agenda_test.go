package test

import (
	"fmt"
	"strings"
	"testing"

	"loa/themes"
)

// A month with more events than a page has room for goes on over several pages;
// nothing is lost and nothing stands twice. A word's page leads to each of its months.
func TestLongAgendas(t *testing.T) {
	dir := t.TempDir()
	rows := "Tên;Ngày;Đơn vị\n"
	for i := range 450 {
		rows += fmt.Sprintf("Buổi số %03d.;%d/6/2026;xa\n", i, i%30+1)
	}
	rows += "Buổi tháng 9.;5/9/2026;xa\nBuổi đã qua.;5/3/2026;xa\n"
	write(t, dir, tree{
		"site.toml":              "title = \"Thử\"\nbase_url = \"https://vi.example/\"\n[units.xa]\nname = \"Xã\"\n",
		"content/_index.md":      "+++\ntitle = \"Thử\"\n+++\n",
		"content/lop/_index.md":  "+++\ntitle = \"Lớp\"\nevents_from = \"lop.csv\"\n+++\n",
		"content/lop/lop.csv":    rows,
		"static/robots.txt":      "User-agent: *\n",
		"content/lop/bai.md":     "+++\ntitle = \"Bài\"\n+++\nChữ.\n",
		"content/lop/bai-hai.md": "+++\ntitle = \"Bài hai\"\n+++\nChữ.\n",
	})
	o := options(t, dir, "2026-06-10")
	o.Builtin = themes.FS
	run(t, o)
	files := read(t, o.Out)
	for _, base := range []string{"lich/2026-06/", "lich/don-vi/xa/"} {
		all := ""
		for n := 1; n <= 3; n++ {
			name := base + "index.html"
			if n > 1 {
				name = fmt.Sprintf("%spage/%d/index.html", base, n)
			}
			page, ok := files[name]
			if !ok {
				t.Fatalf("no %s", name)
			}
			_, agenda, _ := strings.Cut(page, `id=agenda`)
			agenda, _, _ = strings.Cut(agenda, "</section>")
			all += agenda
		}
		for i := range 450 {
			if n := strings.Count(all, fmt.Sprintf("Buổi số %03d.", i)); n != 1 {
				t.Errorf("%s: event %d stands %d times", base, i, n)
			}
		}
		if _, ok := files[base+"page/4/index.html"]; ok {
			t.Errorf("%s: an empty page", base)
		}
	}
	word := files["lich/don-vi/xa/index.html"]
	for _, want := range []string{`"#2026-06"`, `"2026-06"`, `"/lich/don-vi/xa/page/3/#2026-09"`, "Buổi đã qua."} {
		if !strings.Contains(word, want) {
			t.Errorf("the page of a unit has no %s", want)
		}
	}
	if !strings.Contains(files["lich/don-vi/xa/page/3/index.html"], `id="2026-09"`) {
		t.Error("the link to September leads nowhere")
	}
}

// The pages of a level, a unit, a topic and a section tell what comes next, whether it stands
// in a table or has a page of its own, in one order and each event once; what is over is
// no longer said to be tentative, and what was moved says from which day.
func TestNextDatesOfLists(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, tree{
		"site.toml":             "title = \"Thử\"\nbase_url = \"https://vi.example/\"\n[levels]\nxa.name = \"Xã\"\n[units.hoa-binh]\nname = \"Hòa Bình\"\n[topics.boi]\nname = \"Bơi\"\npage = \"boi/_index.md\"\n",
		"content/_index.md":     "+++\ntitle = \"Thử\"\n+++\n",
		"content/boi/_index.md": "+++\ntitle = \"Tập bơi\"\n+++\n",
		"content/lop/_index.md": "+++\ntitle = \"Lớp\"\nevents_from = \"lop.csv\"\n[cascade]\ntopics = [\"boi\"]\nlevel = \"xa\"\nunit = \"hoa-binh\"\n+++\n",
		"content/lop/lop.csv":   "Tên;Ngày;Trạng thái\nBuổi đã qua.;5/3/2026;dự kiến\nBuổi đầu năm.;10/1/2027;dự kiến\nBuổi cuối năm.;5/12/2027;\n",
		"content/lop/he.md":     "+++\ntitle = \"Lớp hè\"\nlevel = \"xa\"\nunit = \"hoa-binh\"\ntopics = [\"boi\"]\n[event]\nstart = 2027-06-12T07:30:00\nstatus = \"moved\"\nmoved_from = 2027-06-05T07:30:00\n+++\nChữ.\n",
		"content/lop/cu.md":     "+++\ntitle = \"Hội cũ\"\nlevel = \"xa\"\nunit = \"hoa-binh\"\n[event]\nstart = 2026-06-12T07:30:00\nstatus = \"tentative\"\n+++\nChữ.\n",
	})
	o := options(t, dir, "2026-11-10")
	o.Builtin = themes.FS
	run(t, o)
	files := read(t, o.Out)
	for _, page := range []string{"cap/xa", "don-vi/hoa-binh", "boi", "lop"} {
		_, list, _ := strings.Cut(files[page+"/index.html"], `id="list"`)
		list, _, _ = strings.Cut(list, "</section>")
		coming, past, _ := strings.Cut(list, "Đã qua")
		for _, title := range []string{"Buổi đầu năm.", "Lớp hè", "05/06/2027", "Buổi cuối năm."} { // in this order
			_, rest, there := strings.Cut(coming, title)
			if !there {
				t.Errorf("%s: %q does not come in its place: %.400s", page, title, list)
			}
			coming = rest
		}
		if strings.Count(list, "Lớp hè") != 1 {
			t.Errorf("%s: an event stands twice", page)
		}
		if strings.Contains(past, "Dự kiến") || !strings.Contains(list, "Dự kiến") {
			t.Errorf("%s: what is over is tentative, or what comes is not", page)
		}
	}
}

// The home page of a quiet time tells what comes next, whether it stands in a table or has
// a page of its own.
func TestNextDatesOfTables(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, tree{
		"site.toml":             "title = \"Thử\"\nbase_url = \"https://vi.example/\"\n",
		"content/_index.md":     "+++\ntitle = \"Thử\"\n+++\n",
		"content/lop/_index.md": "+++\ntitle = \"Lớp\"\nevents_from = \"lop.csv\"\n+++\n",
		"content/lop/lop.csv":   "Tên;Ngày\nBuổi đầu năm.;10/1/2027\nBuổi cuối năm.;5/12/2027\n",
		"content/lop/he.md":     "+++\ntitle = \"Lớp hè\"\n[event]\nstart = 2027-06-12T07:30:00\n+++\nChữ.\n",
	})
	o := options(t, dir, "2026-11-10")
	o.Builtin = themes.FS
	run(t, o)
	_, home, _ := strings.Cut(read(t, o.Out)["index.html"], `id=upcoming`)
	for _, title := range []string{"Buổi đầu năm.", "Lớp hè", "Buổi cuối năm."} { // in this order
		_, rest, there := strings.Cut(home, title)
		if !there {
			t.Errorf("%q does not come in its place: %.300s", title, home)
		}
		home = rest
	}
}
