package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// free makes sure that a PDF may be written under a name: there is nothing yet, or
// a PDF, or whatever it is shall be replaced.
func free(name string, force bool) error {
	if disk.Device(name) {
		return &disk.Refused{Path: name, Why: disk.BadName, Err: fs.ErrInvalid}
	}
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular() || !force && !isPDF(name):
		return refuse("not-a-pdf", problem.Args{"file": name})
	}
	return nil
}

func isPDF(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 4)) // what can be read says enough
	return bytes.Equal(head, []byte("%PDF"))
}

// print prints a page into its file, which is there whole or not at all.
func (s sheet) print(ctx context.Context, o Options, h *host) (File, error) {
	data, err := o.Browser.print(ctx, h.address(s.page, s.as), o.Temp)
	if err != nil {
		return File{}, err
	}
	root, err := os.OpenRoot(filepath.Dir(s.file))
	if err != nil {
		return File{}, fmt.Errorf("writing a PDF: %w", err)
	}
	defer root.Close()
	o.Build.Disk.Sweep(root, ".")
	draft, err := o.Build.Disk.Draft(root, ".", 0o644)
	if err != nil {
		return File{}, fmt.Errorf("writing a PDF: %w", err)
	}
	defer draft.Discard()
	if _, err := draft.Write(data); err != nil {
		return File{}, fmt.Errorf("writing a PDF: %w", err)
	}
	if err := draft.Replace(filepath.Base(s.file)); err != nil {
		return File{}, fmt.Errorf("writing a PDF: %w", err)
	}
	return File{s.file, int64(len(data))}, nil
}
