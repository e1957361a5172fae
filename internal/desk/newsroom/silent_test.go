package newsroom_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"loa/internal/desk/newsroom"
	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/office/clone"
	"loa/internal/publish/keyring"
	"loa/internal/publish/remote"
)

// leaving counts what leaves the machine.
type leaving struct{ atomic.Int64 }

func (l *leaving) RoundTrip(r *http.Request) (*http.Response, error) {
	l.Add(1)
	return nil, errors.New("asked " + r.URL.String())
}

func (l *leaving) dial(_ context.Context, a remote.Address) (remote.Place, error) {
	l.Add(1)
	return nil, errors.New("dialled " + a.Host)
}

// A whole session at the desk, each of its pages and each of its forms with each button of
// the office, asks nobody: neither where the site names no repository, nor where it names one
// that nobody on this machine has allowed, whatever token lies about.
func TestNobodyIsAsked(t *testing.T) {
	for name, settings := range map[string]string{
		"no office":             "",
		"an office not allowed": "[office]\nremote = \"https://git.example.vn/xa-an/trang.git\"\nhost = \"forgejo\"\n[office.reviewers]\nall = [\"hung\"]\n",
		"by SSH, not allowed":   "[office]\nremote = \"git@git.example.vn:xa-an/trang.git\"\nhost = \"gitlab\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, files := &leaving{}, example()
			files["site.toml"] += "[newsroom]\napprove = true\n" + settings
			o := enter(t, newsroomtest.Open(t, files, newsroomtest.Options{Who: "Lan", Shared: true, Web: out, Dial: out.dial, Keyring: keyring.New(nil),
				Environ: func(name string) string { return map[string]string{"LOA_OFFICE_TOKEN": "một mã có sẵn"}[name] },
				Now:     time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC)}))
			remote := ""
			if settings != "" {
				_, remote, _ = strings.Cut(settings, `"`)
				remote, _, _ = strings.Cut(remote, `"`)
				if err := clone.Start(clone.Options{Dir: o.Dir, Remote: remote, Clock: time.Now}); err != nil {
					t.Fatal(err)
				}
			}
			const file = "content/nuoc/ao.md"
			if status, body := o.send(file, "save", map[string]string{"body": "Rào ao cao."}); status != http.StatusOK {
				t.Fatal(status, body)
			}
			pages := 0
			for _, route := range newsroom.Routes() {
				method, page, _ := strings.Cut(route, " ")
				if strings.HasSuffix(page, "events") || strings.HasPrefix(page, "publish/") {
					continue // goes on without an end, or is asked for by the page of publishing
				}
				pages++
				query := url.Values{"file": {file}, "n": {"1"}, "now": {"1"}, "day": {"2026-06-01"}, "blob": {strings.Repeat("0", 40)}, "lang": {"en"}}
				if method == http.MethodGet {
					o.get("/" + page + "?" + query.Encode())
					continue
				}
				buttons := []string{""}
				if page == "office" || page == "reviews" {
					buttons = []string{"fetch", "send", "take", "settle", "token", "approve", "return", "merge", "refuse", "note"}
				}
				for _, do := range buttons {
					form := url.Values{"token": {o.token()}, "do": {do}, "file": {file}, "files": {file}, "n": {"1"}, "commit": {strings.Repeat("0", 40)}, "text": {"x"}}
					o.post("/"+page, form)
				}
			}
			if n := out.Load(); n > 0 || pages < 40 {
				t.Errorf("%d requests left the machine while %d pages were used", n, pages)
			}
			if _, err := os.Lstat(filepath.Join(o.Dir, ".git")); remote == "" && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the site became a clone: %v", err)
			}
			if !strings.HasPrefix(remote, "https:") {
				return
			}
			o.post("/office", url.Values{"token": {o.token()}, "do": {"allow"}, "place": {remote}})
			o.post("/office", url.Values{"token": {o.token()}, "do": {"fetch"}})
			if out.Load() == 0 {
				t.Error("what is allowed is not counted")
			}
		})
	}
}
