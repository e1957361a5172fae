package check

import (
	"net/netip"
	"net/url"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
)

// hostLinks reports links that name a host and should not: the site's own, or
// one that only the office can reach.
type hostLinks struct {
	base  *url.URL
	files map[string]string // a page's path under the site's root → its file, as links name it
}

func newHostLinks(s *site.Site) hostLinks {
	h := hostLinks{files: map[string]string{}}
	if base, err := url.Parse(s.Settings.BaseURL); err == nil {
		h.base = base
	}
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if p.Entry != nil && !p.Fallback {
				h.files[p.Path] = strings.TrimPrefix(p.Entry.File.Path, content.Root)
			}
		}
	}
	return h
}

func (h hostLinks) Look(p *Page) []problem.Problem {
	var problems []problem.Problem
	for _, t := range p.Texts {
		for _, l := range t.Links {
			if !strings.HasPrefix(l.Dest, "http") {
				continue
			}
			address, err := url.Parse(l.Dest)
			if err != nil || address.Host == "" {
				continue
			}
			switch {
			case h.own(address):
				problems = append(problems, problem.New(problem.LinkOwnSite, t.destination(l), h.suggest(address)))
			case Internal(address.Hostname()):
				problems = append(problems, problem.New(problem.LinkIntranet, t.destination(l), problem.Args{"host": address.Host}))
			}
		}
	}
	return problems
}

// own reports whether an address lies on the site, with www. or without.
func (h hostLinks) own(address *url.URL) bool {
	plain := func(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }
	return h.base != nil && h.base.Host != "" && plain(address) == plain(h.base) && strings.HasPrefix(address.Path+"/", h.base.Path)
}

func (h hostLinks) suggest(address *url.URL) problem.Args {
	inside := strings.TrimPrefix(strings.TrimPrefix(address.Path, strings.TrimSuffix(h.base.Path, "/")), "/")
	for _, path := range []string{inside, inside + "/", strings.TrimSuffix(inside, "index.html")} {
		if file, ok := h.files[path]; ok {
			if address.Fragment != "" {
				file += "#" + address.Fragment
			}
			return problem.Args{"suggestion": file}
		}
	}
	return nil
}

// Internal reports whether a host can be reached from an office's own network
// alone: a machine's name without a point, a private address (RFC 1918, RFC
// 4193), or a name of those reserved for such networks (RFC 6762, RFC 8375).
func Internal(host string) bool {
	if ip, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for _, ending := range []string{".local", ".localhost", ".lan", ".internal", ".intranet", ".home.arpa"} {
		if strings.HasSuffix(host, ending) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}
