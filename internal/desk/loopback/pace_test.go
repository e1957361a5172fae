package loopback

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"
)

// line is a client's connection on a clock of its own: each Read takes a while
// and brings some bytes, unless the deadline is before that.
type line struct {
	now      time.Time
	deadline time.Time
	first    time.Duration // before the first byte
	takes    time.Duration // a Read
	brings   int           // bytes
	left     int
	waited   time.Duration
}

func (l *line) clock() time.Time { return l.now }

func (l *line) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	takes := l.takes + l.first
	l.first = 0
	if !l.deadline.IsZero() && l.now.Add(takes).After(l.deadline) {
		l.waited += l.deadline.Sub(l.now)
		l.now = l.deadline
		return 0, os.ErrDeadlineExceeded
	}
	l.now, l.waited = l.now.Add(takes), l.waited+takes
	n := min(len(p), l.brings, l.left)
	l.left -= n
	return n, nil
}

func (l *line) Close() error { return nil }

// answerer is a ResponseWriter that has deadlines.
type answerer struct {
	*httptest.ResponseRecorder
	line   *line
	writes []time.Time
}

func (a *answerer) SetReadDeadline(t time.Time) error { a.line.deadline = t; return nil }

func (a *answerer) SetWriteDeadline(t time.Time) error { a.writes = append(a.writes, t); return nil }

func TestSlowBodies(t *testing.T) {
	const form = 48 << 20
	for name, c := range map[string]struct {
		line  line
		whole bool
		most  time.Duration // until it is over
	}{
		"a byte a second":              {line{takes: time.Second, brings: 1, left: form}, false, 21 * time.Second},
		"a packet a minute":            {line{takes: time.Minute, brings: 1 << 20, left: form}, false, 21 * time.Second},
		"nothing":                      {line{takes: 24 * time.Hour, brings: 1, left: 1}, false, 21 * time.Second},
		"a slow stick, 80 KB/s":        {line{takes: 100 * time.Millisecond, brings: 8 << 10, left: form}, true, 11 * time.Minute},
		"a drive that sleeps at first": {line{first: 15 * time.Second, brings: 8 << 10, left: form}, true, 15 * time.Second},
		"at once":                      {line{brings: 1 << 20, left: form}, true, 0},
	} {
		l := c.line
		l.now = time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
		var err error
		var got int64
		w := &answerer{httptest.NewRecorder(), &l, nil}
		r := httptest.NewRequest(http.MethodPost, "/", &l)
		Paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got, err = io.CopyBuffer(io.Discard, r.Body, make([]byte, 1<<20))
		}), l.clock).ServeHTTP(w, r)
		switch {
		case c.whole && (err != nil || got != form || !l.deadline.IsZero()):
			t.Errorf("%s: %v after %d bytes, deadline %v", name, err, got, l.deadline)
		case !c.whole && !errors.Is(err, os.ErrDeadlineExceeded):
			t.Errorf("%s: %v after %d bytes", name, err, got)
		case l.waited > c.most:
			t.Errorf("%s: held for %v", name, l.waited)
		}
	}
}

// A handler that does not read the body leaves it to the server, which waits no
// longer; answers have a limit for each piece, and a stream between them none.
func TestDeadlines(t *testing.T) {
	now := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	l := &line{now: now, brings: 1, left: 1}
	w := &answerer{httptest.NewRecorder(), l, nil}
	Paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		l.now = now.Add(time.Hour)
		_, _ = w.Write([]byte("x"))
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	}), l.clock).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", l))
	if want := now.Add(bodyPatience); !l.deadline.Equal(want) {
		t.Errorf("the body is awaited until %v", l.deadline)
	}
	if len(w.writes) != 2 || !w.writes[0].Equal(now.Add(writePatience)) || !w.writes[1].Equal(now.Add(time.Hour+writePatience)) {
		t.Errorf("writes end at %v", w.writes)
	}
}

// The error of a body that was cut goes through to the handler of a real server.
func TestCutByTheServer(t *testing.T) {
	seen := make(chan error, 1)
	server := httptest.NewUnstartedServer(nil)
	long := func() time.Time { return time.Now().Add(-time.Hour) } // all patience is over
	server.Config.Handler = Paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		seen <- err
	}), long)
	server.Start()
	defer server.Close()
	body, feed := io.Pipe()
	defer feed.Close()
	r, err := http.NewRequest(http.MethodPost, server.URL, io.MultiReader(bytes.NewReader([]byte("token=")), body))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if answer, err := http.DefaultClient.Do(r); err == nil {
			answer.Body.Close()
		}
	}()
	if err := <-seen; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
}
