package tally

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"loa/internal/reach/counts"
)

// Site is what is known of the site whose readers are counted.
type Site struct {
	Hosts  []string // in small letters; none: lines of all hosts count
	Base   string   // the path of the site on its host, with slashes at both ends: "/", "/vi-tre-em/"
	Worker string   // the address of the service worker, below the site; "" for none
	Zone   *time.Location
	Pages  map[string]string // the address that each address counts for, both with a slash before
	Old    map[string]bool   // those of Pages that lead on to the page
	Files  map[string]string // the address of each file, by itself in small letters; others do not count
}

// target is what a request asks for.
type target struct {
	kind    counts.Kind // "" for what does not count
	address string      // as the figures have it: of an old address itself, so that it stays the same when a page moves
	of      string      // the page that it counts for
	page    bool        // it looks like a page, or a file for readers
	old     bool        // it is an old address of a page
}

// served reports whether a line is of this site's host. Logs of one host do not tell it.
func (s *Site) served(host []byte) bool {
	if len(host) == 0 || len(s.Hosts) == 0 {
		return true
	}
	if i := bytes.LastIndexByte(host, ':'); i >= 0 && bytes.IndexByte(host[i:], ']') < 0 {
		host = host[:i]
	}
	for _, own := range s.Hosts {
		if len(own) == len(host) && strings.EqualFold(own, string(host)) {
			return true
		}
	}
	return false
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

// find finds what a target of a request leads to.
func (s *Site) find(raw string) target {
	where, ok := s.below(raw)
	if !ok {
		return target{}
	}
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

// below is the path of a target below the site, as people write it; false for what lies
// elsewhere or is not written right.
func (s *Site) below(raw string) (string, bool) {
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
	where, ok := strings.CutPrefix(plain, s.Base)
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
