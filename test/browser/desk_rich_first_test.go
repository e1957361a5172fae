package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestRichFirst: who has never chosen how to write gets rich text, and the plain box at once
// where there is none.
func TestRichFirst(t *testing.T) {
	t.Parallel()
	d := openDesk(t, chrome(t), deskSite(), &gated{})
	t.Run("write", d.firstWrite)
	t.Run("what programs copy", d.firstPaste)
	t.Run("picture", d.firstPicture)
	t.Run("no answer", d.firstSilent)
	t.Run("chosen while it comes", d.firstChosen)
}

func (d *desk) firstWrite(t *testing.T) {
	b := d.sitNew(t)
	b.visit("/edit?file=content/nuoc/nhap.md")
	b.wait(richBox + " && document.getElementById('mode-rich').ariaPressed === 'true' && !" + plainBox + ".checkVisibility()")
	b.caret("p", "Dở.")
	b.typed(" Còn viết.")
	b.send("Lưu bản nháp")
	b.said("Đã lưu")
	if text := d.Read(t, "content/nuoc/nhap.md"); !strings.HasSuffix(text, "\nDở. Còn viết.\n") {
		t.Error(text)
	}
	b.wait(richBox)
	b.click("Soạn Markdown")
	b.visit("/edit?file=content/nuoc/ao.md")
	b.wait(plainBox + ".checkVisibility() && document.getElementById('rich').hidden")
	ask[any](b, "localStorage.removeItem('loa-editor'), null")
}

// firstPicture: a picture that is added to the rich text stands in it, and what is said of it
// is one sentence.
func (d *desk) firstPicture(t *testing.T) {
	b := d.sitNew(t)
	source := filepath.Join(t.TempDir(), "Hồ.JPG")
	if err := os.WriteFile(source, withPlace(40), 0o666); err != nil {
		t.Fatal(err)
	}
	b.visit("/edit?file=content/nuoc/hoc/index.md")
	b.wait(richBox)
	b.click("Ảnh")
	b.do(chromedp.SetUploadFiles("#picture", []string{source}))
	b.clickAt("document.getElementById('alt')")
	b.typed("Hồ có rào")
	b.click("Không")
	b.click("Thêm vào bài")
	b.said("Đã thêm ảnh ho.jpg")
	b.wait("document.getElementById('body').value.includes('![Hồ có rào](ho.jpg)')")
	if said := ask[string](b, "document.getElementById('sent').textContent"); strings.Contains(said, "object") {
		t.Error(said)
	}
}

// copied is what three programs put on the clipboard, and what becomes of it.
var copied = []struct {
	file, kind  string
	want, never []string
}{
	{"word.html", "text/html", []string{
		"Phòng, chống đuối nước\n", "I. MỤC ĐÍCH", "- Dạy bơi cho trẻ\n  - Lớp 6–8 tuổi\n", "1. Rào ao, hồ\n", "Thời gian", "7h30 \\| Bể bơi",
		"[Cổng tỉnh](https://tinh.example/x?a=1&b=2)[^1]", "*Chữ nghiêng*", "[^1]: Ghi chú Word.",
	}, []string{"mso", "file:", "clip_image", "supportLists", "·"}},
	{"google-docs.html", "text/html", []string{
		"## Thông báo lớp bơi\n", "**Thời gian:** 7h30 thứ Bảy", "- Mang khăn\n  - khăn to\n", "1. Đăng ký\n", "[Đăng ký tại đây](https://xa.example/dang-ky)", "\nA\n\nB",
	}, []string{"google.com/url", "base64", "docs-internal"}},
	{"chat.txt", "text/plain", []string{
		"📢 THÔNG BÁO KHẨN", "1/ Nghỉ học ngày 10/7 do bão", "LH: 0208.3824.111", "- Phụ huynh đón con", "Không cho trẻ ra suối", "\\# An toàn là trên hết", "https://nhom.example/g/abc123?x=1_2_3",
	}, []string{"\n# An toàn"}},
}

// firstPaste: what Word, Google Docs and a chat put on the clipboard, pasted into the rich
// text: its words, its structure, and nothing of the program it came from. What is written
// stays the same when it is read again.
func (d *desk) firstPaste(t *testing.T) {
	const pasting = `(kind, text) => {
		const data = new DataTransfer();
		data.setData(kind, text);
		return !document.getElementById('rich-body').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
	}`
	for _, c := range copied {
		data, err := os.ReadFile("testdata/paste/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		b := d.sitNew(t)
		b.visit("/edit?file=content/nuoc/nhap.md")
		b.wait(richBox)
		b.caret("p", "Dở.")
		b.enter()
		if !ask[bool](b, "("+pasting+")("+js(c.kind)+", "+js(strings.TrimSpace(string(data)))+")") {
			t.Errorf("%s: the browser pastes by itself", c.file)
		}
		b.wait(plainBox + ".value.length > 60")
		ask[any](b, plainBox+".rich.ready().then(() => null)")
		text := b.value()
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", c.file, want, text)
			}
		}
		for _, never := range c.never {
			if strings.Contains(text, never) {
				t.Errorf("%s: %q in\n%s", c.file, never, text)
			}
		}
		ask[any](b, richWords)
		b.reads("")
		b.reads(text)
		if again := b.value(); again != text {
			t.Errorf("%s: read again it is\n%s\nnot\n%s", c.file, again, text)
		}
		b.richDone()
	}
}

// firstSilent: if the program does not say what the text consists of, there is the plain box
// with a word why.
func (d *desk) firstSilent(t *testing.T) {
	b := d.sitNew(t)
	refuse := `const fetched = window.fetch; window.fetch = (to, how) => /blocks$/.test(to) ? Promise.reject(new Error) : fetched(to, how);`
	b.before(refuse)
	b.visit("/edit?file=content/nuoc/ao.md")
	b.wait(plainBox + ".checkVisibility() && document.getElementById('rich').hidden && document.getElementById('rich-told').innerText !== ''")
}

// firstChosen: who asks for Markdown while the rich text is still on its way gets it, and
// keeps it.
func (d *desk) firstChosen(t *testing.T) {
	b := d.sitNew(t)
	b.before(`const fetched = window.fetch; window.fetch = (to, how) => /blocks$/.test(to) ? new Promise(go => { window.go = go; }).then(() => fetched(to, how)) : fetched(to, how);`)
	b.visit("/edit?file=content/nuoc/ao.md")
	b.wait("window.go && !" + plainBox + ".checkVisibility()")
	b.click("Soạn Markdown")
	b.wait(plainBox + ".checkVisibility() && document.activeElement === " + plainBox)
	ask[any](b, "window.go(), new Promise(r => setTimeout(r, 0))")
	b.typed("Chữ ")
	b.wait("document.getElementById('rich').hidden && " + plainBox + ".value.includes('Chữ ')")
	ask[any](b, "localStorage.removeItem('loa-editor'), null")
	b.richDone()
}
