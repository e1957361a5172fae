package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	pathpkg "path"
	"strings"
	"sync"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
)

// Stage gathers the files of one build. Its methods Write and Copy may be
// called from any number of goroutines.
type Stage struct {
	paths  folderPaths
	system disk.System
	disk   store
	tree   *tree
	owned  map[string]bool   // the list: what Loa may have written
	cased  map[string]string // of those, the ones with capitals, by their small form
	ending []func() error    // what Discard does, last first

	mu     sync.Mutex
	files  map[string]entry
	blocks []problem.Problem // files in the way that are not Loa's
	failed error             // the first failure of Write or Copy
	closed bool

	urgent func(path string) bool
}

// entry is one file of the site.
type entry struct {
	path  string
	class Class
	waits bool // the output has other bytes, or none
	homed bool // the output has had the folder in which it will stand since before it was staged
	bytes int64
}

// RemoveFirst names files that must not stay a moment longer: before anything
// else Commit removes what earlier builds wrote at their paths, unless the site
// still has the same bytes there.
func (s *Stage) RemoveFirst(urgent func(path string) bool) { s.urgent = urgent }

var errClosed = errors.New("output: the stage is committed or discarded")

// Write stages one file. The path is slash-separated, from the output folder;
// see Check. The stage keeps no reference to data.
func (s *Stage) Write(path string, class Class, data []byte) error {
	return s.Copy(path, class, func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}, int64(len(data)))
}

// Copy stages one file of any length without holding it in memory. from is
// called once or twice; size is what it will yield, -1 if that is not known.
func (s *Stage) Copy(path string, class Class, from func() (io.ReadCloser, error), size int64) error {
	return s.put(entry{path: path, class: class}, from, size, s.isThere)
}

// Rewrite is Write for bytes that are others than those in the output. The caller has
// made sure since Open that the output has the file.
func (s *Stage) Rewrite(path string, class Class, data []byte) error {
	from := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	return s.put(entry{path: path, class: class}, from, int64(len(data)), nil)
}

// put stages a file. same, if not nil, reports whether the output has its bytes.
func (s *Stage) put(e entry, from opener, size int64, same func(path string, there found, from opener, size int64) (bool, error)) error {
	path := e.path
	if err := s.claim(path, e.class); err != nil {
		return err
	}
	if err := s.take(&e, from, size, same); err != nil {
		err = fmt.Errorf("output: stage %s: %w", path, err)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = errors.Join(s.failed, err)
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = e
	return nil
}

// claim makes sure that a path is good and is written once.
func (s *Stage) claim(path string, class Class) error {
	if err := Check(path); err != nil {
		return err
	}
	if class > First || disk.IsDraft(path) {
		return fmt.Errorf("output: %s: no such class, or a name that Loa needs itself", path)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	if _, twice := s.files[path]; twice {
		return fmt.Errorf("output: %s is written twice", path)
	}
	s.files[path] = entry{path: path, class: class}
	return nil
}

type opener = func() (io.ReadCloser, error)

// take compares a file with what lies in the output, and stages it if it is new.
func (s *Stage) take(e *entry, from opener, size int64, same func(path string, there found, from opener, size int64) (bool, error)) error {
	there, err := s.there(e.path, same == nil)
	if err != nil {
		return err
	}
	e.homed = there.kind == regular && there.at == e.path
	if same != nil {
		if same, err := same(e.path, there, from, size); err != nil || same {
			return err
		}
	}
	if s.blocked(there, e.path) {
		return nil
	}
	e.waits = true
	e.bytes, err = s.wait(e, from)
	if err != nil && s.clashes(e.path) {
		return nil // the commit will say which two do
	}
	return err
}

// there tells what lies at a path. Of a file that is known to be there only its folder is
// asked for: no link may stand on the way.
func (s *Stage) there(path string, known bool) (found, error) {
	if !known {
		return s.tree.look(path)
	}
	way, err := s.tree.folder(pathpkg.Dir(path))
	if err == nil && way.kind == folder {
		way = found{kind: regular, at: path}
	}
	return way, err
}

// clashes reports whether the site has the path as a file and as a folder.
func (s *Stage) clashes(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other := range s.files {
		if strings.HasPrefix(other, path+"/") {
			return true
		}
	}
	return s.below(path)
}

// blocked reports whether what lies at a path keeps Loa from writing there, and
// remembers it as a problem. A folder in the way is looked through by Commit,
// when it is known what goes.
func (s *Stage) blocked(there found, path string) bool {
	switch there.kind {
	case nothing:
		return false
	case folder:
		return false
	case regular:
		if s.owns(there.at) {
			return false
		}
	}
	s.block(there)
	return true
}

// isThere reports whether the output has a file already, with the same bytes.
func (s *Stage) isThere(path string, there found, from opener, size int64) (bool, error) {
	if there.kind != regular || there.at != path || size >= 0 && size != there.size || s.twin(path) != "" {
		return false, nil
	}
	return s.same(path, from)
}

func (s *Stage) same(path string, from func() (io.ReadCloser, error)) (bool, error) {
	there, err := s.disk.open(path)
	if err != nil {
		return false, err
	}
	defer there.Close()
	fresh, err := from()
	if err != nil {
		return false, err
	}
	defer fresh.Close()
	return equal(there, fresh)
}

// wait stores bytes among the waiting files.
func (s *Stage) wait(e *entry, from func() (io.ReadCloser, error)) (int64, error) {
	fresh, err := from()
	if err != nil {
		return 0, err
	}
	defer fresh.Close()
	file, err := s.disk.stage(e)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(file, fresh)
	return n, errors.Join(err, file.Close())
}

// chunk is how much of two files is compared at a time.
const chunk = 32 << 10

var buffers = sync.Pool{New: func() any { return new([2 * chunk]byte) }}

// equal reports whether two streams are the same.
func equal(a, b io.Reader) (bool, error) {
	buffer := buffers.Get().(*[2 * chunk]byte)
	defer buffers.Put(buffer)
	for {
		n, endA := io.ReadFull(a, buffer[:chunk])
		m, endB := io.ReadFull(b, buffer[chunk:])
		for _, err := range []error{endA, endB} {
			if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
				return false, err
			}
		}
		if !bytes.Equal(buffer[:n], buffer[chunk:chunk+m]) {
			return false, nil
		}
		if endA != nil || endB != nil {
			return (endA != nil) == (endB != nil), nil
		}
	}
}
