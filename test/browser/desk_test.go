package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"loa/internal/desk/newsroom/newsroomtest"
	"loa/internal/publish/remote"
)

// TestNewsroom does at one desk what a day brings. What comes later finds what
// came before.
func TestNewsroom(t *testing.T) {
	t.Parallel()
	ctx := chrome(t)
	gate := make(chan struct{})
	d := openDesk(t, ctx, deskSite(), &gated{gate: gate})
	t.Run("pages", d.pages)
	t.Run("write", d.write)
	t.Run("keyboard", d.keyboard)
	t.Run("keep what the form does not know", d.byHand)
	t.Run("conflict", d.conflict)
	t.Run("restore", d.restore)
	t.Run("deleted", d.deleted)
	t.Run("back and again", d.backAndAgain)
	t.Run("refused fields", d.refused)
	t.Run("settings lost", d.settingsLost)
	t.Run("trial unheard", d.trialUnheard)
	t.Run("pictures", d.addPictures)
	t.Run("people", d.people)
	t.Run("paste", d.pastes)
	t.Run("translate", d.translate)
	t.Run("publish", func(t *testing.T) { d.publish(t, gate) })
	t.Run("approve", func(t *testing.T) { approve(t, ctx) })
	t.Run("settings", func(t *testing.T) { settings(t, ctx) })
	t.Run("warnings", func(t *testing.T) { deskWarnings(t, ctx) })
	t.Run("move", func(t *testing.T) { moves(t, ctx) })
	t.Run("layers", func(t *testing.T) { layersDesk(t, ctx) })
	t.Run("import", func(t *testing.T) { imports(t, ctx) })
	t.Run("kinds of files", func(t *testing.T) { importsKinds(t, ctx) })
	t.Run("pictures in what is pasted", func(t *testing.T) { pastedPictures(t, ctx) })
	t.Run("first day", func(t *testing.T) { firstDay(t, ctx) })
}

func deskSite() map[string]string {
	return map[string]string{
		"site.toml":                 newsroomtest.Settings,
		"content/_index.md":         "+++\ntitle = \"Trang chủ\"\n+++\nXin chào.\n",
		"content/_index.en.md":      "+++\ntitle = \"Home\"\n+++\nWelcome.\n",
		"content/nuoc/_index.md":    "+++\ntitle = \"Dưới nước\"\n+++\n",
		"content/nuoc/ao.md":        "+++\n# Bài về ao\ntitle = \"Rào ao\" # ngắn\ndate = 2026-05-01\ntopics = [\"nuoc\"]\n\n[extra]\nmine = 1\n+++\n\nRào ao lại.\n\n## Rào\n\nBằng tre.\n",
		"content/nuoc/ao.en.md":     "+++\ntitle = \"Fence\"\ntranslated_from = \"00000001 0001\"\n+++\n\nFence.\n",
		"content/nuoc/hoc/index.md": "+++\ntitle = \"Học bơi\"\ntopics = [\"nuoc\"]\n[event]\nstart = 2026-06-05T08:00:00\nplace = \"Bể bơi\"\n+++\n\nHọc.\n",
		"content/nuoc/sap.md":       "+++\ntitle = \"Sắp lên\"\npublish = 2999-01-01\nexpires = 2999-02-01\n+++\n\nMai.\n",
		"content/nuoc/nhap.md":      "+++\ntitle = \"Còn viết dở\"\ndraft = true\n+++\n\nDở.\n",
		"content/nuoc/hong.md":      "+++\ntitle = \"Khoá lạ\"\nsumary = \"x\"\ndraft = true\n+++\n\nLạ.\n",
	}
}

// desk is a newsroom in the browser.
type desk struct {
	*house
	*newsroomtest.Newsroom
}

// openDesk serves the newsroom over a site made of files.
func openDesk(t *testing.T, chrome context.Context, files map[string]string, places *gated) *desk {
	t.Helper()
	n := newsroomtest.Open(t, files, newsroomtest.Options{Dial: places.dial})
	return &desk{&house{chrome: chrome, url: n.Own, preview: n.URL, link: n.Link}, n}
}

// sit opens a wide tab of somebody who has chosen to write Markdown; what it complained about
// fails the test in the end.
func (h *house) sit(t *testing.T) *tab {
	t.Helper()
	b := h.sitNew(t)
	ask[any](b, "localStorage.setItem('loa-editor', 'plain'), null")
	return b
}

// sitNew is sit for somebody who has not chosen how to write yet.
func (h *house) sitNew(t *testing.T) *tab {
	t.Helper()
	b := h.tab(t)
	b.see(look{width: 1280, reduced: true})
	if h.link != nil {
		b.do(chromedp.Navigate(h.link()))
	}
	t.Cleanup(func() {
		console, requests := b.heard()
		for _, line := range console {
			// The desk answers so what it refuses; no gesture, no question whether to leave;
			// a frame that shows the preview is of another origin and cannot take off its sandbox.
			if !strings.Contains(line, "can escape its sandboxing") && !strings.Contains(line, "the server responded with a status of 4") && !strings.Contains(line, "beforeunload") {
				t.Errorf("console: %s", line)
			}
		}
		for _, url := range requests {
			if !strings.HasPrefix(url, h.url) && !strings.HasPrefix(url, h.preview+"/") && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "about:") {
				t.Errorf("asks another host: %s", url)
			}
		}
	})
	return b
}

