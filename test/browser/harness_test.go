// Package browser tests the project's own site in Chromium, as readers see it:
// access (axe-core), layout, what scripts add and what remains without them,
// paper. Without Chromium, or without axe-core where it is needed, a test says
// so and is skipped; in CI (CI=true) it fails.
package browser

import (
	"cmp"
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"loa/test/ownsite"
)

// house is the built site, served on the loopback interface, and a browser.
type house struct {
	public string
	url    string
	chrome context.Context

	// Of a desk: the preview that it frames, and its address with a key that works
	// once.
	preview string
	link    func() string
}

// absent ends a test for want of a program: skipped at home, failed in CI.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// open opens the browser on the project's own site.
func open(t *testing.T) *house { return openOn(t, ownsite.Build) }

// openOn opens the browser on the site that build makes.
func openOn(t *testing.T, build func(testing.TB) string) *house {
	h := &house{chrome: chrome(t)}
	h.public = build(t)
	server := httptest.NewServer(ownsite.Host(h.public))
	t.Cleanup(server.Close)
	h.url = server.URL
	return h
}

// common is the browser that all tests share: its start takes longer than most
// of them. What a site keeps in it belongs to the site's address, and each test
// serves at one of its own.
var common struct {
	sync.Mutex
	ctx   context.Context
	close func()
}

// TestMain closes the browser after all tests.
func TestMain(m *testing.M) {
	status := m.Run()
	if common.close != nil {
		common.close()
	}
	os.Exit(status)
}

// chrome is the browser; the first test that needs it starts it.
func chrome(t *testing.T) context.Context {
	t.Helper()
	common.Lock()
	defer common.Unlock()
	if common.ctx != nil {
		return common.ctx
	}
	program := chromium()
	if program == "" {
		absent(t, "Chromium is not installed; run test/browser/install.sh")
	}
	profile, err := os.MkdirTemp("", "loa-browser")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(program), chromedp.Headless, chromedp.UserDataDir(profile),
		chromedp.NoFirstRun, chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(time.Minute))
	ctx, closeChrome := chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		closeChrome()
		stop()
		os.RemoveAll(profile)
		t.Fatalf("Chromium does not start: %v", err)
	}
	common.ctx, common.close = ctx, func() {
		closeChrome()
		stop()
		os.RemoveAll(profile)
	}
	return ctx
}

// chromium is the program to test with: LOA_TEST_CHROMIUM, or the first that is installed. The
// shell without windows draws the same with half the processor.
func chromium() string {
	if program := os.Getenv("LOA_TEST_CHROMIUM"); program != "" {
		return program
	}
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// look is how a reader looks at a page.
type look struct {
	width    int64
	height   int64 // 0 for 800
	dark     bool
	forced   bool // the system's own colours
	reduced  bool // no motion
	noScript bool
	print    bool
}

// tab is one page of the browser, and what happened in it.
type tab struct {
	t   *testing.T
	h   *house
	ctx context.Context

	frames map[target.ID]context.Context // of other origins, see trial

	pages chan struct{} // has a value when a page has come since it was asked

	mu       sync.Mutex
	console  []string // errors and warnings
	requests []string
}

// tab opens a tab that is closed after the test.
func (h *house) tab(t *testing.T) *tab {
	t.Helper()
	b := &tab{t: t, h: h, pages: make(chan struct{}, 1), frames: map[target.ID]context.Context{}}
	ctx, closeTab := chromedp.NewContext(h.chrome)
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 4*time.Minute) // a busy machine is slow
	t.Cleanup(cancel)
	b.ctx = ctx
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, t, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		// A tab behind another draws as if it lay in front: several tests look at once.
		_, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	}))
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") { // in the style sheet: nobody is asked
			b.requests = append(b.requests, e.Request.URL)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.console = append(b.console, strings.TrimSpace(e.Entry.Text+" "+e.Entry.URL))
		}
	case *runtime.EventExceptionThrown:
		b.console = append(b.console, e.ExceptionDetails.Text)
	case *runtime.EventExecutionContextCreated:
		select {
		case b.pages <- struct{}{}:
		default:
		}
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// see changes how the reader looks.
func (b *tab) see(l look) {
	b.t.Helper()
	media := emulation.SetEmulatedMediaParams{}
	if l.print {
		media.Media = "print"
	}
	feature := func(name, value string, on bool) {
		if on {
			media.Features = append(media.Features, &emulation.MediaFeature{Name: name, Value: value})
		}
	}
	feature("prefers-color-scheme", "dark", l.dark)
	feature("prefers-color-scheme", "light", !l.dark)
	feature("forced-colors", "active", l.forced)
	feature("prefers-reduced-motion", "reduce", l.reduced)
	b.do(chromedp.EmulateViewport(l.width, cmp.Or(l.height, 800)), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript})
		return err
	}))
}

// visit opens a page of the site; what happened before is forgotten.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.mu.Lock()
	b.console, b.requests = nil, nil
	b.mu.Unlock()
	b.do(chromedp.Navigate(b.h.url + path))
}

// heard is what the page complained about, and what it asked for.
func (b *tab) heard() (console, requests []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.console...), append([]string(nil), b.requests...)
}

// ask evaluates a script in the page, waiting for a promise.
func ask[T any](b *tab, script string) T {
	b.t.Helper()
	answer, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v in %s", err, script[:min(len(script), 200)])
	}
	return answer
}

// whenTrue is a script that looks at each frame that the browser draws whether
// another is true, and answers then.
func whenTrue(script string) string {
	return `new Promise(answer => {
	const look = () => {
		let there = false;
		try { there = !!(` + script + `) } catch (e) { }
		there ? answer(true) : requestAnimationFrame(look);
	};
	look();
})`
}

// wait waits for a script to be true, also while one page goes and the next comes.
func (b *tab) wait(script string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute) // a busy machine is slow
	defer cancel()
	for {
		if there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](whenTrue(script), chromedp.EvalAwaitPromise)); err == nil && there {
			return
		}
		select {
		case <-b.pages:
		case <-ctx.Done():
			b.t.Fatalf("never: %s; the page says %q", script, ask[string](b, `document.title + ': ' + (document.querySelector('main') || document.body).innerText.slice(0, 900)`))
		}
	}
}

// enter presses Enter as a keyboard does: a script that takes the key keeps its character
// away, too.
func (b *tab) enter() {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			press := input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13}
			if kind == input.DispatchKeyEventTypeKeyDown {
				press.Text, press.UnmodifiedText = "\r", "\r"
			}
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, press); err != nil {
				return err
			}
		}
		return nil
	}))
}

// next presses Tab.
func (b *tab) next() {
	b.t.Helper()
	b.do(chromedp.KeyEvent(kb.Tab))
}
