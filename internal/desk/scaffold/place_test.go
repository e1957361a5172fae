package scaffold

import (
	"errors"
	"testing"
)

// What is typed on Windows means the same on every system.
func TestPlaces(t *testing.T) {
	site, dir := siteOf(t, map[string]string{
		"content/duoi-nuoc/_index.md": "+++\ntitle = \"Đuối nước\"\n+++\n",
		"content/Mục cũ/_index.md":    "+++\ntitle = \"Cũ\"\n+++\n",
		"static/hinh/a.txt":           "",
	})
	for typed, want := range map[string]string{
		"duoi-nuoc/rao-ao":                "content/duoi-nuoc/rao-ao.md",
		`duoi-nuoc\rao-ao.md`:             "content/duoi-nuoc/rao-ao.md",
		`content\duoi-nuoc\Rào Ao.md`:     "content/duoi-nuoc/rao-ao.md",
		`"content\duoi-nuoc\rao-ao.md"`:   "content/duoi-nuoc/rao-ao.md",
		`.\duoi-nuoc\rao-ao`:              "content/duoi-nuoc/rao-ao.md",
		"duoi-nuoc/../duoi-nuoc/rao-ao":   "content/duoi-nuoc/rao-ao.md",
		"rao-ao":                          "content/rao-ao.md",
		"Mục cũ/Bài":                      "content/Mục cũ/bai.md",
		"Mục mới/Bài":                     "content/muc-moi/bai.md",
		"duoi-nuoc/hoc-boi/index":         "content/duoi-nuoc/hoc-boi/index.md",
		"duoi-nuoc/rao-ao.en.md":          "content/duoi-nuoc/rao-ao.en.md",
		"duoi-nuoc/bao-cao.v2":            "content/duoi-nuoc/bao-cao-v2.md",
		dir + "/content/duoi-nuoc/rao-ao": "content/duoi-nuoc/rao-ao.md",
		"../ngoai":                        "",
		`..\ngoai`:                        "",
		"content/../../ngoai":             "",
		`C:\Users\Lan\rao-ao.md`:          "",
		`\\may-chu\chung\rao-ao.md`:       "",
		"/etc/rao-ao":                     "",
		dir + "/static/rao-ao":            "",
		"static/hinh/rao-ao":              "",
		"content":                         "",
		"":                                "",
		"duoi-nuoc/nul":                   "",
		"duoi-nuoc/…":                     "",
		"index":                           "",
	} {
		got, err := site.At(typed)
		var refusal *Refusal
		if got != want || (err != nil) != (want == "") || err != nil && !errors.As(err, &refusal) {
			t.Errorf("%q lies at %q (%v), want %q", typed, got, err, want)
		}
	}
}
