package tally

import (
	"bytes"
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"loa/internal/reach/counts"
)

// Site is what is known of the site whose readers are counted.
type Site struct {
	Places []Place // where it is; with no host in them, lines of all hosts count
	Worker string  // the address of the service worker, below the site; "" for none
	Zone   *time.Location
	Pages  map[string]string // the address that each address counts for, both with a slash before
	Old    map[string]bool   // those of Pages that lead on to the page
	Files  map[string]string // the address of each file, by itself in small letters; others do not count
}

// Place is an address that the site has.
type Place struct {
	Host string // in small letters; "" for any
	Base string // the path of the site there, with slashes at both ends: "/", "/vi-tre-em/"
}

// hosts are the paths of a site by host; under "" those of all, for logs that do not tell it.
type hosts []host

type host struct {
	name  string
	bases []string // the longest first: a site may lie below another copy of itself
}

func hostsOf(places []Place) hosts {
	bases := map[string][]string{"": nil}
	for _, p := range places {
		bases[p.Host] = append(bases[p.Host], p.Base)
		if p.Host != "" {
			bases[""] = append(bases[""], p.Base)
		}
	}
	all := make(hosts, 0, len(bases))
	for _, name := range slices.Sorted(maps.Keys(bases)) {
		own := bases[name]
		slices.SortFunc(own, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
		all = append(all, host{name, slices.Compact(own)})
	}
	return all
}

// target is what a request asks for.
type target struct {
	kind    counts.Kind // "" for what does not count
	address string      // as the figures have it: of an old address itself, so that it stays the same when a page moves
	of      string      // the page that it counts for
	page    bool        // it looks like a page, or a file for readers
	old     bool        // it is an old address of a page
}

// find finds the number of a line's host; false for one that is not the site's. Logs of one
// host do not tell it.
func (h hosts) find(name []byte) (number int, own bool) {
	if len(name) == 0 || len(h) == 1 {
		return 0, true
	}
	if i := bytes.LastIndexByte(name, ':'); i >= 0 && bytes.IndexByte(name[i:], ']') < 0 {
		name = name[:i]
	}
	for i, own := range h[1:] {
		if len(own.name) == len(name) && strings.EqualFold(own.name, string(name)) {
			return i + 1, true
		}
	}
	return 0, false
}

// saving reports whether a request came from the service worker, which takes pages to keep
// them on the device.
func (s *Site) saving(referrer []byte) bool {
	return s.Worker != "" && bytes.HasSuffix(referrer, []byte(s.Worker))
}

// downloads are the endings of files that count.
var downloads = map[string]bool{
	".pdf": true, ".zip": true, ".mp3": true, ".m4a": true, ".ogg": true, ".opus": true, ".wav": true, ".mp4": true, ".webm": true,
	".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".csv": true, ".ppt": true, ".pptx": true, ".odt": true, ".ods": true, ".odp": true, ".epub": true,
}

// find finds what a target of a request leads to, below the first path where that is
// something.
func (s *Site) find(raw string, bases []string) (what target) {
	for _, base := range bases {
		if where, ok := below(raw, base); ok {
			if what = s.at(where); what.kind != "" {
				return what
			}
		}
	}
	return what
}

// at finds what is at an address below the site.
func (s *Site) at(where string) target {
	if page, at, ok := s.page(where); ok {
		what := target{kind: counts.View, address: page, of: page, old: s.Old[at]}
		if what.old {
			what.address = at
		}
		return what
	}
	ending := strings.ToLower(path.Ext(where))
	file := s.Files[strings.ToLower(where)] // other programs on the host have files as well, some with secrets in their addresses
	switch {
	case len(file) > counts.MaxAddress:
		return target{}
	case file != "" && ending == ".ics":
		return target{kind: counts.Subscriber, address: file}
	case file != "" && downloads[ending]:
		return target{kind: counts.Download, address: file}
	}
	return target{page: ending == "" || ending == ".ics" || downloads[ending] || ending == ".html" || ending == ".htm"}
}

// page finds the page of an address, also by the name of its file, and with capitals
// where the server does not mind them.
func (s *Site) page(where string) (page, at string, known bool) {
	for _, try := range []string{where, strings.ToLower(where)} {
		for _, at := range []string{try, strings.TrimSuffix(try, "index.html")} {
			if page, ok := s.Pages[at]; ok {
				return page, at, true
			}
		}
	}
	return "", "", false
}

// below is the path of a target below the path of the site, as people write it; false for what lies
// elsewhere or is not written right.
func below(raw, base string) (string, bool) {
	if i := strings.IndexAny(raw, "?#"); i >= 0 {
		raw = raw[:i]
	}
	if !strings.HasPrefix(raw, "/") { // as proxies write it
		_, rest, ok := strings.Cut(raw, "://")
		slash := strings.IndexByte(rest, '/')
		if !ok || slash < 0 {
			return "", false
		}
		raw = rest[slash:]
	}
	plain, err := url.PathUnescape(raw)
	if err != nil {
		return "", false
	}
	where, ok := strings.CutPrefix(plain, base)
	if !ok || strings.Contains(where, "//") || strings.IndexFunc(where, func(r rune) bool { return r < ' ' || r == 0x7F || r == 0xFFFD }) >= 0 {
		return "", false
	}
	return "/" + norm.NFC.String(where), true
}

// calendars are texts in the names of programs that ask for a calendar again and again.
var calendars = []string{"Calendar", "calendar", "dataaccessd", "Thunderbird", "Lightning", "Outlook", "ICSx5", "ICSdroid", "DAVx5", "MSOffice", "Exchange", "Nextcloud", "Evolution", "KOrganizer"}

// subscribes reports whether a program is one that asks for calendars. Browsers begin
// their names with Mozilla.
func subscribes(agent string) bool {
	for _, name := range calendars {
		if strings.Contains(agent, name) {
			return true
		}
	}
	return false
}
