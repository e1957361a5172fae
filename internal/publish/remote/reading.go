package remote

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"loa/internal/base/disk"
)

// open opens content whose reading ends when the person stops the command: a
// long file would else go on to its end.
func (c Content) open(ctx context.Context) (io.ReadCloser, error) {
	file, err := c.Open()
	if err != nil {
		return nil, err
	}
	return meant{file, ctx.Err, func(err error) error { return err }}, nil
}

// meant is a file whose errors while it is read get the meaning that they have
// when it is opened.
type meant struct {
	io.ReadCloser
	before func() error
	mean   func(error) error
}

func (m meant) Read(b []byte) (int, error) {
	if err := m.before(); err != nil {
		return 0, err
	}
	n, err := m.ReadCloser.Read(b)
	if err != nil && err != io.EOF {
		err = m.mean(err)
	}
	return n, err
}

// spooled is how many bytes of a file are held in memory; the rest of a longer
// one waits on the disk.
const spooled = 1 << 20

// toEnd reads a file to its end and returns it once more.
func toEnd(from io.Reader) (io.ReadCloser, error) {
	var start bytes.Buffer
	_, err := io.CopyN(&start, from, spooled)
	if err == io.EOF {
		return io.NopCloser(&start), nil
	}
	if err != nil {
		return nil, err
	}
	file, err := disk.System{}.Scratch(os.TempDir())
	if err != nil {
		return nil, err
	}
	if _, err = io.Copy(file, io.MultiReader(&start, from)); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
