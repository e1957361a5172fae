package clone

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"loa/internal/publish/remote"
)

// web is git http-backend behind TLS on this machine. It lets in who has the token.
type web struct {
	*httptest.Server
	repo string

	mu    sync.Mutex
	fault http.Handler // answers in the place of Git; nil for Git
}

const token = "mã-bí-mật"

func newWeb(t *testing.T) *web {
	t.Helper()
	repo := newShare(t)
	w, backend := &web{repo: repo}, backendOf(t, repo)
	w.Server = httptest.NewTLSServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		fault := w.fault
		w.mu.Unlock()
		if fault != nil {
			fault.ServeHTTP(out, r)
			return
		}
		if _, given, _ := r.BasicAuth(); given != token {
			http.Error(out, "no", http.StatusUnauthorized)
			return
		}
		backend.ServeHTTP(out, r)
	}))
	t.Cleanup(w.Close)
	return w
}

// backendOf is git http-backend for who may write.
func backendOf(t *testing.T, repo string) http.Handler {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git on this machine")
	}
	return &cgi.Handler{Path: git, Args: []string{"http-backend"}, Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(repo), "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=lan", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null"}, Stderr: io.Discard}
}

// address is that of the repository.
func (w *web) address() string { return w.URL + "/" + filepath.Base(w.repo) }

func (w *web) breakBy(fault http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault = nil
	if fault != nil {
		w.fault = fault
	}
}

// options are those of a clone of what the server has.
func (w *web) options(dir, who string) Options {
	o := options(dir, w.address(), who)
	o.Web, o.Account = w.Client().Transport, func() Account { return Account{Name: "lan", Token: token} }
	return o
}

func started(t *testing.T, o Options, files map[string]string) *place {
	t.Helper()
	if err := Start(o); err != nil {
		t.Fatal(err)
	}
	p := opened(t, o)
	for name, text := range files {
		p.write(name, text)
	}
	p.send()
	return p
}

