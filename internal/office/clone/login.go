package clone

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/crypto/ssh"

	"github.com/go-git/go-git/v5/plumbing/transport"
	gitssh "github.com/go-git/go-git/v5/plumbing/transport/ssh"

	"loa/internal/publish/remote"
)

// sshTransport speaks Git over SSH. go-git would read the person's ssh_config, of which
// it knows the names of hosts alone.
func sshTransport() transport.Transport { return gitssh.NewClient(nil) }

// sshLogin is how to get in at a server.
func (o Options) sshLogin(address *url.URL) transport.AuthMethod {
	port, _ := strconv.Atoi(address.Port())
	return &sshLogin{address: remote.Address{Type: "sftp", Host: address.Hostname(), Port: port, User: address.User.Username(), KeyFile: o.KeyFile, HostKey: o.HostKey, Secrets: o.SSH}}
}

// sshLogin is an AuthMethod of go-git.
type sshLogin struct {
	address remote.Address

	mu      sync.Mutex
	closing []func() // the connections to the agent
}

// Name is what go-git calls the method.
func (l *sshLogin) Name() string { return "loa" }

// String names no secret.
func (l *sshLogin) String() string { return l.address.User }

// ClientConfig is how the server is checked and how to log in.
func (l *sshLogin) ClientConfig() (*ssh.ClientConfig, error) {
	config, closeAgent, err := remote.SSHConfig(l.address)
	l.mu.Lock()
	l.closing = append(l.closing, closeAgent)
	l.mu.Unlock()
	return config, err
}

// Close closes the connections to the agent.
func (l *sshLogin) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, closeAgent := range l.closing {
		closeAgent()
	}
	l.closing = nil
	return nil
}

// troubleOf is an error of a line as a person can do something about it.
func troubleOf(err error) error {
	var known *Trouble
	var refused *remote.Refused
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, errMoved), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &refused):
		return &Trouble{Kind: sshKind(refused.Reason), Detail: printable(refused.Detail), Err: err}
	case errors.Is(err, transport.ErrRepositoryNotFound):
		return &Trouble{Kind: Missing, Err: err}
	case errors.Is(err, transport.ErrAuthenticationRequired), strings.Contains(err.Error(), "unable to authenticate"): // x/crypto/ssh has no type for it
		return &Trouble{Kind: Login, Err: err}
	case errors.Is(err, transport.ErrAuthorizationFailed):
		return &Trouble{Kind: Forbidden, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return err
	}
	switch remote.TroubleOf(err) {
	case remote.NoHost:
		return &Trouble{Kind: NoHost, Err: err}
	case remote.ClosedPort:
		return &Trouble{Kind: Closed, Err: err}
	case remote.Silent:
		return &Trouble{Kind: Slow, Err: err}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &Trouble{Kind: Cut, Err: err}
	}
	return &Trouble{Kind: Cut, Detail: printable(err.Error()), Err: err}
}

func sshKind(reason remote.Reason) Kind {
	switch reason {
	case remote.UnknownHost:
		return UnknownKey
	case remote.WrongHost:
		return WrongKey
	}
	return Login
}
