package store

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/publish/remote"
)

// bucket is a store by the protocol of S3 that is too busy for writes of some names.
type bucket struct {
	mu   sync.Mutex
	busy func(name string) bool
	puts int // that were refused
	has  []string
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, _ = io.Copy(io.Discard, r.Body)
	switch {
	case r.Method == http.MethodPut && b.busy(r.URL.Path):
		b.puts++
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, "<Error><Code>SlowDown</Code><Message>Slow down</Message></Error>")
	case r.Method == http.MethodPut:
		b.has = append(b.has, r.URL.Path)
		w.Header().Set("ETag", `"0123456789abcdef0123456789abcdef"`)
	case r.URL.Path != "/kho/":
		w.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, "<Error><Code>NoSuchKey</Code></Error>")
		}
	}
}

// A bucket that answers 503 is asked four times for each thing. A site of which one file
// could not be put has no record, and the error is one of the surroundings.
func TestBusyBucket(t *testing.T) {
	for _, part := range []string{"/blobs/", "/sites/"} {
		b := &bucket{busy: func(name string) bool { return strings.Contains(name, part) }}
		server := httptest.NewServer(b)
		defer server.Close()
		host, port, err := net.SplitHostPort(server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		number, err := strconv.Atoi(port)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), Options{
			Address: remote.Address{Type: "s3", Host: host, Port: number, Insecure: true, Bucket: "kho", Region: "r", Path: "loa", Secrets: remote.Secrets{KeyID: "a", Key: "b"}},
			Dial:    remote.Dial,
			Wait:    func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		r, files := site("an-lac", "trang", 1)
		var broken *remote.Broken
		if err := s.Put(t.Context(), r, files); !errors.As(err, &broken) {
			t.Errorf("%s: %v", part, err)
		}
		b.mu.Lock()
		if b.puts < len(pauses)+1 {
			t.Errorf("%s: asked %d times", part, b.puts)
		}
		for _, name := range b.has {
			if strings.Contains(name, "/sites/") {
				t.Errorf("%s: %s is there", part, name)
			}
		}
		b.mu.Unlock()
	}
}