func joinedBy(t *testing.T, o Options) *place {
	t.Helper()
	if err := Join(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return opened(t, o)
}

// together is two people on one server.
func together(t *testing.T, options func(dir, who string) Options) {
	files := map[string]string{"content/ao.md": page("Rào ao", "Một.", "Hai.")}
	for i := range 300 { // more than are copied one by one
		files["content/x"+string(rune('a'+i%26))+"/"+strings.Repeat("y", i/26+1)+".md"] = page("X", strings.Repeat("z", i))
	}
	lan := started(t, options(t.TempDir(), "Lan"), files)
	hoa := joinedBy(t, options(t.TempDir(), "Hoa"))
	lan.save("content/ao.md", page("Rào ao, giếng", "Một.", "Hai."))
	hoa.save("content/ao.md", page("Rào ao", "Một.", "2."))
	lan.send()
	hoa.send()
	lan.fetch()
	for _, p := range []*place{lan, hoa} {
		if got := p.read("content/ao.md"); got != page("Rào ao, giếng", "Một.", "2.") {
			t.Errorf("%s", got)
		}
		p.git("fsck", "--strict")
		if out := p.git("status", "--porcelain"); out != "" {
			t.Errorf("Git sees changes: %q", out)
		}
	}
	sent, err := hoa.Propose(context.Background(), Proposal{Branch: "duyet/ao", Paths: []string{"content/ao.md"}, Message: "Rào ao"})
	if err != nil || sent.Commit == "" {
		t.Error(sent, err)
	}
}

func TestHTTPS(t *testing.T) {
	w := newWeb(t)
	together(t, w.options)
	git(t, w.repo, "fsck", "--strict")
}

// TestLines is what a host may answer in the place of Git. Each is told by its kind, what
// was saved stays, and all is sent when the host is well again.
func TestLines(t *testing.T) {
	w := newWeb(t)
	o := w.options(t.TempDir(), "Lan")
	o.Patience = 300 * time.Millisecond
	lan := started(t, w.options(o.Dir, "Lan"), map[string]string{"content/ao.md": page("Rào ao", "Một.")})
	answer := func(status int, kind, text string) http.HandlerFunc {
		return func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Type", kind)
			out.Header().Set("Retry-After", "90")
			out.WriteHeader(status)
			_, _ = io.WriteString(out, text)
		}
	}
	other := httptest.NewTLSServer(http.NotFoundHandler())
	defer other.Close()
	const advertised = "application/x-git-upload-pack-advertisement"
	for name, c := range map[string]struct {
		fault http.HandlerFunc
		kind  Kind
	}{
		"a page":           {answer(200, "text/html", "<html>Đăng nhập</html>"), NotGit},
		"a page as Git":    {answer(200, advertised, "<html>Đăng nhập</html>"), Cut},
		"cut":              {answer(200, advertised, "001e# service=git-upload-pack\n0000013d"), Cut},
		"nothing":          {answer(200, advertised, ""), Cut},
		"too many":         {answer(429, "text/plain", ""), Later},
		"down":             {answer(502, "text/html", strings.Repeat("x", 1<<20)), Later},
		"a token run out":  {answer(401, "text/plain", ""), Login},
		"may not":          {answer(403, "text/plain", ""), Forbidden},
		"gone":             {answer(404, "text/plain", ""), Missing},
		"a strange answer": {answer(418, "text/plain", ""), NotGit},
		"slow":             {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Slow},
		"elsewhere": {func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, other.URL+r.URL.Path, http.StatusFound)
		}, Elsewhere},
	} {
		t.Run(name, func(t *testing.T) {
			w.breakBy(c.fault)
			p := lan
			if c.kind == Slow {
				p = opened(t, o)
			}
			p.save("content/ao.md", page("Rào ao", name))
			_, err := p.Send(context.Background())
			var trouble *Trouble
			if !errors.As(err, &trouble) || trouble.Kind != c.kind {
				t.Fatalf("%v", err)
			}
			if s := p.state(); s.Failure == nil || s.Failure.Kind != c.kind || s.Ahead == 0 || c.kind == Later && !s.Failure.Retry.After(s.Failure.At) {
				t.Errorf("%+v %+v", s, s.Failure)
			}
		})
	}
	w.breakBy(nil)
	lan.send()
	if s := lan.state(); s.Failure != nil || s.Ahead != 0 || s.Contact.IsZero() {
		t.Errorf("%+v", s)
	}
	w.Close()
	lan.save("content/ao.md", page("Rào ao", "đóng"))
	_, err := lan.Send(context.Background())
	var trouble *Trouble
	if !errors.As(err, &trouble) || trouble.Kind != Closed {
		t.Errorf("%v", err)
	}
}

// TestTokenStays: what asks for a login somewhere else does not get the token.
func TestTokenStays(t *testing.T) {
	w := newWeb(t)
	got := make(chan string, 10)
	thief := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got <- r.Header.Get("Authorization") }))
	defer thief.Close()
	w.breakBy(func(out http.ResponseWriter, r *http.Request) {
		http.Redirect(out, r, thief.URL+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	})
	o := w.options(t.TempDir(), "Lan")
	if err := Start(o); err != nil {
		t.Fatal(err)
	}
	p := opened(t, o)
	p.write("content/a.md", page("A"))
	if _, err := p.Send(context.Background()); err == nil {
		t.Error("sent")
	}
	if len(got) > 0 {
		t.Errorf("asked the other host, with %q", <-got)
	}
}

// sshServer runs Git for who has the key. It speaks SSH as far as Git needs it.
type sshServer struct {
	address string
	key     string // the fingerprint of the server
	keyFile string // the private key of who may log in
}

