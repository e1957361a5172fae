package build

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
)

var steps = flag.Int("steps", 60, "how many edits TestTextsAgainAreClean makes")

// TestTextsAgainAreClean edits a site at random and builds it on top of the last
// build. Each time it gives the files, the problems and the rest of the result of a
// build that knows nothing, and most times it makes few pages.
func TestTextsAgainAreClean(t *testing.T) {
	n := *steps
	if testing.Short() {
		n = 20
	}
	for _, seed := range []uint64{1, 2} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			again(t, rand.New(rand.NewPCG(seed, 18)), n/2)
		})
	}
}

func again(t *testing.T, r *rand.Rand, steps int) {
	w := &writer{t: t, r: r, dir: begun(t)}
	w.start()
	o := remembering(w.dir)
	o.Builtin = os.DirFS("../../../test/theme") // small, so that there is time for many edits
	kept := 0
	for i := range steps {
		what, before := "the first build", tree(t, filepath.Join(w.dir, "content"))
		if i > 0 {
			what = w.edit(&o)
		}
		got, err := Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		clean := o
		clean.Memory, clean.Out = nil, filepath.Join(t.TempDir(), "clean")
		want, err := Run(context.Background(), clean)
		if err != nil {
			t.Fatal(err)
		}
		if got.Kept > 0 {
			kept++
		}
		if got.Stopped { // the next edits go on from what was good
			w.restore(before)
		}
		if !got.Stopped {
			if other := difference(tree(t, o.Out), tree(t, clean.Out)); other != "" {
				t.Fatalf("step %d, %s, %d pages kept: %s", i, what, got.Kept, other)
			}
		}
		if a, b := outcome(got), outcome(want); a != b {
			t.Fatalf("step %d, %s, %d pages kept:\ngot  %s\nwant %s", i, what, got.Kept, a, b)
		}
		os.RemoveAll(clean.Out)
	}
	if t.Logf("%d of %d builds kept pages", kept, steps); kept < steps/5 {
		t.Error("too few")
	}
}

// outcome is all that a build tells but which files it wrote.
func outcome(r Result) string {
	var text bytes.Buffer
	problem.WriteText(&text, withoutOnce(r.Problems), problem.WordsFor("en"))
	for _, h := range r.Heaviest {
		fmt.Fprintln(&text, h.Address, h.Size)
	}
	fmt.Fprintln(&text, r.Pages, r.Next.Day.Format(time.DateOnly), r.Next.Up, r.Next.Down, r.Next.Ends, r.Withdrawn, r.Stopped, r.Weight, r.BaseURL)
	return text.String()
}

func difference(got, want map[string]string) string {
	var names []string
	for name := range want {
		names = append(names, name)
	}
	for name := range got {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		a, there := got[name]
		b, wanted := want[name]
		if there != wanted {
			return fmt.Sprintf("%s: there %v, wanted %v", name, there, wanted)
		}
		if a != b {
			return fmt.Sprintf("%s:\ngot  %s\nwant %s", name, a, b)
		}
	}
	return ""
}

// writer edits a site as people do, and as they should not.
type writer struct {
	t   *testing.T
	r   *rand.Rand
	dir string
}

func (w *writer) start() {
	put(w.t, w.dir, "site.toml", w.settings())
	put(w.t, w.dir, "content/_index.md", "+++\ntitle = \"Nhà\"\n+++\n\nChữ.\n")
	put(w.t, w.dir, "content/a/tai.txt", "Tải về.\n")
	put(w.t, w.dir, "content/b/thua.txt", "Thừa.\n")
	put(w.t, w.dir, "data/consent.toml", "[[picture]]\nfile = \"content/a/kin.png\"\nconsent = \"1\"\nwithdrawn = 2026-05-01\n")
	for _, name := range []string{"content/a/anh.png", "content/a/kin.png", "static/ngoai.png"} {
		w.picture(name)
	}
	for i := range 8 {
		w.write(page(i, ""))
		if i%2 == 0 {
			w.write(page(i, ".en"))
		}
	}
}

// restore gives content/ the files that it had.
func (w *writer) restore(before map[string]string) {
	os.RemoveAll(filepath.Join(w.dir, "content"))
	for name, text := range before {
		put(w.t, w.dir, "content"+name, text)
	}
}

func (w *writer) settings() string {
	return settings(fmt.Sprint("Tên ", w.r.IntN(3))) + "[budget]\nhtml = \"9 KB\"\n[check]\n\"link.not-found\" = \"warning\"\n\"link.no-anchor\" = \"warning\"\n\"document.twice\" = \"warning\"\n\"translation.missing\" = \"off\"\n"
}

