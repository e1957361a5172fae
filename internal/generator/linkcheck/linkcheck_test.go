package linkcheck

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"loa/internal/base/disk"
)

// clock is a time moved by those who sleep.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return ctx.Err()
}

func newClock() *clock { return &clock{now: time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)} }

func checker(c *clock) *Checker {
	return &Checker{Web: &http.Transport{}, Now: c.Now, Sleep: c.Sleep, Agent: "Loa/test"}
}

func TestAnswers(t *testing.T) {
	asked := map[string][]string{}
	var mu sync.Mutex
	var busy, failures atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if busy.Add(1) > 1 {
			t.Error("two requests at a time")
		}
		defer busy.Add(-1)
		mu.Lock()
		asked[r.URL.Path] = append(asked[r.URL.Path], r.Method)
		mu.Unlock()
		if r.UserAgent() != "Loa/test" {
			t.Error("the host sees", r.UserAgent())
		}
		switch r.URL.Path {
		case "/no-head":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case "/busy":
			if failures.Add(1) < 3 {
				w.Header().Set("Retry-After", "7")
				w.WriteHeader(http.StatusTooManyRequests)
			}
		case "/long":
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/broken":
			w.WriteHeader(http.StatusBadGateway)
		case "/moved":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/away":
			http.Redirect(w, r, "/moved", http.StatusFound)
		case "/lost":
			http.Redirect(w, r, "/gone", http.StatusPermanentRedirect)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		}
	}))
	defer host.Close()
	c := newClock()
	var addresses []string
	want := map[string]Answer{
		"/ok": {Status: 200}, "/no-head": {Status: 200}, "/gone": {Status: 410}, "/forbidden": {Status: 403}, "/busy": {Status: 200},
		"/long": {Status: 503}, "/broken": {Status: 502}, "/moved": {Status: 200, To: "/new"}, "/away": {Status: 200}, "/lost": {Status: 410},
		"/round": {Fault: Broken}, "/file": {Fault: Broken},
	}
	for path := range want {
		addresses = append(addresses, host.URL+path)
	}
	answers, err := checker(c).Check(t.Context(), append(addresses, addresses...), nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, answer := range want {
		got := answers[host.URL+path]
		if got.Status != answer.Status || got.Fault != answer.Fault || strings.TrimPrefix(got.To, host.URL) != answer.To || got.Asked.IsZero() {
			t.Errorf("%s: %+v", path, got)
		}
	}
	for path, methods := range map[string]string{"/ok": "HEAD", "/no-head": "HEAD GET", "/broken": "HEAD HEAD HEAD", "/busy": "HEAD HEAD HEAD", "/long": "HEAD"} {
		if got := strings.Join(asked[path], " "); got != methods {
			t.Errorf("%s was asked %s", path, got)
		}
	}
	if n := len(slices.DeleteFunc(slices.Clone(c.slept), func(d time.Duration) bool { return d != 7*time.Second })); n != 2 {
		t.Errorf("waited %v", c.slept)
	}
	if slices.Contains(c.slept, time.Hour) || slices.Min(c.slept) < pause {
		t.Errorf("waited %v", c.slept)
	}
}

func TestRetryAfterMayBeADate(t *testing.T) {
	c := newClock()
	if got := checker(c).retryAfter(c.now.Add(90 * time.Second).Format(http.TimeFormat)); got != 90*time.Second {
		t.Error(got)
	}
	for _, value := range []string{"", "x", "-3", c.now.Add(-time.Hour).Format(http.TimeFormat)} {
		if got := checker(c).retryAfter(value); got != 0 {
			t.Errorf("%q: %v", value, got)
		}
	}
}

// faulty fails for each host with an error of its own.
type faulty map[string]error

func (f faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := f[r.URL.Host]; err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func TestNoNetwork(t *testing.T) {
	unknown, failing := &net.DNSError{IsNotFound: true}, &net.DNSError{IsTemporary: true}
	for name, one := range map[string]struct {
		web  faulty
		want error
	}{
		"one unknown name":         {faulty{"a": unknown}, nil},
		"no resolver":              {faulty{"a": failing}, ErrNoNetwork},
		"all names unknown":        {faulty{"a": unknown, "b": unknown}, ErrNoNetwork},
		"unreachable":              {faulty{"a": syscall.ENETUNREACH, "b": unknown}, ErrNoNetwork},
		"one answers":              {faulty{"a": unknown, "b": nil}, nil},
		"one refuses":              {faulty{"a": unknown, "b": syscall.ECONNREFUSED}, nil},
		"all silent":               {faulty{"a": context.DeadlineExceeded, "b": context.DeadlineExceeded}, ErrNoNetwork},
		"one resolver fails alone": {faulty{"a": failing, "b": nil}, nil},
	} {
		c := newClock()
		a := &Checker{Web: one.web, Now: c.Now, Sleep: c.Sleep}
		var addresses []string
		for host := range one.web {
			addresses = append(addresses, "https://"+host+"/", "https://"+host+"/2")
		}
		if _, err := a.Check(t.Context(), addresses, nil); !errors.Is(err, one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is remembered is not asked for again until it is old.
func TestMemory(t *testing.T) {
	c := newClock()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	const good, gone, odd = "https://a/", "https://a/x", "https://a/y"
	was := Answers{good: {Asked: c.now, Status: 200}, gone: {Asked: c.now, Status: 404}, odd: {Asked: c.now, Fault: Refused}, "https://old/": {Asked: c.now.AddDate(0, -2, 0), Status: 200}}
	if err := Save(disk.System{}, root, Answers{}, was, c.now); err != nil {
		t.Fatal(err)
	}
	kept := Load(root.FS())
	if len(kept) != 3 {
		t.Errorf("kept %v", kept)
	}
	for _, step := range []struct {
		after time.Duration
		again []string
	}{{time.Hour, []string{odd}}, {25 * time.Hour, []string{gone, odd}}, {8 * 24 * time.Hour, []string{good, gone, odd}}} {
		now := c.now.Add(step.after)
		a := &Checker{Web: faulty{}, Now: func() time.Time { return now }, Sleep: c.Sleep}
		answers, err := a.Check(t.Context(), []string{good, gone, odd}, kept)
		if err != nil {
			t.Fatal(err)
		}
		var again []string
		for address, answer := range answers {
			if answer.Asked.Equal(now) {
				again = append(again, address)
			}
		}
		if slices.Sort(again); !slices.Equal(again, step.again) {
			t.Errorf("after %v it asked for %v", step.after, again)
		}
	}
	if err := root.WriteFile(file, []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if len(Load(root.FS())) != 0 {
		t.Error("a broken memory is none")
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := checker(newClock()).Check(ctx, []string{"http://127.0.0.1:1/a", "http://127.0.0.1:1/b"}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
