package remote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"testing"
)

// The real errors of the system: a port that is closed a moment ago, a name that is
// reserved never to exist (RFC 2606), a line that was cut.
func TestTroubleOf(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	for _, kind := range []string{"sftp", "ftp", "s3"} {
		a := Address{Type: kind, Host: "127.0.0.1", Port: port, User: "u", Bucket: "thung", Region: "x", Insecure: kind != "sftp", HostKey: "SHA256:x", Secrets: Secrets{Password: "x", KeyID: "x", Key: "x"}}
		_, err := Dial(t.Context(), a)
		var broken *Broken
		if !errors.As(err, &broken) || TroubleOf(err) != ClosedPort {
			t.Errorf("%s: a closed port is %q: %v", kind, TroubleOf(err), err)
		}
	}
	for _, c := range []struct {
		err  error
		want Trouble
	}{
		{&Broken{fmt.Errorf("dial: %w", &net.DNSError{Name: "khong-co.invalid", IsNotFound: true})}, NoHost},
		{&Broken{&net.OpError{Op: "dial", Err: noWay[0]}}, NoHost},
		{&Broken{context.DeadlineExceeded}, Silent},
		{&Broken{errors.New("EOF")}, Cut},
	} {
		if got := TroubleOf(c.err); got != c.want {
			t.Errorf("%v is %q, not %q", c.err, got, c.want)
		}
	}
}
