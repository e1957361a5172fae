package clone

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/crypto/ssh"
)

// openSSH is OpenSSH's server, one process for each connection, with keys of its own. It
// lets in the person who runs the tests. Lines are lost where the test says so.
func openSSH(t *testing.T) reached {
	t.Helper()
	sshd, err := exec.LookPath("sshd")
	if err != nil {
		sshd, err = exec.LookPath("/usr/sbin/sshd")
	}
	if err != nil {
		t.Skip("no server of OpenSSH on this machine: see test/deploy/install.sh")
	}
	dir := t.TempDir()
	host, hostErr := keyIn(filepath.Join(dir, "host"))
	own, ownErr := keyIn(filepath.Join(dir, "own"))
	me, meErr := user.Current()
	listener, listens := net.Listen("tcp", "127.0.0.1:0")
	if err := errors.Join(hostErr, ownErr, meErr, listens); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "config")
	text := fmt.Sprintf("HostKey %s\nAuthorizedKeysFile %s\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nSetEnv HOME=%s\n", filepath.Join(dir, "host"), filepath.Join(dir, "authorized"), dir) // nothing of the person's own shell and Git
	err = errors.Join(os.WriteFile(config, []byte(text), 0o600), os.WriteFile(filepath.Join(dir, "authorized"), ssh.MarshalAuthorizedKey(own), 0o600))
	if os.Getuid() == 0 { // where it drops its rights
		err = errors.Join(err, os.MkdirAll("/run/sshd", 0o755))
	}
	if err != nil {
		t.Fatal(err)
	}
	s := &openSSHServer{command: []string{sshd, "-i", "-e", "-f", config}}
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
			all.Go(func() { s.serve(conn) })
		}
	})
	repo := newShare(t)
	return reached{repo: repo, Address: "ssh://" + me.Username + "@" + listener.Addr().String() + repo, KeyFile: filepath.Join(dir, "own"),
		HostKey: ssh.FingerprintSHA256(host), cut: func(bytes int) { s.cut.Store(int64(bytes)) }}
}

type openSSHServer struct {
	command []string
	cut     atomic.Int64 // bytes of Git after which a line is lost; 0 for never
}

// greeting is about how many bytes a server sends before Git's first.
const greeting = 3000

func (s *openSSHServer) serve(conn net.Conn) {
	defer conn.Close()
	cmd := exec.Command(s.command[0], s.command[1:]...)
	in, err := cmd.StdinPipe()
	out, also := cmd.StdoutPipe()
	if err := errors.Join(err, also); err != nil || cmd.Start() != nil {
		return
	}
	go func() {
		_, _ = io.Copy(in, conn)
		in.Close()
	}()
	answer := io.Reader(out)
	if n := s.cut.Load(); n > 0 {
		answer = io.LimitReader(out, greeting+n)
	}
	_, _ = io.Copy(conn, answer)
	conn.Close()
	_ = cmd.Wait()
}

// keyIn writes a new private key into a file.
func keyIn(file string) (ssh.PublicKey, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	return ssh.NewPublicKey(public)
}

// Two people work over OpenSSH as over the server of TestSSH, and Git finds nothing wrong.
func TestOpenSSH(t *testing.T) {
	r := openSSH(t)
	together(t, r.options)
	if out := git(t, r.repo, "fsck", "--strict"); strings.Contains(out, "error") {
		t.Error(out)
	}
}
