package loopback

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// OwnHost reports whether the Host of a request names this machine by one of its
// own names, with the port that the request came in by. Any other name may be
// one that a stranger lets point to 127.0.0.1 (DNS rebinding).
func OwnHost(r *http.Request) bool { return ownHost(r.Host, port(r)) }

// OwnOrigin reports whether a request comes from a page that was served by the
// same host and port, or from no page, as far as the browser says.
func OwnOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := r.Header.Get("Origin")
	host, plain := strings.CutPrefix(origin, "http://")
	return origin == "" || plain && strings.EqualFold(host, r.Host)
}

// port is the one that the request came in by; "" if that is not known.
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
