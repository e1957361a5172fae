package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/reach/counts"
	sums "loa/internal/reach/figures"
	"loa/internal/reach/reachtest"
	"loa/internal/reach/tally"
)

var (
	hanoi = time.FixedZone("+07", 7*3600)
	start = time.Date(2026, 11, 1, 0, 0, 0, 0, hanoi)
	now   = time.Date(2026, 11, 6, 9, 0, 0, 0, hanoi)
	pages = []string{"/", "/duoi-nuoc/", "/duoi-nuoc/v%C3%B9ng/", "/en/", "/lich/"}
)

func site() tally.Site {
	known := map[string]string{"/cu/": "/duoi-nuoc/"}
	for _, p := range []string{"/", "/duoi-nuoc/", "/duoi-nuoc/vùng/", "/en/", "/lich/"} {
		known[p] = p
	}
	files := map[string]string{}
	for _, file := range []string{"/a.mp4", "/lich/all.ics", "/tai-lieu/so-tay.pdf"} {
		files[file] = file
	}
	return tally.Site{Files: files, Places: []tally.Place{{Host: "treem.example", Base: "/"}, {Host: "tinh.example", Base: "/vi-tre-em/"}}, Worker: "/worker.js", Zone: hanoi, Pages: known, Old: map[string]bool{"/cu/": true}}
}

func made(t testing.TB) (text string, addresses []string) {
	t.Helper()
	var log strings.Builder
	addresses, err := reachtest.Log{Seed: 1, From: start, Days: 5, PerDay: 700, Pages: pages, Garbage: 0.1}.Write(&log)
	if err != nil {
		t.Fatal(err)
	}
	return log.String(), addresses
}

func log(text string) Source {
	return Source{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

func add(t testing.TB, dir string, system disk.System, at time.Time, texts ...string) (Report, error) {
	t.Helper()
	var sources []Source
	for _, text := range texts {
		sources = append(sources, log(text))
	}
	return Run(context.Background(), Options{Dir: dir, Disk: system, Site: site(), Log: "web", Now: at, Random: rand.NewChaCha8([32]byte{1})}, sources)
}

func mustAdd(t testing.TB, dir string, texts ...string) Report {
	t.Helper()
	r, err := add(t, dir, disk.System{}, now, texts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// figures are the files of data/reach/, one after the other.
func figures(t testing.TB, dir string) string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "data", "reach", "*.csv"))
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func packed(text string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return out.String()
}

// However a log is given, the files are the same: twice, in pieces, in any order, packed,
// with its lines in disorder, and merged from two.
func TestTheSameFiles(t *testing.T) {
	text, _ := made(t)
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	disorder := slices.Clone(lines)
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(disorder), func(i, j int) { disorder[i], disorder[j] = disorder[j], disorder[i] })
	half, third := strings.Join(lines[:len(lines)/2], ""), strings.Join(lines[len(lines)/3:], "")
	rest := strings.Join(lines[len(lines)/2:], "")
	ways := map[string][][]string{
		"once":                    {{text}},
		"twice":                   {{text}, {text}},
		"twice in one run":        {{text, packed(text)}},
		"two pieces":              {{half}, {rest}},
		"two pieces, later first": {{rest}, {half}},
		"pieces that overlap":     {{third}, {half}, {text}},
		"whole, then pieces":      {{packed(text)}, {rest}, {half}},
		"in disorder":             {{strings.Join(disorder, "")}, {half}},
		"a log that grows":        {{half}, {half + rest[:len(rest)/2]}, {text}},
	}
	var want string
	for name, runs := range ways {
		dir := t.TempDir()
		for _, texts := range runs {
			mustAdd(t, dir, texts...)
		}
		got := figures(t, dir)
		if want == "" {
			want = got
		}
		if got != want || strings.Count(got, "\n") < 30 {
			t.Errorf("%s: other files", name)
		}
	}
}

// A run that is killed at any change of the disk loses nothing once the log is given
// again, and doubles nothing.
func TestKilled(t *testing.T) {
	text, _ := made(t)
	half := text[:strings.Index(text[len(text)/2:], "\n")+len(text)/2+1]
	whole := t.TempDir()
	mustAdd(t, whole, text)
	want := figures(t, whole)
	dead := errors.New("killed")
	for at := 1; ; at++ {
		dir, n := t.TempDir(), 0
		mustAdd(t, dir, half)
		_, err := add(t, dir, disk.System{Before: func(disk.Step) error {
			if n++; n >= at {
				return dead
			}
			return nil
		}}, now, text)
		if err == nil {
			if at < 5 {
				t.Errorf("only %d changes", at)
			}
			return
		}
		if !errors.Is(err, dead) {
			t.Fatal(err)
		}
		mustAdd(t, dir, text)
		if figures(t, dir) != want {
			t.Fatalf("killed at change %d: other files", at)
		}
	}
}

// After two days nothing is known of readers any more, and the same log still counts once.
func TestAfterTwoDays(t *testing.T) {
	text, _ := made(t)
	dir := t.TempDir()
	mustAdd(t, dir, text)
	want := figures(t, dir)
	later := now.Add(tally.Open)
	if _, err := add(t, dir, disk.System{}, later, ""); err != nil {
		t.Fatal(err)
	}
	if state, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(stateFile))); err == nil {
		t.Errorf("%d bytes are kept after two days", len(state))
	}
	if _, err := add(t, dir, disk.System{}, later, text); err != nil {
		t.Fatal(err)
	}
	if figures(t, dir) != want {
		t.Error("the same log again gives other files after two days")
	}
}

