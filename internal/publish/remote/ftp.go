package remote

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/jlaffaye/ftp"
)

func (p *ftpPlace) Traits() Traits { return Traits{Workers: ftpLines} }

func (p *ftpPlace) Stat(ctx context.Context, name string) (File, error) {
	file := File{Path: name}
	err := p.do(ctx, func(c *ftp.ServerConn) error {
		size, err := c.FileSize(p.at(name))
		file.Size = size
		return err
	})
	return file, err
}

func (p *ftpPlace) List(ctx context.Context, tell func(File) error) error {
	return p.walk(ctx, p.items, tell)
}

func (p *ftpPlace) items(ctx context.Context, dir string) (all []item, err error) {
	err = p.do(ctx, func(c *ftp.ServerConn) error {
		entries, err := p.entries(ctx, c, dir)
		for _, e := range entries {
			all = append(all, item{e.Name, int64(e.Size), e.Type == ftp.EntryTypeFolder, e.Type == ftp.EntryTypeFile})
		}
		return err
	})
	return all, err
}

// entries lists a folder with its hidden files, or without them on a server that
// takes “LIST -a” for a name.
func (p *ftpPlace) entries(ctx context.Context, c *ftp.ServerConn, dir string) ([]*ftp.Entry, error) {
	entries, err := c.List(dir)
	if err != nil && lost(err) || len(entries) > 0 || p.plainLists.Load() {
		return entries, err
	}
	p.plainLists.Store(true) // what is dialled from now on asks plainly
	line, dialled := p.dial(ctx)
	if dialled != nil {
		return nil, errors.Join(err, dialled)
	}
	plain, again := line.List(dir)
	p.keep(line)
	if len(plain) == 0 { // the folder is empty, or not there
		p.plainLists.Store(false)
		return entries, err
	}
	return plain, again
}

// Open reads the file to its end first, since a connection can do nothing else in
// the meantime and small hosts allow few.
func (p *ftpPlace) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var data io.ReadCloser
	err := p.do(ctx, func(c *ftp.ServerConn) error {
		file, err := c.Retr(p.at(name))
		if err != nil {
			return err
		}
		data, err = toEnd(file)
		return errors.Join(err, file.Close())
	})
	return data, err
}

func (p *ftpPlace) Put(ctx context.Context, name string, content Content) error {
	if err := Check(name); err != nil {
		return err
	}
	wait := p.wait()
	return p.do(ctx, func(c *ftp.ServerConn) error {
		if err := p.folder(c, waiting); err != nil {
			return err
		}
		from, err := content.open(ctx)
		if err != nil {
			return err
		}
		defer from.Close()
		if err := c.Stor(wait, from); err != nil && lost(err) {
			return err
		} else if err != nil {
			return inTheWay(waiting+"/x", err, p.kind(ctx, c))
		}
		if size, err := c.FileSize(wait); err == nil && size != content.Size {
			return io.ErrUnexpectedEOF // some servers take a cut line for the end of a file
		}
		return p.place(ctx, c, wait, name)
	})
}

// kind tells what lies at a path. Older servers do not say that of a path, only of
// all that lies in a folder.
func (p *ftpPlace) kind(ctx context.Context, c *ftp.ServerConn) func(string) (folder, file bool) {
	return func(name string) (folder, file bool) {
		if entry, err := c.GetEntry(p.at(name)); err == nil {
			return entry.Type == ftp.EntryTypeFolder, entry.Type == ftp.EntryTypeFile
		}
		entries, _ := p.entries(ctx, c, path.Dir(p.at(name))) // none of a folder that is not there
		for _, e := range entries {
			if e.Name == path.Base(name) {
				return e.Type == ftp.EntryTypeFolder, e.Type == ftp.EntryTypeFile
			}
		}
		_, err := c.FileSize(p.at(name))
		return false, err == nil
	}
}

// place moves a waiting file to where it belongs, over what is there.
func (p *ftpPlace) place(ctx context.Context, c *ftp.ServerConn, wait, name string) error {
	err := p.move(c, wait, name)
	if err == nil || lost(err) {
		return err
	}
	return inTheWay(name, err, p.kind(ctx, c))
}

// move does so. Servers that cannot do that in one step (that of IIS) have the old
// file removed first.
func (p *ftpPlace) move(c *ftp.ServerConn, wait, name string) error {
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
	if dir == "." {
		return nil
	}
	return p.need(dir, func(dir string) error {
		if err := p.folder(c, path.Dir(dir)); err != nil {
			return err
		}
		if err := c.MakeDir(p.at(dir)); err != nil && lost(err) {
			return err
		}
		// Servers answer that they cannot make it when it is there, each in words of
		// its own. If it is not there, the next command says so.
		return nil
	})
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
		p.prune(name, c.RemoveDir)
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
			return inTheWay(name, &fs.PathError{Op: "claim", Path: name, Err: fs.ErrExist}, p.kind(ctx, c))
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
		return p.place(ctx, c, p.at(from), to)
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
