package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// answer gives what a build would have published at a path.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, st *state, at string) {
	o, ok := st.outputs[outputOf(at)]
	if !ok {
		if _, folder := st.outputs[at+"/index.html"]; folder { // as static hosts do
			to := url.URL{Path: st.root + at + "/", RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
			return
		}
		o, ok = s.contentFile(r.Context(), st, at)
	}
	switch {
	case !ok && st.shown.Renderer == nil:
		s.write(w, r, http.StatusOK, ".html", s.dress(st, s.bare(st), false))
	case !ok:
		s.missing(w, r, st, at)
	case o.Page != nil:
		page, old := s.page(st, o)
		s.write(w, r, http.StatusOK, ".html", s.dress(st, page, old))
	default:
		s.file(w, r, st, o)
	}
}

// page makes a page. While it has an error its last good bytes stay, if it has
// been visited before.
func (s *Server) page(st *state, o build.Output) (page []byte, old bool) {
	made, err := st.shown.Make(o)
	if err == nil {
		s.ledger.put(st, o, made)
		page = made.Data
	}
	faulty := page == nil || st.faulty[pathOfEntry(o)] || problem.Any(st.shown.Weigh(made.Problems), problem.Error)
	if !faulty {
		s.kept.put(o.Path, page)
		return page, false
	}
	if last, ok := s.kept.get(o.Path); ok {
		return last, true
	}
	if page == nil {
		page = s.bare(st)
	}
	return page, false
}

func pathOfEntry(o build.Output) string {
	if o.Page.Entry == nil {
		return "\x00" // no file has this name
	}
	return o.Page.Entry.File.Path
}

// missing answers with the 404 page of the language that was asked in.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, st *state, at string) {
	page := s.bare(st)
	if o, ok := st.notFound(at); ok {
		page, _ = s.page(st, o)
	}
	s.write(w, r, http.StatusNotFound, ".html", s.dress(st, page, false))
}

// bare is a page for when there is none: the overlay says why, and the text for
// those who read without script.
func (s *Server) bare(st *state) []byte {
	var b bytes.Buffer
	title := html.EscapeString(s.own.Say("nothing", nil))
	fmt.Fprintf(&b, "<!doctype html><html lang=%q><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>%s</title><h1>%s</h1><noscript><pre>", s.own.Language, title, title)
	for _, p := range st.known {
		b.WriteString(html.EscapeString(problem.Text(p, s.words)))
	}
	b.WriteString("</pre></noscript>")
	if s.options.Desk != nil {
		fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(s.own.Say("desk", nil)))
	}
	return b.Bytes()
}

// dress adds the preview's script to a page. It goes behind the end, where a
// browser takes it into the body, so that nothing has to be found in the page.
func (s *Server) dress(st *state, page []byte, old bool) []byte {
	if s.frame != "" {
		return append(bytes.Clone(page), s.frame...)
	}
	kept := ""
	if old {
		kept = " data-old"
	}
	return fmt.Appendf(bytes.Clone(page), "<script src=\"%s%spreview.js\" data-stamp=%q%s defer></script>", st.root, ownFolder, st.stamp(), kept)
}

// file answers with anything but a page.
func (s *Server) file(w http.ResponseWriter, r *http.Request, st *state, o build.Output) {
	content, err := open(st.shown, o)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && content == nil:
		s.missing(w, r, st, o.Path)
		return
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if c, ok := content.(io.Closer); ok {
		defer c.Close()
	}
	w.Header().Set("Content-Type", contentType(o.Path))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if o.Sandbox { // a page that came with the site's files must not reach the preview
		w.Header().Add("Content-Security-Policy", "sandbox")
	}
	http.ServeContent(w, r, path.Base(o.Path), time.Time{}, content)
}

// open gives the bytes of an output; nil if a problem keeps it from being
// published.
func open(p *build.Project, o build.Output) (io.ReadSeeker, error) {
	if o.Open == nil {
		made, err := p.Make(o)
		if err != nil || made.Data == nil {
			return nil, err
		}
		return bytes.NewReader(made.Data), nil
	}
	f, err := o.Open()
	if err != nil {
		return nil, err
	}
	if seeker, ok := f.(io.ReadSeeker); ok {
		return seeker, nil
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	return bytes.NewReader(data), err
}

// write answers with bytes that were made just now.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, ending string, data []byte) {
	w.Header().Set("Content-Type", contentType(ending))
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // a reader that went away is no failure
	}
}

// types are those that a static host sends; the machine's own table differs from
// one to the next.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".json": "application/json", ".webmanifest": "application/manifest+json",
	".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
	".vtt": "text/vtt; charset=utf-8", ".woff2": "font/woff2", ".zip": "application/zip", "": "text/plain; charset=utf-8",
}

func contentType(name string) string {
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
