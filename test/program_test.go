package test

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/base/output"
	"loa/internal/generator/build"
	"loa/internal/generator/render"
	"loa/internal/publish/pack"
	"loa/test/corpus"
	"loa/themes"
)

// Every layout, part and directive of the built-in theme writes as a program
// what html/template writes, byte for byte, on every page of the project's own
// site and of the generated one.
func TestProgramsWriteTheSame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := corpus.Write(dir, 100); err != nil {
		t.Fatal(err)
	}
	// A list so long that it names a daily activity once.
	write(t, dir, tree{"content/hang-ngay.md": "+++\ntitle = \"Hằng ngày\"\ntopics = [\"t00\"]\n[event]\nstart = 2026-06-01\nrepeat = { every = \"day\" }\n+++\n\nMỗi ngày.\n"})
	generated := build.Options{Dir: dir, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}
	var lock sync.Mutex
	seen := map[string]int{}
	mine := own(t)
	write(t, mine.Dir, tree{"content/tin-tuc/thu.md": everyDirective, "content/tin-tuc/anh.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>`,
		"warnings/lu.toml": "level = \"emergency\"\nuntil = 2026-06-16\ncall = 114\n[vi]\ntitle = \"Lũ <lớn>\"\ntext = \"Nước lên\"\ndo = [\"Về nhà\"]\n"})
	for _, o := range []build.Options{mine, generated} {
		o.Packs = pack.Offer
		p, err := build.Load(o)
		if err != nil || p.Renderer == nil {
			t.Fatal(err, p.Problems)
		}
		defer p.Close()
		p.Theme.Twice = func(name string, program, oracle []byte) {
			lock.Lock()
			defer lock.Unlock()
			seen[name]++
			if !bytes.Equal(program, oracle) {
				t.Errorf("%s\n got %.2000s\nwant %.2000s", name, program, oracle)
			}
		}
		var all sync.WaitGroup
		outputs := p.Outputs()
		for half := range 2 {
			all.Go(func() {
				for i := half; i < len(outputs); i += 2 {
					if !strings.HasSuffix(outputs[i].Path, ".html") {
						continue
					}
					if _, err := p.Make(outputs[i]); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		for _, layout := range []string{"board", "bulletin"} {
			page := p.Site.Editions[0].Entries[0]
			if _, err := p.OneFile(render.SinglePages{Of: page, Pages: p.Site.Editions[0].Entries[:1], Layout: layout}); err != nil {
				t.Error(err)
			}
		}
		if _, err := pack.Offer(context.Background(), p, discard{}); err != nil {
			t.Error(err)
		}
	}
	templates, err := fs.Glob(themes.FS, "loa/*/*.html")
	if err != nil || len(templates) < 40 {
		t.Fatal("where are the templates?", err)
	}
	for _, path := range templates {
		if name := strings.TrimPrefix(path, "loa/"); seen[name] == 0 && !slices.Contains(onlyIncluded, name) {
			t.Errorf("%s was never run: no page of this test uses it", name)
		}
	}
}

// discard is a sink for files that nobody wants.
type discard struct{}

func (discard) Write(string, output.Class, []byte) error             { return nil }
func (discard) Copy(string, output.Class, build.Opener, int64) error { return nil }

// onlyIncluded are run inside of others.
var onlyIncluded = []string{"layouts/base.html", "parts/after.html", "parts/agenda.html", "parts/beside.html", "parts/chapter.html", "parts/copied.html", "parts/copy.html", "parts/crumbs.html", "parts/download.html", "parts/list.html", "parts/listen.html",
	"parts/notices.html", "parts/pack.html", "parts/pager.html", "parts/picture.html", "parts/poster.html", "parts/reach.html", "parts/sheet.html", "parts/subscribe.html", "parts/take.html", "parts/tear.html", "parts/when.html"}

// everyDirective uses the directives and keys that the site itself does not.
const everyDirective = `+++
title = "Thử <b> & 'thử'"
summary = "Một trang có mọi khối dựng sẵn."
date = 2026-06-01
aliases = ["/cu/thu.html"]
image = "anh.svg"
image_alt = "Ảnh \"thử\""
+++

Lời mở đầu.

:::contact Ông A & bà B {phone="0123 456" email="a@example.vn" address="Xã <C>" hours="8–17"}
Gọi trước.
:::

:::gallery Ảnh
![Ảnh một](anh.svg)
:::

:::quiz Câu hỏi
- [x] Đúng
- [ ] Sai
:::

::video[Phim]{src="https://example.org/a.mp4?x=1&y='2'" caption="Lời <b>"}

::audio[Tiếng]{src="https://example.org/a.mp3"}

::hotline{number="111"}

::events[Sắp tới]{}
`