// Two people count on two machines; their files, joined line by line as Git does it, say
// what one would have counted.
func TestTwoPeople(t *testing.T) {
	text, _ := made(t)
	one, two := t.TempDir(), t.TempDir()
	mustAdd(t, one, text)
	third := len(text) / 3
	mustAdd(t, two, text[:third+strings.Index(text[third:], "\n")+1])
	want := figures(t, one)
	joined := figures(t, one) + figures(t, two)
	if err := os.WriteFile(filepath.Join(two, "data", "reach", "2026-11.csv"), []byte(joined), 0o644); err != nil {
		t.Fatal(err)
	}
	a, _, err := counts.Load(os.DirFS(one))
	if err != nil {
		t.Fatal(err)
	}
	b, problems, err := counts.Load(os.DirFS(two))
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if !counts.Same(a, b) || want == "" {
		t.Error("joined files say something else")
	}
}

// No address, no browser and no name of a file elsewhere is in any file of the site.
func TestNobodyIsKept(t *testing.T) {
	text, addresses := made(t)
	dir := t.TempDir()
	mustAdd(t, dir, text, `treem.example 203.0.113.99 - - [02/Nov/2026:10:11:12 +0700] "GET /en/ HTTP/1.1" 200 5 "https://facebook.example/nguyen-van-a" "Mozilla/5.0 (OfOnePerson)"`+"\n")
	never := append(slices.Clone(addresses), "203.0.113.99", "OfOnePerson", "Mozilla", "facebook", "nguyen")
	files := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(name)
		for _, text := range never {
			if bytes.Contains(data, []byte(text)) {
				t.Errorf("%s holds %s", name, text)
			}
		}
		return err
	})
	if err != nil || files < 3 {
		t.Error(files, err)
	}
}

// What a run tells: lines that cannot be read, of what they are, and a last line that is
// still being written.
func TestTold(t *testing.T) {
	dir := t.TempDir()
	line := `203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /en/ HTTP/1.1" 200 5 "-" "Mozilla/5.0 X"` + "\n"
	r := mustAdd(t, dir, line+"nothing\n"+line+strings.TrimSuffix(line, "\n"), "<html>\n", "AWSTATS DATA FILE 7.8\n")
	if f := r.Files[0]; f.Read != 2 || f.Unread != 1 || f.First != 2 || !f.Open {
		t.Errorf("%+v", f)
	}
	if f := r.Files[2]; f.Read != 0 || f.Summary != "awstats" || f.Err == nil {
		t.Errorf("a summary that was cut: %+v", f)
	}
	if f := r.Files[1]; f.Read != 0 || f.Looks != "html" {
		t.Errorf("%+v", f)
	}
	if r.Seen.Views != 1 || r.Seen.Again != 1 {
		t.Errorf("%+v", r.Seen)
	}
}

