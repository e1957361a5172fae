package browser

import (
	"archive/zip"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"loa/internal/generator/build"
	"loa/internal/publish/pack"
	"loa/test/ownsite"
)

// TestPack opens packs of the project's site from a folder whose name browsers
// must write in another way, without any server.
func TestPack(t *testing.T) {
	t.Parallel()
	h := openOn(t, offering)
	t.Run("whole", func(t *testing.T) {
		d := h.unpacked(t, pack.Options{})
		d.crawl(t, 200, 20)
		d.works(t, "tim-kiem/index.html", "duoi-nuoc/index.html")
		d.months(t)
		d.quiz(t)
		d.slides(t)
	})
	t.Run("topic", func(t *testing.T) {
		d := h.unpacked(t, pack.Options{Topic: "duoi-nuoc"})
		d.crawl(t, 20, 5)
		d.works(t, "tim-kiem/index.html", "duoi-nuoc/index.html")
	})
	t.Run("language", func(t *testing.T) {
		d := h.unpacked(t, pack.Options{Language: "en"})
		d.crawl(t, 60, 3)
		d.works(t, "en/search/index.html", "")
	})
	t.Run("single", h.singleFiles)
	t.Run("offered", h.offered)
}

// offering builds the site with the packs that it offers.
func offering(t testing.TB) string {
	o := ownsite.Options(ownsite.Sources(t))
	o.Packs = pack.Offer
	if result, err := build.Run(context.Background(), o); err != nil || result.Stopped || len(result.Packs) < 2 {
		t.Fatal(err, result.Problems, result.Packs)
	}
	return o.Out
}

// singleFiles are read without a script and without a network.
func (h *house) singleFiles(t *testing.T) {
	for _, what := range []string{"duoi-nuoc", "duoi-nuoc/cap-cuu-duoi-nuoc.md", "cho-nha-truong/do-vui-duoi-nuoc.en.md"} {
		o := pack.Options{Build: ownsite.Options(ownsite.Sources(t)), Single: what, Out: t.TempDir()}
		result, err := pack.Run(context.Background(), o)
		if err != nil || result.Stopped {
			t.Fatal(err, result.Problems)
		}
		for _, noScript := range []bool{false, true} {
			b := h.tab(t)
			b.h = &house{url: "file://", chrome: h.chrome}
			b.see(look{width: 360, noScript: noScript})
			b.visit((&url.URL{Path: filepath.ToSlash(result.File)}).EscapedPath())
			console, requests := b.heard()
			if len(console) > 0 {
				t.Errorf("%s: %q", what, console)
			}
			for _, r := range requests[1:] {
				if !strings.HasPrefix(r, "data:") {
					t.Errorf("%s asks for %s", what, r)
				}
			}
			if seen := ask[string](b, `document.querySelector('main').innerText`); !noScript && len(seen) < 1000 {
				t.Errorf("%s shows %q", what, seen)
			}
			if width := ask[float64](b, `document.documentElement.scrollWidth`); width > 360 {
				t.Errorf("%s is %v wide", what, width)
			}
			if ask[bool](b, `Array.from(document.images).some(i => i.complete && !i.naturalWidth)`) {
				t.Errorf("%s: a picture is broken", what)
			}
			if got := ask[string](b, `getComputedStyle(document.querySelector('.strip')).position`); got != "static" {
				t.Errorf("%s: no styles (%s)", what, got)
			}
		}
	}
}

// offered packs tell their size by script, and are there without it.
func (h *house) offered(t *testing.T) {
	for _, at := range []string{"/ngoai-tuyen/", "/en/offline/", "/duoi-nuoc/", "/chu-de/ky-nang-song/"} {
		b := h.tab(t)
		b.see(look{width: 360})
		b.visit(at)
		wrong := ask[string](b, `(async () => {
  const links = Array.from(document.querySelectorAll('a[data-pack]')), wrong = [];
  for (let i = 0; i < 500 && links.some(a => !a.querySelector('small')); i++) await new Promise(r => setTimeout(r, 10));
  if (!links.length) wrong.push('no packs');
  for (const a of links) {
    const answer = await fetch(a.href), size = (await answer.arrayBuffer()).byteLength, said = (a.querySelector('small') || a).textContent;
    const number = parseFloat(said.replace(',', '.')) * (/MB/.test(said) ? 1e6 : 1e3);
    if (!answer.ok || Math.abs(number - size) > size / 15) wrong.push(a.href + ' says ' + said + ' and has ' + size);
    if (!/-2026-11-23\.(zip|html)$/.test(a.download)) wrong.push(a.download);
  }
  return wrong.join('; ');
})()`)
		if wrong != "" {
			t.Errorf("%s: %s", at, wrong)
		}
		if console, _ := b.heard(); len(console) > 0 {
			t.Errorf("%s: %q", at, console)
		}
		b.see(look{width: 360, noScript: true})
		b.visit(at)
		if ask[float64](b, `document.querySelectorAll('a[data-pack][download]').length`) == 0 {
			t.Errorf("%s: nothing to download without scripts", at)
		}
	}
}

