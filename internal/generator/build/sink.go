package build

import (
	"io"

	"loa/internal/base/output"
)

// Sink takes the files of a build, from any goroutine and in any order. Data
// belongs to the caller when Write returns. See output.Stage for the rest.
type Sink interface {
	Write(path string, class output.Class, data []byte) error
	Copy(path string, class output.Class, from Opener, size int64) error
}

// Opener opens a file that is copied as it is. It may be called more than once.
type Opener = func() (io.ReadCloser, error)

// nowhere is the sink of a check: it drops what it gets.
type nowhere struct{}

func (nowhere) Write(string, output.Class, []byte) error { return nil }
func (nowhere) Copy(string, output.Class, Opener, int64) error {
	return nil
}

// telling is a sink that tells of each file.
type telling struct {
	Sink
	placed func(path string, class output.Class)
	wrote  func(path string, data []byte) // may be nil
}

func (t telling) Write(path string, class output.Class, data []byte) error {
	t.placed(path, class)
	if t.wrote != nil {
		t.wrote(path, data)
	}
	return t.Sink.Write(path, class, data)
}

func (t telling) Copy(path string, class output.Class, from Opener, size int64) error {
	t.placed(path, class)
	return t.Sink.Copy(path, class, from, size)
}