// What counts, a request a row.
func TestCounts(t *testing.T) {
	const reader, other = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0"
	row := func(clock, request string, status int, size string, referrer, agent string) string {
		return fmt.Sprintf("203.0.113.7 - - [02/Nov/2026:%s +0700] \"%s HTTP/1.1\" %d %s %q %q\n", clock, request, status, size, referrer, agent)
	}
	for _, c := range []struct {
		name string
		log  string
		want string
	}{
		{"a view and a visit", row("10:00:00", "GET /en/", 200, "5", "-", reader), "view /en/ 1, visit  1"},
		{"304, the name of the file, capitals, a query", row("10:00:00", "GET /en/index.html?x=1", 304, "0", "-", reader) + row("10:00:01", "GET /EN/", 200, "5", "-", reader), "view /en/ 2, visit  1"},
		{"below a path on another host", "tinh.example " + row("10:00:00", "GET /vi-tre-em/en/", 200, "5", "-", reader) + "tinh.example " + row("10:00:01", "GET /en/", 200, "5", "-", reader) + "treem.example " + row("10:00:02", "GET /vi-tre-em/en/", 200, "5", "-", reader) + row("10:00:03", "GET /vi-tre-em/lich/", 200, "5", "-", reader) + row("10:00:04", "GET /lich/", 200, "5", "-", reader), "view /en/ 1, view /lich/ 2, visit  1"},
		{"no view", row("10:00:00", "HEAD /en/", 200, "5", "-", reader) + row("10:00:00", "GET /en/", 206, "5", "-", reader) + row("10:00:00", "GET /en", 301, "5", "-", reader) + row("10:00:00", "GET /%E0%A4%A", 200, "5", "-", reader) + row("10:00:00", "GET //en/", 200, "5", "-", reader), ""},
		{"programs", row("10:00:00", "GET /en/", 200, "5", "-", reachtest.Programs[0]) + row("10:00:00", "GET /en/", 200, "5", "-", "-"), ""},
		{"saved by the worker", row("10:00:00", "GET /en/", 200, "5", "https://treem.example/worker.js", reader), ""},
		{"29 minutes, 59 seconds", row("10:00:00", "GET /en/", 200, "5", "-", reader) + row("10:29:59", "GET /", 200, "5", "-", reader), "view / 1, view /en/ 1, visit  1"},
		{"half an hour", row("10:00:00", "GET /en/", 200, "5", "-", reader) + row("10:30:00", "GET /", 200, "5", "-", reader), "view / 1, view /en/ 1, visit  2"},
		{"two browsers", row("10:00:00", "GET /en/", 200, "5", "-", reader) + row("10:00:00", "GET /en/", 200, "5", "-", other), "view /en/ 2, visit  2"},
		{"an old address leads on", row("10:00:00", "GET /cu/", 200, "5", "-", reader) + row("10:00:00", "GET /duoi-nuoc/", 200, "5", "https://treem.example/cu/", reader), "view /cu/ 1, visit  1"},
		{"a film in parts, once a day", row("10:00:00", "GET /a.mp4", 206, "2", "-", reader) + row("10:00:00", "GET /a.mp4", 206, "999", "-", reader) + row("15:00:00", "GET /a.mp4", 206, "999", "-", reader), "download /a.mp4 1, visit  2"},
		{"subscribers", row("10:00:00", "GET /lich/all.ics", 200, "5", "-", "iOS/18.1 dataaccessd/1.0") + row("11:00:00", "GET /lich/all.ics", 304, "5", "-", "iOS/18.1 dataaccessd/1.0") + row("11:00:00", "GET /lich/all.ics", 200, "5", "-", "Google-Calendar-Importer") + row("12:00:00", "GET /lich/all.ics", 200, "5", "-", reader), "download /lich/all.ics 1, subscriber /lich/all.ics 2, visit  1"},
	} {
		dir := t.TempDir()
		mustAdd(t, dir, c.log)
		table, problems, err := counts.Load(os.DirFS(dir))
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		var got []string
		for key, n := range table {
			got = append(got, fmt.Sprintf("%s %s %d", key.Kind, key.Address, n))
		}
		slices.Sort(got)
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, text, c.want)
		}
	}
}

// A file of the days that something else has changed is not believed.
func TestStateOfOthers(t *testing.T) {
	dir := t.TempDir()
	mustAdd(t, dir, "")
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(stateFile)), []byte("loa reach 1\nxyz"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := add(t, dir, disk.System{}, now, ""); err == nil {
		t.Error("a state that is none was taken")
	}
}

