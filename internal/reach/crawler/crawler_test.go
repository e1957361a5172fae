package crawler

import (
	"os"
	"strings"
	"testing"
)

// Each name that the list gives as an instance is known.
func TestInstances(t *testing.T) {
	text, err := os.ReadFile("testdata/agents.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(names) < 1000 {
		t.Fatalf("%d names", len(names))
	}
	for _, name := range names {
		if !Known().Has(name) {
			t.Errorf("not known: %s", name)
		}
	}
}

// Readers are no programs, and programs that the list lacks are.
func TestReaders(t *testing.T) {
	for _, name := range []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/634 ZaloTheme/light ZaloLanguage/vn",
		"Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Zalo android/24110001 ZaloTheme/light ZaloLanguage/vn",
		"Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 21) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22A3354 [FBAN/FBIOS;FBAV/490.0.0.46.112;FBDV/iPhone14,5]",
		"Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
		"Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
		"Opera/9.80 (Android; Opera Mini/36.2.2254/191.256; U; vi) Presto/2.12.423 Version/12.16",
		"",
	} {
		if Known().Has(name) {
			t.Errorf("taken for a program: %s", name)
		}
	}
	for _, name := range []string{"Zalobot/1.0", "Mozilla/5.0 (compatible; xyz-bot/1.0)", "curl/8.5.0", "Go-http-client/2.0", "SomeNewBot/3.1 (+http://x)", "my crawler", "Mozilla/5.0 HeadlessChrome/130.0"} {
		if !Known().Has(name) {
			t.Errorf("taken for a reader: %s", name)
		}
	}
}

func TestVersion(t *testing.T) {
	if !strings.Contains(Known().Version, "newest entry of 20") {
		t.Errorf("the list is of version %q", Known().Version)
	}
}
