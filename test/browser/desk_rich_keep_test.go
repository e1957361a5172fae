package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// richWords are functions of the page for what is done in the rich text. select takes the
// words from one to the other, or puts the cursor behind one.
const richWords = `
window.rich = {
	async select(from, to) {
		const editor = document.getElementById('rich-body');
		const at = (words, end) => {
			const walk = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
			for (let node; (node = walk.nextNode());) {
				const i = node.data.indexOf(words);
				if (i >= 0) return [node, end ? i + words.length : i];
			}
			throw new Error('no ' + words);
		};
		editor.focus();
		if (to) getSelection().setBaseAndExtent(...at(from, false), ...at(to, true));
		else getSelection().collapse(...at(from, true));
		await new Promise(drawn => requestAnimationFrame(() => drawn(null)));
	},
	async read(text) {
		const body = document.getElementById('body');
		body.value = text;
		body.dispatchEvent(new Event('input', {bubbles: true}));
		while (document.getElementById('rich-body').contentEditable !== 'true') await new Promise(r => setTimeout(r));
	},
	paste(kind, text) {
		const data = new DataTransfer();
		data.setData(kind, text);
		document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
	},
	hold() { // the answers about blocks wait until they are let go
		const fetched = window.fetch;
		const waiting = new Promise(go => { rich.go = () => { window.fetch = fetched; go(); }; });
		window.fetch = (to, how) => /blocks$/.test(to) ? waiting.then(() => fetched(to, how)) : fetched(to, how);
	}
}; null`

// richOf opens the rich text of a draft with a text.
func (d *desk) richOf(t *testing.T, text string) *tab {
	t.Helper()
	b := d.rich(t, "content/nuoc/nhap.md")
	ask[any](b, richWords)
	b.reads(text)
	return b
}

func (b *tab) reads(text string) {
	b.t.Helper()
	ask[any](b, "rich.read("+js(text)+")")
}

func (b *tab) selects(from, to string) {
	b.t.Helper()
	ask[any](b, "rich.select("+js(from)+", "+js(to)+")")
}

// richDone leaves nothing for the page that is opened next: no question whether to go, no
// words that wait to be saved.
func (b *tab) richDone() {
	b.t.Helper()
	ask[any](b, `Object.keys(localStorage).filter(key => key.startsWith('loa ')).forEach(key => localStorage.removeItem(key));
		Storage.prototype.setItem = () => {};
		delete document.getElementById('form').dataset.dirty, null`)
}

