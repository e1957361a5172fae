package test

import (
	"strings"
	"testing"

	"loa/themes"
)

// TestMadeBy fails if readers are not told what a machine made: a text, the picture of a
// page, a picture, a film and a sound in a text; or if what people made is said to be a
// machine's.
func TestMadeBy(t *testing.T) {
	t.Parallel()
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>`
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, tree{
		"site.toml":         "title = \"Trang\"\nbase_url = \"https://vi.example/\"\n",
		"content/a.md":      "+++\ntitle = \"Bài\"\nmade_by = \"Máy viết\"\nimage = { src = \"a.svg\", alt = \"Ao\", made_by = \"Máy vẽ\" }\n+++\n::figure{src=\"b.svg\" alt=\"Giếng\" made_by=\"Máy khác\"}\n\n::video[Phim]{src=\"phim.mp4\" captions=\"none\" made_by=\"Máy quay\"}\n\n::audio[Tiếng]{src=\"tieng.mp3\" transcript=\"b.md\" made_by=\"Máy đọc\"}\n",
		"content/b.md":      "+++\ntitle = \"Bài của người\"\nimage = { src = \"a.svg\", alt = \"Ao\", credit = \"K.C\" }\n+++\n::figure{src=\"b.svg\" alt=\"Giếng\" caption=\"Ở xã\"}\n\nXem [bài](a.md).\n",
		"content/a.svg":     drawing,
		"content/b.svg":     strings.Replace(drawing, "M0 0", "M1 0", 1),
		"content/phim.mp4":  taggedMP4(),
		"content/tieng.mp3": taggedMP3(),
	})
	result := run(t, o)
	if result.Stopped {
		t.Fatal(lines(result.Problems))
	}
	out := read(t, o.Out)
	if got := strings.Count(out["a/index.html"], "Do máy tạo"); got != 5 {
		t.Errorf("%d marks, not 5", got)
	}
	for _, program := range []string{"Máy viết", "Máy vẽ", "Máy khác", "Máy quay", "Máy đọc"} {
		if !strings.Contains(out["a/index.html"], program) {
			t.Errorf("%s is not named", program)
		}
	}
	if strings.Contains(out["b/index.html"], "Do máy tạo") {
		t.Error("what people made is said to be a machine's")
	}
}
