package serve

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// refusal says with which status a request is turned away, 0 if it is not.
//
// A preview listens on this machine only, but any site that its owner visits may
// send the browser here: by a name that it lets point to 127.0.0.1 (DNS
// rebinding), which the Host gives away, or by a request from its own pages,
// which the Origin gives away. webpack-dev-server in 2017 and Vite in 2025 had
// to learn both.
func refusal(r *http.Request, writes bool) (status int, reason string) {
	switch {
	case !ownHost(r.Host, port(r)):
		return http.StatusForbidden, "this preview answers on 127.0.0.1 and localhost only"
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !(writes && r.Method == http.MethodPost):
		return http.StatusMethodNotAllowed, "only GET and HEAD"
	case !cleanPath(r.URL.Path):
		return http.StatusNotFound, "not found"
	}
	return 0, ""
}

// port is the one that the request came in by.
func port(r *http.Request) string {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return ""
	}
	at, err := netip.ParseAddrPort(local.String())
	if err != nil {
		return ""
	}
	_, p, _ := net.SplitHostPort(at.String())
	return p
}

// ownHost reports whether a Host header names this machine by one of its own
// names, with the right port.
func ownHost(host, port string) bool {
	name, p, err := net.SplitHostPort(host)
	if err != nil {
		name, p = strings.Trim(host, "[]"), "80"
	}
	switch strings.ToLower(name) {
	case "127.0.0.1", "localhost", "::1":
		return p == port && port != ""
	}
	return false
}

// ownOrigin reports whether a request comes from a page of the preview itself,
// as far as the browser says.
func ownOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := r.Header.Get("Origin")
	host, plain := strings.CutPrefix(origin, "http://")
	return origin == "" || plain && ownHost(host, port(r))
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
