package clone

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
)

// These say how many steps TestRandom takes, and which.
const (
	stepsVariable = "LOA_OFFICE_STEPS"
	seedVariable  = "LOA_OFFICE_SEED"
)

// errand is what a child process does to a clone.
type errand struct {
	Dir, Who string
	Remote   reached
	Seed     uint64
	Do       string // "save", "outside", "fetch", "send"
	Kill     int    // the process dies at the n-th change of the disk; 0 for never
	Cut      int    // the line is lost after so many bytes; 0 for never
}

const orderVariable = "LOA_OFFICE_ORDER"

// TestMain is a child process where an order is given.
func TestMain(m *testing.M) {
	text := os.Getenv(orderVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var o errand
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		panic(err)
	}
	if err := o.run(); err != nil {
		fmt.Println("error", err)
	}
}

func (o errand) run() error {
	changes := 0
	options := o.Remote.options(o.Dir, o.Who)
	options.Clock, options.Web = time.Now, &cutter{options.Web, o.Cut}
	options.Disk = disk.System{Before: func(disk.Step) error {
		if changes++; changes == o.Kill {
			p, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = p.Kill()
			}
			if err == nil {
				select {} // until it has come
			}
			return err
		}
		return nil
	}}
	c, err := Open(options)
	if err != nil {
		return err
	}
	defer c.Close()
	random := rand.New(rand.NewPCG(o.Seed, 7))
	switch o.Do {
	case "save":
		name, text := edit(random, o.Dir, o.Who)
		hash, err := c.Save(Saving{Paths: []string{name}, Message: "Sửa " + name})
		if err == nil && hash != "" && text != "" {
			blob, err := c.BlobHash(name)
			if err != nil {
				return err
			}
			fmt.Println("saved", blob)
		}
		return err
	case "outside":
		edit(random, o.Dir, o.Who)
		return nil
	case "fetch":
		_, err = c.Fetch(context.Background())
	case "send":
		_, err = c.Send(context.Background())
	}
	return err
}

// cutter loses the line after some bytes of an answer.
type cutter struct {
	web http.RoundTripper
	cut int
}

func (c *cutter) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := c.web.RoundTrip(r)
	if err == nil && c.cut > 0 {
		body := answer.Body
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(io.LimitReader(body, int64(c.cut)), broken{}), body}
	}
	return answer, err
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// edit changes one file of a folder as a person does, with a text that nobody has written
// before. It returns "" for a file that is gone then.
func edit(random *rand.Rand, dir, who string) (name, text string) {
	name = fmt.Sprintf("content/%c.md", 'a'+rune(random.IntN(4)))
	if random.IntN(8) == 0 {
		name = "content/anh.jpg"
	}
	word := fmt.Sprintf("%s %d", who, random.Uint64())
	at := filepath.Join(dir, filepath.FromSlash(name))
	old, err := os.ReadFile(at)
	blocks := strings.Split(strings.TrimSpace(string(old)), "\n\n")
	switch {
	case err != nil:
		text = page("A "+word, "Một.", "Hai.", "Ba.", "Bốn.")
	case strings.HasSuffix(name, ".jpg"):
		text = word
	case random.IntN(20) == 0:
		if err := os.Remove(at); err != nil {
			panic(err)
		}
		return name, ""
	case random.IntN(4) == 0:
		blocks[0] = "+++\ntitle = \"" + word + "\"\n+++"
	case random.IntN(4) == 0:
		blocks = slices.Insert(blocks, 1+random.IntN(len(blocks)), word)
	case len(blocks) > 1:
		blocks[1+random.IntN(len(blocks)-1)] = word
	default:
		blocks = append(blocks, word)
	}
	if text == "" {
		text = strings.Join(blocks, "\n\n") + "\n"
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o777), os.WriteFile(at, []byte(text), 0o666)); err != nil {
		panic(err)
	}
	return name, text
}

// TestRandom: three clones change the same pages at random, processes are killed at any
// change of the disk, lines are lost. Every text that was saved is in some history, no
// clone is stuck, and in the end all are equal.
func TestRandom(t *testing.T) {
	for name, remote := range map[string]func(t *testing.T) reached{
		"folder": func(t *testing.T) reached {
			repo := newShare(t)
			return reached{repo: repo, Address: repo}
		},
		"HTTPS": func(t *testing.T) reached {
			w := newWeb(t)
			return reached{repo: w.repo, Address: w.address(), Certificate: w.Certificate().Raw}
		},
		"OpenSSH": openSSH,
	} {
		t.Run(name, func(t *testing.T) { randomly(t, remote(t)) })
	}
}

// reached is a repository and how to reach it, also from another process.
type reached struct {
	repo             string
	Address          string
	KeyFile, HostKey string          // of SSH
	Certificate      []byte          // of the server, for HTTPS
	cut              func(bytes int) // has the next lines lost; nil where the process does it
}

