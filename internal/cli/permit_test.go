package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/publish/keyring"
	"loa/themes"
)

// listener is a host that lets anybody in who speaks a little FTP, and remembers what it
// was told.
type listener struct {
	net.Listener
	mu   sync.Mutex
	told []string
}

func listen(t *testing.T) *listener {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{Listener: inner}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := inner.Accept()
			if err != nil {
				return
			}
			l.note("(a line was opened)")
			all.Go(func() { defer conn.Close(); l.speak(conn) })
		}
	})
	t.Cleanup(func() { inner.Close(); all.Wait() })
	return l
}

// speak lets the caller log in and knows nothing else.
func (l *listener) speak(conn net.Conn) {
	fmt.Fprint(conn, "220 xin chao\r\n")
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		l.note(lines.Text())
		answer := "502 no"
		for command, says := range map[string]string{"USER": "331 ?", "PASS": "230 ok", "QUIT": "221 bye"} {
			if strings.HasPrefix(lines.Text(), command) {
				answer = says
			}
		}
		fmt.Fprint(conn, answer+"\r\n")
		if strings.HasPrefix(answer, "221") {
			return
		}
	}
}

func (l *listener) note(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told = append(l.told, text)
}

func (l *listener) heard() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.told, "\n")
}

func (l *listener) port() int { return l.Addr().(*net.TCPAddr).Port }

// machine is a person's machine with one site.
type machine struct {
	t            *testing.T
	site, config string
	store        keyring.Backend // of passwords; nil for none
	said         string
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	config, err := filepath.EvalSymlinks(t.TempDir()) // a place is named without links
	if err != nil {
		t.Fatal(err)
	}
	m := &machine{t: t, site: t.TempDir(), config: config}
	m.put("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")
	return m
}

