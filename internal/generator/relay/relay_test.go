package relay

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/disk"
)

const list = `{"warnings":[{"warning":"lu.abc","level":"warning","until":1,"html":{},"words":{"vi":{"title":"Lũ"}}}]}`

// asked fetches the list of a server that answers by do, from an address below it.
func asked(t *testing.T, dir, path string, do http.HandlerFunc) ([]Failure, string) {
	t.Helper()
	server := httptest.NewTLSServer(do)
	defer server.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f := Fetcher{Web: server.Client().Transport, Agent: "Loa/test", Allowed: func(address string) (bool, error) { return !strings.Contains(address, "forbidden"), nil }}
	// The server has another port each time; what is kept goes by the address.
	f.Web = sameHost{f.Web, strings.TrimPrefix(server.URL, "https://")}
	failures, err := f.Refresh(t.Context(), disk.System{}, root, []string{"https://tinh.example" + path})
	if err != nil {
		t.Fatal(err)
	}
	return failures, "https://tinh.example" + path
}

// sameHost brings requests for any host to one.
type sameHost struct {
	http.RoundTripper
	host string
}

func (s sameHost) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Host, r.Host = s.host, s.host
	r.URL.Scheme = "https"
	return s.RoundTripper.RoundTrip(r)
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

// What does not come leaves what came before, and says why.
func TestRefresh(t *testing.T) {
	dir := t.TempDir()
	if failures, address := asked(t, dir, "/warnings.json", says(list)); len(failures) > 0 {
		t.Fatal(failures)
	} else if kept, ok := Kept(os.DirFS(dir), address); !ok || len(kept.Warnings) != 1 || kept.Warnings[0].Words["vi"].Title != "Lũ" {
		t.Fatal(kept, ok)
	}
	var refused http.HandlerFunc = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	to := func(address string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
	}
	for _, c := range []struct {
		of    string
		do    http.HandlerFunc
		fault Fault
	}{
		{"a fault", refused, Refused},
		{"another list", says("<html>"), NoList},
		{"a list that is cut", says(list[:40]), NoList},
		{"something behind the list", says(list + "x"), NoList},
		{"no list in it", says(`{"warnings":null}`), NoList},
		{"bytes that are no text", says("{\"warnings\":[{\"level\":\"\xff\"}]}"), NoList},
		{"a long answer", says(`{"warnings":[` + strings.Repeat(" ", MostBytes) + "]}"), TooLong},
		{"another host", to("https://khac.example/warnings.json"), Elsewhere},
		{"an open line", to("http://tinh.example/warnings.json"), Elsewhere},
		{"a circle", to("/warnings.json"), Elsewhere},
	} {
		failures, address := asked(t, dir, "/warnings.json", c.do)
		if len(failures) != 1 || failures[0].Fault != c.fault || !failures[0].Kept {
			t.Errorf("%s: %+v", c.of, failures)
		}
		if kept, ok := Kept(os.DirFS(dir), address); !ok || len(kept.Warnings) != 1 {
			t.Errorf("%s: what was kept is gone", c.of)
		}
	}
	if failures, _ := asked(t, dir, "/forbidden.json", func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }); len(failures) != 1 || failures[0].Fault != NotAllowed || failures[0].Kept {
		t.Error(failures)
	}
	moved := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old.json" {
			http.Redirect(w, r, "/new.json", http.StatusMovedPermanently)
			return
		}
		fmt.Fprint(w, `{"warnings":[]}`)
	}
	if failures, address := asked(t, dir, "/old.json", moved); len(failures) > 0 {
		t.Error(failures)
	} else if kept, ok := Kept(os.DirFS(dir), address); !ok || len(kept.Warnings) != 0 {
		t.Error(kept, ok)
	}
}

// A folder in which this account may not read or write costs the list, and no more.
func TestUnkept(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".loa"), nil, 0o644); err != nil { // no folder
		t.Fatal(err)
	}
	if failures, _ := asked(t, dir, "/warnings.json", says(list)); len(failures) != 1 || failures[0].Fault != Unkept || failures[0].Kept {
		t.Error(failures)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f := Fetcher{Allowed: func(string) (bool, error) { return false, os.ErrPermission }}
	if failures, err := f.Refresh(t.Context(), disk.System{}, root, []string{"https://tinh.example/w.json"}); err != nil || len(failures) != 1 || failures[0].Fault != NotAllowed {
		t.Error(failures, err)
	}
}

// A list that is the same is not written again: builds know by the file that all is as it
// was.
func TestSameStays(t *testing.T) {
	dir := t.TempDir()
	asked(t, dir, "/warnings.json", says(list))
	files, _ := filepath.Glob(filepath.Join(dir, Folder, "*"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	before, err := os.Stat(files[0])
	if err != nil {
		t.Fatal(err)
	}
	asked(t, dir, "/warnings.json", says(list))
	if after, err := os.Stat(files[0]); err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Error("it was written again")
	}
}

// A run that is stopped keeps nothing and is an error.
func TestStopped(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	f := Fetcher{Web: http.DefaultTransport, Allowed: func(string) (bool, error) { return true, nil }}
	if _, err := f.Refresh(ctx, disk.System{}, root, []string{"https://tinh.example/warnings.json"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Only the open network is asked, whatever a name leads to.
func TestPublic(t *testing.T) {
	for text, open := range map[string]bool{
		"203.162.4.190": true, "2001:ee0:4::1": true, "127.0.0.1": false, "::1": false, "10.1.2.3": false, "192.168.1.1": false, "172.16.0.1": false,
		"169.254.169.254": false, "0.0.0.0": false, "0.1.2.3": false, "100.64.0.1": false, "fe80::1": false, "fd00::1": false, "::ffff:127.0.0.1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false, "224.0.0.1": false, "fec0::1": false, "::127.0.0.1": false, "::192.168.1.1": false, "255.255.255.255": false,
	} {
		if got := isPublic(netip.MustParseAddr(text)); got != open {
			t.Errorf("%s: %v", text, got)
		}
	}
	server := httptest.NewServer(says(list))
	defer server.Close()
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]"} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+host+port+"/", nil)
		if response, err := Public().RoundTrip(r); !errors.Is(err, Private) {
			if err == nil {
				response.Body.Close()
			}
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		" https://Tinh.Example:443/a/warnings.json": "https://tinh.example/a/warnings.json", "https://tinh.example:8443/w.json": "https://tinh.example:8443/w.json",
		"http://tinh.example/warnings.json": "", "https://tinh.example": "", "https://tinh.example/": "", "https://an:b@tinh.example/w.json": "", "https:///w.json": "",
		"https://tinh.example/w.json?a=1": "", "https://tinh.example/w.json#a": "", "file:///etc/passwd": "", "javascript:alert(1)": "", "tinh.example/warnings.json": "",
	} {
		if got, ok := Address(text); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v", text, got, ok)
		}
	}
}

// Whatever a host answers, it is read within bounds.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{list, `{"warnings":[]}`, `{"warnings":[null,{}]}`, `[`, ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := Parse(data); err != nil && len(l.Warnings) > 0 {
			t.Error("half a list")
		}
	})
}
