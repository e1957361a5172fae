package ownsite

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Host serves the files below a folder as a plain static host does: index.html
// of a folder, 404.html with its status for what is not there.
type Host string

// ServeHTTP answers with a file.
func (dir Host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(string(dir), filepath.FromSlash(r.URL.Path))
	if strings.HasSuffix(r.URL.Path, "/") {
		name = filepath.Join(name, "index.html")
	}
	switch filepath.Ext(name) {
	case ".webmanifest":
		w.Header().Set("Content-Type", "application/manifest+json")
	case ".ics":
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	}
	if data, err := os.ReadFile(name); err == nil {
		http.ServeContent(w, r, name, time.Time{}, strings.NewReader(string(data)))
		return
	}
	page, err := dir.notFound(r.URL.Path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}

// notFound is the 404 page of an address: that of the part that a line of
// _redirects names, else the site's.
func (dir Host) notFound(address string) ([]byte, error) {
	page := "404.html"
	lines, _ := os.ReadFile(filepath.Join(string(dir), "_redirects")) // not every site has one
	for line := range strings.Lines(string(lines)) {
		if part := strings.Fields(line); part[2] == "404" && strings.HasPrefix(address, strings.TrimSuffix(part[0], "*")) {
			page = strings.TrimPrefix(part[1], "/")
		}
	}
	return os.ReadFile(filepath.Join(string(dir), page))
}
