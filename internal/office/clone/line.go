package clone

import (
	"context"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/office/gitaddress"
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

// dial reaches the remote. Nothing is asked before the first call.
func (c *Clone) dial() (line, error) {
	way, address, err := gitaddress.Parse(c.o.Remote)
	if err != nil {
		return nil, &Trouble{Kind: Address, Detail: printable(c.o.Remote), Err: err}
	}
	switch way {
	case gitaddress.Share:
		return dialShare(c.o.Remote, c.o)
	case gitaddress.SSH:
		return dialGit(sshTransport(), address, c.o.sshLogin(address), c.o), nil
	default:
		return dialGit(httpTransport(c.o), address, c.o.httpLogin(), c.o), nil
	}
}