func newSSH(t *testing.T) *sshServer {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git on this machine")
	}
	_, host, err := ed25519.GenerateKey(rand.Reader)
	_, person, also := ed25519.GenerateKey(rand.Reader)
	block, coded := ssh.MarshalPrivateKey(person, "")
	hostKey, signed := ssh.NewSignerFromKey(host)
	allowed, known := ssh.NewSignerFromKey(person)
	listener, listens := net.Listen("tcp", "127.0.0.1:0")
	if err := errors.Join(err, also, coded, signed, known, listens); err != nil {
		t.Fatal(err)
	}
	s := &sshServer{listener.Addr().String(), ssh.FingerprintSHA256(hostKey.PublicKey()), filepath.Join(t.TempDir(), "id")}
	if err := os.WriteFile(s.keyFile, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if string(key.Marshal()) != string(allowed.PublicKey().Marshal()) {
			return nil, errors.New("another key")
		}
		return nil, nil
	}}
	config.AddHostKey(hostKey)
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
			all.Go(func() { serveSSH(conn, config) })
		}
	})
	return s
}

func serveSSH(conn net.Conn, config *ssh.ServerConfig) {
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
		for r := range requests {
			if r.Type != "exec" {
				_ = r.Reply(false, nil)
				continue
			}
			_ = r.Reply(true, nil)
			runGit(channel, string(r.Payload[4:]))
			break
		}
	}
}

// runGit runs git-upload-pack '/path' and nothing else.
func runGit(channel ssh.Channel, command string) {
	defer channel.Close()
	verb, path, _ := strings.Cut(command, " ")
	cmd := exec.Command("git", strings.TrimPrefix(verb, "git-"), strings.Trim(path, "'"))
	cmd.Stdout, cmd.Stderr = channel, channel.Stderr()
	in, err := cmd.StdinPipe()
	if err != nil || cmd.Start() != nil {
		return
	}
	go func() {
		_, _ = io.Copy(in, channel)
		in.Close()
	}()
	status := uint32(0)
	if cmd.Wait() != nil {
		status = 128
	}
	_, _ = channel.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{status}))
}

func (s *sshServer) options(dir, repo, who string) Options {
	o := options(dir, "ssh://git@"+s.address+repo, who)
	o.HostKey, o.KeyFile, o.SSH = s.key, s.keyFile, remote.Secrets{Home: filepath.Dir(s.keyFile)}
	return o
}

func TestSSH(t *testing.T) {
	s, repo := newSSH(t), newShare(t)
	together(t, func(dir, who string) Options { return s.options(dir, repo, who) })
	git(t, repo, "fsck", "--strict")
	for kind, change := range map[Kind]func(*Options){
		UnknownKey: func(o *Options) { o.HostKey = "" },
		WrongKey:   func(o *Options) { o.HostKey = "SHA256:" + strings.Repeat("A", 43) },
		Login:      func(o *Options) { o.KeyFile = newSSH(t).keyFile },
		Missing:    func(o *Options) { o.Remote += "x" },
	} {
		o := s.options(t.TempDir(), repo, "Lan")
		change(&o)
		err := Join(context.Background(), o)
		var trouble *Trouble
		if !errors.As(err, &trouble) || trouble.Kind != kind {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestProtected: a host's rule is told in its own words, and what was saved stays.
func TestProtected(t *testing.T) {
	w := newWeb(t)
	lan := started(t, w.options(t.TempDir(), "Lan"), map[string]string{"content/ao.md": page("Rào ao", "Một.")})
	hook := "#!/bin/sh\necho 'Nhánh main được bảo vệ.' >&2\nexit 1\n"
	if err := errors.Join(os.MkdirAll(filepath.Join(w.repo, "hooks"), 0o777), os.WriteFile(filepath.Join(w.repo, "hooks", "pre-receive"), []byte(hook), 0o777)); err != nil {
		t.Fatal(err)
	}
	lan.save("content/ao.md", page("Rào ao", "Hai."))
	_, err := lan.Send(context.Background())
	var trouble *Trouble
	if !errors.As(err, &trouble) || trouble.Kind != Declined || !strings.Contains(trouble.Detail, "Nhánh main được bảo vệ.") {
		t.Errorf("%v", err)
	}
	if lan.state().Ahead != 1 {
		t.Error("lost")
	}
}
