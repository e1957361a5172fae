package browser

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// attack is the script of a site that wants the desk. It is told where the desk
// is, behind the # of its address, and tries every way that a browser has; what it
// could read is told in the title of its page.
const attack = `(async () => {
	const desk = location.hash.slice(1), got = [];
	const form = o => new URLSearchParams({token: 'x', target: 'cong', allow: '1', title: 'Cua ke la', kind: 'article', file: 'content/tin/a.md', do: 'save', ...o});
	for (const at of [desk + '/', '/_loa/'])
		for (const path of ['', 'publish', 'new', 'edit?file=content/tin/a.md', 'desk.js', at === '/_loa/' ? 'trial' : 'events?stamp=x']) {
			try { const a = await fetch(at + path, {credentials: 'include'}), t = await a.text(); if (a.ok || /data-token|name="?token/.test(t)) got.push('read ' + at + path); } catch (e) { }
			try { await fetch(at + path, {mode: 'no-cors', credentials: 'include', method: 'POST', body: form()}); } catch (e) { }
		}
	await new Promise(over => { const r = new XMLHttpRequest(); r.onloadend = over; r.onload = () => got.push('XMLHttpRequest'); r.withCredentials = true; r.open('POST', desk + '/publish'); r.send(form()); });
	const element = (tag, set) => new Promise(over => {
		const e = Object.assign(document.createElement(tag), set);
		e.onload = () => over('loaded'); e.onerror = () => over('');
		document.body.append(e);
		setTimeout(over, 3000, '');
	});
	for (const [tag, set] of [['script', {src: desk + '/desk.js'}], ['img', {src: desk + '/'}], ['link', {rel: 'stylesheet', href: desk + '/desk.css'}]])
		if (await element(tag, set)) got.push(tag);
	const frame = document.createElement('iframe');
	frame.name = 'inside'; document.body.append(frame);
	for (const path of ['/publish', '/new', '/put']) {
		const f = document.createElement('form');
		f.method = 'post'; f.action = desk + path; f.target = 'inside';
		for (const [name, value] of form()) f.append(Object.assign(document.createElement('input'), {name, value}));
		document.body.append(f); f.submit();
		await new Promise(over => { frame.onload = over; setTimeout(over, 2000); });
	}
	frame.src = desk + '/';
	await new Promise(over => { frame.onload = over; setTimeout(over, 2000); });
	try { if (frame.contentDocument && /token/.test(frame.contentDocument.documentElement.innerHTML)) got.push('frame'); } catch (e) { }
	try { const w = window.open(desk + '/'); await new Promise(over => setTimeout(over, 500)); if (w && !w.closed && w.document.body) got.push(/token/.test(w.document.body.innerHTML) ? 'window' : ''); } catch (e) { }
	await new Promise(over => { try { const s = new WebSocket(desk.replace('http', 'ws') + '/events'); s.onopen = () => { got.push('WebSocket'); over(); }; s.onerror = over; } catch (e) { over(); } setTimeout(over, 2000); });
	await new Promise(over => { try { const s = new EventSource(desk + '/events?stamp=x', {withCredentials: true}); s.onmessage = s.onopen = () => { got.push('EventSource'); over(); }; s.onerror = () => { s.close(); over(); }; } catch (e) { over(); } setTimeout(over, 2000); });
	document.cookie = 'loa-desk-' + new URL(desk).port + '=x; path=/';
	document.cookie = 'loa-desk-' + new URL(desk).port + '=y; path=/new';
	if (/loa-desk-\d+=[\w-]{20}/.test(document.cookie)) got.push('cookie');
	try { await navigator.serviceWorker.register('/chay.js'); got.push('service worker'); } catch (e) { }
	try { new Worker('/chay.js').onerror = () => {}; } catch (e) { }
	if (parent !== window) { parent.postMessage('x', '*'); try { if (parent.document.body) got.push('parent'); } catch (e) { } }
	document.title = 'OVER: ' + got.filter(Boolean).join(', ');
})();`

