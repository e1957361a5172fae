package remote

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/textproto"
	"strings"
	"sync/atomic"

	"github.com/jlaffaye/ftp"
)

// ftpPlace is a folder on a server that speaks FTP, with TLS unless the address
// says otherwise. A connection does one thing at a time, so there are several.
type ftpPlace struct {
	tree
	address Address
	idle    chan *ftp.ServerConn // connections that nobody uses
	closed  atomic.Bool

	plainLists atomic.Bool // the server does not know how to list hidden files
}

// ftpLines is how many connections are kept; small hosts allow few an address.
const ftpLines = 4

func dialFTP(ctx context.Context, a Address) (*ftpPlace, error) {
	p := &ftpPlace{tree: tree{root: a.root()}, address: a, idle: make(chan *ftp.ServerConn, ftpLines)}
	line, err := p.dial(ctx)
	if err != nil {
		return nil, err
	}
	p.idle <- line
	return p, nil
}

// dial builds up a connection and logs in.
func (p *ftpPlace) dial(ctx context.Context) (*ftp.ServerConn, error) {
	a := p.address
	if a.User == "" {
		return nil, &Refused{WrongLogin, "user"}
	}
	if a.Secrets.Password == "" {
		return nil, &Refused{NoSecret, a.Secrets.Variable + "_PASSWORD"}
	}
	options := []ftp.DialOption{ftp.DialWithContext(ctx), ftp.DialWithTimeout(patience), ftp.DialWithForceListHidden(!p.plainLists.Load()), ftp.DialWithShutTimeout(patience)}
	usual := 21
	var refused *Refused
	switch {
	case a.Insecure:
	case a.TLS == "implicit":
		usual = 990
		options = append(options, ftp.DialWithTLS(a.tls(&refused)))
	default:
		options = append(options, ftp.DialWithExplicitTLS(a.tls(&refused)))
	}
	line, err := ftp.Dial(a.at(usual), options...)
	if err != nil {
		return nil, a.unreached(err, refused)
	}
	if err = line.Login(a.User, a.Secrets.Password); err == nil {
		return line, nil
	}
	_ = line.Quit()
	var said *textproto.Error
	switch {
	case errors.As(err, &said) && died(said):
		return nil, &Broken{err}
	case said != nil && said.Code >= 500: // some say here that they want encryption
		return nil, &Refused{WrongLogin, a.User + ": " + said.Msg}
	}
	return nil, a.unreached(err, refused)
}

// unreached turns what went wrong at the start into what a person can mend. A
// server that is asked for encryption and has none says so in many ways; vsftpd
// asks for a login first, which must not go out in the clear.
func (a Address) unreached(err error, refused *Refused) error {
	var said *textproto.Error
	var stranger x509.UnknownAuthorityError
	var name x509.HostnameError
	var old x509.CertificateInvalidError
	var plain tls.RecordHeaderError
	switch {
	case refused != nil:
		return refused
	case errors.As(err, &stranger):
		return &Refused{UnknownHost, fingerprint(stranger.Cert)}
	case errors.As(err, &name):
		return &Refused{UnknownHost, fingerprint(name.Certificate)}
	case errors.As(err, &old):
		return &Refused{UnknownHost, fingerprint(old.Cert)}
	case errors.As(err, &plain):
		return &Refused{NoTLS, plain.Msg}
	case errors.As(err, &said) && said.Code >= 500 && !a.Insecure:
		return &Refused{NoTLS, said.Msg}
	}
	return &Broken{err}
}

// tls is how the server is known and the encryption is done. The session of the
// control connection is used again for each file: servers ask for it, so that
// nobody else can slip in a file. Each connection has a cache of its own, since
// servers tell them apart.
func (a Address) tls(refused **Refused) *tls.Config {
	config := &tls.Config{ServerName: a.Host, MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(1)}
	// A server's single ticket of TLS 1.3 may be used once; a session of 1.2 as
	// often as there are files.
	config.MaxVersion = tls.VersionTLS12
	if a.Certificate == "" {
		return config
	}
	config.InsecureSkipVerify = true // the certificate itself is compared instead of who signed it
	config.VerifyConnection = func(state tls.ConnectionState) error {
		if got := fingerprint(state.PeerCertificates[0]); got != a.Certificate {
			*refused = &Refused{WrongHost, got}
			return *refused
		}
		return nil
	}
	return config
}

// fingerprint is the sum of a certificate in the form that SSH has for keys.
func fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// do does something with a connection that nobody else uses. One that lay idle
// may have been closed by the server long ago (that of IIS does so after two
// minutes): then the same is done once more with another.
func (p *ftpPlace) do(ctx context.Context, what func(*ftp.ServerConn) error) error {
	for {
		line, idle, err := p.line(ctx)
		if err != nil {
			return err
		}
		stop := context.AfterFunc(ctx, func() { _ = line.Quit() })
		err = what(line)
		stop()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil || !lost(err):
			p.keep(line)
			return missing(err)
		}
		_ = line.Quit()
		if !idle {
			return &Broken{err}
		}
	}
}

// line is a connection that nobody else uses, and whether it lay idle.
func (p *ftpPlace) line(ctx context.Context) (line *ftp.ServerConn, idle bool, err error) {
	if p.closed.Load() {
		return nil, false, errGone
	}
	select {
	case line = <-p.idle:
		return line, true, nil
	default:
		line, err = p.dial(ctx)
		return line, false, err
	}
}

// lost reports whether an error is the line's and not an answer of the server,
// or an answer that says to try later (4xx).
func lost(err error) bool {
	var said *textproto.Error
	if errors.As(err, &said) {
		return said.Code >= 400 && said.Code < 500 && said.Code != ftp.StatusFileActionIgnored || died(said)
	}
	var local *fs.PathError
	var refused *Refused
	return !errors.As(err, &local) && !errors.As(err, &refused)
}

// died reports whether an answer is the last word of vsftpd's process for this
// connection, whose other half is gone: it could not listen on a port that another
// connection had just taken, for one. A new connection has a new process. The other
// OOPS of vsftpd speak of its settings, which no new try mends.
func died(said *textproto.Error) bool {
	return said.Code == ftp.StatusBadCommand && strings.HasPrefix(said.Msg, "OOPS: priv_sock")
}

// missing gives the answer for a file that is not there its name.
func missing(err error) error {
	var said *textproto.Error
	if errors.As(err, &said) && said.Code == ftp.StatusFileUnavailable {
		return errors.Join(fs.ErrNotExist, err)
	}
	return err
}

// keep puts a connection back, unless there are enough.
func (p *ftpPlace) keep(line *ftp.ServerConn) {
	select {
	case p.idle <- line:
		if !p.closed.Load() {
			return
		}
	default:
	}
	_ = line.Quit()
}

func (p *ftpPlace) Close() error {
	p.closed.Store(true)
	for {
		select {
		case line := <-p.idle:
			_ = line.Quit()
		default:
			return nil
		}
	}
}
