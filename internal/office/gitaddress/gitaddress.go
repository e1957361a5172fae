// Package gitaddress reads the address of a shared repository: by one rule for site.toml,
// the forms of the desk and the commands.
//
//	way, u, err := gitaddress.Parse("git@git.tinh.example.vn:xa-an/trang.git")
package gitaddress

import (
	"errors"
	"net/url"
	"strings"

	"loa/internal/base/pattern"
)

// Way is how a repository is reached.
type Way string

// The ways.
const (
	HTTPS Way = "https"
	SSH   Way = "ssh"
	Share Way = "folder"
)

// Why an address is refused.
var (
	ErrUnknown = errors.New("no address of a repository")
	ErrSecret  = errors.New("a password or a token stands in the address")
)

// scp is the short form of an address for SSH: user@host:path.
var scp = pattern.New(`^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):([^/\\].*|/.*)$`)

// Parse says how a repository is reached: by HTTPS (HTTP for this machine alone), by SSH,
// or as a folder with an absolute path, for which there is no URL. Nothing secret may stand
// in it. The error is ErrUnknown or ErrSecret.
func Parse(address string) (Way, *url.URL, error) {
	way, u, ok := parse(address)
	switch {
	case ok:
		return way, u, nil
	case secret(address):
		return "", nil, ErrSecret
	}
	return "", nil, ErrUnknown
}

func parse(address string) (Way, *url.URL, bool) {
	if strings.ContainsFunc(address, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", nil, false
	}
	if m := scp.FindStringSubmatch(address); m != nil {
		return SSH, &url.URL{Scheme: "ssh", User: url.User(m[1]), Host: m[2], Path: m[3]}, true
	}
	if !strings.Contains(address, "://") {
		return Share, nil, absolute(address)
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || len(u.Path) < 2 {
		return "", nil, false
	}
	_, password := u.User.Password()
	loopback := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
	switch {
	case u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && loopback):
		return HTTPS, u, true
	case u.Scheme == "ssh" && !password && u.User.Username() != "":
		return SSH, u, true
	}
	return "", nil, false
}

// absolute reports whether a path is absolute on any system: a site.toml is read on several.
func absolute(path string) bool {
	drive := len(path) > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
	return strings.HasPrefix(path, "/") || strings.HasPrefix(path, `\\`) || drive
}

// secret reports whether what stands before the host may be a secret. Over HTTPS a name
// alone is often a token.
func secret(address string) bool {
	before := address[:max(0, strings.LastIndex(address, "@"))]
	scheme, login, ok := strings.Cut(before, "://")
	if !ok {
		return strings.Contains(before, ":")
	}
	return scheme != "ssh" && login != "" || strings.Contains(login, ":")
}

// Public is an address without what stands before its host, for messages.
func Public(address string) string { return address[strings.LastIndex(address, "@")+1:] }