func (w *writer) picture(name string) {
	m := image.NewGray(image.Rect(0, 0, 30, 20))
	for range 20 {
		m.SetGray(w.r.IntN(30), w.r.IntN(20), color.Gray{uint8(w.r.IntN(256))})
	}
	var data bytes.Buffer
	if err := png.Encode(&data, m); err != nil {
		w.t.Fatal(err)
	}
	put(w.t, w.dir, name, data.String())
}

func (w *writer) one(of ...string) string { return of[w.r.IntN(len(of))] }

func (w *writer) words() string {
	var all []string
	for range 1 + w.r.IntN(6) {
		all = append(all, w.one("ao", "hồ", "sông", "trẻ", "em", "phao", "bơi", "nước", "gọi", "111", "an", "toàn", fmt.Sprint("chữ", w.r.IntN(40))))
	}
	return strings.Join(all, " ")
}

// block is a part of a text.
func (w *writer) block() string {
	n := w.r.IntN(3)
	other := strings.TrimPrefix(page(w.r.IntN(8), ""), "content")
	switch w.r.IntN(22) {
	case 0, 1:
		return fmt.Sprintf("## Phần %d", n)
	case 2:
		return fmt.Sprintf("### Mục {#muc-%d}", n)
	case 3:
		return fmt.Sprintf("[Xem](%s#phan-%d).", other, n)
	case 4:
		return fmt.Sprintf("[Xem](%s#muc-%d) và [đây](#phan-%d).", other, n, n)
	case 5:
		return fmt.Sprintf("![%s](/a/anh.png)", w.words())
	case 6:
		return "[Ảnh](/a/anh.png) đây."
	case 7:
		return "[Tải](/a/tai.txt) về."
	case 8:
		return "![Ngoài](/ngoai.png)"
	case 9:
		return "![](/a/anh.png)"
	case 10:
		return "[Không có](/a/khong-co.md)."
	case 11:
		return fmt.Sprintf("Theo Quyết định số %d/2020/QĐ-UBND.", n)
	case 12:
		return "- " + w.words() + "\n- " + w.words()
	case 13:
		return "| a | b |\n|---|---|\n| " + w.words() + " | c |"
	case 14:
		return fmt.Sprintf("Chữ.[^%d]\n\n[^%d]: %s.", n, n, w.words())
	case 15:
		return "> " + w.words()
	case 16:
		return "[Sông](" + other + ")."
	case 17:
		if w.r.IntN(4) == 0 {
			return "![Kín](/a/kin.png)"
		}
	case 18:
		return strings.Repeat(w.words()+". ", 60)
	case 19:
		return "<b>thẻ</b>"
	}
	return w.words() + "."
}

func (w *writer) body() string {
	var all []string
	for range w.r.IntN(6) {
		all = append(all, w.block())
	}
	return strings.Join(all, "\n\n") + "\n"
}

func (w *writer) front(name string) string {
	lines := fmt.Sprintf("title = \"Bài %d\"\ndate = 2026-05-%02d\n", w.r.IntN(4), 1+w.r.IntN(3))
	if w.r.IntN(4) > 0 {
		lines += "summary = \"Tóm tắt.\"\n"
	}
	for _, line := range []string{
		"topics = [\"nuoc\"]", fmt.Sprintf("slug = \"ten-%d\"", crc32.ChecksumIEEE([]byte(strings.TrimSuffix(name, ".en.md")))), "publish = 2026-06-02", "emergency = true",
		"weight = 3", fmt.Sprintf("aliases = [\"/cu-%d/\"]", crc32.ChecksumIEEE([]byte(name))), "[event]\nstart = 2026-06-10T08:00:00", "[document]\nnumber = \"1/2020/QĐ-UBND\"", "[image]\nsrc = \"/a/anh.png\"\nalt = \"Ảnh\"",
	} {
		if w.r.IntN(6) == 0 {
			lines += line + "\n"
			if strings.HasPrefix(line, "[") {
				break
			}
		}
	}
	return lines
}

func (w *writer) write(name string) {
	put(w.t, w.dir, name, "+++\n"+w.front(name)+"+++\n\n"+w.body())
}

