package remote

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
)

// oldHost is an FTP server as that of IIS: it lists in the form of DOS, takes
// “LIST -a” for a name, and closes connections that lie idle.
type oldHost struct {
	t        *testing.T
	listener net.Listener
	mu       sync.Mutex
	lines    []net.Conn
	answers  map[string]string // to LIST, by folder
	dying    bool              // the next command ends the connection, as vsftpd does when its helper is gone
}

func newOldHost(t *testing.T, answers map[string]string) *oldHost {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h := &oldHost{t: t, listener: listener, answers: answers}
	t.Cleanup(func() { listener.Close(); h.hangUp() })
	go func() {
		for {
			line, err := listener.Accept()
			if err != nil {
				return
			}
			h.mu.Lock()
			h.lines = append(h.lines, line)
			h.mu.Unlock()
			go h.talk(line)
		}
	}()
	return h
}

// hangUp closes what lies idle.
func (h *oldHost) hangUp() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, line := range h.lines {
		line.Close()
	}
	h.lines = nil
}

func (h *oldHost) dies() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	dying := h.dying
	h.dying = false
	return dying
}

func (h *oldHost) die() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dying = true
}

func (h *oldHost) talk(line net.Conn) {
	say := func(form string, args ...any) { fmt.Fprintf(line, form+"\r\n", args...) }
	var data net.Listener
	say("220 ready")
	for commands := bufio.NewScanner(line); commands.Scan(); {
		verb, rest, _ := strings.Cut(commands.Text(), " ")
		if h.dies() {
			say("500 OOPS: priv_sock_get_int")
			line.Close()
			return
		}
		switch verb {
		case "USER":
			say("331 and the password?")
		case "PASS":
			say("230 come in")
		case "TYPE", "OPTS":
			say("200 so be it")
		case "SIZE":
			if _, folder := h.answers[rest]; folder {
				say("550 %s: not a plain file", rest)
			} else {
				say("213 %d", len(rest))
			}
		case "RNFR":
			say("350 to what?")
		case "MKD", "RNTO", "DELE":
			say("550 %s: access is denied", rest)
		case "STOR":
			say("150 let it come")
			if conn, err := data.Accept(); err == nil {
				io.Copy(io.Discard, conn)
				conn.Close()
			}
			data.Close()
			say("226 that was all")
		case "EPSV":
			data, _ = net.Listen("tcp", "127.0.0.1:0")
			say("229 here (|||%d|)", data.Addr().(*net.TCPAddr).Port)
		case "LIST":
			answer, there := h.answers[rest]
			if !there {
				say("550 %s: the system cannot find the file", rest)
				data.Close()
				continue
			}
			say("150 coming")
			conn, err := data.Accept()
			if err == nil {
				io.WriteString(conn, answer)
				conn.Close()
			}
			data.Close()
			say("226 that was all")
		case "QUIT":
			say("221 farewell")
			return
		default:
			say("500 what?")
		}
	}
}

func (h *oldHost) address() Address {
	return Address{Type: "ftp", Host: "127.0.0.1", Port: h.listener.Addr().(*net.TCPAddr).Port, Path: "/www",
		User: "web", Insecure: true, Secrets: Secrets{Password: "x"}}
}

func (h *oldHost) dial() Place {
	h.t.Helper()
	place, err := Dial(h.t.Context(), h.address())
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { place.Close() })
	return place
}

// TestDOSLists: a server that lists as DOS did, and knows no way to list hidden
// files, is understood.
func TestDOSLists(t *testing.T) {
	place := newOldHost(t, map[string]string{
		"/www":     "06-01-26  08:00AM       <DIR>          tin\r\n06-01-26  08:00AM                 1200 index.html\r\n",
		"/www/tin": "06-01-26  08:00AM                   34 Kế hoạch 2.pdf\r\n",
	}).dial()
	files, err := Files(t.Context(), place)
	want := []File{{Path: "index.html", Size: 1200}, {Path: "tin/Kế hoạch 2.pdf", Size: 34}}
	if err != nil || !slices.Equal(files, want) {
		t.Errorf("%+v %v", files, err)
	}
}

// TestIdleLines: a connection that the server closed while nobody used it is
// replaced without a word.
func TestIdleLines(t *testing.T) {
	host := newOldHost(t, nil)
	place := host.dial()
	for range 3 {
		host.hangUp()
		if file, err := place.Stat(context.Background(), "a.txt"); err != nil || file.Size != int64(len("/www/a.txt")) {
			t.Fatalf("%+v %v", file, err)
		}
	}
}

// TestServerDies: a server that gives up a connection in the words of vsftpd is
// asked again, as after a line that was cut.
func TestServerDies(t *testing.T) {
	host := newOldHost(t, nil)
	place := host.dial()
	host.die()
	if file, err := place.Stat(t.Context(), "a.txt"); err != nil || file.Size != int64(len("/www/a.txt")) {
		t.Errorf("on an idle line: %+v %v", file, err)
	}
	host.die()
	_, err := Dial(t.Context(), host.address())
	var broken *Broken
	if !errors.As(err, &broken) {
		t.Errorf("at the login: %v, which nobody tries again", err)
	}
}

// TestFolderInTheWay: a folder where a file must be is told by its name also by a
// server that cannot say what lies at a path.
func TestFolderInTheWay(t *testing.T) {
	folder := func(name string) string { return "06-01-26  08:00AM       <DIR>          " + name + "\r\n" }
	host := newOldHost(t, map[string]string{"/www": folder("tin") + folder("_loa"), "/www/tin": ""})
	err := host.dial().Put(t.Context(), "tin", Bytes([]byte("/www/_loa/new/1"))) // as long as the host says
	var refused *Refused
	if !errors.As(err, &refused) || refused.Reason != InTheWay || refused.Detail != "tin" {
		t.Error(err)
	}
}

// TestToEnd: a long file waits on the disk, a short one in memory, and both come
// back whole.
func TestToEnd(t *testing.T) {
	for _, size := range []int{0, 1, spooled - 1, spooled, spooled + 1, 3 * spooled} {
		text := strings.Repeat("x", size)
		file, err := toEnd(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(file)
		if err != nil || string(got) != text {
			t.Errorf("%d bytes: %d came back, %v", size, len(got), err)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}
