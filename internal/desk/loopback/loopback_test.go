package loopback

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
)

// A script of a previewed site can set as many cookies as a browser keeps for a
// host. The browser sends them to every port: the person must not be locked out.
func TestAllCookiesOfABrowser(t *testing.T) {
	listener, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	server := NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := r.Cookie("own"); err != nil || c.Value != "1" {
			t.Error("the cookie of the answerer is lost among the others")
		}
	}), func(net.Addr, net.Addr) Peer { return Same })
	go server.Serve(listener)
	defer server.Close()
	r, err := http.NewRequest(http.MethodGet, Origin(listener), nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := range 180 {
		all = append(all, fmt.Sprintf("b%03d=%s", i, strings.Repeat("x", 4096-5)))
	}
	r.Header.Set("Cookie", strings.Join(append(all, "own=1"), "; "))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Error(answer.Status)
	}
}