// richKeeps: no words are lost and no lines part, whatever is selected when something is
// put in or taken out.
func (d *desk) richKeeps(t *testing.T) {
	b := d.richOf(t, "mot hai\n\nba bon\n")
	insert := func(markdown string) {
		b.t.Helper()
		ask[any](b, "document.getElementById('body').rich.insert("+js(markdown)+")")
	}
	for _, c := range []struct {
		name, text, from, to string
		do                   func()
		want                 string
	}{
		{"a link over two blocks", "mot hai\n\nba bon\n", "hai", "ba", func() {
			insert("[" + ask[string](b, "document.getElementById('body').rich.chosen() || 'Trang'") + "](/x)")
		}, "mot hai\n\nba[Trang](/x) bon\n"},
		{"an empty line of a paragraph", "a\nb\nc\n", "b", "b", func() { b.do(chromedp.KeyEvent(kb.Backspace)) }, "a\nc\n"},
		{"a break at the end", "abc\n\nxyz\n", "abc", "", func() { b.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierShift))) }, "abc\n\nxyz\n"},
		{"two breaks", "abcd\n\nxyz\n", "ab", "", func() {
			b.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierShift)))
			b.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierShift)))
		}, "ab\\\n\\\ncd\n\nxyz\n"},
		{"paragraphs into a cell", "| ab | c |\n| --- | --- |\n| de | f |\n", "ab", "", func() { insert("mot\n\nhai") }, "| abmot hai | c |\n| --- | --- |\n| de | f |\n"},
		{"a list into a cell", "| ab | c |\n| --- | --- |\n| de | f |\n", "ab", "", func() { insert("- mot\n- hai") }, "| ab | c |\n| --- | --- |\n| de | f |\n\n- mot\n- hai\n"},
		{"a link with a bar into a cell", "| ab | c |\n| --- | --- |\n| de | f |\n", "ab", "", func() { insert("[x](/a|b)") }, "| ab[x](/a\\|b) | c |\n| --- | --- |\n| de | f |\n"},
		{"spaces at the ends", "mot bon\n", "mot", "", func() { insert(" hai ") }, "mot hai  bon\n"},
		{"a picture in a sentence", "mot bon\n", "mot", "", func() { insert("\n\n![a](a.png)\n") }, "mot bon\n\n![a](a.png)\n"},
		{"a key after a picture", "mot bon\n", "mot", "", func() { insert("\n\n![a](a.png)\n"); b.typed("x") }, "mot bon\n\n![a](a.png)\n\nx\n"},
		{"a key after a hotline", "mot bon\n\nhai\n", "mot", "", func() { b.tool("hotline"); b.typed("x") }, "mot bon\n\n::hotline[]{number=\"111\"}\n\nx\n\nhai\n"},
		{"marks that overlap", "ab *cd* ef\n", "ab ", "c", func() { b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl))) }, "**ab *c***_d_ ef\n"},
		{"marks that overlap in a word", "ab *cd*ef\n", "ab ", "c", func() { b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl))) }, "**ab *c***_d_&#101;f\n"},
		{"marks that overlap at a space", "*ab cd* ef\n", "cd", " ef", func() { b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl))) }, "*ab **cd*** **ef**\n"},
		{"a bare address", "mot\n", "mot", "", func() { b.typed(" https://a.vn/_b/~c_d?e&f") }, "mot https://a.vn/_b/~c_d?e&f\n"},
		{"the level of a heading", "## Mot {#dau}\nhai\n", "Mot", "", func() { b.tool("h3") }, "### Mot {#dau}\nhai\n"},
	} {
		b.reads(c.text)
		b.selects(c.from, c.to)
		c.do()
		if c.want == c.text {
			ask[any](b, "new Promise(drawn => requestAnimationFrame(() => drawn(null)))")
		}
		t.Log(c.name)
		b.becomes(c.want)
	}
	b.reads(":::note[T]{#x}\nhai\n:::\n")
	if !ask[bool](b, "!document.querySelector('.rich-out') || document.querySelector('.rich-out').hidden") {
		t.Error("a box with an id can be taken away, and the id with it")
	}
	b.richDone()
}

// richOutside: while a text is read again that something else wrote, that text counts.
func (d *desk) richOutside(t *testing.T) {
	b := d.richOf(t, "abc\n\n:::note T\nx\n:::\n")
	const other = "abc moi\n\n:::note T\nx\n:::\n"
	ask[any](b, `rich.hold(), document.getElementById('body').value = `+js(other)+`, document.getElementById('body').dispatchEvent(new Event('input', {bubbles: true})), null`)
	ask[any](b, `(field => { field.value = 'Cu'; field.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('.rich-head input'))`)
	ask[any](b, "document.querySelector('#rich-tools [data-do=rule]').click(), null")
	if text := b.value(); text != other {
		t.Errorf("the text is %q", text)
	}
	ask[any](b, "void document.getElementById('body').rich.insert('Sau')")
	ask[any](b, "rich.go(), null")
	b.wait(plainBox + ".value.includes('Sau')")
	if text := b.value(); len(text) != len(other)+len("Sau") && len(text) != len(other)+len("Sau\n\n") {
		t.Errorf("the text is %q", text)
	}
	b.wait("!document.getElementById('rich').inert")
	b.richDone()
}

