package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"loa/internal/build"
	"loa/test/corpus"
	"loa/test/ownsite"
	"loa/themes"
)

var articles = flag.Int("articles", 0, "measure what a query costs on a generated site of so many articles a language")

// TestSearchCost measures what docs/benchmarks.md says of search:
//
//	go test ./test/browser -run TestSearchCost -articles 5000 -v
func TestSearchCost(t *testing.T) {
	if *articles == 0 {
		t.Skip("a measurement: see -articles")
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, *articles); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	if r, err := build.Run(context.Background(), build.Options{Dir: dir, Out: out, Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}); err != nil || r.Stopped {
		t.Fatal(err, r.Problems)
	}
	h := open(t)
	h.public = out
	server := httptest.NewServer(ownsite.Host(out))
	defer server.Close()
	h.url = server.URL
	for _, query := range []string{"đuối nước", "phao áo cứu", "hoc boi ky nang", "trẻ em an toàn ao hồ sông", "bai", "thuốc", "goi dien thoai khan ca"} {
		b := h.tab(t)
		b.visit("/tim-kiem/")
		b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 6})
			return err
		}))
		found := b.find(query)
		_, requests := b.heard()
		size, n := transferred(t, out, requests)
		again := ask[float64](b, `(async () => {
  const input = document.querySelector('#q'), list = document.querySelector('.found'), begun = performance.now();
  list.textContent = '';
  document.querySelector('#search form').dispatchEvent(new Event('submit', {cancelable: true}));
  for (let i = 0; i < 2000 && !list.firstChild; i++) await new Promise(r => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); });
  return performance.now() - begun;
})()`)
		fmt.Printf("| %s | %d | %.1f KB | %d | %.0f ms |\n", query, len(found), float64(size)/1000, n, again)
	}
}

// transferred are the compressed bytes of the search data that were asked for.
func transferred(t *testing.T, out string, requests []string) (size, files int) {
	for _, r := range requests {
		u, err := url.Parse(r)
		if err != nil || !strings.HasPrefix(u.Path, "/search.") && !strings.HasPrefix(u.Path, "/assets/search/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(u.Path)))
		if err != nil {
			t.Fatal(err)
		}
		var small bytes.Buffer
		w := gzip.NewWriter(&small)
		w.Write(data)
		w.Close()
		size += small.Len()
		files++
	}
	return size, files
}
