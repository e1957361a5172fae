package deploy

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"io"
	"testing"
	"time"

	"loa/internal/publish/remote"
	"loa/internal/reach/intake"
	"loa/internal/reach/tally"
)

const (
	logToday     = "192.0.2.1 - - [04/Nov/2026:08:00:00 +0700] \"GET /bai/ HTTP/1.1\" 200 100 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0\"\n"
	logYesterday = "192.0.2.2 - - [03/Nov/2026:08:00:00 +0700] \"GET /bai/ HTTP/1.1\" 200 100 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0\"\n"
)

// TestLogs reads logs where a server has them, plain and packed, one after the other.
func TestLogs(t *testing.T) {
	each(t, func(t *testing.T, a remote.Address, _ string) {
		place := dial(t, a)
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		io.WriteString(w, logYesterday+logToday) // to memory
		w.Close()
		for path, text := range map[string][]byte{"access.log": []byte(logToday), "cu/access.log.1.gz": packed.Bytes()} {
			if err := place.Put(t.Context(), path, remote.Bytes(text)); err != nil {
				t.Fatal(err)
			}
		}
		files, err := remote.Files(t.Context(), place)
		if err != nil || len(files) != 2 {
			t.Fatal(files, err)
		}
		var sources []intake.Source
		for _, f := range files {
			sources = append(sources, intake.Source{Name: f.Path, Open: func() (io.ReadCloser, error) { return place.Open(t.Context(), f.Path) }})
		}
		report, err := intake.Run(t.Context(), intake.Options{
			Dir: t.TempDir(), Log: "web", Now: time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC), Random: rand.Reader,
			Site: tally.Site{Places: []tally.Place{{Base: "/"}}, Zone: time.UTC, Pages: map[string]string{"/bai/": "/bai/"}},
		}, sources)
		if err != nil || report.Seen.Views != 2 || report.Seen.Again != 1 {
			t.Fatalf("%+v %v", report, err)
		}
		for _, f := range report.Files {
			if f.Err != nil || f.Unread > 0 {
				t.Errorf("%+v", f)
			}
		}
	})
}
