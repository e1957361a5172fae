package test

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

// What docs/security.md says of a published site: its scripts know no cookie and no
// other host, remember one choice on the device, and stand in files of their own;
// every page carries the policy.
func (s builtSite) promises(t *testing.T) {
	facts := regexp.MustCompile(`<script type=application/ld\+json>[^<]*</script>`) // data for search engines, which nothing runs
	inline := regexp.MustCompile(`<script(?: [^>]*)?>[^<]|<style|<[a-z][^>]* (?:style|on[a-z]+)=`)
	pages, keepers := 0, []string{}
	for name, text := range s.files {
		switch path.Ext(name) {
		case ".js":
			if strings.HasPrefix(name, "search.") || strings.HasPrefix(name, "assets/search/") {
				continue // words of pages
			}
			text = strings.ReplaceAll(text, `xmlns="http://www.w3.org/2001/10/synthesis"`, "") // a name, which nothing asks
			for _, word := range []string{"cookie", "sessionStorage", "indexedDB", "sendBeacon", "XMLHttpRequest", "WebSocket", "EventSource", "geolocation", "http://", "https://", "eval("} {
				if strings.Contains(text, word) {
					t.Errorf("%s speaks of %s", name, word)
				}
			}
			if strings.Contains(text, "localStorage") {
				keepers = append(keepers, name)
				if !strings.Contains(text, "loa.unit") || !strings.Contains(text, "loa.warnings") || strings.Count(text, "localStorage.setItem(") != 2 {
					t.Errorf("%s keeps something else than the chosen unit and the warnings", name)
				}
			}
		case ".html":
			pages++
			if !strings.Contains(text, `http-equiv=Content-Security-Policy content="default-src 'none'`) {
				t.Errorf("%s has no policy", name)
			}
			if found := inline.FindString(facts.ReplaceAllString(text, "")); found != "" {
				t.Errorf("%s has an inline script, style or handler: %s", name, found)
			}
		}
	}
	if pages == 0 || len(keepers) != 1 {
		t.Errorf("%d pages; %q keep something on the device", pages, keepers)
	}
}
