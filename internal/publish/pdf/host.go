package pdf

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"loa/internal/desk/loopback"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// host gives a site to the browser that prints it.
type host struct {
	project  *build.Project
	root     string // of the site on its host: "/" or "/vi-tre-em/"
	outputs  map[string]build.Output
	listener net.Listener
	server   *http.Server
}

func newHost(p *build.Project) (*host, error) {
	listener, err := loopback.Listen(0)
	if err != nil {
		return nil, err
	}
	h := &host{project: p, root: "/", outputs: map[string]build.Output{}, listener: listener}
	if base, err := url.Parse(p.Settings.BaseURL); err == nil && base.Path != "" {
		h.root = base.Path
	}
	for _, o := range p.Outputs() {
		if _, taken := h.outputs[o.Path]; !taken {
			h.outputs[o.Path] = o
		}
	}
	h.server = loopback.NewServer(h, loopback.Account())
	go func() { _ = h.server.Serve(listener) }() // it ends with close
	return h, nil
}

func (h *host) close() { _ = h.server.Close() }

// address is where the browser finds a page, in a shape.
func (h *host) address(p *site.Page, as string) string {
	u := url.URL{Path: h.root + p.Path, Fragment: as}
	return loopback.Origin(h.listener) + u.String()
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, below := strings.CutPrefix(r.URL.Path, h.root)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	o, ok := h.outputs[name]
	if !ok || !below || !loopback.OwnHost(r) || loopback.IsStranger(r) {
		http.NotFound(w, r)
		return
	}
	data, err := h.bytes(o)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func (h *host) bytes(o build.Output) ([]byte, error) {
	if o.Open == nil {
		made, err := h.project.Make(o)
		return made.Data, err
	}
	f, err := o.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// contentType is that of what a page on paper needs.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".woff2":
		return "font/woff2"
	default:
		return "application/octet-stream"
	}
}
