package output

import (
	"context"
	"errors"
	"io"

	"loa/internal/problem"
)

// Stage gathers the files of one build. Its methods Write and Copy may be
// called from any number of goroutines.
type Stage struct{}

// Open prepares a build of the site in folder dir into folder out (both as the
// operating system names them). It changes nothing in out, which need not
// exist. It returns problems, and no stage, if out may not be an output folder;
// *Busy if another build is at work there.
func Open(dir, out string) (*Stage, []problem.Problem, error) {
	return nil, nil, errors.New("output: not yet")
}

// Write stages one file. The path is slash-separated, from the output folder;
// see Check. The stage keeps no reference to data.
func (s *Stage) Write(path string, class Class, data []byte) error { return errors.New("output: not yet") }

// Copy stages one file of any length without holding it in memory. from is
// called once or twice; size is what it will yield, -1 if that is not known.
func (s *Stage) Copy(path string, class Class, from func() (io.ReadCloser, error), size int64) error {
	return errors.New("output: not yet")
}

// Commit brings the output folder to what was staged. With problems nothing
// was changed. With an error part may be done; the next commit mends it.
func (s *Stage) Commit(ctx context.Context) (Report, []problem.Problem, error) {
	return Report{}, nil, errors.New("output: not yet")
}

// Discard forgets what was staged and was not committed. It may be called more
// than once, and after Commit.
func (s *Stage) Discard() error { return nil }
