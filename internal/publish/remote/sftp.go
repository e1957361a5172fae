package remote

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"path"
	"sync"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// sftpPlace is a folder on a server that speaks SFTP. A line that was cut is
// opened again by the next call.
type sftpPlace struct {
	tree
	address Address

	mu     sync.Mutex
	line   *ssh.Client
	client *sftp.Client
	closed bool
}

func dialSFTP(ctx context.Context, a Address) (*sftpPlace, error) {
	p := &sftpPlace{tree: tree{root: a.root()}, address: a}
	_, err := p.connected(ctx)
	return p, err
}

// connected is the line, built up if there is none.
func (p *sftpPlace) connected(ctx context.Context) (*sftp.Client, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return nil, errGone
	case p.client != nil:
		return p.client, nil
	}
	line, err := dialSSH(ctx, p.address)
	if err != nil {
		return nil, err
	}
	client, err := sftp.NewClient(line, sftp.UseConcurrentWrites(true))
	if err != nil {
		return nil, errors.Join(&Broken{err}, line.Close())
	}
	p.line, p.client = line, client
	return client, nil
}

// drop forgets a line that was cut, unless somebody has built a new one.
func (p *sftpPlace) drop(client *sftp.Client) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.client == client {
		p.client = nil
		client.Close()
		p.line.Close()
	}
}

// do does something with the line, and gives errors their meaning. When the
// person stops the command, the line is cut so that nothing waits for it.
func (p *sftpPlace) do(ctx context.Context, what func(*sftp.Client) error) error {
	client, err := p.connected(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { p.drop(client) })
	defer stop()
	return p.meaning(ctx, client, what(client))
}

// meaning gives errors their meaning, and drops a line that was cut.
func (p *sftpPlace) meaning(ctx context.Context, client *sftp.Client, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var opErr *net.OpError
	if errors.Is(err, sftp.ErrSSHFxConnectionLost) || errors.Is(err, sftp.ErrSSHFxNoConnection) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &opErr) {
		p.drop(client)
		return &Broken{err}
	}
	return err
}

func (p *sftpPlace) Traits() Traits { return Traits{Workers: 8} }

func (p *sftpPlace) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.client == nil {
		return nil
	}
	err := errors.Join(p.client.Close(), p.line.Close())
	p.client = nil
	if errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) {
		err = nil
	}
	return err
}

func (p *sftpPlace) Stat(ctx context.Context, name string) (File, error) {
	file := File{Path: name}
	err := p.do(ctx, func(c *sftp.Client) error {
		info, err := c.Lstat(p.at(name))
		if err == nil && !info.Mode().IsRegular() {
			err = inTheWay(name, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}, p.kind(c))
		}
		if err == nil {
			file.Size = info.Size()
		}
		return err
	})
	return file, err
}

func (p *sftpPlace) List(ctx context.Context, tell func(File) error) error {
	return p.walk(ctx, p.items, tell)
}

func (p *sftpPlace) items(ctx context.Context, dir string) (all []item, err error) {
	err = p.do(ctx, func(c *sftp.Client) error {
		infos, err := c.ReadDirContext(ctx, dir)
		for _, info := range infos {
			all = append(all, item{info.Name(), info.Size(), info.IsDir(), info.Mode().IsRegular()})
		}
		return err
	})
	return all, err
}

func (p *sftpPlace) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var file io.ReadCloser
	err := p.do(ctx, func(c *sftp.Client) error {
		open, err := c.Open(p.at(name))
		file = meant{open, ctx.Err, func(err error) error { return p.meaning(ctx, c, err) }}
		return err
	})
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (p *sftpPlace) Put(ctx context.Context, name string, content Content) error {
	if err := Check(name); err != nil {
		return err
	}
	wait := p.wait()
	return p.do(ctx, func(c *sftp.Client) error {
		if err := p.folder(c, waiting); err != nil {
			return inTheWay(waiting+"/x", err, p.kind(c))
		}
		if err := send(ctx, c, wait, content); err != nil {
			return err
		}
		return p.place(c, wait, name)
	})
}

