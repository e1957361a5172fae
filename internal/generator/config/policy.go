package config

import (
	"net/url"
	"strings"
)

// Host is where the measuring script comes from; "" for none.
func (m Measure) Host() string {
	if address, err := url.Parse(m.Script); err == nil {
		return address.Host
	}
	return ""
}

// Policy is the content security policy of every page: nothing but what the site
// itself has, and the one measuring script that the author let in. That script
// may send what it counts to where it comes from.
func (s *Settings) Policy() string {
	third := ""
	if host := s.Measure.Host(); host != "" {
		third = " https://" + host
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'" + third, "style-src 'self'", "img-src 'self' data:" + third, "media-src 'self'",
		"connect-src 'self'" + third, "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'",
	}, "; ")
}
