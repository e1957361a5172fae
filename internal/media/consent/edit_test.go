package consent

import "testing"

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

func TestRenew(t *testing.T) {
	const before = "[[picture]]\nfile = \"a.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01 # thư của gia đình\n\n[[picture]]\nfile = \"b.jpg\"\nchildren = false\nwithdrawn = 2026-06-01\n"
	for file, want := range map[string]string{
		"a.jpg": "[[picture]]\nfile = \"a.jpg\"\nconsent = \"1\"\n# thư của gia đình\n\n[[picture]]\nfile = \"b.jpg\"\nchildren = false\nwithdrawn = 2026-06-01\n",
		"b.jpg": "[[picture]]\nfile = \"a.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-06-01 # thư của gia đình\n\n",
		"c.jpg": before,
	} {
		if got, ok := Renew([]byte(before), file); !ok || string(got) != want {
			t.Errorf("%s: %v\n%q", file, ok, got)
		}
	}
}
