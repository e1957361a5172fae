package host_test

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"loa/internal/office/host"
	"loa/internal/office/host/hosttest"
)

// Each answer that is none gets its fault, at every host.
func TestFaults(t *testing.T) {
	answer := func(status int, kind, body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	const json, html = "application/json", "text/html; charset=utf-8"
	cases := []struct {
		name  string
		say   func(http.ResponseWriter)
		fault host.Fault
		said  string
	}{
		{"expired token", answer(401, json, `{"message":"token is expired"}`), host.Expired, "token is expired"},
		{"forbidden", answer(403, json, `{"message":{"base":["no rights"]}}`), host.Forbidden, "no rights"},
		{"missing", answer(404, json, `{"error":"404 Project Not Found"}`), host.Missing, "404 Project Not Found"},
		{"invalid", answer(422, json, `{"message":"Validation Failed","errors":[{"code":"custom","message":"No commits"}]}`), host.Invalid, "Validation Failed; No commits"},
		{"conflict", answer(409, json, `{"message":["Another open merge request"]}`), host.Changed, "Another open merge request"},
		{"error", answer(500, json, `{"message":"x"}`), host.Down, "x"},
		{"error as a page", answer(502, html, `<h1>Bad gateway</h1>`), host.Down, ""},
		{"closed for work", answer(503, html, `<h1>Deploy in progress</h1>`), host.Down, ""},
		{"a page to log in", answer(200, html, `<form action="/login">`), host.NotJSON, ""},
		{"a proxy says no", answer(403, html, `<h1>Blocked</h1>`), host.NotJSON, ""},
		{"another program", answer(404, "text/plain", `not found`), host.NotJSON, ""},
		{"half of it", answer(200, json, `{"login":"la`), host.NotJSON, ""},
		{"another shape", answer(200, json, `[1]`), host.NotJSON, ""},
		{"too long", answer(200, json, `{"login":"`+strings.Repeat("a", 5<<20)+`"}`), host.TooLong, ""},
		{"sent on", func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://elsewhere.example/steal")
			w.WriteHeader(302)
		}, host.Elsewhere, ""},
		{"cut off", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", json)
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"login":`)
			panic(http.ErrAbortHandler)
		}, host.Broken, ""},
		{"too many", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "90")
			answer(429, html, "slow down")(w)
		}, host.Busy, ""},
		{"GitHub's limit", func(w http.ResponseWriter) {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", fmt.Sprint(morning.Add(90*time.Second).Unix()))
			answer(403, json, `{"message":"API rate limit exceeded"}`)(w)
		}, host.Busy, "API rate limit exceeded"},
	}
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				s.Instead(func(w http.ResponseWriter, _ *http.Request) bool { c.say(w); return true })
				_, err := as(s, officer).Who(t.Context())
				told, ok := err.(*host.Error)
				if !ok || told.Fault != c.fault || told.Said != c.said {
					t.Fatalf("%#v", err)
				}
				if c.fault == host.Busy && !told.Until.Equal(morning.Add(90*time.Second)) {
					t.Errorf("until %v", told.Until)
				}
				if strings.Contains(err.Error(), officer) {
					t.Error("the token is told")
				}
			})
		}
	})
}

// A host that wants to be left alone is, until the moment that it named, but for no longer
// than an hour.
func TestRetryAfter(t *testing.T) {
	s := hosttest.New(t, "gitea")
	s.Person(officer, hosttest.Person{Name: "lan"})
	now := morning
	h := host.New(place(s), host.Options{Token: officer, Web: http.DefaultTransport, Clock: func() time.Time { return now }})
	after := "120"
	s.Instead(func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(http.StatusTooManyRequests)
		return true
	})
	asked := func() int { all, _ := s.Requests(); return len(all) }
	for range 3 {
		if _, err := h.Who(t.Context()); !host.Is(err, host.Busy) {
			t.Fatal(err)
		}
	}
	if asked() != 1 {
		t.Fatalf("asked %d times", asked())
	}
	now, after = now.Add(2*time.Minute), now.Add(100*time.Hour).Format(http.TimeFormat)
	if _, err := h.Who(t.Context()); !host.Is(err, host.Busy) || asked() != 2 {
		t.Fatalf("%v, asked %d times", err, asked())
	}
	s.Instead(nil)
	now = now.Add(time.Hour + time.Second)
	if _, err := h.Who(t.Context()); err != nil && !host.Is(err, host.Missing) {
		t.Error(err)
	}
	if asked() < 3 {
		t.Error("never asked again")
	}
}

// What has not changed is not sent again.
func TestNotModified(t *testing.T) {
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		r := opened(t, s)
		h := as(s, officer)
		once, err := h.Review(t.Context(), r.Number)
		if err != nil {
			t.Fatal(err)
		}
		_, before := s.Requests()
		again, err := h.Review(t.Context(), r.Number)
		if err != nil || again.Commit != once.Commit || again.State != once.State {
			t.Fatalf("%+v, %v", again, err)
		}
		if _, unchanged := s.Requests(); unchanged-before < 3 {
			t.Errorf("%d answers were not sent again", unchanged-before)
		}
		if err := as(s, approver).Approve(t.Context(), r.Number, first); err != nil {
			t.Fatal(err)
		}
		if last, err := h.Review(t.Context(), r.Number); err != nil || last.State != host.Approved {
			t.Errorf("an old answer counts: %s, %v", last.State, err)
		}
	})
}

// A host that sends on gets no second request, and nobody else gets the token.
func TestTokenStays(t *testing.T) {
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s was asked with %v", r.URL, r.Header)
	}))
	defer thief.Close()
	eachHost(t, func(t *testing.T, s *hosttest.Server) {
		s.Instead(func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, thief.URL+r.URL.Path, http.StatusTemporaryRedirect)
			return true
		})
		if err := as(s, officer).Note(t.Context(), 1, "x"); !host.Is(err, host.Elsewhere) {
			t.Error(err)
		}
	})
}

// Nothing answers, or it has another's certificate.
func TestLines(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + closed.Addr().String()
	closed.Close()
	stranger := httptest.NewUnstartedServer(http.NotFoundHandler())
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	for address, want := range map[string]host.Fault{nobody: host.NoHost, stranger.URL: host.Untrusted} {
		h := host.New(host.Place{Kind: host.Gitea, Address: address, Project: hosttest.Project}, host.Options{Token: officer, Web: http.DefaultTransport, Clock: time.Now})
		if _, err := h.Who(t.Context()); !host.Is(err, want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
