package serve

import (
	"strings"
	"testing"
)

// TestSandbox: a page that came with the files of a site is shown as a sandbox, a
// program not at all.
func TestSandbox(t *testing.T) {
	files := example()
	files["static/trang.html"] = "<script>alert(1)</script>"
	files["static/cai.exe"] = "MZ"
	p := start(t, files)
	get := func(path string) (status int, policy, sniffing string) {
		resp := p.raw("GET " + path + " HTTP/1.1\r\nHost: " + p.host)
		return resp.StatusCode, strings.Join(resp.Header.Values("Content-Security-Policy"), ", "), resp.Header.Get("X-Content-Type-Options")
	}
	if status, policy, sniffing := get("/trang.html"); status != 200 || !strings.Contains(policy, "sandbox") || sniffing != "nosniff" {
		t.Errorf("the copied page: %d, %q, %q", status, policy, sniffing)
	}
	if status, _, _ := get("/cai.exe"); status != 404 {
		t.Errorf("the program: %d", status)
	}
}
