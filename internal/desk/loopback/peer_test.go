package loopback

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"runtime"
	"strings"
	"testing"
)

const heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

// row is a line of the table as this machine's kernel would print it.
func row(local, remote, state string, uid int) string {
	return fmt.Sprintf("   0: %s %s %s 00000000:00000000 00:00000000 00000000 %5d        0 26410 1 0000000000000000 20 4 30 10 -1\n", kernel(local), kernel(remote), state, uid)
}

func kernel(at string) string {
	a := netip.MustParseAddrPort(at)
	raw := a.Addr().AsSlice()
	var b strings.Builder
	for i := 0; i < len(raw); i += 4 {
		fmt.Fprintf(&b, "%08X", binary.NativeEndian.Uint32(raw[i:]))
	}
	return fmt.Sprintf("%s:%04X", b.String(), a.Port())
}

func TestPeer(t *testing.T) {
	const desk, client = "127.0.0.1:1314", "127.0.0.1:50000"
	ours := row(desk, client, "01", 1000)
	for name, c := range map[string]struct {
		tables []string
		want   Peer
	}{
		"the same account":                     {[]string{ours + row(client, desk, "01", 1000)}, Same},
		"the administrator":                    {[]string{ours + row(client, desk, "01", 0)}, Same},
		"another account":                      {[]string{ours + row(client, desk, "01", 65534)}, Stranger},
		"another account, its row first":       {[]string{row(client, desk, "01", 65534) + ours}, Stranger},
		"another account by an IPv6 socket":    {[]string{ours, row("[::ffff:127.0.0.1]:50000", "[::ffff:127.0.0.1]:1314", "01", 65534)}, Stranger},
		"the same account by an IPv6 socket":   {[]string{ours, row("[::ffff:127.0.0.1]:50000", "[::ffff:127.0.0.1]:1314", "01", 1000)}, Same},
		"hung up: the kernel prints no owner":  {[]string{ours + row(client, desk, "05", 0)}, Stranger},
		"hung up: no row any more":             {[]string{ours}, Stranger},
		"half closed before it could be asked": {[]string{row(desk, client, "08", 1000) + row(client, desk, "05", 65534)}, Stranger},
		"half closed, as nobody's":             {[]string{row(desk, client, "08", 1000) + row(client, desk, "05", 0)}, Stranger},
		"both rows missed":                     {[]string{row(desk, "0.0.0.0:0", "0A", 1000)}, Stranger},
		"another connection of the same owner": {[]string{ours + row("127.0.0.1:50001", desk, "01", 1000)}, Stranger},
		"another address of this machine":      {[]string{ours + row("127.0.0.2:50000", desk, "01", 1000)}, Stranger},
		"a table of other connections":         {[]string{row("10.0.0.1:22", "10.0.0.2:999", "01", 7)}, Stranger},
		"an empty table":                       {[]string{""}, Unknown},
		"no table":                             {nil, Unknown},
		"no such table":                        {[]string{"x y z\n0: q:1 r:2 01 a b c d\n0: 0100007F:0522 " + kernel(client) + " 0\n"}, Unknown},
	} {
		var tables []io.Reader
		for _, text := range c.tables {
			tables = append(tables, strings.NewReader(heading+text))
		}
		local, _ := net.ResolveTCPAddr("tcp", desk)
		remote, _ := net.ResolveTCPAddr("tcp", client)
		if got := judge(tables, 1000, local, remote); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if runtime.GOARCH == "amd64" && kernel("127.0.0.1:1313") != "0100007F:0521" {
		t.Errorf("the rows of this test are not those of a kernel: %s", kernel("127.0.0.1:1313"))
	}
}

// The table of this machine is read as it is: a request of this very program is
// one of the same account.
func TestAccountOfThisMachine(t *testing.T) {
	listener, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	peers := make(chan Peer, 1)
	server := NewServer(http.NotFoundHandler(), func(local, remote net.Addr) Peer {
		p := Account()(local, remote)
		peers <- p
		return p
	})
	go server.Serve(listener)
	defer server.Close()
	answer, err := http.Get(Origin(listener))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	want := Unknown
	if _, err := os.Stat("/proc/net/tcp"); runtime.GOOS == "linux" && err == nil {
		want = Same
	}
	if got := <-peers; got != want {
		t.Errorf("%d, want %d", got, want)
	}
}

// A client that closes its half of the connection at once still reads the answer.
// It must not pass for one whose account the system does not tell.
func TestHalfClosed(t *testing.T) {
	if _, err := os.Stat("/proc/net/tcp"); err != nil {
		t.Skip(err)
	}
	listener, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	client, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	served, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer served.Close()
	if _, err := io.ReadAll(served); err != nil { // its end has come
		t.Fatal(err)
	}
	if got := Account()(served.LocalAddr(), served.RemoteAddr()); got != Stranger {
		t.Errorf("%d, want %d", got, Stranger)
	}
}