// richLate: what is on its way goes where it was asked for, and into the plain box where
// that is shown by then.
func (d *desk) richLate(t *testing.T) {
	b := d.richOf(t, "mot hai\n\nba\n")
	b.selects("mot", "")
	ask[any](b, "rich.hold(), void document.getElementById('body').rich.insert('DAN')")
	b.selects("mot", "ba")
	ask[any](b, "rich.go(), null")
	b.becomes("motDAN hai\n\nba\n")
	ask[any](b, "rich.hold(), window.inputs = 0, document.getElementById('form').addEventListener('input', () => inputs++), void document.getElementById('body').rich.insert('SAU')")
	b.click("Soạn Markdown")
	ask[any](b, "rich.go(), null")
	b.wait(plainBox + ".value.includes('SAU')")
	if text := b.value(); text != "motDAN hai\n\nba\n\nSAU\n" || ask[int](b, "inputs") != 1 {
		t.Errorf("the text is %q", text)
	}
	b.richDone()
}

// richFails: what other editors copy is not taken for the own; and a change that cannot be
// written is told, with what was written last in the plain box.
func (d *desk) richFails(t *testing.T) {
	b := d.richOf(t, "mot\n")
	b.selects("mot", "")
	ask[any](b, `rich.paste('text/html', '<meta><pre data-pm-slice="0 0 []" data-rich=\'{"fence":7}\'>x</pre>')`)
	b.wait(plainBox + ".value.includes('x')")
	b.selects("mot", "")
	b.typed(" hai")
	b.wait(plainBox + ".value.includes(' hai')")
	ask[any](b, `rich.paste('text/html', '<meta><ol data-loa-slice data-pm-slice="0 0 []" data-rich=\'{"mark":7,"start":"x"}\'><li><p>nam</p></li></ol>')`)
	b.wait(plainBox + ".value.includes('1. nam')")
	b.reads("mot\n")
	b.selects("mot", "")
	ask[any](b, "window.trimmed = String.prototype.split, String.prototype.split = () => { throw new Error('broken') }, null")
	ask[any](b, "document.querySelector('#rich-tools [data-do=quote]').click(), null")
	ask[any](b, "String.prototype.split = trimmed, null")
	b.wait("document.getElementById('rich').hidden && document.getElementById('rich-told').textContent.includes('Ô soạn như Word không ghi được')")
	if text := b.value(); text != "mot\n" {
		t.Errorf("the text is %q", text)
	}
	b.richDone()
}

// richReadBack: what would be read as something else than what stands on the screen is
// written in another way; where there is none, the screen shows what is read, and a save
// waits until somebody has looked.
func (d *desk) richReadBack(t *testing.T) {
	b := d.richOf(t, "*\\`bơi …\\*\\*|*\n")
	bold := func() { b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl))) }
	b.selects("`", "`")
	bold()
	b.selects("**|", "**|")
	bold()
	b.wait(plainBox + ".value.startsWith('_**')")
	if shown := ask[string](b, richBox+".innerText.trim()"); shown != "`bơi …**|" {
		t.Errorf("the screen shows %q", shown)
	}
	b.reads(b.value())
	if ask[bool](b, "Boolean(document.querySelector('#rich-body .rich-source'))") {
		t.Errorf("%q is shown as Markdown", b.value())
	}
	b.reads("x[^1]::say[3/4]{as=\"y\"}\n\n[^1]: z\n")
	b.selects("x", "x")
	b.do(chromedp.KeyEvent(kb.Backspace))
	b.wait("document.getElementById('rich-told').innerText.includes('không ghi lại được')")
	b.wait("Boolean(document.querySelector('#rich-body .rich-source'))")
	if text := b.value(); text != "[^1]::say[3/4]{as=\"y\"}\n\n[^1]: z\n" {
		t.Errorf("the text is %q", text)
	}
	b.richDone()
}

// richNames: a heading that is none any more is told, for links lead to it, and has its name
// again when it is a heading again.
func (d *desk) richNames(t *testing.T) {
	b := d.richOf(t, "## Mot {#dau}\n\nhai\n")
	b.selects("Mot", "")
	b.tool("h2")
	b.becomes("Mot\n\nhai\n")
	b.wait("document.getElementById('rich-told').innerText.includes('“dau”')")
	b.tool("h3")
	b.becomes("### Mot {#dau}\n\nhai\n")
	b.wait("!document.getElementById('rich-told').innerText.includes('dau')")
	b.richDone()
}