// options are those of a clone.
func (r reached) options(dir, who string) Options {
	o := options(dir, r.Address, who)
	o.Patience = time.Hour // a busy machine is no broken line
	o.KeyFile, o.HostKey, o.SSH.Home = r.KeyFile, r.HostKey, dir
	o.Web = http.DefaultTransport
	if len(r.Certificate) > 0 {
		known := x509.NewCertPool()
		if server, err := x509.ParseCertificate(r.Certificate); err == nil {
			known.AddCert(server)
		}
		o.Web = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: known}}
		o.Account = func() Account { return Account{Name: "lan", Token: token} }
	}
	return o
}

func randomly(t *testing.T, r reached) {
	repo := r.repo
	git(t, repo, "config", "receive.denyNonFastForwards", "true")
	steps, seed := 60, uint64(4)
	if n, err := strconv.Atoi(os.Getenv(stepsVariable)); err == nil {
		steps = n
	}
	if n, err := strconv.ParseUint(os.Getenv(seedVariable), 10, 64); err == nil {
		seed = n
	}
	var all []Options
	for i, who := range []string{"Lan", "Hoa", "Nam"} {
		o := r.options(filepath.Join(t.TempDir(), who), who)
		if i == 0 {
			if err := errors.Join(os.Mkdir(o.Dir, 0o777), Start(o)); err != nil {
				t.Fatal(err)
			}
			p := opened(t, o)
			p.write("content/a.md", page("A", "Một.", "Hai.", "Ba.", "Bốn."))
			p.send()
		} else if err := Join(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	random := rand.New(rand.NewPCG(3, seed))
	var saved []string
	killed, cut := 0, 0
	for i := range steps {
		o := errand{Dir: all[random.IntN(3)].Dir, Remote: r, Seed: random.Uint64(), Do: []string{"save", "save", "save", "outside", "fetch", "send", "send"}[random.IntN(7)]}
		o.Who = filepath.Base(o.Dir)
		switch random.IntN(5) {
		case 0:
			o.Kill = 1 + random.IntN(60)
		case 1:
			o.Cut = 1 + random.IntN(3000)
		}
		if r.cut != nil {
			r.cut(o.Cut)
		}
		out := o.child(t)
		killed += len(out.killed)
		cut += out.failed
		saved = append(saved, out.saved...)
		if i%200 == 199 {
			t.Logf("%d steps", i+1)
		}
	}
	if r.cut != nil {
		r.cut(0)
	}
	dirs := append(settled(t, all), repo)
	missing := slices.Clone(saved)
	for _, dir := range dirs {
		git(t, dir, "fsck", "--strict")
		there := git(t, dir, "rev-list", "--objects", "--all")
		missing = slices.DeleteFunc(missing, func(blob string) bool { return strings.Contains(there, blob) })
	}
	if len(missing) > 0 {
		t.Errorf("of %d texts %d are in no history: %v", len(saved), len(missing), missing)
	}
	t.Logf("%d steps: %d texts saved, %d processes killed, %d exchanges failed", steps, len(saved), killed, cut)
}

type outcome struct {
	saved  []string
	killed []string
	failed int
}

func (o errand) child(t *testing.T) (out outcome) {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), orderVariable+"="+string(text))
	said, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if err != nil {
		out.killed = []string{o.Do}
		if o.Kill == 0 {
			t.Fatalf("%+v: %v\n%s%s", o, err, said, exit.Stderr)
		}
	}
	for lines := bufio.NewScanner(strings.NewReader(string(said))); lines.Scan(); {
		verb, rest, _ := strings.Cut(lines.Text(), " ")
		switch verb {
		case "saved":
			out.saved = append(out.saved, rest)
		case "error":
			out.failed++
			if o.Cut == 0 {
				t.Errorf("%+v: %s", o, rest)
			}
		}
	}
	return out
}

// settled sends from each clone, and then all are equal. It returns their folders.
func settled(t *testing.T, clones []Options) (dirs []string) {
	t.Helper()
	var all []*place
	for _, o := range clones {
		all, dirs = append(all, opened(t, o)), append(dirs, o.Dir)
	}
	for range 2 {
		for _, p := range all {
			p.send()
		}
	}
	for _, p := range all {
		p.fetch()
		if s := p.state(); s.Ahead > 0 || len(s.Unsaved) > 0 {
			t.Errorf("%s: %d to be sent, changed %v", p.dir, s.Ahead, s.Unsaved)
		}
		if got, want := tree(t, p.dir, "content"), tree(t, dirs[0], "content"); got != want {
			t.Errorf("%s\n%s\nis not\n%s", p.dir, got, want)
		}
		if out := p.git("status", "--porcelain"); out != "" {
			t.Errorf("Git sees changes: %q", out)
		}
	}
	return dirs
}

// tree is all files of a folder in one text.
func tree(t *testing.T, dir, below string) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(dir), below, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		fmt.Fprintf(&b, "== %s\n%s", name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
