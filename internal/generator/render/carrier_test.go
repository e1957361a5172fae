package render

import (
	"regexp"
	"testing"
)

func TestPortable(t *testing.T) {
	for name, want := range map[string]string{
		"nuoc/ao/index.html":        `^nuoc/ao/index\.html$`,
		"assets/style.1a2b3c4d.css": `^assets/style\.1a2b3c4d\.css$`,
		"Kế hoạch 777.pdf":          `^ke-hoach-777\.[0-9a-f]{4}\.pdf$`,
		"Tờ rơi/Đuối nước.PDF":      `^to-roi/duoi-nuoc\.[0-9a-f]{4}\.pdf$`,
		"a/100%.pdf":                `^a/100\.[0-9a-f]{4}\.pdf$`,
		"a/b#c.pdf":                 `^a/b-c\.[0-9a-f]{4}\.pdf$`,
		"nuoc/be boi.1a2b3c4d.jpg":  `^nuoc/be-boi-1a2b3c4d\.[0-9a-f]{4}\.jpg$`,
		"tài liệu/không đuôi":       `^tai-lieu/khong-duoi\.[0-9a-f]{4}$`,
	} {
		if got := Portable(name); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%s is %s", name, got)
		}
	}
	if Portable("ma.pdf") == Portable("mả.pdf") || Portable("má.pdf") == Portable("mả.pdf") {
		t.Error("two files are one")
	}
}
