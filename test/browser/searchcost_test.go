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
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"loa/internal/generator/build"
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
	questions := []string{"đuối nước", "phao áo cứu", "hoc boi ky nang", "trẻ em an toàn ao hồ sông", "t", "thuốc", "goi dien thoai khan ca", "lam gi khi tre bi duoi nuoc o ao ho gan nha", "bài 12",
		"con tôi bị chết đuối ép tim thế nào", "dduoosi nuwowcs", "trường hocj phuong tienn", "first aid for burns", "CPR hô hấp nhân tạo hà hơi thổi ngạt mũ nón cấp cứu sơ cứu"}
	for _, query := range questions {
		b := h.tab(t)
		command(b, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
		b.visit("/tim-kiem/")
		before := b.spent()
		found := b.find(query)
		first := b.spent() - before
		_, requests := b.heard()
		size, n := transferred(t, out, requests)
		if size > 60_000 {
			t.Errorf("%s: %d bytes", query, size)
		}
		before = b.spent()
		ask[bool](b, again)
		fmt.Printf("| %s | %d | %.1f KB | %d | %.0f ms | %.0f ms |\n", query, len(found), float64(size)/1000, n, slower*first, slower*(b.spent()-before)/10)
	}
}

// slower is how much slower than this machine a cheap phone is.
const slower = 4

// spent is how many milliseconds the page's thread has worked, whatever else the
// machine does.
func (b *tab) spent() float64 {
	b.t.Helper()
	var metrics performance.GetMetricsResult
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) (err error) {
		metrics, err = cdp.Call(ctx, t, performance.GetMetrics, cdp.Empty{})
		return err
	}))
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value * 1000
		}
	}
	b.t.Fatal("the browser does not tell")
	return 0
}

// again asks the same question ten times, with all its pieces on the device.
const again = `(async () => {
  const form = document.querySelector('#search form'), list = document.querySelector('.found');
  for (let i = 0; i < 10; i++) {
    list.textContent = '';
    const shown = new Promise(done => new MutationObserver((_, o) => { if (list.childElementCount) { o.disconnect(); done(); } }).observe(list, {childList: true}));
    form.dispatchEvent(new Event('submit', {cancelable: true}));
    await Promise.race([shown, new Promise(done => setTimeout(done, 3000))]);
  }
  return true;
})()`

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