// gated are places where a file is put only after the gate is open.
type gated struct {
	gate chan struct{} // nil: open
}

func (g *gated) dial(ctx context.Context, a remote.Address) (remote.Place, error) {
	place, err := remote.Dial(ctx, a)
	if err != nil || g.gate == nil {
		return place, err
	}
	return gatedPlace{place, g.gate}, nil
}

type gatedPlace struct {
	remote.Place
	gate chan struct{}
}

func (p gatedPlace) Put(ctx context.Context, path string, c remote.Content) error {
	if strings.HasSuffix(path, ".html") {
		select {
		case <-p.gate:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return p.Place.Put(ctx, path, c)
}

// reloads loads the page anew after each change that the preview takes in, until
// a script is true in it.
func (d *desk) reloads(b *tab, script string) {
	b.t.Helper()
	there := func() bool {
		return ask[bool](b, "(() => { try { return !!("+script+") } catch (e) { return false } })()")
	}
	d.Await(b.t, script, func() bool {
		b.t.Helper()
		if there() {
			return true
		}
		b.do(chromedp.Reload())
		return there()
	})
}

// whenTrueInFrame is whenTrue for a frame, which the browser need not draw: it
// looks after each change.
func whenTrueInFrame(script string) string {
	return `new Promise(answer => {
	const look = () => {
		try { if (` + script + `) answer(true) } catch (e) { }
	};
	new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true});
	document.addEventListener('load', look, true); // a picture's load never reaches the window
	look();
})`
}

// waitTrial waits for a script to be true in the trial. It stands on the preview's
// origin, in a process of its own: scripts of the desk's page cannot see it.
func (b *tab) waitTrial(script string) {
	b.t.Helper()
	b.wait("document.getElementById('trial').src")
	ask[bool](b, "(() => { document.getElementById('trial').scrollIntoView(); return true; })()") // pictures out of sight are not loaded
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)                                        // a busy machine is slow
	defer cancel()
	for ctx.Err() == nil {
		if frame := b.trial(); frame != nil {
			within, stop := context.WithCancel(frame)
			context.AfterFunc(ctx, stop)
			there, err := chromedp.Run(within, chromedp.Evaluate[bool](whenTrueInFrame(script), chromedp.EvalAwaitPromise))
			stop()
			if err == nil && there {
				return
			}
		}
		ask[any](b, "new Promise(drawn => requestAnimationFrame(() => drawn(null)))")
	}
	says, err := "nothing", error(nil)
	if frame := b.trial(); frame != nil {
		says, err = chromedp.Run(frame, chromedp.Evaluate[string]("location.href + ': ' + document.body.innerText.slice(0, 900)"))
	}
	b.t.Fatalf("the trial never has: %s; it says %s (%v), asked for %s", script, says, err, ask[string](b, "document.getElementById('trial').src + document.getElementById('tried').textContent"))
}

// trial is the frame of the preview that came last; nil if there is none yet.
func (b *tab) trial() context.Context {
	b.t.Helper()
	targets, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, info := range targets {
		if info.Type != "iframe" || !strings.HasPrefix(info.URL, b.h.preview+"/") {
			continue
		}
		if b.frames[info.TargetID] == nil {
			frame, _ := chromedp.NewContext(b.ctx, chromedp.WithTargetID(info.TargetID)) // ends with the tab
			if chromedp.Do(frame) != nil {                                               // it went meanwhile
				return nil
			}
			b.frames[info.TargetID] = frame
		}
		return b.frames[info.TargetID]
	}
	return nil
}

// waitFor waits until the page shows words.
func (b *tab) waitFor(words string) {
	b.t.Helper()
	b.wait("document.querySelector('main').innerText.includes(" + quoted(words) + ")")
}

// named finds what a person would click for its words: the words are all that
// it says, or at least its beginning.
const named = `((words, kinds) => {
	const all = [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility()), says = e => e.innerText.trim();
	return all.find(e => says(e) === words) || all.find(e => says(e).startsWith(words));
})`

// click clicks with the mouse what says the words.
func (b *tab) click(words string) {
	b.t.Helper()
	b.clickAt(b.there(words))
}

// there waits until there is something to click that says the words, and gives
// the script that finds it.
func (b *tab) there(words string) string {
	b.t.Helper()
	found := named + "(" + quoted(words) + ", 'a, button, summary, label')"
	b.wait("document.readyState === 'complete' && " + found)
	return found
}

// send clicks what sends a form, and waits for the page that answers.
func (b *tab) send(words string) {
	b.t.Helper()
	b.there(words)
	ask[any](b, "document.documentElement.dataset.sent = '', null")
	b.click(words)
	b.wait("!('sent' in document.documentElement.dataset) && document.readyState === 'complete'")
}

// clickAt clicks with the mouse what a script finds, and fails if something else lies over it.
func (b *tab) clickAt(script string) {
	b.t.Helper()
	b.wait("document.readyState === 'complete' && [...document.querySelectorAll('link[rel=stylesheet]')].every(l => l.sheet) && " + script)
	at := ask[[]float64](b, `(() => {
	const e = `+script+`;
	if (!e) throw Error('nothing to click');
	e.scrollIntoView({block: 'center', behavior: 'instant'});
	const r = e.getClientRects()[0], x = r.x + Math.min(r.width / 2, 100), y = r.y + r.height / 2, top = document.elementFromPoint(x, y);
	if (!top || !(e.contains(top) || top.contains(e))) throw Error('covered by ' + (top && top.outerHTML.slice(0, 200)));
	return [x, y];
})()`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// field finds the control of a label.
const field = `(words => { const all = [...document.querySelectorAll('label')], says = l => l.innerText.trim(); const l = all.find(l => says(l) === words) || all.find(l => says(l).startsWith(words)); return l && l.control; })`

// fill replaces what stands in the field of a label by typing.
func (b *tab) fill(label, text string) {
	b.t.Helper()
	control := field + "(" + quoted(label) + ")"
	b.wait("document.readyState === 'complete' && " + control)
	b.clickAt(control)
	ask[any](b, control+".select && "+control+".select(), null")
	b.typed(text)
}

func (b *tab) typed(text string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(text))
}

// pick chooses an option by the arrow keys.
func (b *tab) pick(label, option string) {
	b.t.Helper()
	control := field + "(" + quoted(label) + ")"
	ask[any](b, control+".focus(), null")
	now := control + ".selectedOptions[0].text.startsWith(" + quoted(option) + ")"
	for range ask[int](b, control+".length") {
		if ask[bool](b, now) {
			return
		}
		b.do(chromedp.KeyEvent(kb.ArrowDown))
	}
	if !ask[bool](b, now) {
		b.t.Fatalf("%s has no %s", label, option)
	}
}

// says is what a status of the page tells.
func (b *tab) said(words string) {
	b.t.Helper()
	b.wait("[...document.querySelectorAll('[role=status], [role=alert]')].some(e => e.innerText.includes(" + quoted(words) + "))")
}

// deskRules are axe's for the desk alone: the frames in it show the site.
var deskRules = strings.Replace(run, "axe.run(document, {", "axe.run({exclude: [['iframe']]}, {iframes: false, ", 1)

// fine: axe finds nothing on the page that is open, nothing sticks out at any
// width. With SHOTS=DIR a picture of each look is drawn there.
func (b *tab) fine(name string) {
	b.t.Helper()
	b.accessibleBy(name, deskRules, func(l look) {
		if wide := ask[int64](b, "document.documentElement.scrollWidth"); wide > l.width {
			b.t.Errorf("%s is %d px wide in a window of %d", name, wide, l.width)
		}
		shots := os.Getenv("SHOTS")
		if shots == "" {
			return
		}
		file := filepath.Join(shots, name+map[bool]string{true: "-dark"}[l.dark]+map[int64]string{360: "-360.png", 1280: "-1280.png"}[l.width])
		data, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
		if err == nil {
			err = os.WriteFile(file, data, 0o666)
		}
		if err != nil {
			b.t.Error(err)
		}
	})
	b.see(look{width: 1280, reduced: true})
}

// pages looks at each page of the desk as it is opened.
func (d *desk) pages(t *testing.T) {
	b := d.sit(t)
	for name, path := range map[string]string{
		"overview": "/", "nothing": "/?q=khong-co-gi", "new": "/new", "agenda": "/calendar", "phone": "/phone", "targets": "/publish", "warnings": "/warnings", "readers": "/reach", "deleted none": "/deleted",
		"form": "/edit?file=content/nuoc/hoc/index.md", "section": "/edit?file=content/nuoc/_index.md", "unknown key": "/edit?file=content/nuoc/hong.md",
		"versions none": "/versions?file=content/nuoc/ao.md", "translation": "/translate?file=content/nuoc/ao.en.md", "channels": "/channels?file=content/nuoc/hoc/index.md", "channels none": "/channels?file=content/nuoc/sap.md", "gone": "/edit?file=content/nuoc/khong-co.md",
	} {
		b.visit(path)
		b.fine(name)
	}
	const broken = "content/nuoc/vo.md"
	d.Put(t, broken, "+++\ntitle = \"Vỡ\n+++\n\nChữ.\n")
	b.visit("/edit?file=" + broken)
	b.fine("unclear")
	if err := os.Remove(filepath.Join(d.Dir, broken)); err != nil {
		t.Fatal(err)
	}
}
