// Package deploy publishes to real servers on loopback: OpenSSH, vsftpd with TLS
// and versitygw. make test-deploy installs them; where one is missing its tests
// are skipped, unless LOA_TEST_DEPLOY=all asks for every one.
package deploy

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"loa/internal/publish/remote"
)

// server is one kind of place, with a fresh one for each test.
type server struct {
	name string
	// open returns the address of an empty place, and the folder on this machine
	// in which its files lie.
	open func(t *testing.T) (address remote.Address, folder string)
}

// passive are the ports on which vsftpd takes files.
func passive(control int) (ports []int) {
	for i := range 40 {
		ports = append(ports, control-1-i)
	}
	return ports
}

// ports are those of a place on this machine.
func ports(a remote.Address) []int {
	if a.Type == "ftp" {
		return append([]int{a.Port}, passive(a.Port)...)
	}
	return []int{a.Port}
}

var servers = []server{
	{"folder", func(t *testing.T) (remote.Address, string) {
		dir := t.TempDir()
		return remote.Address{Type: "folder", Path: dir}, dir
	}},
	{"sftp", openSFTP},
	{"ftp", openFTP},
	{"plain ftp", openPlainFTP},
	{"s3", openS3},
}

// program finds a server's program, or skips the test.
func program(t *testing.T, name string) string {
	t.Helper()
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/sbin", "bin") {
		file, err := filepath.Abs(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	if os.Getenv("LOA_TEST_DEPLOY") == "all" {
		t.Fatalf("%s is not installed: run make test-deploy", name)
	}
	t.Skipf("%s is not installed: make test-deploy installs it", name)
	return ""
}

// start runs a server until the test ends, and waits until it answers.
func start(t *testing.T, address string, command *exec.Cmd) {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { command.Wait(); close(ended) }()
	t.Cleanup(func() {
		command.Process.Kill()
		<-ended
		if text, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
			t.Logf("%s said:\n%s", command.Path, text)
		}
	})
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			return
		}
		select {
		case <-ended:
			t.Fatalf("%s ended at once", command.Path)
		case <-time.After(10 * time.Millisecond): // until somebody listens
		}
	}
}

// port is one that nobody uses.
func port(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func me(t *testing.T) string {
	t.Helper()
	who, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return who.Username
}

// openSFTP runs OpenSSH's server for the person who runs the tests, with keys of
// its own.
func openSFTP(t *testing.T) (remote.Address, string) {
	sshd := program(t, "sshd")
	dir, folder := t.TempDir(), t.TempDir()
	key := func(name string) ssh.PublicKey {
		public, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		block, err := ssh.MarshalPrivateKey(private, "")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), pem.EncodeToMemory(block))
		out, err := ssh.NewPublicKey(public)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	host, own := key("host"), key("own")
	write(t, filepath.Join(dir, "authorized"), ssh.MarshalAuthorizedKey(own))
	at := port(t)
	config := write(t, filepath.Join(dir, "config"), fmt.Appendf(nil, `
ListenAddress 127.0.0.1
Port %d
HostKey %s
AuthorizedKeysFile %s
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
MaxStartups 100
Subsystem sftp internal-sftp
`, at, filepath.Join(dir, "host"), filepath.Join(dir, "authorized")))
	if os.Getuid() == 0 { // where it drops its rights
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	start(t, fmt.Sprintf("127.0.0.1:%d", at), exec.Command(sshd, "-D", "-e", "-f", config))
	return remote.Address{Type: "sftp", Host: "127.0.0.1", Port: at, User: me(t), Path: folder,
		KeyFile: filepath.Join(dir, "own"), HostKey: ssh.FingerprintSHA256(host)}, folder
}

// openPlainFTP runs vsftpd without encryption, as small hosts do.
func openPlainFTP(t *testing.T) (remote.Address, string) {
	address, folder := vsftpd(t, "")
	address.Insecure = true
	return address, folder
}

// openFTP runs vsftpd as it comes, with TLS required and the session of the
// control connection asked for again (require_ssl_reuse is YES by default). Its
// anonymous user may write, since a test can make no other.
func openFTP(t *testing.T) (remote.Address, string) {
	certificate, fingerprint := certificate(t, t.TempDir())
	address, folder := vsftpd(t, fmt.Sprintf(`
allow_anon_ssl=YES
ssl_enable=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
rsa_cert_file=%s
rsa_private_key_file=%s
ssl_ciphers=HIGH
`, certificate, certificate))
	address.Certificate = fingerprint
	return address, folder
}

// vsftpd runs it with more settings.
func vsftpd(t *testing.T, more string) (remote.Address, string) {
	program := program(t, "vsftpd")
	if os.Getuid() != 0 {
		t.Skip("vsftpd runs as root alone")
	}
	dir := t.TempDir()
	root := shared(t)
	folder := filepath.Join(root, "www")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	at := port(t)
	data := passive(at)
	config := write(t, filepath.Join(dir, "vsftpd.conf"), fmt.Appendf(nil, `
listen=YES
background=NO
listen_address=127.0.0.1
listen_port=%d
pasv_min_port=%d
pasv_max_port=%d
anonymous_enable=YES
anon_root=%s
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_world_readable_only=NO
anon_umask=022
secure_chroot_dir=%s
seccomp_sandbox=NO
%s
`, at, data[len(data)-1], data[0], root, t.TempDir(), more))
	start(t, fmt.Sprintf("127.0.0.1:%d", at), exec.Command(program, config))
	return remote.Address{Type: "ftp", Host: "127.0.0.1", Port: at, User: "anonymous", Path: "/www",
		Secrets: remote.Secrets{Password: "test@example.vn"}}, folder
}

// shared is a folder that other users of the machine can reach.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "loa-ftp-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// certificate makes one that signs itself, with its key in the same file.
func certificate(t *testing.T, dir string) (file, fingerprint string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
	sum := sha256.Sum256(der)
	return write(t, filepath.Join(dir, "cert.pem"), text), "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

const bucket = "trang"

// openS3 runs versitygw over a folder.
func openS3(t *testing.T) (remote.Address, string) {
	gateway := program(t, "versitygw")
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	at := port(t)
	address := fmt.Sprintf("127.0.0.1:%d", at)
	command := exec.Command(gateway, "--access", "khoa", "--secret", "bi-mat-cua-kho", "--port", address, "posix", "--sidecar", t.TempDir(), root)
	start(t, address, command)
	return remote.Address{Type: "s3", Host: "127.0.0.1", Port: at, Bucket: bucket, Region: "us-east-1", Insecure: true,
		Secrets: remote.Secrets{KeyID: "khoa", Key: "bi-mat-cua-kho"}}, filepath.Join(root, bucket)
}

// dial reaches a place until the test ends.
func dial(t *testing.T, a remote.Address) remote.Place {
	t.Helper()
	place, err := remote.Dial(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { place.Close() })
	return place
}

// each runs a test against every place.
func each(t *testing.T, test func(t *testing.T, a remote.Address, folder string)) {
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			address, folder := s.open(t)
			test(t, address, folder)
		})
	}
}
