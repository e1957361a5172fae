package test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"loa/internal/generator/build"
	"loa/themes"
)

// Every key of the references changes the site, or stands in keys/silent.txt with a
// reason: none is documented and does nothing.
func TestKeysDoSomething(t *testing.T) {
	cases := keyCases(t)
	silent := map[string]bool{}
	for line := range statedIn(t, "keys/silent.txt") {
		key, reason, _ := strings.Cut(line, " | ")
		if silent[key] = true; reason == "" {
			t.Errorf("%s is silent without a reason", key)
		}
	}
	for _, key := range documentedKeys(t) {
		_, tried := cases[key]
		if tried == silent[key] {
			t.Errorf("%s: must be tried by keys/cases.txt or stand in keys/silent.txt, not both", key)
		}
		delete(silent, key)
	}
	for key := range silent {
		t.Errorf("keys/silent.txt names %s, which no reference has", key)
	}
	base := keySite(t)
	unchanged := [2]func() string{}
	if strings.HasSuffix(outcomeOf(t, base, false), stopped) {
		t.Fatal("the site of keys/site.txtar has errors")
	}
	for i, check := range []bool{false, true} {
		unchanged[i] = sync.OnceValue(func() string { return outcomeOf(t, base, check) })
	}
	for key, c := range cases {
		t.Run(strings.ReplaceAll(key, " ", "."), func(t *testing.T) {
			t.Parallel()
			before := maps.Clone(base)
			for _, line := range c.lines[:len(c.lines)-1] {
				before[c.file] = withLine(t, before[c.file], line)
			}
			after := maps.Clone(before)
			after[c.file] = withLine(t, before[c.file], c.lines[len(c.lines)-1])
			was := func() string { return outcomeOf(t, before, c.check) }
			if len(c.lines) == 1 {
				was = unchanged[map[bool]int{true: 1}[c.check]]
			}
			if was() == outcomeOf(t, after, c.check) {
				t.Errorf("%s changes nothing", c.lines[len(c.lines)-1])
			}
		})
	}
}

// keyCase changes one key of one file.
type keyCase struct {
	file  string
	check bool // what a check tells counts
	lines []string
}

// statedIn are the lines of a file that are no comments.
func statedIn(t *testing.T, file string) func(func(string) bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") && !yield(line) {
				return
			}
		}
	}
}

func keyCases(t *testing.T) map[string]keyCase {
	all := map[string]keyCase{}
	for line := range statedIn(t, "keys/cases.txt") {
		parts := strings.SplitN(line, " | ", 3)
		if len(parts) != 3 {
			t.Fatalf("keys/cases.txt: %s", line)
		}
		c := keyCase{lines: strings.Split(parts[2], " + ")}
		c.file, c.check = strings.CutPrefix(parts[1], "check ")
		all[parts[0]] = c
	}
	return all
}

var (
	keyRow   = regexp.MustCompile("^\\| `?([a-z_]+)`?[ |]")
	siteHead = regexp.MustCompile(`^## \[*([a-z]+)`)
	keyMark  = regexp.MustCompile(`^<!-- keys: ([a-z]+) -->`)
)

// documentedKeys are those of both references, after their groups.
func documentedKeys(t *testing.T) []string {
	var all []string
	group := "site"
	for line := range statedIn(t, "../docs/site-toml.md") {
		if strings.HasPrefix(line, "Some files do more") { // what follows lists files
			group = ""
		}
		if m := siteHead.FindStringSubmatch(line); m != nil {
			group = m[1]
		} else if m := keyRow.FindStringSubmatch(line); m != nil && m[1] != "key" && group != "" {
			all = append(all, group+" "+m[1])
		}
	}
	group = ""
	for line := range statedIn(t, "../docs/front-matter.md") {
		if m := keyMark.FindStringSubmatch(line); m != nil {
			group = m[1]
		} else if strings.HasPrefix(line, "<!-- end") {
			group = ""
		} else if m := keyRow.FindStringSubmatch(line); m != nil && m[1] != "key" && group != "" {
			all = append(all, group+" "+m[1])
		}
	}
	if len(all) < 120 {
		t.Fatalf("only %d keys were found", len(all))
	}
	return all
}

// keySite is the site of keys/site.txtar with its pictures and a recording.
func keySite(t *testing.T) map[string]string {
	archive, err := txtar.ParseFile("keys/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"static/logo.png": painted(t, 600, 300, png.Encode), "content/nuoc/anh.jpg": painted(t, 800, 600, asJPEG),
		"content/nuoc/gieng.mww.wav": silence}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// silence is a WAV of two samples.
const silence = "RIFF&\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00data\x02\x00\x00\x00\x80\x80"

// painted is a picture of many colours.
func painted(t *testing.T, wide, high int, encode func(io.Writer, image.Image) error) string {
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x * y / 64), 255})
		}
	}
	var b bytes.Buffer
	if err := encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func asJPEG(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }

// withLine sets "[table] key = value" in a TOML text or front matter.
func withLine(t *testing.T, text, line string) string {
	t.Helper()
	table, entry := "", line
	if strings.HasPrefix(line, "[") {
		head, rest, _ := strings.Cut(line, "] ")
		if strings.HasSuffix(head, "]") || strings.HasPrefix(head, "[[") {
			head, rest, _ = strings.Cut(line, " ")
			head = strings.TrimSuffix(head, "]")
		}
		table, entry = head+"]", rest
	}
	key, _, _ := strings.Cut(entry, " = ")
	rows := strings.Split(text, "\n")
	from, to := rowsOf(rows, table)
	if from < 0 {
		to = len(rows)
		if rows[0] == "+++" {
			to = 1 + slices.Index(rows[1:], "+++")
		}
		return strings.Join(slices.Insert(rows, to, table, entry), "\n")
	}
	for i := from; i < to; i++ {
		if strings.HasPrefix(rows[i], key+" = ") {
			rows[i] = entry
			return strings.Join(rows, "\n")
		}
	}
	return strings.Join(slices.Insert(rows, from, entry), "\n")
}

// rowsOf is where the lines of a table stand; from is negative without it.
func rowsOf(rows []string, table string) (from, to int) {
	from = slices.Index(rows, table) + 1
	if table == "" {
		if from = 0; rows[0] == "+++" {
			from = 1
		}
	} else if from == 0 {
		return -1, 0
	}
	for to = from; to < len(rows) && rows[to] != "+++" && !strings.HasPrefix(rows[to], "["); to++ {
	}
	return from, to
}

// stopped ends the outcome of a site that was not built.
const stopped = "not built"

// outcomeOf is all that a site becomes, and what is told of it.
func outcomeOf(t *testing.T, files map[string]string, check bool) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	o := options(t, dir, "2026-06-15")
	o.Builtin = themes.FS
	var result build.Result
	if check {
		var err error
		if result, err = build.Check(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	} else {
		result = run(t, o)
	}
	var b strings.Builder
	for _, p := range result.Problems {
		fmt.Fprintln(&b, p.Place, p.Code, p.Severity, p.Args)
	}
	if result.Stopped {
		b.WriteString(stopped)
	}
	if !check && !result.Stopped {
		made := read(t, o.Out)
		for _, path := range slices.Sorted(maps.Keys(made)) {
			fmt.Fprintln(&b, path, made[path])
		}
	}
	return b.String()
}