// disk is an unpacked pack and a tab to look at it.
type disk struct {
	*tab
	folder string                // the one folder of the pack
	read   map[string]parsedPage // those read, by file
}

func (h *house) unpacked(t *testing.T, o pack.Options) *disk {
	t.Helper()
	o.Build = ownsite.Options(ownsite.Sources(t))
	o.Out = t.TempDir()
	result, err := pack.Run(context.Background(), o)
	if err != nil || result.Stopped {
		t.Fatal(err, result.Problems)
	}
	z, err := zip.OpenReader(result.File)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := filepath.Join(t.TempDir(), "Gói 100% an toàn #1")
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
	inside, err := os.ReadDir(dir)
	if err != nil || len(inside) != 1 {
		t.Fatal(inside, err)
	}
	b := h.tab(t)
	d := &disk{tab: b, folder: filepath.Join(dir, inside[0].Name()), read: map[string]parsedPage{}}
	b.h = &house{url: "file://" + (&url.URL{Path: filepath.ToSlash(d.folder)}).EscapedPath(), chrome: h.chrome}
	b.see(look{width: 400})
	return d
}

// crawl reads every page that can be reached and looks for every file and part that
// pages lead to, at least so many. A page of each kind is opened, too, at least so many: its
// scripts may lead elsewhere.
func (d *disk) crawl(t *testing.T, pages, ofKinds int) {
	t.Helper()
	begin := d.front(t)
	queue, seen := []string{begin}, map[string]bool{"index.html": true, begin: true}
	outside := map[string]bool{}
	kinds := map[string]bool{begin: true}
	for _, address := range ownsite.Kinds() {
		kinds[strings.TrimPrefix(address, "/")+"index.html"] = true
	}
	opened := 0
	for len(queue) > 0 {
		page := queue[0]
		queue = queue[1:]
		links := d.page(t, page).links
		for _, source := range d.page(t, page).sources {
			if file, _, local := d.local(source); !strings.HasPrefix(source, "data:") && (!local || !d.has(file)) {
				t.Errorf("%s: %s is not in the pack", page, source)
			}
		}
		if kinds[page] {
			links = append(slices.Clone(links), d.linksSeen(t, page)...)
			opened++
		}
		for _, link := range links {
			file, fragment, local := d.local(link)
			switch {
			case !local:
				outside[link] = true
				continue
			case !d.has(file):
				t.Errorf("%s: %s is not there", page, link)
				continue
			case fragment != "" && !slices.Contains(d.page(t, file).ids, fragment):
				t.Errorf("%s: %s has no part %s", page, file, fragment)
			}
			if strings.HasSuffix(file, ".html") && !seen[file] {
				seen[file] = true
				queue = append(queue, file)
			}
		}
	}
	if opened < ofKinds {
		t.Errorf("only %d pages were opened", opened)
	}
	if len(seen) < pages {
		t.Errorf("only %d pages", len(seen))
	}
	for link := range outside {
		if !strings.HasPrefix(link, "tel:") && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "webcal:") && !strings.HasPrefix(link, "mailto:") {
			t.Errorf("a link to %s", link)
		}
		if path, ours := strings.CutPrefix(link, "https://treem.example.gov.vn/"); ours && path != "" && d.has(path+"index.html") {
			t.Errorf("%s is in the pack", link)
		}
	}
	t.Logf("%d pages, %d of them opened, %d addresses outside", len(seen), opened, len(outside))
}

// linksSeen opens a page and returns where it leads; it asks for nothing outside.
func (d *disk) linksSeen(t *testing.T, page string) []string {
	t.Helper()
	d.visit("/" + page)
	links := strings.Fields(ask[string](d.tab, `Array.from(document.querySelectorAll('[href]:not([rel=canonical]),[src],form')).map(e => e.href || e.src || e.action).join(' ')`))
	console, requests := d.heard()
	if len(console) > 0 {
		t.Errorf("%s: %q", page, console)
	}
	for _, r := range requests {
		if !strings.HasPrefix(r, "file:") && !strings.HasPrefix(r, "data:") {
			t.Errorf("%s asks for %s", page, r)
		}
	}
	return links
}

