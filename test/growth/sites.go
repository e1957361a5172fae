package growth

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"loa/internal/generator/build"
	"loa/themes"
)

// Sites are constructs of n entries, for the program in steps alone: what grows there is
// compared, and takes no memory.
var Sites = []Construct{
	{"site: texts", 400, siteOf("Một hai ba.\n"), site},
	{"site: dead links", 400, siteOf("[a](../xa-xoi/bai-khac-%.md) [b](trang-nao-%.md) [c](/anh/hinh-%.png) [d](tep-%.pdf)\n"), site},
	{"site: dead anchors", 400, siteOf("## Mục %\n\n[a](#muc-khac-%) [b](bai-0.md#phan-%) [c](bai-1.md#phan-%)\n"), site},
	{"site: missing pictures", 400, siteOf("![a](hinh-%.jpg)\n\n![b](/anh/hinh-%.jpg)\n"), site},
	{"site: links to all neighbours", 400, siteOf("[a](bai-0.md) [b](bai-%.md#a)\n\n## A\n"), site},
	{"site: one old address", 400, frontOf("aliases = [\"/cu/\"]\n"), site},
	{"site: unknown topics", 400, frontOf("topics = [\"chu-de-%\"]\n"), site},
	{"site: one date", 400, frontOf("date = 2026-05-01\n"), site},
}

const between = "\x00" // entries

func siteOf(text string) func(int) string {
	return func(n int) string { return numbered(n, "+++\ntitle = \"Bài %\"\n+++\n"+text+between) }
}

func frontOf(keys string) func(int) string {
	return func(n int) string { return numbered(n, "+++\ntitle = \"Bài %\"\n"+keys+"+++\nMột.\n"+between) }
}

func site(m *Meter, text string) {
	dir, err := os.MkdirTemp("", "loa-growth-")
	if err != nil {
		m.Fatal(err)
	}
	defer os.RemoveAll(dir)
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			m.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			m.Fatal(err)
		}
	}
	write("site.toml", "title = \"A\"\nbase_url = \"https://a.vn/\"\n[languages.vi]\n[search]\nenabled = false\n[offline]\nenabled = false\n")
	for i, one := range strings.Split(strings.TrimSuffix(text, between+"\n"), between) {
		write("content/bai-"+strconv.Itoa(i)+".md", one)
	}
	if _, err := build.Run(context.Background(), build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS,
		Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}); err != nil {
		m.Fatal(err)
	}
}
