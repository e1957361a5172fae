package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"loa/internal/generator/build"
	"loa/themes"
)

// album is a site with a page of photographs: one above the text, one in it, a
// figure and a gallery; one of them is withheld.
func album(t testing.TB) string {
	dir := t.TempDir()
	files := map[string]string{
		"site.toml":         "title = \"Vì trẻ em\"\nbase_url = \"https://treem.example/\"\n[[hotlines]]\nnumber = \"111\"\nlabel = \"Tổng đài\"\n",
		"content/_index.md": "+++\ntitle = \"Vì trẻ em\"\n+++\n",
		"content/boi/index.md": "+++\ntitle = \"Lớp bơi mùa hè\"\ndate = 2026-05-20\nimage = { src = \"bia.jpg\", alt = \"Bể bơi buổi sáng\", caption = \"Bể bơi của xã\" }\n+++\n\n" +
			"Các em học bơi mỗi sáng thứ bảy.\n\n![Khởi động](a.jpg)\n\n![Đã gỡ](rut.jpg)\n\n::figure{src=\"b.jpg\" alt=\"Phao\" caption=\"Mỗi em một phao\"}\n\n:::gallery\n![Một](c.jpg)\n\n![Hai](d.jpg)\n:::\n",
		"content/muon/index.md": "+++\ntitle = \"Ảnh ở cuối\"\n+++\n\n" + strings.Repeat("Chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ.\n\n", 40) + "![Cuối](z.jpg)\n",
		"content/dau/index.md":  "+++\ntitle = \"Ảnh ở đầu\"\n+++\n\n![Đầu](y.jpg)\n\nChữ.\n\n![Sau](x.jpg)\n",
		"data/consent.toml":     "[[picture]]\nfile = \"content/boi/rut.jpg\"\nconsent = \"DY-1\"\nwithdrawn = 2026-05-01\n",
	}
	for i, name := range []string{"boi/bia", "boi/a", "boi/rut", "boi/b", "boi/c", "boi/d", "muon/z", "dau/y", "dau/x"} {
		files["content/"+name+".jpg"] = photograph(t, i)
	}
	for name, data := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	r, err := build.Run(context.Background(), build.Options{Dir: dir, Out: out, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil || r.Stopped {
		t.Fatal(err, r.Problems)
	}
	return out
}

// photograph is 2000 by 1500 pixels of soft colours with some grain.
func photograph(t testing.TB, seed int) string {
	r := rand.New(rand.NewPCG(uint64(seed), 7))
	img := image.NewRGBA(image.Rect(0, 0, 2000, 1500))
	for y := range 1500 {
		for x := range 2000 {
			n := uint8(r.IntN(12))
			img.SetRGBA(x, y, color.RGBA{uint8(x/10) + n, uint8(y/8) + n, uint8(40+seed*20) + n, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shown is a picture as the browser shows it.
type shown struct {
	Source  string `json:"source"`
	Width   int    `json:"width"`   // on the page, in CSS pixels
	Natural int    `json:"natural"` // of the file
	Done    bool   `json:"done"`
	Lazy    bool   `json:"lazy"`
	High    bool   `json:"high"`
}

// The browser takes a width that is enough for its screen (Lighthouse's
// image-size-responsive asks for two pixels each up to a quarter less) and not much
// more, nothing is stretched, and what is below the first screen waits.
func TestPicturesFitTheScreen(t *testing.T) {
	t.Parallel()
	h := openOn(t, album)
	for _, screen := range []struct {
		width int64
		scale float64
		most  int // of the widths
	}{{360, 1, 360}, {360, 2, 720}, {360, 3, 1080}, {1280, 1, 720}, {1280, 2, 1600}} {
		b := h.tab(t)
		b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: screen.width, Height: 740, DeviceScaleFactor: screen.scale, Mobile: screen.width < 500})
			return err
		}))
		b.visit("/boi/")
		pictures := ask[[]shown](b, `(async () => {
			const all = [...document.querySelectorAll("main img")];
			const found = all.map(i => ({lazy: i.loading == "lazy", high: i.fetchPriority == "high"}));
			for (const i of all) { i.loading = "eager"; await i.decode() }
			return all.map((i, n) => ({...found[n], source: i.currentSrc, width: Math.round(i.getBoundingClientRect().width), natural: Number((i.currentSrc.match(/\.(\d+)\.[0-9a-f]{8}\.jpg$/) || [0, 0])[1]), done: i.complete}));
		})()`)
		if len(pictures) != 6 {
			t.Fatalf("%d pictures", len(pictures))
		}
		for i, p := range pictures {
			at := fmt.Sprintf("%d px × %v, picture %d", screen.width, screen.scale, i)
			if strings.Contains(p.Source, "/assets/withheld.") {
				if i != 2 || p.Width < 250 {
					t.Errorf("%s: a box %d wide", at, p.Width)
				}
				continue
			}
			if enough := float64(p.Width) * min(screen.scale, 2) * .75; float64(p.Natural) < enough || p.Natural > screen.most {
				t.Errorf("%s: %d wide, loads %d", at, p.Width, p.Natural)
			}
			if p.Lazy == (i == 0) || p.High != (i == 0) {
				t.Errorf("%s: lazy %v, high %v", at, p.Lazy, p.High)
			}
		}
		if wide := ask[int](b, `document.documentElement.scrollWidth`); int64(wide) > screen.width {
			t.Errorf("%d px: the page is %d wide", screen.width, wide)
		}
	}
}

// The first picture of a text is loaded at once only where it is seen at once.
func TestFirstPicture(t *testing.T) {
	t.Parallel()
	h := openOn(t, album)
	b := h.tab(t)
	b.see(look{width: 360})
	for path, want := range map[string]string{"/dau/": "high,lazy", "/muon/": "lazy"} {
		b.visit(path)
		if got := ask[string](b, `[...document.querySelectorAll("main img")].map(i => i.fetchPriority == "high" && i.loading != "lazy" ? "high" : i.loading).join()`); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
