package browser

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// sftpServer takes files by SFTP from one user with one password.
type sftpServer struct {
	port, hostKey string // the key as ssh writes it: SHA256:…
}

// openSFTP starts the server on the loopback interface, until the test is over.
func openSFTP(t *testing.T, user, password string) *sftpServer {
	t.Helper()
	_, private, coded := ed25519.GenerateKey(rand.Reader)
	key, signed := ssh.NewSignerFromKey(private)
	listener, listens := net.Listen("tcp", "127.0.0.1:0")
	if err := errors.Join(coded, signed, listens); err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{PasswordCallback: func(who ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
		if who.User() != user || string(given) != password {
			return nil, errors.New("not let in")
		}
		return nil, nil
	}}
	config.AddHostKey(key)
	var all sync.WaitGroup
	t.Cleanup(func() {
		listener.Close()
		all.Wait()
	})
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() { serveFiles(conn, config) })
		}
	})
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return &sftpServer{port, ssh.FingerprintSHA256(key.PublicKey())}
}

// serveFiles answers one connection.
func serveFiles(conn net.Conn, config *ssh.ServerConfig) {
	defer conn.Close()
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for one := range channels {
		channel, requests, err := one.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(r.Type == "subsystem", nil)
			}
		}()
		go func() {
			defer channel.Close()
			if server, err := sftp.NewServer(channel); err == nil && !errors.Is(server.Serve(), io.EOF) {
				return
			}
		}()
	}
}
