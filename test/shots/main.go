// Command shots draws pages of a built site as a reader sees them, for people to look at.
//
//	loa build
//	go run ./test/shots -out shots                    each kind of page of the project's own site
//	go run ./test/shots -out shots /en/drowning/      these pages
//	go run ./test/shots -widths 360 -schemes dark -screen 640
//
// Each page is drawn whole, once for every width and scheme, and long pages are
// cut into columns that stand side by side.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"loa/test/ownsite"
)

func main() {
	c := camera{}
	public := flag.String("public", "public", "the built site")
	flag.StringVar(&c.out, "out", "shots", "the folder for the pictures")
	widths := flag.String("widths", "360,768,1280", "widths of the screen in CSS pixels")
	schemes := flag.String("schemes", "light,dark", "colour schemes of the system; forced for its own colours")
	flag.IntVar(&c.screen, "screen", 0, "only the first screen, this many pixels high; 0 draws the whole page")
	flag.IntVar(&c.column, "column", 1500, "the height of a column")
	flag.Int64Var(&c.font, "font", 16, "the size of text that the reader has set in the browser, in pixels")
	flag.StringVar(&c.media, "media", "", "print draws pages as on paper")
	flag.Parse()
	c.schemes = strings.Split(*schemes, ",")
	for _, w := range strings.Split(*widths, ",") {
		n, err := strconv.ParseInt(w, 10, 32)
		if err != nil {
			fmt.Fprintln(os.Stderr, "shots:", err)
			os.Exit(2)
		}
		c.widths = append(c.widths, n)
	}
	paths := flag.Args()
	if len(paths) == 0 {
		paths = ownsite.Kinds()
	}
	if err := c.all(*public, paths); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

// camera says how pages are looked at, and where the pictures go.
type camera struct {
	out            string
	widths         []int64
	schemes        []string
	media          string
	font           int64
	screen, column int
}

// all draws the pages of the site in a browser that is closed afterwards.
func (c camera) all(public string, paths []string) error {
	if err := os.MkdirAll(c.out, 0o755); err != nil {
		return err
	}
	server := httptest.NewServer(ownsite.Host(public))
	defer server.Close()
	profile, err := os.MkdirTemp("", "shots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), chromedp.Headless, chromedp.NoFirstRun, chromedp.UserDataDir(profile),
		chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-dev-shm-usage", true))
	defer stop()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	for _, path := range paths {
		for _, width := range c.widths {
			for _, scheme := range c.schemes {
				if err := c.one(ctx, server.URL+path, c.name(path, width, scheme), width, scheme); err != nil {
					return fmt.Errorf("%s at %d px: %w", path, width, err)
				}
			}
		}
	}
	return nil
}

func (c camera) name(path string, width int64, scheme string) string {
	page := strings.ReplaceAll(strings.Trim(path, "/"), "/", "_")
	if page == "" {
		page = "home"
	}
	return filepath.Join(c.out, fmt.Sprintf("%s-%d-%s.png", page, width, scheme))
}

func (c camera) one(ctx context.Context, url, name string, width int64, scheme string) error {
	media := emulation.SetEmulatedMediaParams{Media: c.media, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if scheme == "forced" {
		media.Features[0] = &emulation.MediaFeature{Name: "forced-colors", Value: "active"}
	}
	height := int64(800)
	if c.screen > 0 {
		height = int64(c.screen)
	}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: c.font}})
		return err
	}), chromedp.Navigate(url))
	if err != nil {
		return err
	}
	if c.screen == 0 { // a screen as high as the page: all pictures come, and what is fixed stands at its end
		full, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.querySelectorAll('img').forEach(i => { i.loading = 'eager' }), document.documentElement.scrollHeight`))
		if err != nil {
			return err
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, full)); err != nil {
			return err
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](`Promise.all([...document.images].map(i => i.decode().catch(() => {}))).then(() => null)`, chromedp.EvalAwaitPromise)); err != nil {
			return err
		}
	}
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	whole, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := png.Encode(file, columns(whole, c.column)); err != nil {
		return err
	}
	return file.Close()
}

// columns cuts a long picture into pieces that stand side by side.
func columns(whole image.Image, height int) image.Image {
	size := whole.Bounds().Size()
	count := (size.Y + height - 1) / height
	if count < 2 {
		return whole
	}
	const gap = 24
	sheet := image.NewRGBA(image.Rect(0, 0, count*(size.X+gap)-gap, height))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.RGBA{R: 120, G: 120, B: 120, A: 255}), image.Point{}, draw.Src)
	for i := range count {
		at := image.Rect(i*(size.X+gap), 0, i*(size.X+gap)+size.X, min(height, size.Y-i*height))
		draw.Draw(sheet, at, whole, image.Pt(0, i*height), draw.Src)
	}
	return sheet
}
