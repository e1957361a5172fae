package relay

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Public is a transport to hosts of the open network: an address of this machine, of the
// office's network or of a cloud's own service is refused after its name was looked up, so
// that a site cannot ask what only this machine can reach. Where the office has a proxy,
// that looks names up, and addresses written as numbers are refused.
func Public() http.RoundTripper {
	direct := http.DefaultTransport.(*http.Transport).Clone()
	direct.Proxy = nil
	direct.DialContext = (&net.Dialer{Timeout: patient, KeepAlive: 30 * time.Second, Control: openNetwork}).DialContext
	return public{direct: direct, proxied: http.DefaultTransport, proxy: http.ProxyFromEnvironment}
}

type public struct {
	direct, proxied http.RoundTripper
	proxy           func(*http.Request) (*url.URL, error)
}

func (p public) RoundTrip(r *http.Request) (*http.Response, error) {
	if at, err := netip.ParseAddr(r.URL.Hostname()); err == nil && !isPublic(at) {
		return nil, Private
	}
	if through, err := p.proxy(r); err == nil && through != nil {
		return p.proxied.RoundTrip(r)
	}
	return p.direct.RoundTrip(r)
}

// openNetwork refuses a connection that would go anywhere else.
func openNetwork(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(at.Addr()) {
		return Private
	}
	return nil
}

// closed are networks that are global by their form and are not of the open network: RFC
// 6890 and 6598 (shared by carriers), 2544 (tests), 6052 and 8215 (IPv4 within IPv6), 3056
// (6to4), 4380 (Teredo), 3879 (site-local), 4291 (IPv4 at the end of zeros).
var closed = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"),
	netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("::/96"),
}

func isPublic(at netip.Addr) bool {
	at = at.Unmap().WithZone("")
	if !at.IsGlobalUnicast() || at.IsPrivate() {
		return false
	}
	for _, network := range closed {
		if network.Contains(at) {
			return false
		}
	}
	return true
}
