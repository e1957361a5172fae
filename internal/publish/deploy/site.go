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
	root    *os.Root // the output folder; nil in a rollback
	files   map[string]file
	headers func(path string) remote.Headers // zero where the place does not keep them
	mustGo  func(path string) bool           // paths whose old bytes must go before anything else; nil for none
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
		h := headers(path)
		sum := sha256.Sum256([]byte(f.sum + "\n" + h.Type + "\n" + h.Cache + "\n" + h.Encoding))
		f.sum = hex.EncodeToString(sum[:sumLength])
		s.files[path] = f
	}
}

// content is a file as it is sent.
func (s *site) content(path string) (remote.Content, error) {
	c := remote.Content{Size: s.files[path].size, Headers: s.headers(path)}
	c.Open = func() (io.ReadCloser, error) { return s.root.Open(path) }
	if c.Encoding != "gzip" {
		return c, nil
	}
	data, err := s.root.ReadFile(path)
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
