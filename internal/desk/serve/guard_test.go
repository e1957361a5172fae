package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// raw sends a request as it is written: a client would tidy up the path.
func (p *preview) raw(head string) *http.Response {
	p.t.Helper()
	conn, err := net.Dial("tcp", p.host)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { conn.Close() })
	fmt.Fprintf(conn, "%s\r\nConnection: close\r\n\r\n", head)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		p.t.Fatalf("%q: %v", head, err)
	}
	return resp
}

func TestHosts(t *testing.T) {
	p := start(t, example())
	_, port, _ := net.SplitHostPort(p.host)
	for host, want := range map[string]int{
		"127.0.0.1:" + port: 200, "localhost:" + port: 200, "LocalHost:" + port: 200, "[::1]:" + port: 200,
		"127.0.0.1": 403, "localhost": 403, "localhost:1": 403, "127.0.0.1:" + port + "0": 403,
		"evil.example:" + port: 403, "localhost.evil.example:" + port: 403, "127.0.0.1.evil.example:" + port: 403,
		"evil.example": 403, "0.0.0.0:" + port: 403, "127.0.0.2:" + port: 403, "localhost.:" + port: 403, "[::ffff:7f00:1]:" + port: 403,
	} {
		if got := p.raw("GET / HTTP/1.1\r\nHost: " + host).StatusCode; got != want {
			t.Errorf("Host %s: %d, want %d", host, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	p := start(t, example())
	for method, want := range map[string]int{
		"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "DELETE": 405, "OPTIONS": 405, "PATCH": 405, "TRACE": 405, "PROPFIND": 405,
	} {
		for _, path := range []string{"/", "/_loa/preview.js", "/trong.txt"} {
			resp := p.raw(method + " " + path + " HTTP/1.1\r\nHost: " + p.host + "\r\nOrigin: http://evil.example")
			if resp.StatusCode != want {
				t.Errorf("%s %s: %d, want %d", method, path, resp.StatusCode, want)
			}
			for name := range resp.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s %s: %s is sent", method, path, name)
				}
			}
			if body, _ := io.ReadAll(resp.Body); method == "HEAD" && len(body) > 0 {
				t.Errorf("HEAD %s has a body", path)
			}
		}
	}
}

func TestPaths(t *testing.T) {
	files := example()
	files["static/.bi-mat"] = "bí mật"
	files["static/sau/trong.txt"] = "trong"
	p := start(t, files)
	for _, path := range []string{
		"/../site.toml", "/%2e%2e/site.toml", "/%2E%2E%2Fsite.toml", "/nuoc/../../site.toml", "/sau/../site.toml", "/sau/%2e%2e/trong.txt",
		"/..%5csite.toml", `/..\site.toml`, "/sau%5ctrong.txt", "/.bi-mat", "/%2ebi-mat", "/.git/config", "/.loa/", "/sau/./trong.txt", "/sau/%2e/trong.txt",
		"/trong.txt%00", "/trong.txt%00.html", "/trong.txt::$DATA", "/trong.txt:x", "/trong.txt::%24DATA", "/C:/windows/win.ini", "/c:%5cwindows",
		"//sau/trong.txt", "/sau//trong.txt", "//evil.example/", "/trong.txt/", "/%252e%252e/site.toml", "/sau/trong.txt%20", "/sau/trong.txt.", "/SAU/trong.txt",
		"/_loa/../site.toml", "/_loa/%2e%2e/content/_index.md", "/_loa/preview.js/..", "/%00", "/\xff",
	} {
		resp := p.raw("GET " + path + " HTTP/1.1\r\nHost: " + p.host)
		body, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != 404 && resp.StatusCode != 400 || strings.Contains(string(body), "bí mật") || strings.Contains(string(body), "base_url") {
			t.Errorf("GET %s: %d\n%.200s", path, resp.StatusCode, body)
		}
	}
}

func TestCleanPath(t *testing.T) {
	for path, want := range map[string]bool{
		"/": true, "/nuoc/ao/": true, "/en/404.html": true, "/hinh/be-boi.1a2b3c4d.jpg": true, "/Đuối nước/": true,
		"": false, "x": false, "/..": false, "/../x": false, "/a/../b": false, "/.": false, "/a/./b": false, "/.git/config": false, "/a/.b": false,
		"//x": false, "/a//b": false, `/a\b`: false, `/..\x`: false, "/a\x00": false, "/a.txt::$DATA": false, "/c:/x": false,
	} {
		if cleanPath(path) != want {
			t.Errorf("cleanPath(%q) is %v", path, !want)
		}
	}
}

func TestOrigins(t *testing.T) {
	p := start(t, example())
	_, port, _ := net.SplitHostPort(p.host)
	for header, want := range map[string]int{
		"X: y": 200, "Origin: http://" + p.host: 200, "Sec-Fetch-Site: same-origin": 200,
		"Origin: https://" + p.host: 403, "Origin: http://localhost:" + port: 403, "Origin: http://evil.example": 403, "Origin: null": 403, "Origin: http://localhost:1": 403,
		"Origin: http://" + p.host + ".evil.example": 403, "Sec-Fetch-Site: cross-site": 403, "Sec-Fetch-Site: same-site": 403,
	} {
		for _, path := range []string{"/_loa/events", "/_loa/problems.json"} {
			if got := p.raw("GET " + path + " HTTP/1.1\r\nHost: " + p.host + "\r\n" + header).StatusCode; got != want {
				t.Errorf("%s with %s: %d, want %d", path, header, got, want)
			}
		}
	}
}

// A worker of one site would answer for the next that is previewed at this port.
func TestNoServiceWorker(t *testing.T) {
	files := example()
	files["static/sw.js"] = "self.onfetch = e => {}"
	p := start(t, files)
	p.shows("/sw.js", 200, "onfetch")
	if got := p.raw("GET /sw.js HTTP/1.1\r\nHost: " + p.host + "\r\nService-Worker: script").StatusCode; got != 404 {
		t.Errorf("a browser gets a worker: %d", got)
	}
}

func TestSubPath(t *testing.T) {
	files := example()
	files["site.toml"] = strings.Replace(files["site.toml"], "example.org/", "example.org/vi-tre-em/", 1)
	p := start(t, files)
	for path, want := range map[string]string{"/": "/vi-tre-em/", "/vi-tre-em": "/vi-tre-em/", "/vi-tre-em/nuoc?a=b": "/vi-tre-em/nuoc/?a=b"} {
		resp := p.raw("GET " + path + " HTTP/1.1\r\nHost: " + p.host)
		if got := resp.Header.Get("Location"); resp.StatusCode != 307 || got != want {
			t.Errorf("GET %s: %d to %q, want %q", path, resp.StatusCode, got, want)
		}
	}
	p.shows("/vi-tre-em/", 200, "Xin chào", `src="/vi-tre-em/_loa/preview.js"`)
	p.shows("/vi-tre-em/_loa/preview.js", 200, "EventSource")
	p.shows("/nuoc/", 404)
	p.shows("/_loa/preview.js", 404)
}
