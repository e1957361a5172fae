package browser

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"loa/internal/desk/sourceedit"
)

const (
	richFile = "content/nuoc/cap-cuu.md"
	richBox  = "document.getElementById('rich-body')"
	plainBox = "document.getElementById('body')"
)

// TestRichText writes at a desk in rich text.
func TestRichText(t *testing.T) {
	t.Parallel()
	d := openDesk(t, chrome(t), richSite(t), &gated{})
	t.Run("write", d.richWrite)
	t.Run("nothing changes", d.richSame)
	t.Run("telex", d.richTelex)
	t.Run("tools", d.richTools)
	t.Run("signs", d.richSigns)
	t.Run("paste", d.richPaste)
	t.Run("plain and back", d.richAndPlain)
	t.Run("keeps", d.richKeeps)
	t.Run("outside", d.richOutside)
	t.Run("late", d.richLate)
	t.Run("fails", d.richFails)
	t.Run("read back", d.richReadBack)
	t.Run("names", d.richNames)
	t.Run("looks", d.richLooks)
}

// richSite has a page of the project's own site with nearly every kind of block.
func richSite(t *testing.T) map[string]string {
	files := deskSite()
	files[richFile] = "+++\ntitle = \"Cấp cứu\"\ntopics = [\"nuoc\"]\n+++\n\n" + bodyOf(t, "../../content/duoi-nuoc/cap-cuu-duoi-nuoc.md")
	return files
}