// front is the page that index.html is or leads to by itself.
func (d *disk) front(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(d.folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	_, target, ok := strings.Cut(string(data), `content="0; url=`)
	if !ok {
		return "index.html"
	}
	target, _, _ = strings.Cut(target, `"`)
	return target
}

// local is the file of a link that stays in the pack.
func (d *disk) local(link string) (file, fragment string, ok bool) {
	address, err := url.Parse(link)
	if err != nil || address.Scheme != "file" {
		return "", "", false
	}
	file, err = filepath.Rel(d.folder, filepath.FromSlash(address.Path))
	if err != nil {
		return "", "", false
	}
	return filepath.ToSlash(file), address.Fragment, true
}

func (d *disk) has(file string) bool {
	info, err := os.Stat(filepath.Join(d.folder, filepath.FromSlash(file)))
	return filepath.IsLocal(file) && err == nil && info.Mode().IsRegular()
}

// parsedPage is what a page of the pack has for others, where it leads, and what it is made
// of: pictures, scripts, styles.
type parsedPage struct{ ids, links, sources []string }

// page reads a page, once.
func (d *disk) page(t *testing.T, file string) parsedPage {
	t.Helper()
	if l, ok := d.read[file]; ok {
		return l
	}
	f, err := os.Open(filepath.Join(d.folder, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	document, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	at, err := url.Parse(d.h.url + "/" + file)
	if err != nil {
		t.Fatal(err)
	}
	l := parsedPage{ids: []string{"top"}}
	for n := range document.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				l.ids = append(l.ids, a.Val)
				continue
			}
			into := l.whereTo(n, a.Key)
			if into == nil {
				continue
			}
			target, err := at.Parse(a.Val)
			if err != nil {
				t.Errorf("%s leads to %q: %v", file, a.Val, err)
				continue
			}
			*into = append(*into, target.String())
		}
	}
	d.read[file] = l
	return l
}

// whereTo is the list for the address in an attribute; nil for what is none, or of the site on
// the web.
func (l *parsedPage) whereTo(n *html.Node, attribute string) *[]string {
	canonical := slices.Contains(n.Attr, html.Attribute{Key: "rel", Val: "canonical"})
	switch {
	case attribute == "src", attribute == "poster", attribute == "data" && n.Data == "object", attribute == "href" && slices.Contains(n.Attr, html.Attribute{Key: "rel", Val: "stylesheet"}):
		return &l.sources
	case attribute == "href" && !canonical, attribute == "action":
		return &l.links
	}
	return nil
}

// works asks the search page without marks and opens what it finds.
func (d *disk) works(t *testing.T, page, want string) {
	t.Helper()
	d.visit("/" + page)
	query := "duoi nuoc"
	if strings.HasPrefix(page, "en/") {
		query = "drowning"
	}
	found := d.find(query)
	if len(found) == 0 {
		t.Fatal("nothing found")
	}
	for _, path := range found {
		if file, _, ok := d.local("file://" + path); !ok || !d.has(file) {
			t.Errorf("found %s, which is not there", path)
		} else if want != "" && path == found[0] && file != want && !strings.Contains(file, "duoi-nuoc") {
			t.Errorf("%s leads to %s", query, file)
		}
	}
	d.visit(strings.TrimPrefix(ask[string](d.tab, `document.querySelector('.found h3 a').href`), d.h.url))
	if title := ask[string](d.tab, `document.querySelector('#search') ? '' : document.querySelector('main h1').textContent`); title == "" {
		t.Error("the result does not open")
	}
	if console, _ := d.heard(); len(console) > 0 {
		t.Errorf("%q", console)
	}
}

// months turns a leaf of the calendar and back.
func (d *disk) months(t *testing.T) {
	t.Helper()
	d.visit("/lich-hoat-dong/index.html")
	first := ask[string](d.tab, `document.querySelector('#month').textContent`)
	next := ask[string](d.tab, `document.querySelector('.turn [rel=next]').href`)
	d.visit(strings.TrimPrefix(next, d.h.url))
	if second := ask[string](d.tab, `document.querySelector('#month').textContent`); second == first {
		t.Errorf("still %s", first)
	}
	if ask[float64](d.tab, `document.querySelectorAll('.grid td').length`) < 28 {
		t.Error("no grid")
	}
}

// slides of a lesson are shown without a server.
func (d *disk) slides(t *testing.T) {
	t.Helper()
	d.see(look{width: 1024, height: 768})
	d.visit("/cho-nha-truong/giao-an-duoi-nuoc/index.html")
	ask[bool](d.tab, `Element.prototype.requestFullscreen = undefined; document.querySelector('.show button').click(); true`)
	d.wait(`document.querySelector('.turns span').textContent && getComputedStyle(document.querySelector('.slides')).position === 'fixed'`)
	d.see(look{width: 360})
}

// quiz answers a question.
func (d *disk) quiz(t *testing.T) {
	t.Helper()
	d.visit("/cho-nha-truong/do-vui-duoi-nuoc/index.html")
	if said := ask[string](d.tab, `(document.querySelector('.answers [data-right] button').click(), document.querySelector('.questions [role=status]').textContent)`); said == "" {
		t.Error("the quiz does not answer")
	}
}