// A command that reads no logs removes what is known of readers once its time is over, and
// the drafts of runs that were killed; while somebody reads logs it leaves them.
func TestForget(t *testing.T) {
	text, _ := made(t)
	dir := t.TempDir()
	mustAdd(t, dir, text)
	if _, err := add(t, dir, disk.System{}, now.Add(tally.Open-time.Hour), ""); err != nil { // no day was read again
		t.Fatal(err)
	}
	want, file := figures(t, dir), filepath.Join(dir, filepath.FromSlash(stateFile))
	there := func() bool { _, err := os.Stat(file); return err == nil }
	forget := func(at time.Time) {
		t.Helper()
		if err := Forget(dir, disk.System{}, at); err != nil {
			t.Fatal(err)
		}
	}
	if forget(now.Add(tally.Open - time.Minute)); !there() {
		t.Error("removed too early")
	}
	release, err := output.Hold(filepath.Dir(file), counts.Root, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	if forget(now.Add(tally.Open)); !there() {
		t.Error("removed while another process reads")
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if forget(now.Add(tally.Open)); there() || figures(t, dir) != want {
		t.Error("kept too long, or other figures")
	}
}

// What was counted is in the figures even if its run was killed before it wrote them, and
// nothing was read again until the time of its days was over.
func TestKilledAndLeft(t *testing.T) {
	text, _ := made(t)
	whole := t.TempDir()
	mustAdd(t, whole, text)
	want := figures(t, whole)
	for name, after := range map[string]func(dir string, system disk.System) error{
		"a command without logs": func(dir string, system disk.System) error { return Forget(dir, system, now.Add(tally.Open)) },
		"a run": func(dir string, system disk.System) error {
			_, err := add(t, dir, system, now.Add(tally.Open), "")
			return err
		},
	} {
		for at := 1; ; at++ { // the one after is killed as well, at any change
			dir, n := t.TempDir(), 0
			dead := errors.New("killed")
			_, err := add(t, dir, disk.System{Before: func(s disk.Step) error {
				if strings.HasPrefix(s.Name, counts.Root) || strings.HasPrefix(s.To, counts.Root) {
					return dead
				}
				return nil
			}}, now, text)
			if !errors.Is(err, dead) || figures(t, dir) != "" {
				t.Fatal("the run was not killed between", err)
			}
			err = after(dir, disk.System{Before: func(disk.Step) error {
				if n++; n >= at {
					return dead
				}
				return nil
			}})
			if again := after(dir, disk.System{}); again != nil {
				t.Fatal(again)
			}
			if figures(t, dir) != want {
				t.Errorf("%s, killed at change %d: other figures", name, at)
			}
			if err == nil {
				break
			}
		}
	}
}

// A file of figures that is not understood as a whole is not written over, and no log is
// read for it.
func TestNothingIsWrittenOver(t *testing.T) {
	line := `203.0.113.7 - - [02/Nov/2026:10:11:12 +0700] "GET /en/ HTTP/1.1" 200 5 "-" "Mozilla/5.0 X"` + "\n"
	const good = "day,log,kind,address,count\n2026-11-02,web,view,/en/,5\n"
	for name, c := range map[string]struct {
		month, text string
		line        int
	}{
		"a line of something else":   {"2026-11", good + "2026-11-03,web,view,/en/,twelve\n", 3},
		"marks of Git":               {"2026-11", good + "<<<<<<< mine\n", 3},
		"a month that no line is of": {"2026-09", good, 2},
		"too large":                  {"2026-11", good + strings.Repeat("2026-11-02,web,view,/en/,5\n", problem.MaxReach.Most/27), 0},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, filepath.FromSlash(counts.File(c.month)))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := add(t, dir, disk.System{}, now, line)
		unclear, ok := errors.AsType[*counts.Unclear](err)
		if !ok || unclear.Problems[0].Place.File != counts.File(c.month) || unclear.Problems[0].Place.Line != c.line || len(report.Files) > 0 {
			t.Errorf("%s: %v, %+v", name, err, report)
		}
		if after, err := os.ReadFile(file); err != nil || string(after) != c.text {
			t.Errorf("%s: the file has changed, %v", name, err)
		}
	}
}

// A page moves, and leaves its old address behind: the logs of before say nothing new.
func TestAPageMoves(t *testing.T) {
	line := func(second, address string) string {
		return `203.0.113.7 - - [02/Nov/2026:10:11:` + second + ` +0700] "GET ` + address + ` HTTP/1.1" 200 5 "-" "Mozilla/5.0 X"` + "\n"
	}
	before, after := site(), site()
	before.Pages, before.Old = map[string]string{"/a/": "/a/"}, nil
	after.Pages, after.Old = map[string]string{"/a/": "/b/", "/b/": "/b/"}, map[string]bool{"/a/": true}
	for name, again := range map[string]time.Time{"while the day is open": now, "later": now.Add(2 * tally.Open)} {
		dir := t.TempDir()
		for _, run := range []struct {
			site tally.Site
			at   time.Time
			log  string
		}{{before, now, line("12", "/a/")}, {after, again, line("12", "/a/") + line("13", "/b/")}} {
			if _, err := Run(context.Background(), Options{Dir: dir, Site: run.site, Log: "web", Now: run.at, Random: rand.NewChaCha8([32]byte{1})}, []Source{log(run.log)}); err != nil {
				t.Fatal(err)
			}
		}
		table, _, err := counts.Load(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		moved := sums.Of(table, func(address string) string { return after.Pages[address] }, "")
		if moved.Views["/b/"] != 2 {
			t.Errorf("%s: %d views, not 2: %v", name, moved.Views["/b/"], table)
		}
	}
}
