package pack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// mark begins the comment of a pack's ZIP and stands in the head of a single
// file: so a pack is known again.
const mark = "Loa pack"

// target is the file that a pack will be.
type target struct {
	name   string
	folder *os.Root
	draft  *disk.Draft
}

// open makes sure that a pack may be written under the name that the options
// give, or in their folder under a name of ours, and begins a draft beside it.
func open(o Options, name string) (*target, error) {
	t := &target{name: o.Out}
	if info, err := os.Stat(o.Out); o.Out == "" || err == nil && info.IsDir() || strings.HasSuffix(filepath.ToSlash(o.Out), "/") {
		t.name = filepath.Join(o.Out, name)
	}
	if ending := filepath.Ext(name); !strings.EqualFold(filepath.Ext(t.name), ending) {
		return nil, refuse("pack-ending", problem.Args{"file": t.name, "ending": ending})
	}
	if disk.Device(t.name) {
		return nil, &disk.Refused{Path: t.name, Why: disk.BadName, Err: fs.ErrInvalid}
	}
	switch info, err := os.Lstat(t.name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || !o.Force && !ours(t.name):
		return nil, refuse("not-a-pack", problem.Args{"file": t.name})
	}
	root, err := os.OpenRoot(filepath.Dir(t.name))
	if err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	t.folder = root
	o.Build.Disk.Sweep(root, ".")
	if t.draft, err = o.Build.Disk.Draft(root, ".", 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("packing: %w", err), root.Close())
	}
	return t, nil
}

// ours reports whether a file is a pack that Loa made.
func ours(name string) bool {
	if z, err := zip.OpenReader(name); err == nil {
		defer z.Close()
		return strings.HasPrefix(z.Comment, mark)
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 1024)) // what can be read says enough
	return bytes.Contains(head, []byte(`name=generator content="`+mark))
}

// write fills the draft, gives it its name and returns its size.
func (t *target) write(fill func(io.Writer) error) (int64, error) {
	buffered := bufio.NewWriterSize(t.draft, 64<<10)
	err := errors.Join(fill(buffered), buffered.Flush())
	size, errSize := t.draft.Size()
	if err = errors.Join(err, errSize); err == nil {
		err = t.draft.Replace(filepath.Base(t.name))
	}
	if err != nil {
		return 0, fmt.Errorf("packing: %w", err)
	}
	return size, nil
}

// discard removes a draft that was not completed.
func (t *target) discard() {
	t.draft.Discard()
	_ = t.folder.Close() // nothing was written to it
}
