package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// layered is a site with folders beside its own.
func layered(lines string) map[string]string {
	files := example()
	files["site.toml"] = lines + files["site.toml"]
	files["../chung/content/nuoc/chung.md"] = article("Bài chung", "2026-05-05", "Chữ chung.")
	files["../chung/static/chung.txt"] = "một"
	files["../tinh/content/nuoc/tinh.md"] = article("Bài của tỉnh", "2026-05-05", "Chữ của tỉnh.")
	return files
}

const twoLayers = "content = [\"../chung/content\", \"content\"]\nstatic = [\"../chung/static\", \"static\"]\n"

// allowed lets the site read every folder.
func allowed(o *Options) {
	o.Build.Readable = func(string) (bool, error) { return true, nil }
}

// What changes in a layer is in the preview as if it were the site's own, by notifications
// and by polling.
func TestLayersAreWatched(t *testing.T) {
	for name, poll := range map[string]time.Duration{"told": 0, "polled": time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			p := start(t, layered(twoLayers), allowed, func(o *Options) { o.Watch.Poll = poll })
			p.shows("/nuoc/chung/", 200, "Chữ chung.")
			p.edit("../chung/content/nuoc/chung.md", article("Bài chung", "2026-05-05", "Chữ mới."))
			p.shows("/nuoc/chung/", 200, "Chữ mới.")
			p.edit("../chung/content/nuoc/chung.md", article("Tên mới", "2026-05-05", "Chữ mới."))
			p.shows("/nuoc/", 200, "Tên mới")
			p.edit("../chung/content/nuoc/them.md", article("Bài thêm", "2026-05-06", "Thêm."))
			p.shows("/nuoc/them/", 200, "Thêm.")
			p.edit("../chung/static/chung.txt", "hai")
			p.shows("/chung.txt", 200, "hai")

			p.edit("content/nuoc/them.md", "+++\nhidden = true\n+++\n")
			p.shows("/nuoc/them/", 404)
			if err := os.Remove(filepath.Join(p.dir, "content/nuoc/them.md")); err != nil {
				t.Fatal(err)
			}
			p.taken("content/nuoc/them.md")
			p.shows("/nuoc/them/", 200, "Thêm.")
			if err := os.Remove(filepath.Join(p.dir, "../chung/content/nuoc/them.md")); err != nil {
				t.Fatal(err)
			}
			p.taken("../chung/content/nuoc/them.md")
			p.shows("/nuoc/them/", 404)
		})
	}
}

// A copy gets stale and current again while the preview runs, though the text of neither
// file is what its page shows.
func TestCopiesInPreview(t *testing.T) {
	files := layered(twoLayers)
	files["content/nuoc/chung.md"] = article("Bài của xã", "2026-05-05", "Chữ của xã.")
	p := start(t, files, allowed)
	const own, shared = "content/nuoc/chung.md", "../chung/content/nuoc/chung.md"
	told := func() (codes []problem.Code) {
		for _, found := range p.problems(p.now()) {
			if strings.HasPrefix(string(found.Code), "copy.") {
				codes = append(codes, found.Code)
			}
		}
		return codes
	}
	is := func(when string, want ...problem.Code) {
		t.Helper()
		if got := told(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", when, got, want)
		}
	}
	is("at first", problem.CopyUnmarked)
	marked := func(sum uint32) {
		p.edit(own, strings.Replace(files[own], "+++\n", fmt.Sprintf("+++\ncopy_of = \"%08x\"\n", sum), 1))
	}
	marked(1)
	is("of another text", problem.CopyStale)
	original, err := p.now().newest.Original(entryOf(p, own))
	if err != nil {
		t.Fatal(err)
	}
	marked(original.Sum)
	is("compared")
	p.edit(shared, article("Bài chung", "2026-05-05", "Chữ mới."))
	is("of a text that changed", problem.CopyStale)
	p.edit(shared, files[shared])
	is("of a text that is as it was")
}

func entryOf(p *preview, file string) *content.Entry {
	all := p.now().newest.Entries
	return all[slices.IndexFunc(all, func(e *content.Entry) bool { return e.File.Name == file })]
}

// A layer that site.toml names later is watched from then on, and one that is missing is
// read once it is there.
func TestLayersThatComeLater(t *testing.T) {
	files := layered(twoLayers)
	p := start(t, files, allowed)
	p.edit("site.toml", strings.Replace(files["site.toml"], `"../chung/content", `, `"../chung/content", "../tinh/content", "../huyen/content", `, 1))
	p.await(func(r Report) bool { return r.Errors > 0 })
	p.shows("/nuoc/chung/", 200, "Chữ chung.")
	p.put("../huyen/content/nuoc/huyen.md", article("Bài của huyện", "2026-05-05", "Chữ của huyện."))
	p.taken("site.toml")
	p.shows("/nuoc/tinh/", 200, "Chữ của tỉnh.")
	p.edit("../tinh/content/nuoc/tinh.md", article("Bài của tỉnh", "2026-05-05", "Chữ mới."))
	p.shows("/nuoc/tinh/", 200, "Chữ mới.")
	p.edit("../huyen/content/nuoc/huyen.md", article("Bài của huyện", "2026-05-05", "Chữ mới."))
	p.shows("/nuoc/huyen/", 200, "Chữ mới.")
}

// A layer's folder that goes is missed, and the one that comes in its place is read and
// watched: another folder of the same name, or the same one again. Nothing tells of a folder
// above it that is renamed, or of a drive that is taken out.
func TestLayerThatGoesAndComesBack(t *testing.T) {
	for name, poll := range map[string]time.Duration{"told": 0, "polled": time.Millisecond} {
		for _, moved := range []string{"../chung", "../chung/content"} {
			t.Run(name+" "+moved, func(t *testing.T) {
				p := start(t, layered(twoLayers), allowed, func(o *Options) { o.Watch.Poll, o.Clock.Wait = poll, hasty })
				p.shows("/nuoc/chung/", 200, "Chữ chung.")
				here, away, other := filepath.Join(p.dir, moved), filepath.Join(p.dir, "../away"), filepath.Join(p.dir, "../other")
				p.move(here, away)
				p.await(func(r Report) bool {
					return r.Errors > 0 && (slices.Contains(r.Files, "site.toml") || slices.Contains(r.Files, "."))
				})
				p.move(away, here)
				p.await(func(r Report) bool { return r.Errors == 0 })
				p.shows("/nuoc/chung/", 200, "Chữ chung.")

				// Another one takes its place at once.
				p.put("../other/content/nuoc/chung.md", article("Bài chung", "2026-05-05", "Chữ khác."))
				p.put("../other/static/chung.txt", "hai")
				p.move(here, away)
				p.move(filepath.Join(other, strings.TrimPrefix(moved, "../chung")), here)
				p.await(func(r Report) bool { // with files: then the new folder is watched
					_, body := p.get("/nuoc/chung/")
					return len(r.Files) > 0 && strings.Contains(body, "Chữ khác.")
				})
				p.edit("../chung/content/nuoc/chung.md", article("Bài chung", "2026-05-05", "Chữ mới."))
				p.shows("/nuoc/chung/", 200, "Chữ mới.")
			})
		}
	}
}

// hasty waits of a second no longer than the file system needs.
func hasty(until time.Time) <-chan time.Time {
	if time.Until(until) > 2*again {
		return nil // a midnight
	}
	return time.After(time.Millisecond)
}

func (p *preview) move(from, to string) {
	p.t.Helper()
	if err := os.Rename(from, to); err != nil {
		p.t.Fatal(err)
	}
}
