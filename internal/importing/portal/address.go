package portal

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
)

var (
	hostName  = pattern.New(`^(?i:[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost)(?:[:+]\d+)?$`)
	mirrored  = pattern.New(`<!-- Mirrored from (\S+) by HTTrack`)
	dynamic   = pattern.New(`(?i)\.(?:aspx?|php\d?|jsp|jspx|do|cgi|cfm)$`)
	indexName = pattern.New(`(?i)^(?:index|default)\.(?:html?|aspx?|php|jsp)$`)
)

// place is where a saved file came from.
type place struct {
	host   string   // "" if the folder does not say
	path   string   // from "/", decoded, with its query
	others []string // other addresses of the same file
}

// placeOf learns the address of a file from its name, as wget and HTTrack give it, or from
// the remark of HTTrack. With below, the first folder is the host.
func placeOf(file, text string, below bool) place {
	if m := mirrored.FindStringSubmatch(text); m != nil {
		if u, err := url.Parse("http://" + m[1]); err == nil && u.Host != "" {
			return withIndex(place{host: u.Host, path: rooted(u.Path, u.RawQuery)})
		}
	}
	host := ""
	if below {
		host, file, _ = strings.Cut(file, "/")
		host = strings.Replace(host, "+", ":", 1)
	}
	return withIndex(nameRead(host, file))
}

// nameRead reads a name: wget adds .html to addresses that do not end so, and on Windows
// writes @ for the sign before a query.
func nameRead(host, file string) place {
	name, query, asked := strings.Cut(file, "?")
	if !asked {
		if at := strings.LastIndexByte(file, '@'); at > strings.LastIndexByte(file, '/') && strings.Contains(file[at:], "=") {
			name, query, asked = file[:at], file[at+1:], true
		}
	}
	p := place{host: host}
	switch bare := strings.TrimSuffix(file, ".html"); {
	case asked:
		p.path = rooted(name, strings.TrimSuffix(query, ".html"))
	case dynamic.MatchString(bare):
		p.path = rooted(bare, "")
	default:
		p.path = rooted(file, "")
	}
	return p
}

// withIndex names the folder as well where the file stands for it.
func withIndex(p place) place {
	bare, query, asked := strings.Cut(p.path, "?")
	if !asked && indexName.MatchString(path.Base(bare)) && query == "" {
		p.others = append(p.others, bare)
		p.path = strings.TrimSuffix(bare, path.Base(bare))
	}
	return p
}

func rooted(name, query string) string {
	address := "/" + strings.TrimLeft(name, "/")
	if query != "" {
		address += "?" + query
	}
	return address
}

// key is an address as servers of such portals compare it: without regard to case, with
// its parameters in one order, without an empty end.
func key(address string) string {
	bare, query, _ := strings.Cut(address, "?")
	if decoded, err := url.PathUnescape(bare); err == nil {
		bare = decoded
	}
	parameters := strings.Split(strings.ReplaceAll(query, "&amp;", "&"), "&")
	slices.Sort(parameters)
	return strings.ToLower(strings.TrimSuffix(bare, "/") + "?" + strings.Join(parameters, "&"))
}

// bareHost is a host without its port and without www.
func bareHost(host string) string {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	return strings.TrimPrefix(host, "www.")
}