// bodyOf is the text of a file of Markdown as a form shows it.
func bodyOf(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if doc, ok := sourceedit.Parse(data); ok {
		text = doc.Body()
	}
	return strings.TrimLeft(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

// rich opens the form of a file and its rich text.
func (d *desk) rich(t *testing.T, file string) *tab {
	t.Helper()
	b := d.sit(t)
	b.visit("/edit?file=" + file)
	b.wait("document.readyState === 'complete'")
	ask[any](b, "localStorage.setItem('loa-editor', 'plain'), document.getElementById('mode-rich').click(), null")
	b.wait(richBox)
	return b
}

// caret puts the cursor at the end of the first block that says something.
func (b *tab) caret(kinds, words string) {
	b.t.Helper()
	block := "[...document.querySelectorAll('#rich-body " + kinds + "')].find(e => e.innerText.includes(" + quoted(words) + "))"
	b.clickAt(block)
	ask[any](b, "(e => getSelection().collapse(e, e.childNodes.length))("+block+"), new Promise(drawn => requestAnimationFrame(() => drawn(null)))")
}

func (b *tab) value() string { return ask[string](b, plainBox+".value") }

// becomes waits for the text that the plain box has.
func (b *tab) becomes(want string) {
	b.t.Helper()
	b.wait("document.readyState === 'complete' && " + richBox)
	for range 50 {
		if b.value() == want {
			return
		}
		ask[any](b, "new Promise(drawn => requestAnimationFrame(() => drawn(null)))")
	}
	b.t.Fatalf("the text is\n%s\nnot\n%s", b.value(), want)
}

// richWrite: a paragraph and an item are changed; the file changes there and nowhere else.
func (d *desk) richWrite(t *testing.T) {
	b := d.rich(t, richFile)
	before := d.Read(t, richFile)
	b.caret("p", "Một số lớp sơ cứu")
	b.typed(" Hỏi lại trạm y tế.")
	b.caret("li p", "Trẻ nôn")
	b.typed(" Làm nhanh.")
	b.waitTrial("document.body.textContent.includes('Làm nhanh.')")
	b.do(chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.said("Đã lưu")
	want := strings.Replace(before, "trẻ đuối nước thiếu oxy trước tiên.", "trẻ đuối nước thiếu oxy trước tiên. Hỏi lại trạm y tế.", 1)
	want = strings.Replace(want, "cứ thổi.\n", "cứ thổi. Làm nhanh.\n", 1)
	if after := d.Read(t, richFile); after != want || after == before {
		t.Errorf("the file is\n%s", after)
	}
}

// everyText are the texts of the project: of its site, of the sites of the tests, of the
// reference, and the examples of CommonMark.
func everyText(t *testing.T) map[string]string {
	all := map[string]string{}
	for _, root := range []string{"../../content", "../sites", "../../docs", "../../internal"} {
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(file) != ".md" || strings.Contains(file, "node_modules") {
				return err
			}
			all[file] = bodyOf(t, file)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile("../../internal/generator/markdown/testdata/commonmark-0.31.2.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		all["CommonMark: "+e.Markdown] = strings.ReplaceAll(e.Markdown, "\r", "")
	}
	return all
}

// reopen gives the rich text one text after the other, as the form does when something
// else changes the plain box, and tells which came out as another one, and how many blocks
// were shown in all and as Markdown.
const reopen = `async texts => {
	const body = document.getElementById('body'), different = [];
	let blocks = 0, source = 0;
	for (const [name, text] of Object.entries(texts)) {
		body.value = text;
		const given = body.value;
		body.dispatchEvent(new Event('input', {bubbles: true}));
		while (document.getElementById('rich-body').contentEditable !== 'true') await new Promise(r => setTimeout(r));
		if (body.value !== given || document.getElementById('rich').hidden) different.push(name);
		blocks += document.querySelectorAll('#rich-body > *').length;
		source += document.querySelectorAll('#rich-body > .rich-source').length;
	}
	return {different, blocks, source};
}`

// richSame: a text that is opened and not changed is the same to the byte.
func (d *desk) richSame(t *testing.T) {
	b := d.rich(t, "content/nuoc/ao.md")
	batch := map[string]string{}
	size, blocks, source, texts := 0, 0, 0, 0
	look := func() {
		data, err := json.Marshal(batch)
		if err != nil {
			t.Fatal(err)
		}
		got := ask[struct {
			Different      []string
			Blocks, Source int
		}](b, "("+reopen+")("+string(data)+")")
		for _, name := range got.Different {
			t.Errorf("%s is another text", name)
		}
		blocks, source, texts = blocks+got.Blocks, source+got.Source, texts+len(batch)
		clear(batch)
		size = 0
	}
	for name, text := range everyText(t) {
		batch[name] = text
		if size += len(text); size > 200_000 {
			look()
		}
	}
	look()
	t.Logf("%d texts, %d blocks, %d of them as Markdown", texts, blocks, source)
	if texts < 900 || blocks < 5000 || source > blocks/6 {
		t.Errorf("%d texts have %d blocks, of which %d are shown as Markdown", texts, blocks, source)
	}
	ask[any](b, "document.getElementById('form').reset(), null")
	b.wait(richBox + ".innerText.includes('Rào ao lại.')")
	if text := b.value(); !strings.HasPrefix(text, "Rào ao lại.") {
		t.Errorf("after a reset the text is %q", text)
	}
	b.richDone()
}

// compose gives the page the steps of an input method, the last of which it commits.
func (b *tab) compose(steps ...string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, step := range steps {
			end := int64(len([]rune(step)))
			if _, err := cdp.Call(ctx, target, input.ImeSetComposition, input.ImeSetCompositionParams{Text: step, SelectionStart: end, SelectionEnd: end}); err != nil {
				return err
			}
		}
		_, err := cdp.Call(ctx, target, input.InsertText, input.InsertTextParams{Text: steps[len(steps)-1]})
		return err
	}))
}

// richTelex: Vietnamese is typed by an input method that composes (ibus, macOS, phones) and
// by one that takes letters back and types others (UniKey on Windows).
func (d *desk) richTelex(t *testing.T) {
	b := d.rich(t, "content/nuoc/nhap.md")
	b.caret("p", "Dở.")
	b.compose("d", "dd", "đ", "đu", "đuo", "đuô", "đuôi", "đuối")
	b.typed(" ")
	b.compose("n", "nu", "nư", "nươ", "nươc", "nước")
	b.becomes("Dở.đuối nước\n")
	b.typed(" ")
	for _, step := range []string{"ro", "\b\brơ", "i", "\b\bời"} {
		for _, letter := range step {
			if letter == '\b' {
				b.do(chromedp.KeyEvent(kb.Backspace))
			} else {
				b.typed(string(letter))
			}
		}
	}
	b.becomes("Dở.đuối nước rời\n")
	// In bold words, in a new item, in a cell.
	b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.compose("a", "aa", "â", "âm", "ấm")
	b.becomes("Dở.đuối nước rời**ấm**\n")
	b.do(chromedp.KeyEvent("b", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.enter()
	b.typed("- ")
	b.compose("o", "oo", "ô")
	b.enter()
	b.compose("u", "uw", "ư")
	b.becomes("Dở.đuối nước rời**ấm**\n\n- ô\n- ư\n")
	b.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.wait("!" + plainBox + ".value.includes('ư\\n')")
	b.do(chromedp.KeyEvent("y", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.becomes("Dở.đuối nước rời**ấm**\n\n- ô\n- ư\n")
	ask[any](b, richWords)
	for _, c := range [][3]string{
		{"| ab | c |\n| --- | --- |\n| de | f |\n", "ab", "| abnước | c |\n| --- | --- |\n| de | f |\n"},
		{"| ab | c |\n| --- | --- |\n| de | f |\n", "de", "| ab | c |\n| --- | --- |\n| denước | f |\n"},
		{"- [ ] ab\n  - cd\n", "cd", "- [ ] ab\n  - cdnước\n"},
		{"> ab\n", "ab", "> abnước\n"},
		{"## ab {#x}\n", "ab", "## abnước {#x}\n"},
		{"a **ab** c\n", "ab", "a **abnước** c\n"},
	} {
		b.reads(c[0])
		b.selects(c[1], "")
		b.compose("n", "nu", "nư", "nươ", "nươc", "nước")
		b.becomes(c[2])
	}
	b.richDone()
}

// tool presses a button above the rich text.
func (b *tab) tool(name string) {
	b.t.Helper()
	b.clickAt("document.querySelector('#rich-tools [data-do=" + name + "]')")
}

// richTools: each button, as far as the Markdown tells.
func (d *desk) richTools(t *testing.T) {
	b := d.rich(t, "content/nuoc/nhap.md")
	b.caret("p", "Dở.")
	b.enter()
	b.tool("table")
	b.typed("Xã\tBuổi\t#\tPhục Linh\t2 | 3")
	b.wait(plainBox + ".value.includes('Phục Linh')")
	b.tool("row")
	b.tool("column")
	b.becomes("Dở.\n\n| Xã | Buổi | | # |\n| --- | --- | --- | --- |\n| Phục Linh | 2 \\| 3 | | |\n| | | | |\n| | | | |\n")
	b.tool("row-out")
	b.tool("column-out")
	b.becomes("Dở.\n\n| Buổi | | # |\n| --- | --- | --- |\n| | | |\n| | | |\n")
	b.tool("table-out")
	b.becomes("Dở.\n")
	b.caret("p", "Dở.")
	b.tool("h2")
	b.becomes("## Dở.\n")
	b.tool("h2")
	b.tool("warning")
	b.becomes(":::warning\nDở.\n:::\n")
	b.clickAt("document.querySelector('#rich-body .rich-head input')")
	b.typed("Chú ý")
	b.becomes(":::warning Chú ý\nDở.\n:::\n")
	b.caret("p", "Dở.")
	b.enter()
	b.enter()
	b.typed("Sau khung")
	b.becomes(":::warning Chú ý\nDở.\n:::\n\nSau khung\n")
	b.tool("numbers")
	b.enter()
	b.typed("hai")
	b.do(chromedp.KeyEvent(kb.Tab))
	b.becomes(":::warning Chú ý\nDở.\n:::\n\n1. Sau khung\n   1. hai\n")
	b.tool("bullets")
	b.becomes(":::warning Chú ý\nDở.\n:::\n\n1. Sau khung\n   - hai\n")
	b.tool("checklist")
	b.typed("việc")
	b.enter()
	b.typed("nữa")
	b.wait(plainBox + ".value.includes('- [ ] nữa')")
	b.clickAt("document.querySelector('#rich-body li.task input')")
	b.wait(plainBox + ".value.includes('- [x] việc')")
	b.richDone()
}

// signs are words that would mean something in Markdown.
var signs = []string{
	"# a", "- a", "+ a", "* a", "1. a", "2) a", "> a", "---", "***", "===", "a --- b", ": a", "::note[x]{y=z}", ":::note", "| a | b |", "~~~", "~a~", "~~a~~",
	"a*b*c", "**a**", "_a_", "a_b_c", "5 * 3 * 2", "`a`", "[a](b)", "![a](b)", "[a]{lang=vi}", "::say[3/4]{as=\"x\"}", "[^1]", "[ ] a", "<b>a</b>", "a < b > c", "<!-- a -->", "&amp; & &#65;", "a&b;", "\\* \\ a\\", "a\\",
	"{#x}", "a {#x}", "a #", "“a”*b*", "2. 3. 4", "a!", "100%", "http://a.vn/b_c?d=e&f=g", "tên.vn", "https://a.vn/_b_ c", "(https://a.vn/~b) https://a.vn/~c", "https://localhost/_b_",
}

// richSigns: what is written into a paragraph, a heading, an item, bold words and a cell is
// read again as the same words.
func (d *desk) richSigns(t *testing.T) {
	b := d.rich(t, "content/nuoc/nhap.md")
	for _, where := range []string{"x\n", "## x\n", "- x\n", "**x**\n", "| x |\n| --- |\n", "> x\n", ":::note\nx\n:::\n"} {
		for _, before := range []string{"", "y "} {
			texts := ask[[][]string](b, "("+rewrite+")("+js(where)+", "+js(before)+", "+jsAll(signs)+")")
			for _, pair := range texts {
				t.Errorf("in %q: %q is %q, and %q when it is read again", where, pair[0], pair[1], pair[2])
			}
		}
	}
	b.richDone()
}

// rewrite makes a text of as many places as there are signs, each with an x and a line
// behind it that tells where it ends; puts a sign in the place of each x, as typing does;
// and reads again what was written. It gives the signs that became others.
const rewrite = `async (where, before, signs) => {
	const body = document.getElementById('body'), editor = document.getElementById('rich-body');
	const again = async text => {
		body.value = text;
		body.dispatchEvent(new Event('input', {bubbles: true}));
		while (document.getElementById('rich-body').contentEditable !== 'true') await new Promise(r => setTimeout(r));
	};
	const flat = text => text.replace(/\s+/g, ' ').trim();
	const shown = () => editor.innerText.split(/Hết \d+\./).map(flat);
	await again('');
	await again(signs.map((_, i) => where + '\nHết ' + i + '.\n').join('\n'));
	editor.focus();
	for (const sign of signs) {
		const walk = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
		let node = walk.nextNode();
		while (node && node.data !== 'x') node = walk.nextNode();
		getSelection().setBaseAndExtent(node, 0, node, 1);
		await new Promise(r => setTimeout(r));
		document.execCommand('insertText', false, before + sign);
		await new Promise(r => setTimeout(r));
	}
	const first = shown(), text = body.value;
	await again('');
	await again(text);
	const second = shown();
	const bad = signs.map((sign, i) => [sign, first[i] || '', second[i] || '']).filter(([sign, one, two]) => !one.includes(flat(sign)) || one !== two);
	if (first.length !== signs.length + 1 || second.length !== first.length) bad.push(['the places', first.length + '', second.length + '']);
	if (body.value !== text) bad.push(['the text', text, body.value]);
	return bad;
}`

func jsAll(texts []string) string {
	data, err := json.Marshal(texts)
	if err != nil {
		panic(err) // texts always can
	}
	return string(data)
}

// richPaste: what other programs copy goes the same way as into the plain box.
func (d *desk) richPaste(t *testing.T) {
	const pastingRich = `(kind, text) => {
		const data = new DataTransfer();
		data.setData(kind, text);
		return !document.getElementById('rich-body').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
	}`
	for _, c := range clipboards {
		data, err := os.ReadFile("../../internal/importing/htmlimport/testdata/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		b := d.rich(t, "content/nuoc/nhap.md")
		b.caret("p", "Dở.")
		b.enter()
		if !ask[bool](b, "("+pastingRich+")("+js(c.kind)+", "+js(string(data))+")") {
			t.Errorf("%s: the browser pastes by itself", c.file)
		}
		b.wait(plainBox + ".value.length > 20")
		text := b.value()
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", c.file, want, text)
			}
		}
		for _, lost := range c.lost {
			b.wait("document.getElementById('pasted').innerText.includes(" + quoted(lost) + ")")
		}
		ask[any](b, richBox+".focus(), null") // a picture in it has taken the focus, to be asked about
		b.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		b.wait("!" + plainBox + ".value.includes(" + js(c.want[0]) + ")")
		b.richDone()
	}
}

// richAndPlain: the two ways to write have one text, and the desk remembers the way.
func (d *desk) richAndPlain(t *testing.T) {
	b := d.rich(t, "content/nuoc/nhap.md")
	b.caret("p", "Dở.")
	b.typed(" Một")
	b.becomes("Dở. Một\n")
	b.click("Soạn Markdown")
	b.clickAt(plainBox)
	b.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.typed("\r## Hai")
	b.click("Soạn như Word")
	b.wait(richBox + " && " + richBox + ".querySelector('h2').innerText === 'Hai'")
	b.fill("Liên kết đến bài", "https://tongdai111.vn")
	b.enter()
	b.wait(plainBox + ".value.includes('[tongdai111.vn](https://tongdai111.vn)')")
	b.richDone()
	b.visit("/edit?file=content/nuoc/ao.md")
	b.wait(richBox)
	b.click("Soạn Markdown")
	b.visit("/edit?file=content/nuoc/ao.md")
	b.wait("!document.getElementById('modes').hidden && document.getElementById('rich').hidden")
}

// richLooks: axe finds nothing, on phones and wide screens, light and dark.
func (d *desk) richLooks(t *testing.T) {
	b := d.rich(t, richFile)
	b.fine("rich")
}
