package loopback

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestOwnHost(t *testing.T) {
	for host, want := range map[string]bool{
		"127.0.0.1:1313": true, "localhost:1313": true, "LocalHost:1313": true, "[::1]:1313": true,
		"": false, "127.0.0.1": false, "127.0.0.1:1314": false, "localhost.:1313": false, "evil.example:1313": false, "127.0.0.1.evil.example:1313": false,
		"0.0.0.0:1313": false, "127.0.0.2:1313": false, "127.1:1313": false, "2130706433:1313": false, "[::ffff:127.0.0.1]:1313": false, "127.0.0.1:01313": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313}))
		r.Host = host
		if OwnHost(r) != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}

func TestOwnOrigin(t *testing.T) {
	for _, c := range []struct {
		origin, site string
		want         bool
	}{
		{"", "", true}, {"", "none", true}, {"", "same-origin", true}, {"http://127.0.0.1:1314", "same-origin", true}, {"http://127.0.0.1:1314", "", true},
		{"http://127.0.0.1:1313", "same-site", false}, {"http://127.0.0.1:1313", "", false}, {"", "same-site", false}, {"", "cross-site", false}, {"null", "", false},
		{"http://localhost:1314", "", false}, {"https://127.0.0.1:1314", "", false}, {"http://127.0.0.1:1314", "same-site", false}, {"", "future-word", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:1314/", nil)
		r.Header.Set("Origin", c.origin)
		r.Header.Set("Sec-Fetch-Site", c.site)
		if OwnOrigin(r) != c.want {
			t.Errorf("Origin %q, Sec-Fetch-Site %q: %v", c.origin, c.site, !c.want)
		}
	}
}
