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

	"loa/internal/base/problem"
)

// mark begins the comment of a pack's ZIP and stands in the head of a single
// file: so a pack is known again.
const mark = "Loa pack"

// target is the file that a pack will be.
type target struct {
	name  string
	draft *os.File
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
	switch info, err := os.Lstat(t.name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || !o.Force && !ours(t.name):
		return nil, refuse("not-a-pack", problem.Args{"file": t.name})
	}
	draft, err := os.CreateTemp(filepath.Dir(t.name), ".loa-pack-*")
	if err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	t.draft = draft
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
	err := errors.Join(fill(buffered), buffered.Flush(), t.draft.Chmod(0o644), t.draft.Sync())
	info, statErr := t.draft.Stat()
	if err = errors.Join(err, statErr); err != nil {
		return 0, fmt.Errorf("packing: %w", err)
	}
	draft := t.draft.Name()
	if err := errors.Join(t.draft.Close(), os.Rename(draft, t.name)); err != nil {
		return 0, fmt.Errorf("packing: %w", err)
	}
	t.draft = nil
	return info.Size(), nil
}

// discard removes a draft that was not completed.
func (t *target) discard() {
	if t.draft != nil {
		_ = t.draft.Close() // it may be closed
		_ = os.Remove(t.draft.Name())
	}
}
