package serve

import (
	"net/http"
	"strings"

	"loa/internal/desk/loopback"
)

// refusal says with which status a request is turned away, 0 if it is not.
//
// A preview listens on this machine only, but any site that its owner visits may
// send the browser here: by a name that it lets point to 127.0.0.1 (DNS
// rebinding), which the Host gives away, or by a request from its own pages,
// which the Origin gives away. webpack-dev-server in 2017 and Vite in 2025 had
// to learn both. Other accounts of the machine may send requests too: they do not
// see drafts. A service worker of one site would answer for the next.
func refusal(r *http.Request) (status int, reason string) {
	switch {
	case loopback.IsStranger(r):
		return http.StatusForbidden, "this preview answers the account that started it only"
	case !loopback.OwnHost(r):
		return http.StatusForbidden, "this preview answers on 127.0.0.1 and localhost only"
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed, "only GET and HEAD"
	case r.Header.Get("Service-Worker") != "":
		return http.StatusNotFound, "no service worker in the preview"
	case !cleanPath(r.URL.Path):
		return http.StatusNotFound, "not found"
	}
	return 0, ""
}

// cleanPath reports whether a decoded path can be the address of a file of a
// site: no way up, no hidden files, nothing that one system or another reads as
// a separator, a drive or a stream. Outputs are looked up by name, never on the
// disk, so this only makes sure.
func cleanPath(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "\\:\x00") {
		return false
	}
	for part := range strings.SplitSeq(path[1:], "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	return !strings.Contains(path, "//")
}
