package portal_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/importing/foreign"
	"loa/internal/importing/portal"
	"loa/internal/importing/portal/portaltest"
)

// Of a portal with three structures each article has its address, title, date, count of
// readers, author, section and each of its sentences, and nothing of what stands around.
func TestRead(t *testing.T) {
	files, articles := portaltest.Make(60)
	folder := fstest.MapFS{}
	for name, data := range files {
		folder[name] = &fstest.MapFile{Data: data}
	}
	if dir := os.Getenv("LOA_PORTAL"); dir != "" {
		for name, data := range files {
			os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777)
			os.WriteFile(filepath.Join(dir, name), data, 0o666)
		}
	}
	site, err := portal.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]*foreign.Page{}
	for _, p := range site.Pages {
		pages[p.Address] = p
	}
	for _, a := range articles {
		p := pages[a.Address]
		if p == nil {
			t.Errorf("no page has %s", a.Address)
			continue
		}
		if p.Title != a.Title || !strings.HasPrefix(p.Date, a.Date) || p.Views != a.Views || p.Folder != a.Section || p.Kind != foreign.Article {
			t.Errorf("%s: %+v", a.Address, *p)
		}
		text, err := site.Source.Text(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range a.Sentences {
			if !strings.Contains(text.HTML, s) {
				t.Errorf("%s lacks %q", a.Address, s)
			}
		}
		for _, s := range []string{"Bản quyền", "Trang chủ", "Lượt xem", "lượt xem", "Các tin khác", "Tin liên quan", "Đọc nhiều", "Facebook"} {
			if strings.Contains(text.HTML, s) {
				t.Errorf("%s has %q in its text: %s", a.Address, s, text.HTML)
			}
		}
	}
	for _, address := range []string{"/Pages/TinTuc.aspx", "/web/guest/thong-bao/", "/phong-tránh/"} {
		if !slices.ContainsFunc(site.Pages, func(p *foreign.Page) bool {
			return p.Kind == foreign.Section && slices.Contains(p.Others, address)
		}) {
			t.Errorf("no section has %s", address)
		}
	}
}