// send writes a file that nobody reads yet.
func send(ctx context.Context, c *sftp.Client, to string, content Content) error {
	from, err := content.open(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	file, err := c.Create(to)
	if err != nil {
		return err
	}
	_, err = file.ReadFrom(io.LimitReader(from, content.Size)) // a known length goes in several packets at a time
	return errors.Join(err, file.Close())
}

// kind tells what lies at a path.
func (p *sftpPlace) kind(c *sftp.Client) func(string) (folder, file bool) {
	return func(name string) (folder, file bool) {
		info, err := c.Stat(p.at(name))
		return err == nil && info.IsDir(), err == nil && !info.IsDir()
	}
}

// place moves a waiting file to where it belongs, over what is there.
func (p *sftpPlace) place(c *sftp.Client, wait, name string) error {
	if err := p.move(c, wait, name); err != nil {
		return inTheWay(name, err, p.kind(c))
	}
	return nil
}

// move does so. Servers that cannot do that in one step (OpenSSH can) have the old
// file removed first.
func (p *sftpPlace) move(c *sftp.Client, wait, name string) error {
	if err := p.folder(c, path.Dir(name)); err != nil {
		return err
	}
	if _, can := c.HasExtension("posix-rename@openssh.com"); can {
		return c.PosixRename(wait, p.at(name))
	}
	if err := c.Rename(wait, p.at(name)); err == nil {
		return nil
	}
	if err := c.Remove(p.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return c.Rename(wait, p.at(name))
}

// folder makes a folder and those above it, once.
func (p *sftpPlace) folder(c *sftp.Client, dir string) error {
	return p.need(dir, func(dir string) error { return c.MkdirAll(p.at(dir)) })
}

// Copy makes a link where the server can: both names then hold the same bytes
// until one of them is replaced, and replacing never writes into a file.
func (p *sftpPlace) Copy(ctx context.Context, from, to string, h Headers) error {
	if err := Check(to); err != nil {
		return err
	}
	linked := false
	err := p.do(ctx, func(c *sftp.Client) error {
		if _, can := c.HasExtension("hardlink@openssh.com"); !can {
			return nil
		}
		if err := p.folder(c, waiting); err != nil {
			return err
		}
		wait := p.wait()
		if err := c.Remove(wait); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if c.Link(p.at(from), wait) != nil {
			return nil
		}
		linked = true
		if err := p.place(c, wait, to); err != nil {
			return err
		}
		// Renaming a file over a second name of its own does nothing and leaves both.
		_ = c.Remove(wait)
		return nil
	})
	if err != nil || linked {
		return err
	}
	return throughUs(ctx, p, from, to, h)
}

func (p *sftpPlace) Remove(ctx context.Context, name string) error {
	if err := Check(name); err != nil {
		return err
	}
	return p.do(ctx, func(c *sftp.Client) error {
		if err := c.Remove(p.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		p.prune(name, c.RemoveDirectory)
		return nil
	})
}

func (p *sftpPlace) Claim(ctx context.Context, name string, text []byte) error {
	if err := Check(name); err != nil {
		return err
	}
	return p.do(ctx, func(c *sftp.Client) error {
		if err := p.folder(c, path.Dir(name)); err != nil {
			return inTheWay(name, err, p.kind(c))
		}
		file, err := c.OpenFile(p.at(name), exclusive)
		if err != nil {
			if _, there := c.Lstat(p.at(name)); there == nil {
				return &fs.PathError{Op: "claim", Path: name, Err: fs.ErrExist} // SFTP has no code of its own for it
			}
			return err
		}
		_, err = file.Write(text)
		return errors.Join(err, file.Close())
	})
}

func (p *sftpPlace) Release(ctx context.Context, name string) error { return p.Remove(ctx, name) }

func (p *sftpPlace) Move(ctx context.Context, from, to string) error {
	if err := Check(to); err != nil {
		return err
	}
	return p.do(ctx, func(c *sftp.Client) error {
		if _, err := c.Lstat(p.at(from)); err != nil { // else place would make room for nothing
			return err
		}
		return p.place(c, p.at(from), to)
	})
}

func (p *sftpPlace) Clean(ctx context.Context) error {
	return p.do(ctx, func(c *sftp.Client) error {
		left, err := c.ReadDirContext(ctx, p.at(waiting))
		for _, file := range left {
			err = errors.Join(err, c.Remove(p.at(waiting+"/"+file.Name())))
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}
