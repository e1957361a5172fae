package deploy

import (
	"bytes"
	"context"
	"crypto/md5" // what S3 calls an ETag, not a protection
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"loa/internal/publish/remote"
)

// What lies at a path, compared with what is to be there.
type what int

const (
	nothing what = iota
	equal
	other
)

// compare compares a file with what lies at its path, with as little reading as
// can be.
func (r *release) compare(ctx context.Context, path string, content remote.Content) (what, remote.File, error) {
	file, there, err := r.stat(ctx, path)
	if err != nil || !there {
		return nothing, file, err
	}
	if file.Size != content.Size {
		return other, file, nil
	}
	same, err := r.same(ctx, path, file, content)
	if err != nil || !same {
		return other, file, err
	}
	return equal, file, nil
}

// stat tells what lies at a path, from the list if there is one.
func (r *release) stat(ctx context.Context, path string) (file remote.File, there bool, err error) {
	if file, there = r.listed[path]; there || r.listed != nil && !hidden(path) {
		return file, there, r.inTheWay(path)
	}
	err = r.insist(ctx, func() (err error) { file, err = r.place.Stat(ctx, path); return err })
	if errors.Is(err, fs.ErrNotExist) {
		return file, false, nil
	}
	return file, err == nil, err
}

// inTheWay tells of a file that lies where the folder of a path must be.
func (r *release) inTheWay(name string) error {
	if r.place.Traits().Flat {
		return nil
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if file, there := r.listed[dir]; there && file.Size >= 0 { // else it is a link, which may lead to a folder
			return &remote.Refused{Reason: remote.InTheWay, Detail: dir}
		}
	}
	return nil
}

// hidden reports whether a server may leave a path out of its lists.
func hidden(path string) bool { return path[0] == '.' || strings.Contains(path, "/.") }

// same reads a file of the place, unless its sum is known without, and compares
// it piece by piece: some files are longer than the memory of a cheap machine.
func (r *release) same(ctx context.Context, path string, file remote.File, content remote.Content) (same bool, err error) {
	err = r.insist(ctx, func() error {
		ours, err := content.Open()
		if err != nil {
			return err
		}
		defer ours.Close()
		if file.MD5 != "" {
			h := md5.New()
			_, err := io.Copy(h, ours)
			same = hex.EncodeToString(h.Sum(nil)) == file.MD5
			return err
		}
		theirs, err := r.place.Open(ctx, path)
		if err != nil {
			return err
		}
		defer theirs.Close()
		same, err = alike(ours, theirs)
		return err
	})
	return same, err
}

// alike reports whether two readers give the same bytes.
func alike(a, b io.Reader) (bool, error) {
	one, other := make([]byte, 32<<10), make([]byte, 32<<10)
	for {
		n, errA := io.ReadFull(a, one)
		m, errB := io.ReadFull(b, other)
		for _, err := range []error{errA, errB} {
			if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
				return false, err
			}
		}
		if !bytes.Equal(one[:n], other[:m]) {
			return false, nil
		}
		if errA != nil || errB != nil {
			return errA != nil && errB != nil, nil
		}
	}
}
