package consent

import (
	"strings"
	"testing"
)

func TestWithdraw(t *testing.T) {
	const before = `# của cơ quan
[[picture]] # hai em
file = "content/be.jpg"
consent = "DY-1"

[[picture]]
file = "content/be.jpg"
consent = "DY-2"
withdrawn = 2026-01-01
until = 2027-01-01

[[recording]]
file = "content/be.mp4"
consent = "DY-3"
`
	const after = `# của cơ quan
[[picture]] # hai em
file = "content/be.jpg"
consent = "DY-1"
withdrawn = 2026-06-01

[[picture]]
file = "content/be.jpg"
consent = "DY-2"
withdrawn = 2026-01-01
until = 2027-01-01

[[recording]]
file = "content/be.mp4"
consent = "DY-3"
`
	for _, c := range []struct{ name, before, file, after string }{
		{"each entry of the file", before, "content/be.jpg", after},
		{"a recording", "[[recording]]\nfile = \"content/be.mp4\"\nconsent = \"DY-3\"\n", "content/be.mp4", "[[recording]]\nfile = \"content/be.mp4\"\nconsent = \"DY-3\"\nwithdrawn = 2026-06-01\n"},
		{"a picture that no entry names", "[[picture]]\nfile = \"a.jpg\"\nchildren = false\n", "static/b c.jpg", "[[picture]]\nfile = \"a.jpg\"\nchildren = false\n\n[[picture]]\nfile = \"static/b c.jpg\"\nchildren = false\nwithdrawn = 2026-06-01\n"},
		{"an empty ledger", "", "a.jpg", "[[picture]]\nfile = \"a.jpg\"\nchildren = false\nwithdrawn = 2026-06-01\n"},
		{"one that is to go later", "[[picture]]\nfile = \"a.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-12-01\n", "a.jpg", "[[picture]]\nfile = \"a.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01\n"},
	} {
		got, ok := Withdraw([]byte(c.before), c.file, day("2026-06-01"))
		if !ok || string(got) != c.after {
			t.Errorf("%s: %v\n%s", c.name, ok, got)
		}
		l, _ := ledger(t, string(got), nil)
		if v := l.Of(c.file, Sum{}, day("2026-06-01"), Web); v != Withdrawn {
			t.Errorf("%s: the verdict is %d", c.name, v)
		}
	}
	for _, bad := range []string{"[[picture]\n", "picture = [{ file = \"a.jpg\", children = false }]\n"} {
		if got, ok := Withdraw([]byte(bad), "a.jpg", day("2026-06-01")); ok {
			t.Errorf("%q becomes %q", bad, got)
		}
	}
}

// One agreement of several holds again. Where no paper is named somebody has to say who is
// in the picture, and no remark is lost.
func TestRenew(t *testing.T) {
	const before = `[[picture]]
file = "a.jpg"
consent = "1"
withdrawn = 2026-01-01 # thư của gia đình

[[picture]]
file = "a.jpg"
consent = "2"
withdrawn = 2026-05-01

# gia đình cháu ở ảnh này không cho đăng
[[picture]]
file = "b.jpg"
until = 2020-01-01
scope = ["disk"]
withdrawn = 2026-06-01

[[picture]]
file = "c.jpg"
consent = "3"
`
	const asked = "file = \"b.jpg\"\nuntil = 2020-01-01\nscope = [\"disk\"]\nwithdrawn = 2026-06-01\n"
	for _, c := range []struct {
		file      string
		number    int
		lines     string
		old, next string // what is replaced; none if it is refused
	}{
		{"a.jpg", 0, "", "withdrawn = 2026-01-01 # thư của gia đình\n", "# thư của gia đình\n"},
		{"a.jpg", 1, "children = false\n", "withdrawn = 2026-05-01\n", ""},
		{"b.jpg", 0, "children = false\n", asked, "file = \"b.jpg\"\nchildren = false\n"},
		{"b.jpg", 0, "consent = \"DY-9\"\nuntil = 2027-01-01\n", asked, "file = \"b.jpg\"\nuntil = 2027-01-01\nconsent = \"DY-9\"\n"},
		{"b.jpg", 0, "", "", ""},
		{"a.jpg", 2, "", "", ""},
		{"a.jpg", -1, "", "", ""},
		{"c.jpg", 0, "", "", ""},
		{"d.jpg", 0, "children = false\n", "", ""},
	} {
		got, ok := Renew([]byte(before), c.file, c.number, c.lines)
		if want := strings.Replace(before, c.old, c.next, 1); ok != (c.old != "") || ok && string(got) != want {
			t.Errorf("%s %d %q: %v\n%s", c.file, c.number, c.lines, ok, got)
		}
	}
	all, ok := Named([]byte(before), "a.jpg")
	if !ok || len(all) != 2 || all[0].Consent != "1" || all[1].Consent != "2" {
		t.Error(all, ok)
	}
}
