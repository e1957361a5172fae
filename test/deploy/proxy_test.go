package deploy

import (
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"testing"
)

// wire is a line to a server that can be cut: what comes to 127.0.0.2 goes on to
// the same port of 127.0.0.1, until so many bytes have gone up.
type wire struct {
	mu    sync.Mutex
	limit int64 // bytes up until the cut; -1 for never
	up    int64
	open  map[net.Conn]bool
	dies  *os.Process // with the cut
}

const wired = "127.0.0.2"

func newWire(t *testing.T, ports ...int) *wire {
	t.Helper()
	w := &wire{limit: -1, open: map[net.Conn]bool{}}
	for _, port := range ports {
		l, err := net.Listen("tcp", net.JoinHostPort(wired, strconv.Itoa(port)))
		if err != nil {
			t.Skip("no second loopback address here: ", err)
		}
		t.Cleanup(func() { l.Close() })
		go w.serve(l, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	}
	return w
}

// cutAfter cuts the line after so many more bytes; -1 mends it.
func (w *wire) cutAfter(bytes int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit, w.up, w.dies = bytes, 0, nil
}

// killAfter is cutAfter for a line whose program dies with the cut, or has sent as
// much already.
func (w *wire) killAfter(bytes int64, program *os.Process) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit, w.dies = bytes, program
	if w.up >= bytes {
		program.Kill()
	}
}

// sent is how many bytes have gone up since the last cutAfter.
func (w *wire) sent() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.up
}

func (w *wire) serve(l net.Listener, to string) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go w.pass(conn, to)
	}
}

func (w *wire) pass(conn net.Conn, to string) {
	defer conn.Close()
	if !w.hold(conn) {
		return
	}
	defer w.drop(conn)
	server, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		io.Copy(conn, server)
		conn.Close()
	}()
	buffer := make([]byte, 4096)
	for {
		n, err := conn.Read(buffer)
		n = w.let(n)
		if _, failed := server.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}

// let says how many of so many bytes still go through, and cuts every connection
// when it is less.
func (w *wire) let(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	rest := int64(n)
	if w.limit >= 0 {
		rest = min(rest, max(w.limit-w.up, 0))
	}
	w.up += rest
	if rest < int64(n) {
		if w.dies != nil {
			w.dies.Kill()
		}
		for conn := range w.open {
			conn.Close()
		}
	}
	return int(rest)
}

func (w *wire) hold(conn net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.limit >= 0 && w.up >= w.limit {
		return false
	}
	w.open[conn] = true
	return true
}

func (w *wire) drop(conn net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, conn)
}