func (m *machine) put(name, text string) {
	m.t.Helper()
	file := filepath.Join(m.site, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) target(settings string) {
	m.t.Helper()
	m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[deploy.cong]\n"+settings)
}

// run runs “loa deploy”; answers are what a person types, "" where there is no terminal.
func (m *machine) run(answers string, args ...string) int {
	m.t.Helper()
	ctx, stop := context.WithCancel(m.t.Context())
	defer stop()
	var said bytes.Buffer
	secret := map[string]string{"LOA_LANG": "en"}
	s := Env{
		Args: append([]string{"deploy", "--source", m.site}, args...), In: strings.NewReader(answers), Out: &said, Err: &stopper{&said, stop},
		Environ: func(name string) string {
			if strings.HasPrefix(name, "LOA_DEPLOY_") {
				return "x-secret"
			}
			return secret[name]
		},
		Config: m.config, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS, Web: unplugged{}, Terminal: answers != "", Keyring: keyring.New(m.store),
	}
	code := Run(ctx, s)
	m.said = said.String()
	return code
}

// stopper stops a run that waits before it tries a line again: these tests only look
// whether it was opened.
type stopper struct {
	*bytes.Buffer
	stop func()
}

func (s *stopper) Write(data []byte) (int, error) {
	if strings.Contains(string(data), "trying again") {
		s.stop()
	}
	return s.Buffer.Write(data)
}

// TestNothingIsOpened fails if any kind of place hears of a run before the person at the
// machine has allowed it.
func TestNothingIsOpened(t *testing.T) {
	host := listen(t)
	for kind, settings := range map[string]string{
		"ftp in the clear": "type = \"ftp\"\nuser = \"u\"\ninsecure = true\n",
		"ftp":              "type = \"ftp\"\nuser = \"u\"\n",
		"ftps":             "type = \"ftp\"\nuser = \"u\"\ntls = \"implicit\"\n",
		"sftp":             "type = \"sftp\"\nuser = \"u\"\n",
		"s3":               "type = \"s3\"\nbucket = \"b\"\n",
		"s3 in the clear":  "type = \"s3\"\nbucket = \"b\"\ninsecure = true\n",
	} {
		m := newMachine(t)
		m.target(settings + fmt.Sprintf("host = \"127.0.0.1\"\nport = %d\n", host.port()))
		for _, args := range [][]string{{"--dry-run"}, {"--yes"}, {"--yes", "--verify"}, {"--rollback", "--yes"}, {"--unlock", "--yes"}, {"--format", "json", "--yes"}, {"--allow", "ftp://u@127.0.0.1:1/", "--allow-clear", "--yes"}} {
			if code := m.run("", args...); code != misused {
				t.Errorf("%s %q ended with %d:\n%s", kind, args, code, m.said)
			}
		}
		for _, answers := range []string{"\n", "no\nyes\nyes\n"} {
			if code := m.run(answers, "--yes"); code != faulty {
				t.Errorf("%s, answered %q, ended with %d:\n%s", kind, answers, code, m.said)
			}
		}
		if heard := host.heard(); heard != "" {
			t.Fatalf("%s heard:\n%s", kind, heard)
		}
	}
}

var command = regexp.MustCompile(`--allow (\S+)`)

// TestAllowed follows a place from the first question to the last.
func TestAllowed(t *testing.T) {
	host := listen(t)
	m := newMachine(t)
	clear := fmt.Sprintf("type = \"ftp\"\nhost = \"127.0.0.1\"\nport = %d\nuser = \"u\"\ninsecure = true\n", host.port())
	m.target(clear)
	quiet := func(moment string) {
		t.Helper()
		if heard := host.heard(); heard != "" {
			t.Fatalf("%s: the host heard\n%s", moment, heard)
		}
	}
	m.run("", "--dry-run")
	named := command.FindStringSubmatch(m.said)
	if named == nil || !strings.Contains(m.said, "--allow-clear") || !strings.Contains(named[1], "u@127.0.0.1") {
		t.Fatalf("it does not say how to allow the place:\n%s", m.said)
	}
	m.run("", "--dry-run", "--allow", named[1])
	quiet("the place is allowed, the clear line is not")
	m.run("y\nn\n", "--dry-run")
	quiet("no to the clear line")
	m.run("y\ny\n", "--dry-run")
	if !strings.Contains(host.heard(), "PASS x-secret") {
		t.Fatalf("allowed, and yet no login:\n%s\n%s", host.heard(), m.said)
	}
	again := func() bool {
		host.mu.Lock()
		host.told = nil
		host.mu.Unlock()
		m.run("", "--dry-run")
		return strings.Contains(host.heard(), "PASS")
	}
	if !again() {
		t.Errorf("what was allowed once is asked again:\n%s", m.said)
	}
	for moment, settings := range map[string]string{
		"another user": strings.Replace(clear, `"u"`, `"v"`, 1), "another path": clear + "path = \"/etc\"\n",
		"another name of the host": strings.Replace(clear, "127.0.0.1", "127.0.0.2", 1), "another line": strings.Replace(clear, "insecure = true\n", "", 1),
	} {
		if m.target(settings); again() || !strings.Contains(m.said, "--allow") {
			t.Errorf("%s is allowed, too:\n%s", moment, m.said)
		}
	}
	m.put("site.toml", "title = \"Trang\"\nbase_url = \"https://trang.example/\"\n[deploy.khac]\n"+clear)
	if again() {
		t.Error("the password of another name is sent, too")
	}
	m.target(clear)
	if m.run("", "--list-allowed"); !strings.Contains(m.said, named[1]) {
		t.Errorf("not listed:\n%s", m.said)
	}
	m.store = shut{}
	if code := m.run("", "--forget"); code == 0 || !strings.Contains(m.said, errShut.Error()) {
		t.Errorf("a password that may still be kept is no failure: %d\n%s", code, m.said)
	}
	if m.store = nil; again() {
		t.Error("what was taken back is still allowed")
	}
}

// shut is a store of passwords that cannot be opened.
type shut struct{}

var errShut = errors.New("the store is shut")

func (shut) Get(string, string) (string, error) { return "", errShut }
func (shut) Set(string, string, string) error   { return errShut }
func (shut) Delete(string, string) error        { return errShut }

// TestVerifiedHost fails if the host of the site is asked for its files without leave.
func TestVerifiedHost(t *testing.T) {
	host := listen(t)
	m := newMachine(t)
	folder := filepath.Join(m.config, "usb")
	m.target(fmt.Sprintf("path = %q\nbase_url = \"http://127.0.0.1:%d/\"\n", folder, host.port()))
	if code := m.run("", "--yes", "--verify", "--allow", folder); code != misused || host.heard() != "" {
		t.Errorf("ended with %d, the host heard %q:\n%s", code, host.heard(), m.said)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("something was published before both were allowed")
	}
}

func TestSameFolder(t *testing.T) {
	for _, c := range []struct {
		typed, target string
		separator     rune
		want          bool
	}{
		{"/usb/web/", "/usb/web", '/', true},
		{"/usb/Web", "/usb/web", '/', false},
		{"/usb/web/..", "/usb", '/', false}, // a place is named as it is
		{"d:/web", `D:\web`, '\\', true},
		{`D:\`, `D:\`, '\\', true},
		{"D:", `D:\`, '\\', true},
		{`D:\web2`, `D:\web`, '\\', false},
		{"//may-chu/chung", `\\may-chu\chung`, '\\', true},
	} {
		if got := sameFolder(c.typed, c.target, c.separator); got != c.want {
			t.Errorf("%s for %s: %v", c.typed, c.target, got)
		}
	}
}
