package cli

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"loa/themes"
)

// busyBucket is a bucket that answers 503 to writes of some names until it is let go.
type busyBucket struct {
	mu      sync.Mutex
	busy    string // part of the names
	objects map[string][]byte
}

func (b *busyBucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/kho/")
	data, there := b.objects[name]
	switch {
	case r.Method == http.MethodPut && b.busy != "" && strings.Contains(name, b.busy):
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, "<Error><Code>SlowDown</Code><Message>Slow down</Message></Error>")
	case r.Method == http.MethodPut:
		b.objects[name], _ = io.ReadAll(r.Body)
		w.Header().Set("ETag", `"0123456789abcdef0123456789abcdef"`)
	case name == "":
		_, _ = io.WriteString(w, "<ListBucketResult></ListBucketResult>")
	case !there:
		w.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, "<Error><Code>NoSuchKey</Code></Error>")
		}
	default:
		w.Header().Set("ETag", `"0123456789abcdef0123456789abcdef"`)
		http.ServeContent(w, r, "", time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), bytes.NewReader(data))
	}
}

// records are the names of the sites that the bucket has a record of.
func (b *busyBucket) records() (names []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for name := range b.objects {
		if strings.HasPrefix(name, "sites/") {
			names = append(names, name)
		}
	}
	return names
}

// A bucket that answers 503 is status 3, whatever it is too busy for: no site has a record
// then, and the same command builds all when the bucket is free again.
func TestBusyBucketIsStatus3(t *testing.T) {
	for _, part := range []string{"blobs/", "sites/"} {
		t.Run(part, func(t *testing.T) {
			b := &busyBucket{busy: part, objects: map[string][]byte{}}
			server := httptest.NewServer(b)
			defer server.Close()
			_, port, err := net.SplitHostPort(server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for name, text := range map[string]string{
				"network.toml":          "units = \"units.csv\"\n\n[store]\ntype = \"s3\"\nhost = \"127.0.0.1\"\nport = " + port + "\ninsecure = true\nbucket = \"kho\"\nregion = \"r\"\n",
				"units.csv":             "key,name,base_url\nan-lac,An Lạc,https://an-lac.example.vn/\n",
				"an-lac/site.toml":      "title = \"Xã\"\n",
				"an-lac/content/mot.md": "+++\ntitle = \"Một\"\n+++\n\nChữ.\n",
			} {
				full := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			settings := t.TempDir()
			var pauses atomic.Int64
			build := func() (int, string) {
				var said bytes.Buffer
				status := Run(t.Context(), Env{
					Args: []string{"network", "build", "--source", dir, "--now", "2026-11-30", "--lang", "en", "--allow-clear", "--allow", "s3://127.0.0.1:" + port + "/kho#r"},
					Out:  &said, Err: &said, Config: settings, Now: time.Now(), Themes: themes.FS, Program: func() string { return "test" },
					Environ: func(name string) string {
						return map[string]string{"LOA_DEPLOY_STORE_KEY_ID": "a", "LOA_DEPLOY_STORE_KEY": "b"}[name]
					},
					Wait: func(ctx context.Context, _ time.Duration) error { pauses.Add(1); return ctx.Err() },
				})
				return status, said.String()
			}
			if status, said := build(); status != 3 || pauses.Load() == 0 || len(b.records()) > 0 {
				t.Fatalf("status %d after %d pauses, records %q:\n%s", status, pauses.Load(), b.records(), said)
			}
			b.mu.Lock()
			b.busy = ""
			b.mu.Unlock()
			if status, said := build(); status != 0 || len(b.records()) != 1 {
				t.Errorf("then: status %d, records %q:\n%s", status, b.records(), said)
			}
		})
	}
}
