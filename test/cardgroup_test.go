package test

import (
	"regexp"
	"strings"
	"testing"

	"loa/themes"
)

// A list shows its pages by kind, in the order in which readers need them, or by
// month where the section asks for it.
func TestListsByKindAndMonth(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, tree{
		"site.toml":              "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n[languages.vi]\n[[hotlines]]\nnumber = \"111\"\nlabel = \"111\"\n",
		"content/_index.md":      "+++\ntitle = \"Trang\"\n+++\n",
		"content/a/_index.md":    "+++\ntitle = \"A\"\n+++\n",
		"content/a/bai.md":       "+++\ntitle = \"Bài\"\ndate = 2026-01-01\n+++\nx\n",
		"content/a/giao-an.md":   "+++\ntitle = \"Giáo án\"\ndate = 2026-05-01\nlayout = \"lesson\"\n+++\nx\n",
		"content/a/so-cuu.md":    "+++\ntitle = \"Sơ cứu\"\ndate = 2025-01-01\nemergency = true\n+++\n:::steps\n1. Gọi 111.\n:::\n",
		"content/a/sap-toi.md":   "+++\ntitle = \"Sắp\"\n[event]\nstart = 2026-07-01\n+++\nx\n",
		"content/a/da-qua.md":    "+++\ntitle = \"Qua\"\n[event]\nstart = 2026-05-01\n+++\nx\n",
		"content/a/van-ban.md":   "+++\ntitle = \"Kế hoạch\"\n[document]\nnumber = \"1/KH\"\nissued = 2026-01-02\n+++\nx\n",
		"content/tin/_index.md":  "+++\ntitle = \"Tin\"\n[extra]\nlist = \"month\"\n+++\n",
		"content/tin/mot.md":     "+++\ntitle = \"Một\"\ndate = 2026-06-02\n+++\nx\n",
		"content/tin/hai.md":     "+++\ntitle = \"Hai\"\ndate = 2026-06-09\n+++\nx\n",
		"content/tin/ba.md":      "+++\ntitle = \"Ba\"\ndate = 2026-04-30\n+++\nx\n",
		"content/mot/_index.md":  "+++\ntitle = \"Một loại\"\n+++\n",
		"content/mot/bai-mot.md": "+++\ntitle = \"Bài một\"\ndate = 2026-01-01\n+++\nx\n",
	})
	run(t, o)
	files := read(t, o.Out)
	heading := regexp.MustCompile(`<h2 class="?group"?>([^<]*)`)
	for page, want := range map[string]string{
		"a/index.html":   "Cấp cứu|Sắp tới|Bài viết|Cho nhà trường|Văn bản|Đã qua",
		"tin/index.html": "tháng 6 năm 2026|tháng 4 năm 2026",
		"mot/index.html": "",
	} {
		var got []string
		for _, m := range heading.FindAllStringSubmatch(files[page], -1) {
			got = append(got, m[1])
		}
		if text := strings.Join(got, "|"); text != want {
			t.Errorf("%s: %q, want %q", page, text, want)
		}
	}
}
