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

// The addresses of saved files are those that readers had, as wget and HTTrack name files
// on each system; a page of another host is left out, and one that calls itself another
// gives it its addresses.
func TestAddresses(t *testing.T) {
	page := func(head string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("<html><head>" + head + "</head><body><h1>T " + head + "</h1><p>Một đoạn văn đủ dài để là nội dung của trang này.</p></body></html>")}
	}
	folder := fstest.MapFS{
		"a.vn/tin/Bai-1.html":         page("<title>1</title>"),
		"a.vn/Tin.aspx?id=5&l=x.html": page("<title>2</title>"),
		"a.vn/Tin.aspx@id=6.html":     page("<title>3</title>"),
		"a.vn/tin4f2a.html":           page("<title>4</title><!-- Mirrored from a.vn/tin.php?id=9 by HTTrack Website Copier/3.x -->"),
		"a.vn/đuối-nước/index.html":   page("<title>5</title>"),
		"a.vn/muc":                    page("<title>6</title>"),
		"b.vn/x.html":                 page("<title>7</title>"),
		"a.vn/in/Bai-1.html":          page(`<title>1</title><link rel="canonical" href="http://a.vn/tin/Bai-1.html">`),
		"a.vn/anh.png":                {Data: []byte("<html>")},
		"a.vn/wp.php.html":            page("<title>8</title>"),
		"hts-cache/new.html":          page("<title>9</title>"),
	}
	site, err := portal.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, p := range site.Pages {
		for _, address := range append([]string{p.Address}, p.Others...) {
			found[address] = p.File
		}
	}
	for address, file := range map[string]string{
		"/tin/Bai-1.html": "a.vn/tin/Bai-1.html", "/Tin.aspx?id=5&l=x": "a.vn/Tin.aspx?id=5&l=x.html", "/Tin.aspx?id=6": "a.vn/Tin.aspx@id=6.html",
		"/tin.php?id=9": "a.vn/tin4f2a.html", "/đuối-nước/": "a.vn/đuối-nước/index.html", "/muc": "a.vn/muc", "/wp.php": "a.vn/wp.php.html", "/in/Bai-1.html": "a.vn/tin/Bai-1.html",
	} {
		if found[address] != file {
			t.Errorf("%s is of %q, not %s", address, found[address], file)
		}
	}
	if !slices.ContainsFunc(site.Left, func(l foreign.Left) bool { return l.File == "b.vn/x.html" && l.Reason == "other-host" }) {
		t.Errorf("%+v", site.Left)
	}
}

// Whatever pages a folder holds, reading them comes to an end, and each has a text.
func FuzzRead(f *testing.F) {
	files, _ := portaltest.Make(3)
	for _, data := range files {
		f.Add(string(data), "<html><body><p>x</p></body></html>")
	}
	f.Add("<html><table><tr><td><a href='b.html'>Tin khác</a>", "<html><nav><li><div class=related>")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 1<<15 {
			t.Skip()
		}
		site, err := portal.Read(fstest.MapFS{"a.html": {Data: []byte("<html>" + a)}, "b.html": {Data: []byte("<html>" + b)}, "c.html": {Data: []byte("<html>" + a)}})
		if err != nil {
			return
		}
		for _, p := range site.Pages {
			if _, err := site.Source.Text(p); err != nil {
				t.Fatal(err)
			}
		}
	})
}
