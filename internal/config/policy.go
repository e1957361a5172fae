package config

import (
	"net/url"
	"strings"
)

// Policy is the content security policy of every page: nothing but what the site
// itself has, and the one measuring script that the author let in. That script
// may send what it counts to where it comes from.
func (s *Settings) Policy() string {
	third := ""
	if address, err := url.Parse(s.Measure.Script); err == nil && s.Measure.Script != "" {
		third = " " + address.Scheme + "://" + address.Host
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'" + third, "style-src 'self'", "img-src 'self' data:" + third, "media-src 'self'",
		"connect-src 'self'" + third, "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'",
	}, "; ")
}
