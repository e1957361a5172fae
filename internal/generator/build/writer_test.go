package build

import (
	"bytes"
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
)

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
	for name, text := range map[string]string{
		"static/dung.txt": "Dùng.\n", "static/tep.txt": "Tệp.\n", "static/trang.html": "<script>1</script>\n", "content/b/trang.html": "<script>2</script>\n",
		"themes/own/layouts/article.html": "{{.Body}}{{part \"brand\" .}}{{range .Related}}{{part \"card\" .}}{{end}}{{with .Next}}{{.Title}}{{end}}\n",
		"themes/own/parts/brand.html":     "<p>Nhãn</p>\n",
		"themes/own/directives/note.html": "<div>{{.Body}}<script src=\"{{asset \"nho.js\"}}\"></script></div>\n",
	} {
		put(w.t, w.dir, name, text)
	}
	w.asset("style.css")
	w.asset("nho.js")
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
	return settings(fmt.Sprint("Tên ", w.r.IntN(3))) + "[budget]\nhtml = \"9 KB\"\n[files]\nallow = [\"content/b/trang.html\"]\n[check]\n\"link.not-found\" = \"warning\"\n\"link.no-anchor\" = \"warning\"\n\"document.twice\" = \"warning\"\n\"translation.missing\" = \"off\"\n"
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

// oneKey changes one key of the front matter.
func (w *writer) oneKey(name, old string) string {
	key, value := "title", fmt.Sprintf("%q", w.one("Bài 0", "Bài 1", "An", "Bơi \"giỏi\" & khỏe"))
	switch w.r.IntN(8) {
	case 0:
		key, value = "date", fmt.Sprintf("2026-05-%02d", 1+w.r.IntN(3))
	case 1:
		key, value = "summary", fmt.Sprintf("%q", w.words())
	case 2:
		key, value = "topics", w.one("[]", "[\"nuoc\"]")
	case 3:
		key, value = "emergency", w.one("true", "false")
	case 4:
		key, value = "weight", w.one("1", "2", "3")
	}
	front, body, _ := strings.Cut(strings.TrimPrefix(old, "+++\n"), "+++\n")
	lines := []string{key + " = " + value}
	for line := range strings.Lines(front) {
		if !strings.HasPrefix(line, key+" = ") {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	put(w.t, w.dir, name, "+++\n"+strings.Join(lines, "\n")+"\n+++\n"+body)
	return name + ": its " + key
}

// asset writes one of the theme's assets, whose bytes may be those of the other one.
func (w *writer) asset(name string) string {
	put(w.t, w.dir, "themes/own/assets/"+name, fmt.Sprintf("/* %d */\n", w.r.IntN(5)))
	return "the asset " + name
}

// assetPath is the path of an asset in the output, for those who write it into a text.
func (w *writer) assetPath() string {
	found, _ := filepath.Glob(filepath.Join(w.dir, "public", "assets", w.one("style.*.css", "nho.*.js")))
	if len(found) == 0 {
		return "/assets/style.css"
	}
	return "/assets/" + filepath.Base(found[0])
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
	switch w.r.IntN(28) {
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
	case 20:
		return "[Dùng](/dung.txt), [trang](/b/trang.html)."
	case 21, 22:
		return ":::note\n" + w.words() + "\n:::"
	case 24:
		return "::events{count=3}"
	case 25:
		return "::document{number=\"1/2020/QĐ-UBND\"}"
	case 23:
		path := w.assetPath()
		return "Xem `" + path + "` hoặc [tệp](" + path + ")."
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
	n := w.r.IntN(62)
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
	case n >= 40 && n < 44:
		return w.asset(w.one("style.css", "nho.js"))
	case n >= 48:
		return w.oneKey(name, string(old))
	case n == 44:
		return w.asset("style.css") + " and " + w.asset("nho.js") + " and " + w.edit(o)
	case n >= 45:
		file := w.one("static/tep.txt", "static/dung.txt", "static/trang.html", "content/b/trang.html")
		put(w.t, w.dir, file, "<script>"+w.words()+"</script>\n")
		return file
	case n == 30:
		put(w.t, w.dir, "themes/own/parts/brand.html", "<p>"+w.one(w.words(), `{{len (asset "style.css")}}`, `{{$a := asset "nho.js"}}{{$a}}`, `<img src="{{asset "nho.js"}}">`)+"</p>")
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
