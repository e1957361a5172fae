//go:build linux || darwin

package test

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var saves = flag.Int("saves", 3, "at how many moments TestKillWhileSaving kills the newsroom")

const written = "content/nuoc/ao.md"

// texts that are saved one after the other: long enough that a file of one is not written at
// once.
func savedText(n int) string { return strings.Repeat(fmt.Sprintf("Lần %d. ", n), 3000) }

// servedDesk is a newsroom in a process of its own, and a browser that has opened it.
type servedDesk struct {
	browser *http.Client
	base    string
	token   string
	stop    func()
}

var (
	linkTag  = regexp.MustCompile(`http://\S+/\?key=\S+`)
	tokenTag = regexp.MustCompile(`data-token="([^"]+)"`)
	baseTag  = regexp.MustCompile(`name="base" value="([^"]*)"`)
)

func startDesk(t *testing.T, dir string) *servedDesk {
	t.Helper()
	program := child("served", "serve", "--source", dir, "--port", "0", "--desk-port", "0")
	program.Stderr = os.Stderr
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	d := &servedDesk{stop: func() { program.Process.Kill(); program.Wait() }}
	t.Cleanup(d.stop)
	lines, link := bufio.NewReader(output), ""
	for link == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal("the newsroom ended: ", err)
		}
		link = linkTag.FindString(line)
	}
	go io.Copy(io.Discard, lines)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	d.browser, d.base = &http.Client{Jar: jar}, link[:strings.Index(link, "/?key=")]
	found := tokenTag.FindStringSubmatch(d.get(t, link))
	if found == nil {
		t.Fatal("the newsroom has no token")
	}
	d.token = found[1]
	return d
}

func (d *servedDesk) get(t *testing.T, address string) string {
	t.Helper()
	answer, err := d.browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// save sends the form with a text, as the page's script does. It tells whether the answer came.
func (d *servedDesk) save(base, text string) (next string, ok bool) {
	form := url.Values{"token": {d.token}, "file": {written}, "base": {base}, "do": {"save"}, "has.f.title": {"1"}, "f.title": {"Rào ao"}, "body": {text}}
	r, err := http.NewRequest(http.MethodPost, d.base+"/edit", strings.NewReader(form.Encode()))
	if err != nil {
		panic(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", d.base)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := d.browser.Do(r)
	if err != nil {
		return "", false
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	found := baseTag.FindSubmatch(page)
	if err != nil || answer.StatusCode != http.StatusOK || found == nil {
		return "", false
	}
	return string(found[1]), true
}

// A newsroom that is killed at any moment of saving has lost nothing that it said was saved,
// has no half of a text, and leaves no drafts of files behind once it is started again.
func TestKillWhileSaving(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for path, text := range map[string]string{"site.toml": "title = \"A\"\nbase_url = \"https://vi.example/\"\n", "content/nuoc/_index.md": "+++\ntitle = \"Nước\"\n+++\n", written: "+++\ntitle = \"Rào ao\"\n+++\n\n" + savedText(0) + "\n"} {
		must(os.MkdirAll(filepath.Join(dir, filepath.Dir(path)), 0o777))
		must(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o666))
	}
	n, known := 0, 0 // the last text that was sent, and that was said to be saved
	for round := range *saves {
		d := startDesk(t, dir)
		expectSaved(t, dir, known, n, round)
		found := baseTag.FindStringSubmatch(d.get(t, d.base+"/edit?file="+written))
		if found == nil {
			t.Fatal("the form has no base")
		}
		base := found[1]
		answers := 1 + rand.IntN(3)
		for range answers {
			n++
			next, ok := d.save(base, savedText(n))
			if !ok {
				t.Fatalf("round %d: text %d is not saved", round, n)
			}
			base, known = next, n
		}
		n++
		sent, done := make(chan bool), make(chan bool)
		go func() {
			close(sent)
			_, ok := d.save(base, savedText(n))
			done <- ok
		}()
		<-sent
		for range rand.IntN(60) { // looks at the file are a moment each
			expectWholeText(t, dir, known, n)
		}
		d.stop()
		if <-done {
			known = n
		}
		expectSaved(t, dir, known, n, round)
	}
	startDesk(t, dir)
	if drafts, err := filepath.Glob(filepath.Join(dir, "content/nuoc/*")); err != nil || len(drafts) != 2 {
		t.Errorf("the folder has %v %v", drafts, err)
	}
}

// expectSaved fails if the text is older than what was said to be saved.
func expectSaved(t *testing.T, dir string, known, sent, round int) {
	t.Helper()
	if at := expectWholeText(t, dir, known, sent); at < known || at > sent {
		t.Errorf("round %d: text %d was saved, and %d is there", round, known, at)
	}
}

// expectWholeText is which text is there; it fails if it is none of the last ones.
func expectWholeText(t *testing.T, dir string, known, sent int) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, written))
	if err != nil {
		t.Fatal(err)
	}
	for n := known; n <= sent; n++ {
		if strings.Contains(string(data), "\n\n"+strings.TrimSpace(savedText(n))) {
			return n
		}
	}
	t.Fatalf("%d bytes are there, and none of the texts %d to %d", len(data), known, sent)
	return 0
}
