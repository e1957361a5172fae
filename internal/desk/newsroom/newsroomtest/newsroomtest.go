// Package newsroomtest serves a newsroom over a folder, for tests.
//
//	n := newsroomtest.Open(t, files, newsroomtest.Options{})
//	n.Put(t, "content/a.md", "+++\ntitle = \"A\"\n+++\n")
//	n.Await(t, "a page", func() bool { return get(n.URL+"/a/") == 200 })
package newsroomtest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/disk"
	"loa/internal/desk/loopback"
	"loa/internal/desk/newsroom"
	"loa/internal/desk/serve"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/publish/deploy"
	"loa/internal/publish/keyring"
	"loa/internal/publish/remote"
	"loa/themes"
)

// Settings are the site.toml of a site in two languages, with two topics and a
// folder beside the site to publish to.
const Settings = `title = { vi = "Vì trẻ em", en = "For children" }
base_url = "https://example.org/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[topics.nuoc]
name = "Đuối nước"
[topics.duong]
name = "Giao thông"
[deploy.usb]
type = "folder"
path = "../usb"
`

// Options change what the newsroom stands on; the zero Options are the machine's
// clock and real places.
type Options struct {
	Now  time.Time // a clock that stands still
	Disk disk.System
	Dial func(context.Context, remote.Address) (remote.Place, error)

	Keyring *keyring.Ring // the passwords that the machine keeps; nil for none

	Who     string              // whose account it is
	Shared  bool                // sites that name a repository are clones of it
	Web     http.RoundTripper   // reaches the Git host; nil for no network
	Environ func(string) string // nil for an empty environment
	Peer    loopback.Check      // nil: everybody is the person at this machine
}

// Newsroom is a site's folder with its preview and newsroom.
type Newsroom struct {
	Dir string // the site
	URL string // of the preview, without a slash at its end
	Own string // of the newsroom itself, without a slash at its end

	desk    *newsroom.Desk
	options newsroom.Options
	preview serve.Options
	peer    loopback.Check
	stop    func() // ends the program; nil if it does not run

	mu      sync.Mutex
	changed chan struct{} // closed when the preview has taken in a change
}

// Open writes a site and serves its newsroom in Vietnamese until the test ends.
func Open(t testing.TB, files map[string]string, o Options) *Newsroom {
	t.Helper()
	n := &Newsroom{Dir: filepath.Join(t.TempDir(), "site"), changed: make(chan struct{})}
	if err := os.MkdirAll(n.Dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		n.Put(t, name, text)
	}
	now, clock := time.Now, serve.Clock{}
	if !o.Now.IsZero() {
		now = func() time.Time { return o.Now }
		clock = serve.Clock{Now: now, Wait: func(time.Time) <-chan time.Time { return nil }}
	}
	if o.Dial == nil {
		o.Dial = remote.Dial
	}
	if o.Environ == nil {
		o.Environ = func(string) string { return "" }
	}
	if o.Peer == nil {
		o.Peer = func(net.Addr, net.Addr) loopback.Peer { return loopback.Same }
	}
	options := build.Options{Dir: n.Dir, Out: filepath.Join(n.Dir, "public"), Builtin: themes.FS, Now: now(), Disk: o.Disk, Roots: []string{filepath.Dir(n.Dir)}}
	preview := serve.Options{Build: options, Language: "vi", Clock: clock, Tell: func(serve.Report) { n.ring() }}
	release := deploy.Options{Build: options, Environ: o.Environ, Clock: now, Dial: o.Dial, Wait: wait, Approvals: approval.NewStore(t.TempDir())}
	if o.Keyring != nil {
		release.Secrets = o.Keyring
	}
	n.options, n.preview, n.peer = newsroom.Options{Dir: n.Dir, Language: "vi", Clock: time.Now, Who: o.Who, Share: o.share(n.Dir), Web: o.Web, Agent: "Loa", Deploy: release}, preview, o.Peer
	n.start(t, "127.0.0.1:0", "127.0.0.1:0")
	t.Cleanup(n.Stop)
	return n
}