// edit makes one edit, or something else that a build must notice, and names it.
func (w *writer) edit(o *Options) string {
	name := page(w.r.IntN(8), w.one("", "", ".en"))
	old, err := os.ReadFile(filepath.Join(w.dir, name))
	front, body, _ := strings.Cut(strings.TrimPrefix(string(old), "+++\n"), "+++\n")
	n := w.r.IntN(40)
	if err != nil && n < 26 {
		n = 26
	}
	switch {
	case n < 12:
		put(w.t, w.dir, name, string(old)+"\n"+w.block()+"\n")
		return name + ": a block more"
	case n < 17:
		blocks := strings.Split(body, "\n\n")
		put(w.t, w.dir, name, "+++\n"+front+"+++\n"+strings.Join(slices.Delete(blocks, len(blocks)/2, len(blocks)/2+1), "\n\n")+"\n")
		return name + ": a block less"
	case n < 22:
		put(w.t, w.dir, name, "+++\n"+front+"+++\n\n"+w.body())
		return name + ": another text"
	case n < 24:
		put(w.t, w.dir, name, "+++\n"+w.front(name)+"+++\n"+body)
		return name + ": other front matter"
	case n == 24:
		to := strings.Replace(name, "bai", w.one("bai", "moi"), 1)
		os.Rename(filepath.Join(w.dir, name), filepath.Join(w.dir, to))
		return name + " → " + to
	case n == 25:
		now := time.Now()
		os.Chtimes(filepath.Join(w.dir, name), now, now)
		return name + ": touched"
	case n == 26:
		w.write(name)
		return name + ": new"
	case n == 27:
		os.Remove(filepath.Join(w.dir, name))
		return name + ": gone"
	case n == 28:
		w.picture(w.one("content/a/anh.png", "static/ngoai.png"))
		return "a picture"
	case n == 29:
		put(w.t, w.dir, "site.toml", w.settings())
		return "site.toml"
	case n == 30:
		put(w.t, w.dir, "themes/own/parts/brand.html", "<p>"+w.words()+"</p>")
		return "a template"
	case n == 31:
		put(w.t, w.dir, "data/bang.csv", "a,b\n1,"+w.words()+"\n")
		return "data"
	case n == 32:
		o.Now = o.Now.AddDate(0, 0, w.r.IntN(3)-1)
		return "another day"
	case n == 33:
		os.WriteFile(filepath.Join(o.Out, "index.html"), []byte("x"), 0o666)
		return w.edit(o) + " and an output"
	case n < 36: // a translation that follows its source, or no longer does
		source := page(w.r.IntN(4)*2, "")
		name = strings.TrimSuffix(source, ".md") + ".en.md"
		p := load(w.t, w.dir)
		put(w.t, w.dir, name, stamped(w.t, p, source, "+++\n"+w.front(name)+"+++\n\n"+w.body()))
		return source + ": translated"
	case n == 36:
		return w.edit(o) + ", " + w.edit(o) + ", " + w.edit(o)
	case n == 37:
		put(w.t, w.dir, "content/"+w.one("a", "b")+"/_index.md", "+++\ntitle = \"Mục\"\n+++\n\n"+w.body())
		return "a section"
	case n == 38:
		put(w.t, w.dir, name, strings.Replace(string(old), "\n+++\n", w.one("\n", "\n+++\n+++\n"), 1))
		return name + ": broken"
	}
	put(w.t, w.dir, "content/_index.md", "+++\ntitle = \"Nhà\"\n+++\n\n"+w.body())
	return "the home page"
}

// TestPastKeepsAllOthers: of a changed text one page is made, and all else is kept.
func TestPastKeepsAllOthers(t *testing.T) {
	o := remembering(begun(t))
	for i := range 6 {
		put(t, o.Dir, page(i, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ.\n")
	}
	first, _ := builtAgain(t, o)
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ khác.\n")
	classes := map[string]output.Class{}
	o.Placed = func(path string, class output.Class) { classes[path] = class }
	second, _ := builtAgain(t, o)
	for path := range tree(t, o.Out) {
		if _, told := classes[strings.TrimPrefix(path, "/")]; !told {
			t.Errorf("nobody is told of %s", path)
		}
	}
	if first.Kept != 0 || second.Kept != first.Pages-2 { // in both languages
		t.Errorf("%d and %d pages of %d were kept", first.Kept, second.Kept, first.Pages)
	}
	if _, known := builtAgain(t, o); !known {
		t.Error("what was kept is not remembered")
	}
	put(t, o.Dir, page(0, ""), "+++\ntitle = \"Bài\"\nsummary = \"S.\"\n+++\n\nChữ nữa.\n")
	if third, _ := builtAgain(t, o); third.Kept != second.Kept {
		t.Error("the pages of the build before were not kept")
	}
}
