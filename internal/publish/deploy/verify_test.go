package deploy

import (
	"compress/gzip"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// published is what the hosts of this test hand out.
var published = pages{
	"index.html": "home" + strings.Repeat(" long", 1000), "404.html": "nothing here", "worker.js": "worker",
	"warnings.json": `{"warnings":[]}`, "lich/all.ics": "BEGIN:VCALENDAR", "manifest.webmanifest": "{}", "style.11111111.css": "css",
}

// host serves a folder as a test wants it.
type host struct {
	folder string
	wrong  string // what it does wrong; "" for nothing
	now    time.Time
}

func (h host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if strings.HasSuffix(name, "/") || name == "" {
		name += "index.html"
	}
	if status, err := strconv.Atoi(h.wrong); err == nil && name == "lich/all.ics" {
		w.WriteHeader(status)
		return
	}
	data, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(name)))
	if err != nil || strings.HasPrefix(name, "_loa/") && h.wrong != "open" || h.wrong == "missing" && strings.HasSuffix(name, ".webmanifest") {
		h.notFound(w)
		return
	}
	right := headersOf(name, "gzip")
	if h.wrong == "different" && name == "index.html" {
		data = []byte("an old copy of a cache on the way")
	}
	if h.wrong == "type" && strings.HasSuffix(name, ".ics") {
		right.Type = "text/plain"
	}
	switch h.wrong {
	case "kept":
		right.Cache = "max-age=31536000"
	case "forgotten":
		right.Cache = ""
	}
	w.Header().Set("Date", h.date(h.wrong).UTC().Format(http.TimeFormat))
	if h.wrong == "aged" {
		w.Header().Set("Age", "7200")
	}
	w.Header().Set("Content-Type", right.Type)
	w.Header().Set("Cache-Control", right.Cache)
	if right.Encoding == "" || h.wrong == "uncompressed" {
		w.Write(data)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	packed := gzip.NewWriter(w)
	packed.Write(data)
	packed.Close()
}

// date is the time by a host's clock. Clocks of hosts that are right differ by seconds, and an
// answer that a cache kept for two hours says when the host made it.
func (h host) date(wrong string) time.Time {
	return h.now.Add(map[string]time.Duration{
		"ahead": 90 * time.Minute, "behind": -61 * time.Second, "days": -49 * time.Hour, "aged": -2 * time.Hour, "": 50 * time.Second, "open": -50 * time.Second,
	}[wrong])
}

func (h host) notFound(w http.ResponseWriter) {
	page, _ := os.ReadFile(filepath.Join(h.folder, "404.html"))
	if h.wrong == "not-found" {
		page = []byte("Error 404 (IIS)")
	}
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}

// TestVerify: each thing that hosts do wrong is found, and nothing on one that
// does all right.
func TestVerify(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(published)
	for wrong, want := range map[string][]Fault{
		"":             nil,
		"missing":      {{Missing, "manifest.webmanifest", "404"}},
		"different":    {{Different, "index.html", ""}},
		"type":         {{WrongType, "lich/all.ics", "text/plain"}},
		"uncompressed": {{Uncompressed, "index.html", ""}},
		"kept":         {{KeptTooLong, "index.html", "max-age=31536000"}, {KeptTooLong, "lich/all.ics", "max-age=31536000"}, {KeptTooLong, "manifest.webmanifest", "max-age=31536000"}, {KeptTooLong, "warnings.json", "max-age=31536000"}, {KeptTooLong, "worker.js", "max-age=31536000"}},
		"forgotten":    {{KeptTooShort, "style.11111111.css", ""}},
		"not-found":    {{NoNotFound, "", "404"}},
		"open":         {{Open, "_loa/", ""}},
		"ahead":        {{Clock, "warnings.json", "+1h30m"}},
		"behind":       {{Clock, "warnings.json", "-1m"}},
		"days":         {{Clock, "warnings.json", "-49h0m"}},
		"aged":         nil,
	} {
		r := d.release(published)
		server := httptest.NewServer(host{d.dir, wrong, d.now})
		faults, err := r.verify(t.Context(), server.URL+"/", server.Client())
		server.Close()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, faults); diff != "" {
			t.Errorf("%q: %s", wrong, diff)
		}
	}
}

// TestVerifyUnavailable: a host that is busy or under repair is no fault of the site, and
// another time may be better. A status that stays so is one.
func TestVerifyUnavailable(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(published)
	for status, later := range map[string]bool{"429": true, "502": true, "503": true, "504": true, "403": false, "410": false, "500": false} {
		r := d.release(published)
		server := httptest.NewServer(host{d.dir, status, d.now})
		faults, err := r.verify(t.Context(), server.URL+"/", server.Client())
		server.Close()
		var unavailable *Unavailable
		if errors.As(err, &unavailable) != later || later && unavailable.Path != "lich/all.ics" {
			t.Errorf("%s: %v", status, err)
		}
		if want := []Fault{{Missing, "lich/all.ics", status}}; !later && !slices.Equal(faults, want) {
			t.Errorf("%s: %v, not %v", status, faults, want)
		}
	}
}

// TestSample takes some files of each kind, from the whole of the site, and what
// leads readers to it.
func TestSample(t *testing.T) {
	p := pages{".nojekyll": "", "_headers": "", "web.config": ""}
	for _, letter := range strings.Split("abcdefghij", "") {
		p[letter+"/index.html"], p[letter+".png"] = "", ""
	}
	p["index.html"], p["worker.js"] = "", ""
	chosen := sample(newDesk(t).release(p).local.files)
	for _, name := range []string{"index.html", "worker.js", "a/index.html", "a.png"} {
		if !slices.Contains(chosen, name) {
			t.Errorf("%s is not asked for: %v", name, chosen)
		}
	}
	if len(chosen) > 9 || slices.Contains(chosen, "web.config") || slices.Contains(chosen, "_headers") {
		t.Errorf("asked for: %v", chosen)
	}
}
