package feed

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

const settings = `
title = { vi = "Trang", en = "Site" }
base_url = "https://vi.example/duoi/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
fallback = "vi"
`

// place makes a site of front matters, by path below content/.
func place(t *testing.T, entries map[string]string, others ...string) *site.Site {
	t.Helper()
	return placeIn(t, settings, entries, others...)
}

// placeIn is place with other settings; others are the other files of content/.
func placeIn(t *testing.T, settings string, entries map[string]string, others ...string) *site.Site {
	t.Helper()
	s, problems := config.Load(tomlfile.Source{File: "site.toml", Text: []byte(settings)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	disk := fstest.MapFS{}
	for name, front := range entries {
		disk["content/"+name] = &fstest.MapFile{Data: []byte("+++\ntitle = \"" + name + "\"\n" + front + "\n+++\n")}
	}
	files, _, err := source.Scan(disk, content.Root)
	if err != nil {
		t.Fatal(err)
	}
	in := site.Input{Settings: s, Now: time.Date(2026, 6, 15, 0, 0, 0, 0, s.Zone)}
	for _, f := range files {
		e, problems, err := content.NewReader(disk, s).Read(f)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		in.Entries = append(in.Entries, e)
	}
	for _, name := range others {
		in.Files = append(in.Files, source.File{Path: content.Root + "/" + name, Name: content.Root + "/" + name})
	}
	placed, _ := site.New(in)
	return placed
}

// A feed carries the fifty newest entries that have a date, in its language.
func TestAtomCarriesTheNewest(t *testing.T) {
	entries := map[string]string{"m/_index.md": "", "m/khong-ngay.md": "", "m/a.en.md": "date = 2026-06-14"}
	for i := range 60 {
		entries[fmt.Sprintf("m/lop/bai-%02d.md", i)] = "date = " + time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	s := place(t, entries)
	for key, edition := range map[string]int{"_index": 0, "m/_index": 0} {
		var feed struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Entries []struct {
				ID      string `xml:"id"`
				Updated string `xml:"updated"`
			} `xml:"entry"`
		}
		data := Atom(s, s.Editions[edition].Page(key))
		if err := xml.Unmarshal(data, &feed); err != nil {
			t.Fatal(err)
		}
		if len(feed.Entries) != 50 || feed.Entries[0].ID != "https://vi.example/duoi/m/lop/bai-59/" || feed.Updated != "2026-03-01T00:00:00+07:00" {
			t.Errorf("%s: %d entries, first %+v, updated %s", key, len(feed.Entries), feed.Entries[0], feed.Updated)
		}
	}
	if english := string(Atom(s, s.Editions[1].Home)); !strings.Contains(english, "/en/m/a/") || strings.Contains(english, "bai-") {
		t.Error("the English feed has what is not English, or not what is")
	}
}

func TestSitemapNamesVersionsBothWays(t *testing.T) {
	s := place(t, map[string]string{"_index.md": "", "a.md": "date = 2026-05-01\nupdated = 2026-06-01T23:00:00Z", "a.en.md": "slug = \"b\"", "chi-viet.md": "", "chi-anh.en.md": ""})
	if paths := fmt.Sprint(SitemapPaths(s)); paths != "[sitemap.xml]" {
		t.Fatal(paths)
	}
	var set struct {
		URLs []struct {
			Loc   string `xml:"loc"`
			Mod   string `xml:"lastmod"`
			Links []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(Sitemap(s, 0), &set); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for _, u := range set.URLs {
		said := u.Mod
		for _, l := range u.Links {
			said += " " + l.Lang + "=" + strings.TrimPrefix(l.Href, "https://vi.example/duoi/")
		}
		links[strings.TrimPrefix(u.Loc, "https://vi.example/duoi/")] = said
	}
	for path, want := range map[string]string{
		"a/":          "2026-06-02 vi=a/ en=en/b/ x-default=a/", // the day in the site's zone
		"en/b/":       " vi=a/ en=en/b/ x-default=a/",
		"chi-viet/":   "",
		"en/chi-anh/": "",
	} {
		if got, ok := links[path]; !ok || got != want {
			t.Errorf("%s: %q, %v; want %q", path, got, ok, want)
		}
	}
	for _, hidden := range []string{"en/chi-viet/", "404.html", "ngoai-tuyen/"} {
		if _, ok := links[hidden]; ok {
			t.Errorf("%s is listed", hidden)
		}
	}
}

// A large site has an index and parts, which list every page once.
func TestLargeSitemap(t *testing.T) {
	entries := map[string]string{}
	for i := range partLimit {
		entries[fmt.Sprintf("bai-%d.md", i)] = "fallback = false"
	}
	s := place(t, entries)
	if paths := fmt.Sprint(SitemapPaths(s)); paths != "[sitemap-1.xml sitemap-2.xml sitemap.xml]" {
		t.Fatal(paths)
	}
	all := string(Sitemap(s, 0)) + string(Sitemap(s, 1))
	if n := strings.Count(all, "<loc>https://vi.example/duoi/bai-"); n != partLimit {
		t.Errorf("%d of %d pages", n, partLimit)
	}
	if index := string(Sitemap(s, 2)); strings.Count(index, "<sitemap>") != 2 || !strings.Contains(index, "<loc>https://vi.example/duoi/sitemap-2.xml</loc>") {
		t.Error(index)
	}
}

// Each language's addresses have the 404 page of that language, behind all that
