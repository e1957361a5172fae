package consent

import (
	"crypto/sha256"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/problem"
)

func day(text string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, text, time.FixedZone("VN", 7*3600))
	if err != nil {
		panic(err)
	}
	return t
}

func ledger(t *testing.T, text string, files map[string]string) (*Ledger, []problem.Problem) {
	t.Helper()
	disk := fstest.MapFS{File: {Data: []byte(text)}}
	for name, data := range files {
		disk[name] = &fstest.MapFile{Data: []byte(data)}
	}
	l, problems, err := Load(disk)
	if err != nil {
		t.Fatal(err)
	}
	return l, problems
}

func TestVerdicts(t *testing.T) {
	l, problems := ledger(t, `
[[picture]]
file = "content/bé.jpg"
consent = "DY-1"
until = 2026-06-30
[[picture]]
file = "static/hai-em.jpg"
consent = "DY-2"
[[picture]]
file = "static/hai-em.jpg"
consent = "DY-3"
withdrawn = 2026-06-15
[[picture]]
file = "static/web.jpg"
consent = "DY-4"
scope = "web"
[[picture]]
file = "static/khong.jpg"
children = false
until = 2020-01-01
`, map[string]string{"static/web.jpg": "web", "static/hai-em.jpg": "hai em"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range []struct {
		file, bytes, today, carrier string
		want                        Verdict
	}{
		{"content/bé.jpg", "", "2026-06-30", Web, Allowed},
		{"content/bé.jpg", "", "2026-07-01", Web, Expired},
		{"static/hai-em.jpg", "", "2026-06-14", Web, Allowed},
		{"static/hai-em.jpg", "", "2026-06-15", Web, Withdrawn}, // one of two is enough
		{"static/web.jpg", "", "2026-06-01", Web, Allowed},
		{"static/web.jpg", "", "2026-06-01", Disk, OutOfScope},
		{"static/khong.jpg", "", "2026-06-01", Disk, Allowed}, // nobody's consent can end
		{"static/la.jpg", "", "2026-06-01", Web, Unknown},
		{"content/ban-sao.png", "hai em", "2026-06-15", Web, Withdrawn}, // a copy under another name
		{"content/ban-sao.png", "web", "2026-06-15", Disk, OutOfScope},
	} {
		if got := l.Of(c.file, sha256.Sum256([]byte(c.bytes)), day(c.today), c.carrier); got != c.want {
			t.Errorf("%s %q on %s by %s: %d, want %d", c.file, c.bytes, c.today, c.carrier, got, c.want)
		}
	}
}

func TestEnds(t *testing.T) {
	l, _ := ledger(t, `
[[picture]]
file = "a.jpg"
consent = "1"
until = 2026-06-30
[[picture]]
file = "b.jpg"
consent = "2"
until = 2026-06-30
withdrawn = 2026-06-10
[[picture]]
file = "c.jpg"
consent = "3"
until = 2026-05-30
`, nil)
	var got []string
	for _, d := range l.Ends(day("2026-06-01")) {
		got = append(got, d.Format(time.DateOnly))
	}
	if len(got) != 2 || got[0] != "2026-07-01" || got[1] != "2026-06-10" {
		t.Error(got)
	}
	if w := l.Withheld(day("2026-06-10"), Web); len(w) != 2 || w[0] != "b.jpg" || w[1] != "c.jpg" {
		t.Error(w)
	}
}

func TestNone(t *testing.T) {
	l, problems, err := Load(fstest.MapFS{})
	if err != nil || len(problems) > 0 || !l.Empty() || l.Of("a.jpg", Sum{}, day("2026-06-01"), Web) != Unknown || l.Missing(nil) != nil {
		t.Error(problems, err)
	}
}

func TestPrivateKeys(t *testing.T) {
	for key, want := range map[string]bool{
		"name": true, "Họ tên": true, "ho_ten": true, "ten-be": true, "child_name": true, "dia_chi": true, "ngaysinh": true, "so_dien_thoai": false, "sdt": true,
		"lop": true, "truong": true, "file": false, "children": false, "consent": false, "note": false, "ho_so": false, "withdraw": false,
	} {
		if got := private(key); got != want {
			t.Errorf("%s: %v", key, got)
		}
	}
}

func TestOpaque(t *testing.T) {
	for number, want := range map[string]bool{
		"DY-2026-014": true, "12/2026": true, "a1": true, "": false, "Lan": false, "Nguyễn Văn An 3": false, "0912345678": false, "012345678901": false, "DY 1": false,
	} {
		if got := Opaque(number); got != want {
			t.Errorf("%q: %v", number, got)
		}
	}
}

// Whose voice is heard says nothing of who is seen.
func TestVoices(t *testing.T) {
	for entry, want := range map[string]string{
		"file = \"static/a.mp3\"\nvoice = \"machine\"":                   "",
		"file = \"static/a.MP3\"\nvoice = \"adult\"\nconsent = \"GG-1\"": "",
		"file = \"static/a.mp3\"\nvoice = \"adult\"":                     string(problem.ConsentVoiceNumber),
		"file = \"static/a.mp3\"\nvoice = \"child\"":                     string(problem.ConsentNoNumber),
		"file = \"static/a.mp4\"\nvoice = \"machine\"":                   string(problem.ConsentNoNumber),
		"file = \"static/a.mp4\"\nvoice = \"adult\"":                     string(problem.ConsentNoNumber),
		"file = \"static/a.mp4\"\nvoice = \"machine\"\nchildren = false": "",
		"file = \"static/a.jpg\"\nvoice = \"machine\"":                   string(problem.TOMLUnknownKey) + " " + string(problem.ConsentNoNumber),
		"file = \"static/a.jpg\"\nvoice = \"adult\"\nconsent = \"GG-1\"": string(problem.TOMLUnknownKey),
	} {
		for _, table := range []string{"picture", "recording"} {
			_, problems := ledger(t, "[["+table+"]]\n"+entry+"\n", nil)
			var got []string
			for _, p := range problems {
				got = append(got, string(p.Code))
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s %q: %q, want %q", table, entry, got, want)
			}
		}
	}
}

// The ledger of an earlier layer says what must not be shown, whatever stands at the path;
// what may be shown it says only of the picture that its writers saw.
func TestLedgerOfLayerVouches(t *testing.T) {
	own := fstest.MapFS{"content/cua-xa.jpg": {Data: []byte("another picture")}, "content/chung.jpg": {Data: []byte("shared")}, "content/rut.jpg": {Data: []byte("another")}}
	shared := fstest.MapFS{File: {Data: []byte(`
[[picture]]
file = "content/cua-xa.jpg"
children = false
[[picture]]
file = "content/chung.jpg"
children = false
[[picture]]
file = "content/rut.jpg"
consent = "DY-1"
withdrawn = 2026-01-01
`)}}
	l, problems, err := Load(own, Place{Disk: shared, Name: "../chung/" + File, Vouches: func(file string) bool { return file == "content/chung.jpg" }})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for file, want := range map[string]Verdict{"content/cua-xa.jpg": Unknown, "content/chung.jpg": Allowed, "content/rut.jpg": Withdrawn} {
		if got := l.Of(file, sha256.Sum256(own[file].Data), day("2026-06-01"), Web); got != want {
			t.Errorf("%s: %v, not %v", file, got, want)
		}
	}
}
