package wholesite

import "testing"

// A link finds the part of a page by the id that another program gave it, or the heading that the place stands below.
func TestPartsOfOtherPrograms(t *testing.T) {
	p := partsOf(made{
		body:    "## Vùng `an toàn` (mới)\n\n## Hỏi & đáp {#hoi}\n\n## Ví dụ\n\n## Ví dụ\n\n## Ví dụ\n\n## Phần {#phan-2}\n\n## Mục 2\n\n## Сумеснае валоданне\n",
		anchors: map[string]string{"LE": "hoi", "dau": "", "mat": "nowhere", "phan-2": "phan-2", "2": "hoi"},
	})
	for fragment, want := range map[string]string{
		"":                   "",
		"hoi":                "hoi",
		"vùng-an-toàn-mới":   "vung-an-toan-moi", // GitHub, Hugo
		"Vùng_an_toàn_(mới)": "vung-an-toan-moi",
		"vung-an-toan-moi":   "vung-an-toan-moi",
		"ví-dụ":              "vi-du",
		"ví-dụ-1":            "vi-du-2", // others count the second as 1
		"ví-dụ-2":            "vi-du-3",
		"vi-du-2":            "vi-du-2", // without its signs it can be an id of this site alone
		"phan-2":             "phan-2",
		"mục-2":              "muc-2",
		"2":                  "hoi",
		"сумеснае-валоданне": "сумеснае-валоданне",
		"toc_Сумеснае-валоданне": "сумеснае-валоданне",
		"hỏi--đáp": "hoi", // by its letters
		"LE":       "hoi",
		"def-LE":   "hoi",
		"dau":      "",
		"mat":      "",
	} {
		if id, ok := p.find(fragment); !ok || id != want {
			t.Errorf("%q: %q, %v; want %q", fragment, id, ok, want)
		}
	}
	for _, fragment := range []string{"không-có", "def-XX", "ví-dụ-7", "chương-2"} {
		if id, ok := p.find(fragment); ok {
			t.Errorf("%q: %q", fragment, id)
		}
	}
}
