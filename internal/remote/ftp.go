package remote

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"net/textproto"
	"path"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/jlaffaye/ftp"
)

// ftpPlace is a folder on a server that speaks FTP, with TLS unless the address
// says otherwise. A connection does one thing at a time, so there are several.
type ftpPlace struct {
	address Address
	root    string
	idle    chan *ftp.ServerConn // connections that nobody uses
	number  atomic.Int64
	made    sync.Map // folders that are known to be there
	closed  atomic.Bool
}

// ftpLines is how many connections are kept; small hosts allow few an address.
const ftpLines = 4

func dialFTP(ctx context.Context, a Address) (*ftpPlace, error) {
	p := &ftpPlace{address: a, root: a.root(), idle: make(chan *ftp.ServerConn, ftpLines)}
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
	options := []ftp.DialOption{ftp.DialWithContext(ctx), ftp.DialWithTimeout(patience), ftp.DialWithForceListHidden(true), ftp.DialWithShutTimeout(patience)}
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
	if err == nil {
		err = line.Login(a.User, a.Secrets.Password)
	}
	if err == nil {
		return line, nil
	}
	if line != nil {
		_ = line.Quit()
	}
	return nil, p.meaning(err, refused)
}

// meaning turns what went wrong at the start into what a person can mend.
func (p *ftpPlace) meaning(err error, refused *Refused) error {
	var said *textproto.Error
	var stranger x509.UnknownAuthorityError
	var name x509.HostnameError
	var old x509.CertificateInvalidError
	switch {
	case refused != nil:
		return refused
	case errors.As(err, &stranger):
		return &Refused{UnknownHost, fingerprint(stranger.Cert)}
	case errors.As(err, &name):
		return &Refused{UnknownHost, fingerprint(name.Certificate)}
	case errors.As(err, &old):
		return &Refused{UnknownHost, fingerprint(old.Cert)}
	case errors.As(err, &said) && said.Code == ftp.StatusNotLoggedIn:
		return &Refused{WrongLogin, p.address.User}
	case errors.As(err, &said) && said.Code >= 500 && !p.address.Insecure:
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

// do does something with a connection that nobody else uses.
func (p *ftpPlace) do(ctx context.Context, what func(*ftp.ServerConn) error) error {
	if p.closed.Load() {
		return errGone
	}
	var line *ftp.ServerConn
	select {
	case line = <-p.idle:
	default:
		var err error
		if line, err = p.dial(ctx); err != nil {
			return err
		}
	}
	stop := context.AfterFunc(ctx, func() { _ = line.Quit() })
	err := what(line)
	stop()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && lost(err):
		_ = line.Quit()
		return &Broken{err}
	}
	p.keep(line)
	return missing(err)
}

// lost reports whether an error is the line's and not an answer of the server,
// or an answer that says to try later (4xx).
func lost(err error) bool {
	var said *textproto.Error
	if errors.As(err, &said) {
		return said.Code >= 400 && said.Code < 500 && said.Code != ftp.StatusFileActionIgnored
	}
	var local *fs.PathError
	return !errors.As(err, &local)
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

func (p *ftpPlace) at(name string) string { return path.Join(p.root, name) }

func (p *ftpPlace) Traits() Traits { return Traits{Workers: ftpLines} }

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

func (p *ftpPlace) Stat(ctx context.Context, name string) (File, error) {
	file := File{Path: name}
	err := p.do(ctx, func(c *ftp.ServerConn) error {
		size, err := c.FileSize(p.at(name))
		file.Size = size
		return err
	})
	return file, err
}

// List asks for one folder after another: servers have no other way.
func (p *ftpPlace) List(ctx context.Context) ([]File, error) {
	var all []File
	dirs := []string{"."}
	for len(dirs) > 0 {
		dir := dirs[0]
		dirs = dirs[1:]
		err := p.do(ctx, func(c *ftp.ServerConn) error {
			entries, err := c.List(p.at(dir))
			for _, e := range entries {
				switch name := path.Join(dir, e.Name); {
				case e.Name == "." || e.Name == "..":
				case e.Type == ftp.EntryTypeFolder:
					dirs = append(dirs, name)
				case e.Type == ftp.EntryTypeFile:
					all = append(all, File{Path: name, Size: int64(e.Size)})
				}
			}
			return err
		})
		if dir == "." && errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Open reads the file to its end into memory: a connection can do nothing else
// in the meantime. Only small files and those to compare are read.
func (p *ftpPlace) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var data []byte
	err := p.do(ctx, func(c *ftp.ServerConn) error {
		file, err := c.Retr(p.at(name))
		if err != nil {
			return err
		}
		data, err = io.ReadAll(file)
		return errors.Join(err, file.Close())
	})
	if err != nil {
		return nil, err
	}
	return Bytes(data).Open()
}

func (p *ftpPlace) Put(ctx context.Context, name string, content Content) error {
	if err := Check(name); err != nil {
		return err
	}
	wait := p.at(waiting + "/" + strconv.FormatInt(p.number.Add(1), 10))
	return p.do(ctx, func(c *ftp.ServerConn) error {
		if err := p.folder(c, waiting); err != nil {
			return err
		}
		from, err := content.Open()
		if err != nil {
			return err
		}
		defer from.Close()
		if err := c.Stor(wait, from); err != nil {
			return err
		}
		if size, err := c.FileSize(wait); err == nil && size != content.Size {
			return io.ErrUnexpectedEOF // some servers take a cut line for the end of a file
		}
		return p.place(c, wait, name)
	})
}

// place moves a waiting file to where it belongs, over what is there. Servers
// that cannot do that in one step (that of IIS) have the old file removed first.
func (p *ftpPlace) place(c *ftp.ServerConn, wait, name string) error {
	if err := p.folder(c, path.Dir(name)); err != nil {
		return err
	}
	err := c.Rename(wait, p.at(name))
	if err == nil || lost(err) {
		return err
	}
	if err := c.Delete(p.at(name)); err != nil {
		return err
	}
	return c.Rename(wait, p.at(name))
}

// folder makes a folder and those above it, once.
func (p *ftpPlace) folder(c *ftp.ServerConn, dir string) error {
	if _, done := p.made.Load(dir); done || dir == "." {
		return nil
	}
	if err := p.folder(c, path.Dir(dir)); err != nil {
		return err
	}
	err := c.MakeDir(p.at(dir))
	if err != nil && lost(err) {
		return err
	}
	// Servers answer that they cannot make it when it is there, each in words of
	// its own. If it is not there, the next command says so.
	p.made.Store(dir, true)
	return nil
}

func (p *ftpPlace) Copy(ctx context.Context, from, to string, h Headers) error {
	return throughUs(ctx, p, from, to, h)
}

func (p *ftpPlace) Remove(ctx context.Context, name string) error {
	if err := Check(name); err != nil {
		return err
	}
	return p.do(ctx, func(c *ftp.ServerConn) error {
		err := c.Delete(p.at(name))
		if err != nil && !errors.Is(missing(err), fs.ErrNotExist) {
			return err
		}
		if err != nil { // not there, or not ours to remove
			if _, err := c.FileSize(p.at(name)); err == nil {
				return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrPermission}
			}
		}
		for _, dir := range emptied(name) {
			if err := c.RemoveDir(p.at(dir)); err != nil { // it holds other files
				break
			}
			p.made.Delete(dir)
		}
		return nil
	})
}

// Claim makes a folder, the one thing that an FTP server does only if it is not
// there yet, and then the file.
func (p *ftpPlace) Claim(ctx context.Context, name string, text []byte) error {
	if err := Check(name); err != nil {
		return err
	}
	err := p.do(ctx, func(c *ftp.ServerConn) error {
		if err := p.folder(c, path.Dir(name)); err != nil {
			return err
		}
		if err := c.MakeDir(p.at(name + held)); err != nil {
			if lost(err) {
				return err
			}
			return &fs.PathError{Op: "claim", Path: name, Err: fs.ErrExist}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.Put(ctx, name, Bytes(text))
}

// held is how the folder of a claimed file ends.
const held = ".held"

func (p *ftpPlace) Release(ctx context.Context, name string) error {
	if err := p.Remove(ctx, name); err != nil {
		return err
	}
	return p.do(ctx, func(c *ftp.ServerConn) error {
		if err := c.RemoveDir(p.at(name + held)); err != nil && lost(err) {
			return err
		}
		return nil
	})
}

func (p *ftpPlace) Move(ctx context.Context, from, to string) error {
	if err := Check(to); err != nil {
		return err
	}
	return p.do(ctx, func(c *ftp.ServerConn) error {
		if _, err := c.FileSize(p.at(from)); err != nil { // else place would make room for nothing
			return err
		}
		return p.place(c, p.at(from), to)
	})
}

func (p *ftpPlace) Clean(ctx context.Context) error {
	return p.do(ctx, func(c *ftp.ServerConn) error {
		left, err := c.List(p.at(waiting))
		for _, file := range left {
			if file.Type == ftp.EntryTypeFile {
				err = errors.Join(err, c.Delete(p.at(waiting+"/"+file.Name)))
			}
		}
		if errors.Is(missing(err), fs.ErrNotExist) {
			return nil
		}
		return err
	})
}
