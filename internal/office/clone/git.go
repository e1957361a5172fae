package clone

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/capability"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/sideband"
	"github.com/go-git/go-git/v5/plumbing/transport"
)

// gitLine is a remote at which a program of Git answers, by HTTPS or SSH.
type gitLine struct {
	transport transport.Transport
	login     transport.AuthMethod
	address   *url.URL
	patience  time.Duration
}

func dialGit(t transport.Transport, address *url.URL, login transport.AuthMethod, o Options) line {
	return &gitLine{t, login, address, o.Patience}
}

// endpoint is the address as go-git has it. It changes the one that it gets.
func (l *gitLine) endpoint() *transport.Endpoint {
	port, _ := strconv.Atoi(l.address.Port())
	host := l.address.Hostname()
	if strings.Contains(host, ":") && l.address.Scheme != "ssh" {
		host = "[" + host + "]"
	}
	return &transport.Endpoint{Protocol: l.address.Scheme, Host: host, Port: port, User: l.address.User.Username(), Path: l.address.Path}
}

func (l *gitLine) close() error {
	if login, ok := l.login.(io.Closer); ok {
		return login.Close()
	}
	return nil
}

// call runs one exchange. It ends when ctx does, or when the other side says nothing for
// too long, also where the transport does not notice.
func (l *gitLine) call(ctx context.Context, do func(ctx context.Context, alive func()) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(l.patience, func() { cancel(context.DeadlineExceeded) })
	defer timer.Stop()
	done := make(chan error, 1)
	go func() { done <- do(ctx, func() { timer.Reset(l.patience) }) }()
	select {
	case err := <-done:
		if cause := context.Cause(ctx); err != nil && cause != nil {
			err = errors.Join(cause, err)
		}
		return troubleOf(err)
	case <-ctx.Done():
		return troubleOf(context.Cause(ctx))
	}
}

func (l *gitLine) branches(ctx context.Context, _ ...string) (all map[string]plumbing.Hash, err error) {
	err = l.call(ctx, func(ctx context.Context, _ func()) error {
		session, err := l.transport.NewUploadPackSession(l.endpoint(), l.login)
		if err != nil {
			return err
		}
		defer session.Close()
		refs, err := session.AdvertisedReferencesContext(ctx)
		if errors.Is(err, transport.ErrEmptyRemoteRepository) {
			all = map[string]plumbing.Hash{}
			return nil
		}
		if err == nil {
			all = refs.References
		}
		return err
	})
	return all, err
}

func (l *gitLine) fetch(ctx context.Context, into *repository, want plumbing.Hash, known []plumbing.Hash) error {
	return l.call(ctx, func(ctx context.Context, alive func()) error {
		session, err := l.transport.NewUploadPackSession(l.endpoint(), l.login)
		if err != nil {
			return err
		}
		defer session.Close()
		refs, err := session.AdvertisedReferencesContext(ctx)
		if err != nil {
			return err
		}
		request := packp.NewUploadPackRequestFromCapabilities(refs.Capabilities)
		request.Wants, request.Haves = []plumbing.Hash{want}, known
		if refs.Capabilities.Supports(capability.NoProgress) {
			_ = request.Capabilities.Set(capability.NoProgress)
		}
		if request.Shallows, err = into.store.Shallow(); err != nil {
			return err
		}
		if len(request.Shallows) > 0 {
			_ = request.Capabilities.Set(capability.Shallow)
		}
		answer, err := session.UploadPack(ctx, request)
		if err != nil {
			return err
		}
		defer answer.Close()
		return into.takePack(parted(request.Capabilities, noting{answer, alive}, nil))
	})
}

// parted takes the pack, or the report, out of what a server sends beside it.
func parted(of *capability.List, in io.Reader, said io.Writer) io.Reader {
	var d *sideband.Demuxer
	switch {
	case of.Supports(capability.Sideband64k):
		d = sideband.NewDemuxer(sideband.Sideband64k, in)
	case of.Supports(capability.Sideband):
		d = sideband.NewDemuxer(sideband.Sideband, in)
	default:
		return in
	}
	d.Progress = said
	return d
}

// noting calls a function for each piece that is read.
type noting struct {
	io.Reader
	alive func()
}

func (n noting) Read(p []byte) (int, error) {
	read, err := n.Reader.Read(p)
	n.alive()
	return read, err
}

func (l *gitLine) push(ctx context.Context, from *repository, name string, old, next plumbing.Hash, has func(plumbing.Hash) bool) error {
	all, err := from.lacking(next, has)
	if err != nil {
		return err
	}
	said := &remark{}
	err = l.call(ctx, func(ctx context.Context, alive func()) error {
		session, err := l.transport.NewReceivePackSession(l.endpoint(), l.login)
		if err != nil {
			return err
		}
		defer session.Close()
		refs, err := session.AdvertisedReferencesContext(ctx)
		if err != nil && !errors.Is(err, transport.ErrEmptyRemoteRepository) {
			return err
		}
		if refs == nil {
			refs = packp.NewAdvRefs()
		}
		if refs.References[name] != old {
			return errMoved
		}
		request := packp.NewReferenceUpdateRequestFromCapabilities(refs.Capabilities)
		if refs.Capabilities.Supports(capability.Sideband64k) {
			_ = request.Capabilities.Set(capability.Sideband64k)
		}
		request.Commands = []*packp.Command{{Name: plumbing.ReferenceName(name), Old: old, New: next}}
		request.Progress = said
		in, out := io.Pipe()
		go func() { out.CloseWithError(from.pack(out, all)) }()
		defer in.Close()
		request.Packfile = io.NopCloser(noting{in, alive})
		report, err := session.ReceivePack(ctx, request)
		if report != nil {
			if refused := refusal(report, name, said.text()); refused != nil {
				return refused
			}
		}
		return err
	})
	return err
}

// refusal is what a server answers that does not move the branch.
func refusal(report *packp.ReportStatus, name, said string) error {
	for _, status := range report.CommandStatuses {
		if status.ReferenceName.String() != name || status.Status == "ok" {
			continue
		}
		for _, moved := range []string{"fetch first", "non-fast-forward", "failed to update ref", "cannot lock ref", "failed to lock", "incorrect old value", "stale info", "reference already exists"} {
			if strings.Contains(status.Status, moved) {
				return errMoved
			}
		}
		if said == "" {
			said = status.Status
		}
		return &Trouble{Kind: Declined, Detail: printable(said)}
	}
	return nil
}

// remark keeps the beginning of what a server says beside its answer.
type remark struct{ b strings.Builder }

// longestRemark bounds what is shown of a server's words, in bytes.
const longestRemark = 500

func (r *remark) Write(p []byte) (int, error) {
	r.b.Write(p[:min(len(p), max(0, longestRemark-r.b.Len()))])
	return len(p), nil
}

func (r *remark) text() string { return r.b.String() }

// printable is what a server says in one line, without what could change how a terminal
// writes.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(text), " ")
	return strings.ToValidUTF8(text[:min(len(text), longestRemark)], "")
}
