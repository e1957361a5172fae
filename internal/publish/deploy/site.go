package deploy

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"loa/internal/base/output"
	"loa/internal/publish/remote"
)

// site is what is to be published: the files of a build, or those that the place
// kept of the release before.
type site struct {
	open    func(path string) (io.ReadCloser, error) // a file that was built; nil in a rollback
	files   map[string]file
	headers func(path string) remote.Headers // zero where the place does not keep them
	mustGo  func(path string) bool           // paths whose old bytes must go before anything else; nil for none
	instead map[string][]byte                // files that have other bytes than were built
}

// read is a file as it is to be there.
func (s *site) read(path string) ([]byte, error) {
	if data, ok := s.instead[path]; ok {
		return data, nil
	}
	in, err := s.open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

// replace gives a file other bytes than the build made.
func (s *site) replace(path string, data []byte) {
	s.files[path] = file{sum: s.sum(path, data), size: int64(len(data)), class: s.files[path].class}
	s.instead = map[string][]byte{path: data}
}

// sum is that of a file with these bytes.
func (s *site) sum(path string, data []byte) string {
	of := sha256.Sum256(data)
	sum := hex.EncodeToString(of[:sumLength])
	if h := s.headers(path); h != (remote.Headers{}) {
		return withHeaders(sum, h)
	}
	return sum
}

// opener opens files of a folder.
func opener(root *os.Root) func(path string) (io.ReadCloser, error) {
	return func(path string) (io.ReadCloser, error) { return root.Open(path) }
}

// gather reads the output of a build and sums its files.
func gather(ctx context.Context, root *os.Root, classes map[string]output.Class) (map[string]file, error) {
	var mu sync.Mutex
	files := make(map[string]file, len(classes))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for path, class := range classes {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			in, err := root.Open(path)
			if err != nil {
				return fmt.Errorf("read what was built: %w", err)
			}
			defer in.Close()
			h := sha256.New()
			n, err := io.Copy(h, in)
			mu.Lock()
			defer mu.Unlock()
			files[path] = file{sum: hex.EncodeToString(h.Sum(nil)[:sumLength]), size: n, class: class}
			return err
		})
	}
	return files, group.Wait()
}

const sumLength = 16

// withHeaders makes the headers part of what a file is, so that it is sent again
// when they change.
func (s *site) withHeaders(headers func(string) remote.Headers) {
	s.headers = headers
	for path, f := range s.files {
		f.sum = withHeaders(f.sum, headers(path))
		s.files[path] = f
	}
}

func withHeaders(of string, h remote.Headers) string {
	sum := sha256.Sum256([]byte(of + "\n" + h.Type + "\n" + h.Cache + "\n" + h.Encoding))
	return hex.EncodeToString(sum[:sumLength])
}

// content is a file as it is sent.
func (s *site) content(path string) (remote.Content, error) {
	c := remote.Content{Size: s.files[path].size, Headers: s.headers(path)}
	c.Open = func() (io.ReadCloser, error) { return s.open(path) }
	if data, ok := s.instead[path]; ok {
		c.Open = remote.Bytes(data).Open
	}
	if c.Encoding != "gzip" {
		return c, nil
	}
	data, err := s.read(path)
	if err != nil {
		return c, err
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return c, err
	}
	w.Write(data) // to memory
	w.Close()
	packed := remote.Bytes(out.Bytes())
	c.Open, c.Size = packed.Open, packed.Size
	return c, nil
}

// inOrder are the paths by class, then by name.
func inOrder(files map[string]file) []string {
	paths := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(paths, func(a, b string) int { return output.Compare(files[a].class, files[b].class) })
	return paths
}