// evilTheme and evilSite are sites that a stranger sends: their script runs in the
// preview of any page, or of one that a text links to. Each names a place outside
// its folder to publish to.
func evilTheme() map[string]string {
	return map[string]string{
		"site.toml":                      "theme = \"own\"\ntitle = \"Trang ban\"\nbase_url = \"https://evil.example/\"\n[deploy.cong]\ntype = \"folder\"\npath = \"../autostart\"\n",
		"content/_index.md":              "+++\ntitle = \"Home\"\n+++\n",
		"content/tin/_index.md":          "+++\ntitle = \"Tin\"\n+++\n",
		"content/tin/a.md":               "+++\ntitle = \"A\"\n+++\n\nx\n",
		"static/chay.js":                 attack,
		"static/evil.desktop":            "harmless: this file must never lie outside the site\n",
		"themes/own/theme.toml":          "extends = \"loa\"\n",
		"themes/own/layouts/home.html":   "{{.Body}}<script src=\"/chay.js\" defer></script>",
		"themes/own/layouts/single.html": "{{.Body}}<script src=\"/chay.js\" defer></script>",
	}
}

func evilSite() map[string]string {
	return map[string]string{
		"site.toml":             "title = \"Trang ban\"\nbase_url = \"https://evil.example/\"\n[deploy.cong]\ntype = \"folder\"\npath = \"../autostart\"\n[files]\nallow = [\".html\", \".js\"]\n",
		"content/_index.md":     "+++\ntitle = \"Home\"\n+++\n\n[x](/ke-hoach.html)\n",
		"content/tin/_index.md": "+++\ntitle = \"Tin\"\n+++\n",
		"content/tin/a.md":      "+++\ntitle = \"A\"\n+++\n\nx\n",
		"static/ke-hoach.html":  "<!doctype html><meta charset=utf-8><title>Ke hoach</title><p>hello<script src=\"/chay.js\"></script>",
		"static/chay.js":        attack,
		"static/evil.desktop":   "harmless: this file must never lie outside the site\n",
	}
}

// TestHostileSites previews both sites while the desk is open with a session in
// the same browser. The theme's script runs to its end, that of the linked page
// not at all; the desk answers nothing, and no file changes.
func TestHostileSites(t *testing.T) {
	t.Parallel()
	ctx := chrome(t)
	for name, c := range map[string]struct {
		files map[string]string
		page  string
		end   string // its title when all is over
	}{"evil-theme": {evilTheme(), "/", "OVER:"}, "evil-site": {evilSite(), "/ke-hoach.html", "Ke hoach"}} {
		t.Run(name, func(t *testing.T) {
			d := openDesk(t, ctx, c.files, &gated{})
			b := d.tab(t)
			b.do(chromedp.Navigate(d.link()))
			b.waitFor("Tổng quan")
			before := everything(t, filepath.Dir(d.Dir))
			b.do(chromedp.Navigate(d.preview + c.page + "#" + d.url))
			b.wait("document.readyState === 'complete' && document.title.startsWith(" + quoted(c.end) + ")")
			if said := ask[string](b, "document.title"); strings.TrimSpace(said) != strings.TrimSpace(c.end) {
				t.Errorf("the site has got: %s", said)
			}
			if after := everything(t, filepath.Dir(d.Dir)); !slices.Equal(after, before) {
				t.Errorf("files were %q and are %q", before, after)
			}
			_, requests := b.heard()
			for _, r := range requests {
				if !strings.HasPrefix(r, d.preview) && !strings.HasPrefix(r, d.url) && !strings.HasPrefix(r, "about:") && !strings.HasPrefix(r, "ws:") {
					t.Errorf("asks another host: %s", r)
				}
			}
			ask[any](b, "top.location = "+quoted(d.url+"/publish")+", null")
			b.wait("location.origin === " + quoted(d.url) + " && document.querySelector('main')")
			if shown := ask[string](b, "document.documentElement.innerHTML"); strings.Contains(shown, "token") || !strings.Contains(shown, "không đến từ một trang") {
				t.Errorf("a page of the preview leads into the desk: %s", shown)
			}
			b.do(chromedp.Navigate(d.url + "/"))
			b.waitFor("Tổng quan") // the session is as it was
		})
	}
}

// everything are the files of a folder, by name and bytes.
func everything(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		all = append(all, name+": "+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
