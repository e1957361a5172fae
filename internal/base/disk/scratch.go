package disk

import (
	"errors"
	"fmt"
	"os"
)

// Scratch is a file for a while: it goes when it is closed, and where the system
// can, when its process ends.
type Scratch struct {
	*Draft
	root *os.Root
}

// Scratch makes one in a folder, such as os.TempDir().
func (s System) Scratch(dir string) (*Scratch, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder for temporary files: %w", err)
	}
	s.Sweep(root, ".")
	d, err := s.Draft(root, ".", 0o600)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	if removeOpen {
		err = root.Remove(d.name)
	}
	if err != nil {
		d.Discard()
		return nil, errors.Join(err, root.Close())
	}
	return &Scratch{d, root}, nil
}

// Close forgets the file.
func (s *Scratch) Close() error {
	s.Discard()
	return s.root.Close()
}