// share is what a clone of a site takes from a test: no network, no login.
func (o Options) share(dir string) func(config.Office) clone.Options {
	if !o.Shared {
		return nil
	}
	return func(settings config.Office) clone.Options {
		return clone.Options{Dir: dir, Remote: settings.Remote, Branch: settings.Branch, Disk: o.Disk, Clock: time.Now, Language: "vi", Who: clone.Person{Name: o.Who}, Skip: []string{"public"}, Web: o.Web}
	}
}

// Stop ends the program at once: whoever waits for an answer gets none. Restart runs
// another one at the same addresses, which knows no browser yet.
func (n *Newsroom) Stop() {
	if n.stop != nil {
		n.stop()
		n.stop = nil
	}
}

// Restart is told at Stop.
func (n *Newsroom) Restart(t testing.TB) {
	t.Helper()
	n.Stop()
	n.start(t, strings.TrimPrefix(n.URL, "http://"), strings.TrimPrefix(n.Own, "http://"))
}

// Link is the newsroom's address with a key that works once.
func (n *Newsroom) Link() string { return n.Own + "/" + n.desk.NewKey() }

// wait is what the renewing of a deploy's lock waits with.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (n *Newsroom) start(t testing.TB, at, own string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	desk, err := newsroom.New(n.options)
	if err != nil {
		t.Fatal(err)
	}
	servers := []*httptest.Server{listening(t, at), listening(t, own)}
	n.URL, n.Own, n.desk = loopback.Origin(servers[0].Listener), loopback.Origin(servers[1].Listener), desk
	o := n.preview
	o.Desk, o.Origins = desk, serve.Origins{Preview: n.URL, Desk: n.Own}
	s, err := serve.New(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	followed := make(chan struct{})
	go func() { _ = s.Follow(ctx); close(followed) }()
	servers[0].Config, servers[1].Config = loopback.NewServer(s, n.peer), loopback.NewServer(s.DeskHandler(), n.peer)
	for _, server := range servers {
		server.Start()
	}
	n.stop = func() {
		for _, server := range servers {
			server.CloseClientConnections()
			server.Close()
		}
		stop()
		<-followed
		s.Close()
		desk.Close()
	}
}

// listening is a server that is not started yet, at an address.
func listening(t testing.TB, at string) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	if strings.HasSuffix(at, ":0") {
		return server
	}
	server.Listener.Close()
	listener, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	server.Listener = listener
	return server
}

// ring wakes those who await a change.
func (n *Newsroom) ring() {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.changed)
	n.changed = make(chan struct{})
}

// next is closed at the next change.
func (n *Newsroom) next() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.changed
}

// patience bounds how long a test waits for a change that does not come.
const patience = 2 * time.Minute

// Await returns once ready is true. It asks at first, and again after each change
// that the preview has taken in. what says in the failure what never came.
func (n *Newsroom) Await(t testing.TB, what string, ready func() bool) {
	t.Helper()
	over := time.After(patience)
	for {
		changed := n.next()
		if ready() {
			return
		}
		select {
		case <-changed:
		case <-over:
			t.Fatalf("the preview never had %s", what)
		}
	}
}

// Path is a file of the site as the system names it.
func (n *Newsroom) Path(name string) string { return filepath.Join(n.Dir, filepath.FromSlash(name)) }

// Put writes a file of the site, as an editor would.
func (n *Newsroom) Put(t testing.TB, name, text string) {
	t.Helper()
	full := n.Path(name)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Read is what a file of the site holds.
func (n *Newsroom) Read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(n.Path(name))
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

// Remove deletes a file or a folder of the site.
func (n *Newsroom) Remove(t testing.TB, name string) {
	t.Helper()
	if err := os.RemoveAll(n.Path(name)); err != nil {
		t.Fatal(err)
	}
}
