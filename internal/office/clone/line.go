package clone

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/base/pattern"
)

// line is the way to a remote.
type line interface {
	// branches are where the remote's branches and other references stand, by full name. One
	// that cannot be read is passed over, unless it is one of those that are asked for.
	branches(ctx context.Context, asked ...string) (map[string]plumbing.Hash, error)
	// fetch stores a commit with all before it, of which known is here; with none, all that
	// the remote has of it.
	fetch(ctx context.Context, into *repository, want plumbing.Hash, known []plumbing.Hash) error
	// push sends a commit with what the remote lacks of it and moves a branch there from
	// old, the zero hash for a new one. The error is errMoved if it does not stand there.
	push(ctx context.Context, from *repository, name string, old, next plumbing.Hash, has func(plumbing.Hash) bool) error
	close() error
}

// Way is how a remote is reached.
type Way string

// The ways.
const (
	HTTPS Way = "https"
	SSH   Way = "ssh"
	Share Way = "folder"
)

// scp is the short form of an address for SSH: user@host:path.
var scp = pattern.New(`^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):([^/\\].*|/.*)$`)

var errAddress = errors.New("no address of a repository")

// ParseRemote says how a remote is reached: by HTTPS (HTTP for this machine alone), by
// SSH, or as a folder with an absolute path. Nothing secret may stand in it.
func ParseRemote(remote string) (Way, *url.URL, error) {
	if strings.ContainsFunc(remote, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", nil, errAddress
	}
	if m := scp.FindStringSubmatch(remote); m != nil {
		return SSH, &url.URL{Scheme: "ssh", User: url.User(m[1]), Host: m[2], Path: m[3]}, nil
	}
	if !strings.Contains(remote, "://") {
		if !absolute(remote) {
			return "", nil, errAddress
		}
		return Share, nil, nil
	}
	u, err := url.Parse(remote)
	if err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || len(u.Path) < 2 {
		return "", nil, errAddress
	}
	_, secret := u.User.Password()
	loopback := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
	switch {
	case u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && loopback): // a token may stand in the place of a name
		return HTTPS, u, nil
	case u.Scheme == "ssh" && !secret && u.User.Username() != "":
		return SSH, u, nil
	}
	return "", nil, errAddress
}

// absolute reports whether a path is absolute here or on Windows.
func absolute(path string) bool {
	drive := len(path) > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
	return filepath.IsAbs(path) || strings.HasPrefix(path, `\\`) || drive
}

// dial reaches the remote. Nothing is asked before the first call.
func (c *Clone) dial() (line, error) {
	way, address, err := ParseRemote(c.o.Remote)
	if err != nil {
		return nil, &Trouble{Kind: Address, Detail: printable(c.o.Remote), Err: err}
	}
	switch way {
	case Share:
		return dialShare(c.o.Remote, c.o)
	case SSH:
		return dialGit(sshTransport(), address, c.o.sshLogin(address), c.o), nil
	default:
		return dialGit(httpTransport(c.o), address, c.o.httpLogin(), c.o), nil
	}
}
